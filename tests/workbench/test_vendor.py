"""Scripts of others: each is what the table says, has its licence beside it, and is used by some page."""

from __future__ import annotations

import re
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

from tests.workbench.conftest import Site

WORKBENCH = Path("src/commonground/workbench")
VENDOR = WORKBENCH / "static" / "vendor"
FIELDS = {"name", "version", "licence", "package", "from", "how", "file", "sha256", "licence_file", "licence_sha256"}
MAY_BE_SHIPPED = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"}

Entry = dict[str, str]


@pytest.fixture(scope="module")
def table(root: Path) -> list[Entry]:
    entries: list[Entry] = tomllib.loads((root / VENDOR / "VENDOR.toml").read_text(encoding="utf-8"))["file"]
    return entries


def test_the_table_says_everything_of_each(table: list[Entry]) -> None:
    for entry in table:
        assert set(entry) == FIELDS
        assert all(entry.values()), entry
        assert entry["file"] == f"{entry['name']}-{entry['version']}.min.js"
        assert entry["licence"] in MAY_BE_SHIPPED
    assert len({entry["name"] for entry in table}) == len(table)


def test_every_file_is_what_the_table_says(root: Path, table: list[Entry]) -> None:
    for entry in table:
        for file, checksum in (("file", "sha256"), ("licence_file", "licence_sha256")):
            data = (root / VENDOR / entry[file]).read_bytes()
            assert sha256(data).hexdigest() == entry[checksum], entry[file]
            assert len(data) > 400, entry[file]


def test_nothing_else_lies_there(root: Path, table: list[Entry]) -> None:
    named = {entry[field] for entry in table for field in ("file", "licence_file")}
    assert {path.name for path in (root / VENDOR).iterdir()} == named | {"VENDOR.toml", "README.md"}


def test_every_one_is_used_and_every_one_used_is_there(root: Path, table: list[Entry]) -> None:
    folders = (root / WORKBENCH / "templates", root / WORKBENCH / "static" / "js")
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*") if path.is_file()]
    used = {name for text in texts for name in re.findall(r"/static/vendor/([\w.@-]+)", text)}
    assert used == {entry["file"] for entry in table}


def test_what_is_said_of_each_is_written_down(root: Path, table: list[Entry]) -> None:
    told = (root / VENDOR / "README.md").read_text(encoding="utf-8")
    assert [entry["name"] for entry in table if f"**{entry['name']}**" not in told] == []


def test_a_browser_may_keep_them_and_nothing_else(site: Site, table: list[Entry]) -> None:
    for entry in table:
        assert "immutable" in site.get(f"/static/vendor/{entry['file']}").headers["cache-control"]
    for address in ("/static/js/workbench.js", "/static/vendor/VENDOR.toml", "/static/vendor/nothing.min.js"):
        assert site.get(address).headers["cache-control"] == "no-store"
