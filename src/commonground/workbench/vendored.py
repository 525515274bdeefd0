"""Scripts of others, which a browser may keep: their names hold their versions, so that none is ever another."""

from __future__ import annotations

from os import PathLike, stat_result

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

__all__ = ["Vendored"]


class Vendored(StaticFiles):
    """The files of ``static/vendor``; everything else of a page is asked for anew each time."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        if str(full_path).endswith(".min.js"):
            response.headers["cache-control"] = "private, max-age=31536000, immutable"
        return response
