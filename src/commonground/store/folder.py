"""One reading face over a folder or a .zip of one.

A folder given to Commonground may come from anybody: nothing is read from outside of it, by ``..``, by an absolute
name or through a link, and nothing is read whole before its size is known to be bearable.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from abc import ABC, abstractmethod
from lzma import LZMAError
from pathlib import Path

from commonground.errors import nearest_word
from commonground.store.names import hidden, leads_out, safe_name
from commonground.store.problems import refused
from commonground.store.transaction import LIMIT, pending_names, read_file

__all__ = ["LIMIT", "MOST_ENTRIES", "Folder", "open_folder"]

MOST_ENTRIES = 10_000
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, LZMAError, OSError, ValueError, RuntimeError, EOFError)


class Folder(ABC):
    """Files to be read by name: relative, with forward slashes."""

    root: Path  # the folder, or the .zip, on disk
    title: str  # its own name

    @abstractmethod
    def names(self) -> list[str]:
        """The names of all files that may be read, sorted; hidden ones are left out."""

    @abstractmethod
    def read(self, name: str, limit: int = LIMIT) -> bytes:
        """The bytes of one file; a StoreError if it is not there, or larger than ``limit``."""


def open_folder(path: Path | str) -> Folder:
    """The folder or .zip at ``path``, for reading."""
    path = Path(path)
    try:
        if path.is_dir():
            return DirectoryFolder(path)
        if path.is_file():
            return ZipFolder(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(path, f"This cannot be opened: {reason}.", "cannot-open") from None
    raise refused(path, "There is no such folder.", "no-folder", nearest=_sibling_like(path))


class DirectoryFolder(Folder):
    """A folder on disk, seen through a save that was committed but not finished."""

    def __init__(self, path: Path) -> None:
        self.root = Path(os.path.realpath(path))
        self.title = self.root.name or str(self.root)

    def __repr__(self) -> str:
        return f"DirectoryFolder({str(self.root)!r})"

    def names(self) -> list[str]:
        found = {name for name in pending_names(self.root) if not hidden(name)}
        for parent, folders, files in os.walk(self.root):
            folders[:] = [name for name in folders if not hidden(name)]
            inside = Path(parent).relative_to(self.root).as_posix()
            names = (name if inside == "." else f"{inside}/{name}" for name in files if not hidden(name))
            found.update(name for name in names if self._readable(name))
            if len(found) > MOST_ENTRIES:
                raise refused(self.root, _too_many(len(found)), "too-many-files")
        return sorted(found)

    def read(self, name: str, limit: int = LIMIT) -> bytes:
        return read_file(self.root, name, limit)

    def _readable(self, name: str) -> bool:
        path = self.root / name
        try:
            if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(self.root):
                return False
            return stat.S_ISREG(path.stat().st_mode)
        except OSError:
            return False


class ZipFolder(Folder):
    """A .zip that holds the files at its top, or all of them in one folder."""

    def __init__(self, path: Path) -> None:
        self.root = Path(os.path.realpath(path))
        self.title = path.stem or path.name
        self._entries = _entries(self.root)

    def __repr__(self) -> str:
        return f"ZipFolder({str(self.root)!r})"

    def names(self) -> list[str]:
        return sorted(self._entries)

    def read(self, name: str, limit: int = LIMIT) -> bytes:
        entry = self._entries.get(safe_name(name, self.root))
        if entry is None:
            raise refused(self.root, "There is no such file in this .zip.", "no-file", read=name)
        if entry.file_size > limit:
            raise refused(self.root, _too_large(limit), "too-large", read=name)
        try:
            with zipfile.ZipFile(self.root) as archive, archive.open(entry) as file:
                data = file.read(limit + 1)  # the size an entry gives of itself may be a lie
        except _ZIP_ERRORS as error:
            raise refused(self.root, f"A file in this .zip cannot be read: {error}.", "bad-zip", read=name) from None
        if len(data) > limit:
            raise refused(self.root, _too_large(limit), "too-large", read=name)
        return data


def _entries(path: Path) -> dict[str, zipfile.ZipInfo]:
    """The files of a .zip that may be read, by name in the folder that it holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except _ZIP_ERRORS as error:
        raise refused(path, f"This is neither a folder nor a .zip that can be read: {error}.", "bad-zip") from None
    if len(infos) > MOST_ENTRIES:
        raise refused(path, _too_many(len(infos)), "too-many-files")
    if any(info.flag_bits & 0x1 for info in infos):
        raise refused(path, "This .zip is encrypted.", "encrypted-zip", expected="a .zip without a password")
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if leads_out(info.filename) or hidden(info.filename) or stat.S_ISLNK(info.external_attr >> 16):
            continue
        if info.filename in entries:
            raise refused(path, "This .zip holds two files of the same name.", "bad-zip", read=info.filename)
        entries[info.filename] = info
    tops = {name.partition("/")[0] for name in entries}
    if len(tops) == 1 and all("/" in name for name in entries):
        return {name.partition("/")[2]: info for name, info in entries.items()}
    return entries


def _sibling_like(path: Path) -> str | None:
    try:
        names = [item.name for item in list(path.parent.iterdir())[:1000]]
    except OSError:
        return None
    return nearest_word(path.name, names)


def _too_many(number: int) -> str:
    return f"This holds more than {MOST_ENTRIES:,} files ({number:,} were seen); it does not look like a case."


def _too_large(limit: int) -> str:
    return f"A file is larger than {limit:,} bytes."
