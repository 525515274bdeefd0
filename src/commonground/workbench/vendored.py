"""The files of the pages' looks. Those of others a browser may keep: their names hold their versions, and never lie."""

from __future__ import annotations

from os import PathLike, stat_result
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

__all__ = ["Static"]


class Static(StaticFiles):
    """The files of ``static/``; all but scripts of others are asked for anew each time."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        path = Path(full_path)
        if path.parent.name == "vendor" and path.name.endswith(".min.js"):
            response.headers["cache-control"] = "private, max-age=31536000, immutable"
        return response
