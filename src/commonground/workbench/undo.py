"""What was saved from this workbench, so that the last of it can be taken back while the server runs.

A file is given back as it was only if it still is what was saved: a change by an editor or by Git is never undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from starlette.requests import Request

from commonground.case import Draft, edit
from commonground.case.mending import file_version, write_file
from commonground.errors import Problem, UsageError
from commonground.store import locked, open_folder
from commonground.workbench.cases import Entry

__all__ = ["can_take_back", "drafted", "remember", "take_back"]

MOST = 20  # saves of one file

Saves = dict[tuple[str, str], list[tuple[bytes, bytes]]]


@contextmanager
def drafted(request: Request, entry: Entry) -> Iterator[Draft]:
    """A draft of the case, which nobody else writes to meanwhile; saved at the end, and to be taken back."""
    with locked(entry.path):
        before = open_folder(entry.path).read("case.yaml")
        draft = edit(entry.path)
        yield draft
        draft.save()
        remember(request, entry, "case.yaml", before, open_folder(entry.path).read("case.yaml"))


def remember(request: Request, entry: Entry, file: str, before: bytes, after: bytes) -> None:
    """Note what a save found and left."""
    if before != after:
        saves = _saves(request).setdefault((entry.key, file), [])
        saves.append((before, after))
        del saves[:-MOST]


def can_take_back(request: Request, entry: Entry, file: str) -> bool:
    """Whether the last save of a file still stands as it was saved."""
    saves = _saves(request).get((entry.key, file))
    folder = open_folder(entry.path)
    return bool(saves) and file in folder.names() and folder.read(file) == (saves or [])[-1][1]


def take_back(request: Request, entry: Entry, file: str) -> None:
    """The file as the last save found it; UsageError where that save does not stand any more."""
    if not can_take_back(request, entry, file):
        what = "Nothing that was saved from here stands as it was saved, so nothing is taken back."
        raise UsageError(Problem(what, expected="the file changed by hand", code="nothing-made"))
    saves = _saves(request)[entry.key, file]
    seen = file_version(open_folder(entry.path), file)
    write_file(entry.path, file, saves[-1][0].decode("utf-8", "replace"), seen)
    saves.pop()


def _saves(request: Request) -> Saves:
    state = request.app.state
    if not hasattr(state, "undo"):
        state.undo = {}
    saves: Saves = state.undo
    return saves
