"""Writing one file so that a kill, a full disk or a second writer never leaves half of it.

The new bytes are written aside in the same folder and flushed to disk; then the name is moved over to them in one
step of the file system; then the folder is flushed. Whoever reads sees the old bytes or the new.
"""

from __future__ import annotations

import os
import stat
from contextlib import nullcontext, suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from commonground.errors import NewerVersionError
from commonground.store.lock import locked
from commonground.store.names import followed
from commonground.store.problems import refused, told

__all__ = [
    "ABSENT",
    "ASIDE",
    "check_version",
    "flush_folder",
    "put_aside",
    "version_of",
    "version_on_disk",
    "write_atomic",
]

ABSENT = "absent"  # the version of a file that does not exist
ASIDE = ".commonground-aside-"


def version_of(data: bytes) -> str:
    """The version of a file with these bytes: their sha256 in hex.

    >>> version_of(b"")[:8]
    'e3b0c442'
    """
    return sha256(data).hexdigest()


def write_atomic(path: Path | str, data: bytes, expected: str | None = None) -> None:
    """Make ``data`` the content of the file at ``path``; its folder must exist.

    With ``expected``, the version of the file when it was read (:data:`ABSENT` if it was not there), the file is only
    written if it is still that version; else NewerVersionError. Comparing and writing happen under the folder's lock.
    For the files of a case use :func:`commonground.store.commit`, which also finishes a save that was cut off.
    """
    path = followed(path)
    with nullcontext() if expected is None else locked(path.parent), told(path, "Writing"):
        check_version(path, expected)
        aside = put_aside(path.parent, ASIDE, data, like=path)
        try:
            os.replace(aside, path)
        except OSError:
            with suppress(OSError):
                os.unlink(aside)
            raise
        flush_folder(path.parent)


def version_on_disk(path: Path) -> str:
    try:
        return version_of(path.read_bytes())
    except FileNotFoundError:
        return ABSENT


def check_version(path: Path, expected: str | None) -> None:
    """Raise NewerVersionError if ``expected`` is given and the file is another version by now."""
    if expected is None or (found := version_on_disk(path)) == expected:
        return
    if found == ABSENT:
        what = "This file was removed or renamed since it was read."
    elif expected == ABSENT:
        what = "Somebody has made this file in the meantime."
    else:
        what = "This file was changed since it was read; writing now would lose that change."
    raise refused(path, what, "newer-version", expected="to read it again first", kind=NewerVersionError)


def put_aside(folder: Path, prefix: str, data: bytes, *, like: Path) -> Path:
    """A new file in ``folder`` with these bytes, on disk, with the permissions of ``like`` if that exists."""
    old = _writable_status(like)
    aside = folder / f"{prefix}{token_hex(8)}"
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        try:
            if old is not None and hasattr(os, "fchmod"):
                with suppress(OSError):  # only root may give a file to somebody else
                    os.fchown(descriptor, old.st_uid, old.st_gid)
                os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        with suppress(OSError):
            os.unlink(aside)
        raise
    return aside


def flush_folder(folder: Path) -> None:
    """Put the folder's names on disk, where the system can: Windows and some network drives cannot."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _writable_status(path: Path) -> os.stat_result | None:
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise refused(path, "This is not a file, so it cannot be written to.", "not-a-file")
    if not os.access(path, os.W_OK):
        raise refused(path, "This file is write-protected.", "write-protected")
    return status
