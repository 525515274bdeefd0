"""A case with its brief in one folder, as a .zip: for whoever has a browser alone, and for whoever has the program.

The page of the brief stands beside the files of the case, so that one can be read and the other opened, or brought in
by the home page of another workbench. Texts that were attached from elsewhere lie outside of the case and stay there.
"""

from __future__ import annotations

from commonground.store import Folder
from commonground.store.packing import packed

__all__ = ["BRIEF", "plain_name", "shared"]

BRIEF = "brief.html"


def plain_name(key: str) -> str:
    """The name of a case in letters that every system takes.

    >>> plain_name("my talks 2")
    'my-talks-2'
    """
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in key)


def shared(files: Folder, key: str, brief: bytes) -> bytes:
    """The files of a case and the page of its brief."""
    return packed(plain_name(key), {**{name: files.read(name) for name in files.names()}, BRIEF: brief})
