"""Taking a file out of a folder, if it still is the version that was seen: who changed it meanwhile loses nothing."""

from __future__ import annotations

from pathlib import Path

from commonground.store.atomic import check_version, flush_folder
from commonground.store.lock import locked
from commonground.store.names import followed, inside
from commonground.store.problems import told
from commonground.store.transaction import recover

__all__ = ["remove_file"]


def remove_file(folder: Path | str, name: str, expected: str) -> None:
    """Remove one file; NewerVersionError where it is not the version ``expected`` any more."""
    root = followed(folder)
    with locked(root), told(root, "Removing"):
        recover(root)
        path = inside(root, name)
        check_version(path, expected)
        path.unlink()
        flush_folder(path.parent)
