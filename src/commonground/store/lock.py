"""One writer a folder at a time.

The lock is the operating system's, on ``.commonground.lock`` in the folder, so it ends with the process that holds
it, however that ends. Who holds it is written beside, for the message that a second writer reads. A thread that holds
a lock may take it again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from commonground.errors import LockedError, Problem, Where
from commonground.store.names import followed
from commonground.store.problems import refused, told

__all__ = ["HOLDER_FILE", "LOCK_FILE", "locked"]

LOCK_FILE = ".commonground.lock"
HOLDER_FILE = ".commonground-holder.json"


@contextmanager
def locked(folder: Path | str, timeout: float = 10.0) -> Iterator[None]:
    """Hold the folder's lock; LockedError if somebody else still holds it after ``timeout`` seconds."""
    from filelock import FileLock, Timeout  # not needed by those who only read

    folder = followed(folder)
    if not folder.is_dir():
        raise refused(folder, "There is no such folder to write to.", "no-folder")
    lock = FileLock(folder / LOCK_FILE, is_singleton=True)
    outermost = not lock.is_locked
    with told(folder, "Locking the folder for writing"):
        try:
            lock.acquire(timeout=timeout)
        except Timeout:  # is an OSError too
            raise _held(folder) from None
    try:
        if outermost:
            _sign(folder)
        yield
    finally:
        if outermost:
            with suppress(OSError):
                os.unlink(folder / HOLDER_FILE)
        lock.release()


def _sign(folder: Path) -> None:
    import socket

    holder = {"pid": os.getpid(), "host": socket.gethostname()}
    with suppress(OSError):  # only a courtesy
        (folder / HOLDER_FILE).write_text(json.dumps(holder), encoding="utf-8")


def _held(folder: Path) -> LockedError:
    what = f"Another program is writing to this folder{_holder(folder)}; nothing was written."
    advice = "to try again when it has finished"
    return LockedError(Problem(what, Where(str(folder)), expected=advice, code="locked"))


def _holder(folder: Path) -> str:
    try:
        with (folder / HOLDER_FILE).open(encoding="utf-8") as file:
            holder = json.loads(file.read(1000))
        return f" (process {int(holder['pid'])} on {str(holder['host'])[:100]})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
