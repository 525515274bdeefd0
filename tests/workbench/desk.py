"""A case of one's own on a running workbench, and the forms that are sent about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import httpx

from commonground.case import load, new
from commonground.case.adding_sources import add_source
from commonground.statements import Statement
from tests.workbench.conftest import Site

__all__ = ["WORDS", "Desk", "desk_for"]

WORDS = """ENVOY: We will not sign. A high release 😀 is ruled out, and a high tide too.

MINISTER: We propose shared gauges. <b>No</b> visits.
"""


_TOKENS: dict[str, str] = {}  # of each workbench; one browser has one


def token_of(site: Site) -> str:
    if site.settings.address not in _TOKENS:
        _TOKENS[site.settings.address] = site.token()
    return _TOKENS[site.settings.address]


@dataclass
class Desk:
    """What one person has open: the case ``name`` in the folder of the workbench."""

    site: Site
    name: str

    @property
    def case(self) -> Path:
        return self.site.folder / self.name

    def get(self, path: str = "") -> httpx.Response:
        return self.site.client.get(f"/case/{self.name}{path}", follow_redirects=True)

    def post(self, path: str, /, **fields: str) -> httpx.Response:
        """The page that comes of a form."""
        return self.sent(path, fields)

    def told(self, path: str, /, **fields: str) -> httpx.Response:
        """What a program gets that sends the same."""
        return self.sent(path, fields, accept="application/json")

    def sent(
        self, path: str, fields: dict[str, str], files: dict[str, tuple[str, bytes]] | None = None, **headers: str
    ) -> httpx.Response:
        data, where = {"token": token_of(self.site), "who": "ada", **fields}, f"/case/{self.name}/{path}"
        return self.site.client.post(where, data=data, files=files, headers=headers, follow_redirects=True)

    def without_token(self, path: str, **fields: str) -> httpx.Response:
        token_of(self.site)  # there is a cookie, as in any browser that has opened a page
        return self.site.client.post(f"/case/{self.name}/{path}", data={"who": "ada", **fields})

    def statements(self, document: str = "talk") -> dict[str, Statement]:
        return {each.id: each for each in load(self.case).statements.values() if each.document == document}

    def files(self) -> dict[str, bytes]:
        """All that lies in the case, but for locks."""
        paths = (path for path in sorted(self.case.rglob("*")) if path.is_file() and ".commonground" not in path.name)
        return {path.relative_to(self.case).as_posix(): path.read_bytes() for path in paths}


def desk_for(site: Site, test: str) -> Desk:
    """A new case, called after the test, with a short talk to code."""
    name = re.sub(r"\W+", "-", test)[:60].strip("-")
    desk = Desk(site, name)
    new(desk.case)
    add_source(desk.case, "talk.txt", WORDS.encode(), {"title": "Talk"})
    return desk
