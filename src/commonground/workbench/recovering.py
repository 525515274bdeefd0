"""What was cut off when a server, or any other writer, was killed: finished or thrown away at the next start, and told.

Readers see every case whole without this, and the next writer would do the same (see
:mod:`commonground.store.transaction`); a person who starts the workbench again wants to know.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from commonground.errors import CommongroundError, LockedError
from commonground.store import recover
from commonground.store.journal import JOURNAL, STAGE
from commonground.store.transaction import pending_names
from commonground.workbench.settings import Settings

__all__ = ["recovered"]

MOST = 500  # folders looked at


def recovered(settings: Settings) -> tuple[str, ...]:
    """A sentence for each folder in which something had been cut off."""
    return tuple(told for folder in _folders(settings) if (told := _in_folder(folder, settings.folder)) is not None)


def _folders(settings: Settings) -> Iterator[Path]:
    """Where cases lie, or were about to: a copy that was cut off is no case yet."""
    if settings.case is not None:
        yield from [path for path in [Path(settings.case)] if path.is_dir()]
        return
    yield settings.folder
    with suppress(OSError):
        yield from [path for path in sorted(settings.folder.iterdir())[:MOST] if path.is_dir()]


def _in_folder(folder: Path, above: Path) -> str | None:
    if not _left(folder):
        return None
    try:
        decided = pending_names(folder)
        recover(folder)
    except LockedError:  # somebody is saving at this moment, and was not killed
        return None
    except CommongroundError as error:
        return f"{folder.name}: " + " ".join(str(problem) for problem in error.problems)
    if decided:
        return f"{folder.name}: a save of {', '.join(decided)} had been cut off, and is finished now."
    if folder != above and _only_folders(folder):
        _throw_away(folder)
        return f"{folder.name}: a case that was being made when the program was ended is not there."
    return f"{folder.name}: a save had been cut off before anything was changed; the case is as it was before it."


def _left(folder: Path) -> bool:
    try:
        return any(name == JOURNAL or name.startswith(STAGE) for name in os.listdir(folder))
    except OSError:
        return False


def _only_folders(folder: Path) -> bool:
    """Whether nothing is in it but the program's own hidden files."""
    return not any(not name.startswith(".commonground") for _, _, names in os.walk(folder) for name in names)


def _throw_away(folder: Path) -> None:
    with suppress(OSError):
        for name in list(folder.iterdir()):
            if name.is_file() and name.name.startswith(".commonground"):
                name.unlink()
        for parent, _, _ in os.walk(folder, topdown=False):
            os.rmdir(parent)
