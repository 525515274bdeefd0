"""The cases at hand: those of the folder given at start, the one asked for, and those that come with the program.

A case goes by its *key*: the name of its folder or .zip. Keys are looked up in what was found on disk and never joined
to a path, so no address leads out of the folder. The program's own cases can only be read; where a case of the user's
has the same name, theirs comes first and the program's goes by ``NAME.bundled``.

What is on disk is the truth. Before each answer the size and time of every file are looked at, and where one differs
their bytes; where those differ the case is read again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from commonground.case import bundled, layer_names, load, open_case
from commonground.case.model import Case
from commonground.case.what_if import what_if
from commonground.errors import CommongroundError, Problem, UsageError, nearest_word
from commonground.store import Folder, locked, open_folder
from commonground.store.journal import JOURNAL
from commonground.workbench.answers import Answers, answers_of
from commonground.workbench.settings import Settings
from commonground.workbench.view import View

__all__ = ["Cases", "Entry", "Marks"]

MOST_FOUND = 500  # cases of one folder
TRIES = 3  # to read a case while somebody writes to it
MOST_KEPT = 8  # cases, as they were looked at, whose answers are kept
MOST_PAST = 50  # versions of one case whose files are remembered by time and size
_BUNDLED = ".bundled"
_AS_IT_STANDS = View()

Marks = tuple[tuple[str, int, int], ...]
Mark = tuple[str, int, int, int]
Stands = tuple[tuple[Mark, ...], Mark | None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A case at hand. ``writable``: a folder of the user's own."""

    key: str
    path: Path
    bundled: bool = False

    @property
    def writable(self) -> bool:
        return not self.bundled and self.path.is_dir()


class Cases:
    """The cases, and the answers about them that were asked for last."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._added: list[Path] = []
        self._lock = RLock()
        self._seen: dict[str, tuple[Stands, str]] = {}
        self._past: dict[str, OrderedDict[str, Marks]] = {}
        self._kept: OrderedDict[tuple[str, str, View], Answers] = OrderedDict()
        self._short: OrderedDict[tuple[str, str, str], Any] = OrderedDict()

    def entries(self) -> dict[str, Entry]:
        """By key: the case asked for, those of the folder, then the program's own."""
        found: dict[str, Entry] = {}
        for path in self._paths():
            key = _key(path)
            if key not in found:
                found[key] = Entry(key, path)
        for name in bundled():
            key = f"{name}{_BUNDLED}" if name in found else name
            found[key] = Entry(key, Path(open_case(name).root), bundled=True)
        return found

    def entry(self, key: str) -> Entry:
        """The case of this key; UsageError where there is none."""
        entries = self.entries()
        if key not in entries:
            what = f"There is no case “{key[:80]}” here."
            nearest = nearest_word(key, entries)
            raise UsageError(Problem(what, read=key, nearest=nearest, code="no-such-case"))
        return entries[key]

    def folder(self, entry: Entry) -> Folder:
        """The files of a case."""
        return open_folder(entry.path)

    def version(self, entry: Entry) -> str:
        """A checksum of all files of a case as they are now."""
        folder = self.folder(entry)
        with self._lock:
            for _ in range(TRIES):  # until nobody wrote while it was read
                stands = _stands(folder)
                seen = self._seen.get(entry.key)
                if seen is not None and seen[0] == stands:
                    version = seen[1]
                    break
                version = _checksum(folder)
                if _stands(folder) == stands:
                    self._seen[entry.key] = (stands, version)
                    break
            past = self._past.setdefault(entry.key, OrderedDict())
            past[version] = tuple(mark[:3] for mark in stands[0])
            while len(past) > MOST_PAST:
                past.popitem(last=False)
        return version

    def marks(self, entry: Entry, version: str) -> Marks | None:
        """The name, time and size of every file of a version that was seen not long ago."""
        with self._lock:
            past = self._past.get(entry.key)
            return None if past is None else past.get(version)

    def kept(self, entry: Entry, version: str) -> Answers | None:
        """The case as it stood in a version, where it is still at hand."""
        with self._lock:
            return self._kept.get((str(entry.path), version, _AS_IT_STANDS))

    def answers(self, entry: Entry, view: View = _AS_IT_STANDS) -> Answers:
        """The case as it is looked at; read again if it changed on disk.

        Raises
        ------
        CaseError
            What stands there is not a case.
        UsageError
            There is no such layer, round or day, or a change that is none.
        """
        for _ in range(TRIES):
            found = self._looked_at(entry, view)
            if found is not None:
                return found
        if not entry.path.is_dir():
            return self._made(entry, view)
        with locked(entry.path):  # somebody writes again and again; now they wait for once
            return self._looked_at(entry, view) or self._made(entry, view)

    def _looked_at(self, entry: Entry, view: View) -> Answers | None:
        """The answers kept, or made anew; None where somebody wrote while the case was read."""
        version = self.version(entry)
        place = (str(entry.path), version, view)
        with self._lock:
            if place in self._kept:
                self._kept.move_to_end(place)
                return self._kept[place]
        try:
            made = self._made(entry, view)
        except CommongroundError:
            if self.version(entry) == version:
                raise
            return None
        if self.version(entry) != version:
            return None
        with self._lock:
            kept = self._kept.setdefault(place, made)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return kept

    def _made(self, entry: Entry, view: View) -> Answers:
        return answers_of(self._case(entry, view), view.round, self.settings.seconds)

    def in_short(self, entry: Entry, ask: Callable[[], T]) -> T:
        """What ``ask`` told of a case, for as long as its files stay as they are: little, of every case there is."""
        place = (str(entry.path), self.version(entry), ask.__qualname__)
        with self._lock:
            if place in self._short:
                return self._short[place]  # type: ignore[no-any-return]
        told = ask()
        with self._lock:
            self._short[place] = told
            while len(self._short) > MOST_FOUND:
                self._short.popitem(last=False)
        return told

    def plain(self, entry: Entry, view: View) -> Answers:
        """The case as it stands, at the same round."""
        return self.answers(entry, View(round=view.round))

    def add(self, path: Path) -> Entry:
        """A case that was made while the server runs."""
        with self._lock:
            self._added.append(path)
        return self.entry(_key(path))

    def layers(self, entry: Entry) -> tuple[str, ...]:
        """The layers that a case has of its own."""
        return layer_names(self.folder(entry))

    def _case(self, entry: Entry, view: View) -> Case:
        known = self.layers(entry)
        for layer in view.layers:
            if layer not in known:  # and never a path to a file elsewhere
                expected = "one of " + ", ".join(known) if known else "no layer: this case has none"
                what, nearest = f"There is no layer “{layer[:80]}”.", nearest_word(layer, known)
                raise UsageError(Problem(what, read=layer, expected=expected, nearest=nearest, code="no-such-layer"))
        return what_if(load(entry.path, view.layers, view.as_of), view.what_if)

    def _paths(self) -> Iterator[Path]:
        asked = self.settings.case
        if asked is None:
            yield from _cases_in(self.settings.folder)
        elif asked not in bundled():
            yield Path(open_case(asked).root)
        yield from self._added


