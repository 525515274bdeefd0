"""Names of files inside a folder: relative, with forward slashes, never leading out of it."""

from __future__ import annotations

import os
import re
from pathlib import Path

from commonground.store.problems import refused, told

__all__ = ["followed", "hidden", "inside", "leads_out", "safe_name"]

_DRIVE = re.compile(r"[A-Za-z]:")


def hidden(name: str) -> bool:
    """Whether any part of ``name`` is hidden: ``.git``, our own lock and journal, what an operating system adds."""
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def leads_out(name: str) -> bool:
    """Whether ``name``, read as a path on any system, could lead out of the folder or is no name at all."""
    foreign = "\\" in name or "\x00" in name or _DRIVE.match(name) is not None
    return foreign or not {"", ".", ".."}.isdisjoint(name.split("/"))


def safe_name(name: str, root: Path) -> str:
    """``name``, or a StoreError if it is absolute, climbs, or is empty."""
    if leads_out(name):
        raise refused(root, "This is not the name of a file inside the folder.", "unsafe-name", read=name)
    return name


def followed(path: Path | str) -> Path:
    """``path`` from the root of the file system, with all links followed."""
    with told(path, "Looking for this"):
        return Path(os.path.realpath(path))


def inside(root: Path, name: str) -> Path:
    """The path of ``name`` in ``root`` with links followed, or a StoreError if that leads outside.

    ``root`` must have its own links followed already.
    """
    path = followed(root / safe_name(name, root))
    if not path.is_relative_to(root):
        raise refused(root, "This file is a link that leads out of the folder.", "leads-outside", read=name)
    return path
