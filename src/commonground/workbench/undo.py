"""What was saved from this workbench, so that any of it can be taken back.

A save is taken back line by line: what was changed elsewhere in the file since stays. Where the lines it wrote were
changed again, by a person, an editor or Git, nothing is undone. Taking back is a save too, and can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from starlette.requests import Request

from commonground.case import Draft, edit
from commonground.case.mending import MENDABLE
from commonground.case.taking_back import take_back as without
from commonground.case.taking_back import taken_back
from commonground.errors import CaseError, Problem, UsageError
from commonground.store import Folder, locked, open_folder
from commonground.workbench.cases import Entry
from commonground.workbench.journal import MOST, Files, Saved, keep, kept

__all__ = ["Saved", "Telling", "can_take_back", "drafted", "remember", "saves_of", "take_back", "take_back_save"]

LARGEST = 8_000_000  # bytes that saves of one case found and left, of those that are remembered


@dataclass(slots=True)
class Telling:
    """What a save is about, said while it is being made."""

    told: list[str] = field(default_factory=list)
    about: tuple[str, str] | None = None


@contextmanager
def drafted(request: Request, entry: Entry, telling: Telling | None = None) -> Iterator[Draft]:
    """A draft of the case, which nobody else writes to meanwhile; saved at the end, and to be taken back."""
    with locked(entry.path):
        before = _texts(open_folder(entry.path))
        draft = edit(entry.path)
        yield draft
        broken = draft.broken_layers()
        if broken:
            raise CaseError(broken)
        draft.save()
        after = _texts(open_folder(entry.path))
        changed = {file: (before.get(file, b""), data) for file, data in after.items() if before.get(file) != data}
        said = telling or Telling()
        remember(request, entry, changed, said.told, said.about)


def remember(
    request: Request,
    entry: Entry,
    files: Files,
    told: list[str] | None = None,
    about: tuple[str, str] | None = None,
    of: int | None = None,
) -> Saved | None:
    """Note what a save found and left; None where it changed nothing."""
    changed = {file: (before, after) for file, (before, after) in files.items() if before != after}
    if not changed:
        return None
    saves = _saves(request, entry)
    number = saves[-1].number + 1 if saves else 1
    said = tuple(told or [f"{', '.join(changed)}: changed as text."])
    saves.append(Saved(number, datetime.now().astimezone(), changed, said, about, of))
    keep(entry.path, saves[-1])
    del saves[:-MOST]
    while len(saves) > 1 and sum(map(_size, saves)) > LARGEST:
        del saves[0]
    return saves[-1]


def _size(saved: Saved) -> int:
    return sum(len(before) + len(after) for before, after in saved.files.values())


def saves_of(request: Request, entry: Entry) -> tuple[Saved, ...]:
    """What was saved of a case, the first one first."""
    return tuple(_saves(request, entry))


def can_take_back(request: Request, entry: Entry, file: str) -> bool:
    """Whether the last save of a file could be taken back now."""
    last = _last(request, entry, file)
    return last is not None and taken_back(entry.path, last.files) is not None


def take_back(request: Request, entry: Entry, file: str) -> None:
    """The file without the last save of it that still stands; UsageError where that was changed again."""
    last = _last(request, entry, file)
    if last is None:
        what = "Nothing that was saved from here stands as it was saved, so nothing is taken back."
        raise UsageError(Problem(what, expected="the file changed by hand", code="nothing-made"))
    take_back_save(request, entry, last.number)


def take_back_save(request: Request, entry: Entry, number: int) -> Saved | None:
    """The case without what one save changed; the save that this is."""
    saves = {each.number: each for each in saves_of(request, entry)}
    saved = saves.get(number)
    if saved is None or saved.taken:
        what = "It was taken back already." if saved else "There is no such change that was made here."
        raise UsageError(Problem(what, read=str(number), expected="a change that stands", code="nothing-made"))
    files = without(entry.path, saved.files)
    saved.taken = True
    if saved.of in saves:
        saves[saved.of].taken = False
    return remember(request, entry, files, [f"Taken back: {each}" for each in saved.told], saved.about, number)


def _last(request: Request, entry: Entry, file: str) -> Saved | None:
    standing = (each for each in reversed(saves_of(request, entry)) if not each.taken and each.of is None)
    return next((each for each in standing if file in each.files), None)


def _texts(folder: Folder) -> dict[str, bytes]:
    return {name: folder.read(name) for name in folder.names() if MENDABLE.fullmatch(name)}


def _saves(request: Request, entry: Entry) -> list[Saved]:
    """Those of a case, which are read once."""
    state = request.app.state
    if not hasattr(state, "undo"):
        state.undo = {}
    known: dict[Path, list[Saved]] = state.undo
    if entry.path not in known:
        known[entry.path] = kept(entry.path) if entry.writable else []
    return known[entry.path]