def _cases_in(folder: Path) -> Iterator[Path]:
    """The folder itself if it is a case, and the cases that lie in it."""
    if (folder / "case.yaml").is_file():
        yield folder
    try:
        inside = sorted(folder.iterdir())[:MOST_FOUND]
    except OSError:
        return
    for path in inside:
        if path.name.startswith("."):
            continue
        if _is_case(path):
            yield path


def _is_case(path: Path) -> bool:
    """Whether it is a folder or a .zip with a case.yaml; what cannot be looked at is none."""
    try:
        if path.is_dir():
            return (path / "case.yaml").is_file()
        if path.suffix.lower() != ".zip":
            return False
        found = path.stat()
        return _zip_holds_case(path, found.st_mtime_ns, found.st_size)
    except (OSError, CommongroundError):
        return False


@lru_cache(maxsize=MOST_FOUND)
def _zip_holds_case(path: Path, changed: int, size: int) -> bool:
    """Looked into once while it stays as it is: a folder may hold many that are no cases."""
    try:
        return "case.yaml" in open_folder(path).names()
    except (OSError, CommongroundError):
        return False


def _key(path: Path) -> str:
    return path.stem if path.suffix.lower() == ".zip" and path.is_file() else path.name or "case"


def _stands(folder: Folder) -> Stands:
    """What tells whether anybody wrote: every file, and whether a save of several is being finished."""
    if folder.root.is_file():
        return (_mark(folder.root, folder.root.name),), None
    marks = tuple(_mark(folder.root / name, name) for name in folder.names())
    journal = _mark(folder.root / JOURNAL, JOURNAL)
    return marks, journal


def _mark(path: Path, name: str) -> Mark:
    try:
        found = path.stat()
    except OSError:  # gone since it was listed; its bytes say the rest
        return (name, 0, -1, 0)
    return (name, found.st_mtime_ns, found.st_size, found.st_ino)


def _checksum(folder: Folder) -> str:
    digest = sha256()
    for name in folder.names():
        try:
            data = folder.read(name)
        except CommongroundError as error:  # which loading will tell of, if it matters
            data = str(error).encode()
        digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    return digest.hexdigest()
