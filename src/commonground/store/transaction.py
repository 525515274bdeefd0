"""Writing several files as one: all of them or none, whenever the writer is killed.

1. Each file is written aside (staged) in the folder and flushed to disk.
2. A journal naming them is written atomically. This is the moment the save is decided.
3. Each staged file takes its name; then the journal goes.

Killed before 2: the old files stand, and the next writer clears what was staged. Killed after 2: the next writer
finishes 3. Readers never write: until that is done they read a staged file through the journal. A single file needs
no journal, for taking its name is the moment.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from commonground.errors import NewerVersionError
from commonground.store.atomic import ASIDE, check_version, flush_folder, put_aside, version_of, version_on_disk
from commonground.store.journal import JOURNAL, STAGE, Entry, journal_bytes, read_journal
from commonground.store.lock import locked
from commonground.store.names import followed, inside
from commonground.store.problems import refused, told

__all__ = ["LIMIT", "commit", "pending_names", "read_file", "recover"]

LIMIT = 2_000_000  # bytes of one file, unless the reader asks for more
_FORGOTTEN = 86_400  # seconds after which a file left aside is nobody's


def commit(folder: Path | str, files: Mapping[str, bytes], expected: Mapping[str, str] | None = None) -> None:
    """Write ``files`` (name in the folder -> bytes) as one, if those in ``expected`` are still those versions."""
    root = followed(folder)
    with locked(root), told(root, "Saving"):
        recover(root)
        for name, version in (expected or {}).items():
            check_version(inside(root, name), version)
        entries: list[Entry] = []
        try:
            for name, data in files.items():
                entries.append(_staged(root, name, data))
            if len(entries) > 1:
                os.replace(put_aside(root, STAGE, journal_bytes(entries), like=root / JOURNAL), root / JOURNAL)
                flush_folder(root)
        except BaseException:
            _forget(root, entries)
            raise
        _finish(root, entries)


def recover(folder: Path | str) -> None:
    """Finish a save that was decided but cut off, and clear what one cut off before left behind."""
    root = followed(folder)
    with locked(root), told(root, "Finishing an earlier save"):
        entries = read_journal(root)
        for entry in entries:
            _check_unfinished(root, entry)
        _finish(root, entries)
        _sweep(root)


def read_file(folder: Path | str, name: str, limit: int = LIMIT) -> bytes:
    """The bytes of one file, at most ``limit``, seen through a save that was decided but not finished."""
    root = followed(folder)
    path = inside(root, name)
    for entry in read_journal(root):
        if entry.name == name:
            with suppress(FileNotFoundError):  # gone: it has its name by now
                return _bytes(root, name, root / entry.stage, limit)
    try:
        return _bytes(root, name, path, limit)
    except FileNotFoundError:
        raise refused(root, "There is no such file in this folder.", "no-file", read=name) from None


def pending_names(root: Path) -> list[str]:
    """Names that a save decided but not finished gives to files."""
    return [entry.name for entry in read_journal(root)]


def _staged(root: Path, name: str, data: bytes) -> Entry:
    target = inside(root, name)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.parent.stat().st_dev != root.stat().st_dev:
        raise refused(root, "This file lies on another drive than its folder.", "other-drive", read=name)
    before = version_on_disk(target)
    stage = put_aside(root, STAGE, data, like=target)
    return Entry(name, stage.name, before, version_of(data))


def _finish(root: Path, entries: list[Entry]) -> None:
    parents = {root}
    for entry in entries:
        target = inside(root, entry.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # it has its name already
            os.replace(root / entry.stage, target)
        parents.add(target.parent)
    for parent in parents:
        flush_folder(parent)
    with suppress(FileNotFoundError):
        os.unlink(root / JOURNAL)
        flush_folder(root)


def _check_unfinished(root: Path, entry: Entry) -> None:
    """Whether finishing would lose nothing: neither the staged file nor the one it replaces has changed."""
    stage = version_on_disk(root / entry.stage)
    target = inside(root, entry.name)
    if stage == entry.after:
        if version_on_disk(target) not in {entry.before, entry.after}:
            what = "This file was changed after a save that was cut off and is not finished."
            advice = f"to undo the change, or to remove {JOURNAL} and so the rest of that save"
            raise refused(target, what, "newer-version", expected=advice, kind=NewerVersionError)
    elif (root / entry.stage).exists():
        what = "A save was cut off here, and a file that it had written is damaged."
        raise refused(root / entry.stage, what, "bad-journal", expected=f"a copy of {entry.name} from a backup")


def _forget(root: Path, entries: list[Entry]) -> None:
    for entry in entries:
        with suppress(OSError):
            os.unlink(root / entry.stage)


def _sweep(root: Path) -> None:
    """Clear staged files (nobody else is saving) and files left aside in the folders of the case long ago."""
    folders = [root]
    for item in os.scandir(root):
        if item.name.startswith(STAGE):
            os.unlink(item.path)
        elif item.is_dir(follow_symlinks=False) and not item.name.startswith("."):
            folders.append(Path(item.path))
    for folder in folders:
        for item in os.scandir(folder):
            with suppress(FileNotFoundError):  # its writer was not killed, and done at this moment
                if item.name.startswith(ASIDE) and time.time() - item.stat().st_mtime > _FORGOTTEN:
                    os.unlink(item.path)


def _bytes(root: Path, name: str, path: Path, limit: int) -> bytes:
    """At most ``limit`` bytes of a regular file; FileNotFoundError is the caller's to explain."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise refused(root, "This is not a file that can be read.", "not-a-file", read=name)
        if status.st_size <= limit:
            with path.open("rb") as file:
                data = file.read(limit + 1)  # it may have grown
            if len(data) <= limit:
                return data
    except FileNotFoundError:
        raise
    except OSError as error:
        raise refused(root, f"A file cannot be read: {error.strerror}.", "cannot-read", read=name) from None
    raise refused(root, f"A file is larger than {limit:,} bytes.", "too-large", read=name)
