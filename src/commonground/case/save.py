"""Change a case folder without losing what people wrote in it: comments, order of keys and layout stay.

    draft = edit("my-talks")
    draft.set("mandates.russia[0].kind", "red line")
    draft.add("acceptances.ukraine", {"id": "A9", "outcome": "prisoners = all_for_all"})
    draft.save()

A draft is checked as a whole before anything is written: what would no longer load is refused and the folder stays
as it was. If somebody else changed a file since the draft was begun, saving is refused too, and nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from commonground.case.load import layer_names, load_folder
from commonground.case.model import Case
from commonground.case.yaml_edit import appended, moved, put, renamed, taken_out
from commonground.case.yaml_text import Tree, field_path, read_yaml
from commonground.errors import CaseError, CommongroundError, Problem, StoreError, UsageError, Where, nearest_word
from commonground.store import ABSENT, Folder, commit, locked, open_folder, version_of
from commonground.store.folder import LIMIT
from commonground.store.names import safe_name

__all__ = ["Draft", "Overlaid", "edit"]

Place = str | Sequence[str | int]  # mandates.russia[0].kind, or its parts, for keys with dots in them

_FILE = re.compile(r"(?:case|sources|codebook)\.yaml|layers/[^/.][^/]*\.ya?ml")
_PART = re.compile(r"(?:^|\.)(?P<name>[^.\[\]]+)|\[(?P<number>\d{1,9})\]")
_BOM = "\ufeff"


def edit(folder: str | Path) -> Draft:
    """A draft of the case in ``folder``.

    Raises
    ------
    CaseError
        The case does not load as it stands; it has to be put right in a text editor first.
    StoreError
        It is a zip: those are read, not changed.
    """
    opened = open_folder(Path(folder))
    if not opened.root.is_dir():
        raise StoreError(Problem("A zipped case cannot be changed: unpack it first.", Where(str(folder)), code="zip"))
    load_folder(opened)
    return Draft(opened)


class Draft:
    """Changes to the YAML files of one case folder that are not saved yet."""

    def __init__(self, folder: Folder) -> None:
        self.root = folder.root
        self._read = {name: folder.read(name) for name in folder.names() if _FILE.fullmatch(name)}
        self._texts: dict[str, str] = {}  # of the files that were changed
        self._brought: dict[str, bytes] = {}  # new files of the record
        self._history: list[tuple[str, str]] = []

    def set(self, path: Place, value: Any, file: str = "case.yaml") -> None:
        """Give the field at ``path`` (``issues.ceasefire.title``, ``mandates.russia[0].kind``) a value."""
        parts = self._parts(file, path)
        self._place(file, parts, make=True)
        self._change(file, put(self._text(file), parts, value))

    def add(self, path: Place, value: Mapping[str, Any] | str, file: str = "case.yaml") -> None:
        """Append to the list at ``path``, which is made if it is not there."""
        parts = self._parts(file, path)
        if not isinstance(self._place(file, parts, make=True), list | None):
            raise UsageError(self._no_such(file, parts, "There is no list", None))
        self._change(file, appended(self._text(file), parts, value))

    def remove(self, path: Place, file: str = "case.yaml") -> None:
        """Take out the field or entry at ``path``."""
        parts = self._parts(file, path)
        self._place(file, parts, make=False)
        self._change(file, taken_out(self._text(file), parts))

    def rename(self, path: Place, key: str, file: str = "case.yaml") -> None:
        """Put the field at ``path`` under another key; what refers to it is another matter (``case.sections``)."""
        parts = self._parts(file, path)
        self._place(file, parts, make=False)
        holder = self._place(file, parts[:-1], make=False)
        if not isinstance(holder, dict) or key in holder:
            what = "There is such a field already." if isinstance(holder, dict) else "What has no key is not renamed."
            raise UsageError(Problem(what, Where(file, field=field_path(parts)), key, code="duplicate-key"))
        self._change(file, renamed(self._text(file), parts, key))

    def move(self, path: Place, place: int, file: str = "case.yaml") -> None:
        """Make the entry at ``path`` number ``place``, from 0, of the list or mapping that it stands in."""
        parts = self._parts(file, path)
        self._place(file, parts, make=False)
        there = len(self._place(file, parts[:-1], make=False))
        if not 0 <= place < there:
            what, expected = "There is no such place to move it to.", f"a number from 0 to {there - 1}"
            raise UsageError(
                Problem(what, Where(file, field=field_path(parts)), str(place), expected, code="no-such-field")
            )
        self._change(file, moved(self._text(file), parts, place))

    def files(self) -> tuple[str, ...]:
        """The YAML files of the case, with those that are new."""
        return tuple(sorted({*self._read, *self._texts}))

    def text(self, file: str = "case.yaml") -> str:
        """A file as it would be written by now."""
        return self._text(file)

    def tree(self, file: str = "case.yaml") -> Tree:
        """What a file says by now, and where."""
        return read_yaml(self._text(file).encode("utf-8"), file)

    def bring(self, file: str, data: bytes) -> None:
        """Put a new file into ``sources/`` when the draft is saved; where one of that name is, saving is refused."""
        self._brought[safe_name(f"sources/{file}", self.root)] = data

    def undo(self) -> bool:
        """Take back the last change; False when there is none."""
        if not self._history:
            return False
        file, before = self._history.pop()
        self._texts[file] = before
        return True

    def preview(self) -> Case:
        """The case as it would be; raises CaseError with every problem if it would not load."""
        changed = self._changed()
        folder = Overlaid(open_folder(self.root), changed)
        case = load_folder(folder)
        for name in changed:
            if name.startswith("layers/"):
                load_folder(folder, [PurePosixPath(name).stem])
        return case

    def broken_layers(self) -> tuple[Problem, ...]:
        """What would keep layers from being laid on the case as it would be, though they can be laid on it now."""
        now = open_folder(self.root)
        then = Overlaid(now, self._changed())
        found: list[Problem] = []
        for layer in layer_names(then):
            problems = _wrong_with(then, layer)
            if problems and not _wrong_with(now, layer):
                found += problems
        return tuple(found)

    def save(self, timeout: float = 10.0) -> Case:
        """Write what changed, all of it or nothing; ``timeout`` is how long to wait for another writer to finish."""
        with locked(self.root, timeout):
            case = self.preview()
            changed = self._changed()
            if changed:
                commit(self.root, changed, {name: self._version(name) for name in changed})
                self._read |= changed
            self._texts.clear()
            self._brought.clear()
            self._history.clear()
        return case

    def _version(self, file: str) -> str:
        return version_of(self._read[file]) if file in self._read and file not in self._brought else ABSENT

    def _text(self, file: str) -> str:
        """The text of a file as it is by now, without a byte order mark."""
        return self._texts.get(file, self._read.get(file, b"").decode("utf-8-sig"))

    def _changed(self) -> dict[str, bytes]:
        files = {file: (self._mark(file) + text).encode("utf-8") for file, text in self._texts.items()}
        return {file: data for file, data in files.items() if data != self._read.get(file, b"")} | self._brought

    def _mark(self, file: str) -> str:
        return _BOM if self._read.get(file, b"").startswith(_BOM.encode()) else ""

    def _change(self, file: str, text: str) -> None:
        if text != self._text(file):
            self._history.append((file, self._text(file)))
            self._texts[file] = text

    def _parts(self, file: str, path: Place) -> tuple[str | int, ...]:
        if not _FILE.fullmatch(file):
            what = "This is none of the files of a case that can be changed here."
            expected = "case.yaml, sources.yaml, codebook.yaml or layers/NAME.yaml"
            raise UsageError(
                Problem(what, read=file, expected=expected, nearest=nearest_word(file, self._read), code="no-file")
            )
        found = list(_PART.finditer(path)) if isinstance(path, str) else []
        parts = [int(part["number"]) if part["number"] else part["name"] for part in found]
        if not path or (isinstance(path, str) and "".join(part[0] for part in found) != path):
            what = "This does not say where in the file."
            expected = "fields and places in lists, such as mandates.russia[0].kind"
            raise UsageError(Problem(what, Where(file), str(path), expected, code="no-such-field"))
        return tuple(parts if isinstance(path, str) else path)

    def _place(self, file: str, parts: tuple[str | int, ...], *, make: bool) -> Any:
        """What stands at a place, None for nothing; with ``make`` a field may be missing, and what leads to it."""
        here = read_yaml(self._text(file).encode("utf-8"), file).data
        for n, part in enumerate(parts):
            missing = here is None or (isinstance(here, dict) and part not in here)
            if missing and make and all(isinstance(each, str) for each in parts[n:]):
                return None
            inside = isinstance(here, dict) and part in here
            if not inside and not (isinstance(here, list) and isinstance(part, int) and 0 <= part < len(here)):
                nearest = nearest_word(str(part), here) if isinstance(here, dict) else None
                raise UsageError(self._no_such(file, parts[: n + 1], "There is nothing", nearest))
            here = here[part]
        return here

    def _no_such(self, file: str, parts: tuple[str | int, ...], what: str, nearest: str | None) -> Problem:
        place = field_path(parts)
        return Problem(f"{what} at “{place[:200]}”.", Where(file, field=place), nearest=nearest, code="no-such-field")


def _wrong_with(folder: Folder, layer: str) -> tuple[Problem, ...]:
    try:
        load_folder(folder, [layer])
    except CommongroundError as error:
        return error.problems
    return ()


class Overlaid(Folder):
    """A folder as it would read with some files changed."""

    def __init__(self, below: Folder, changed: Mapping[str, bytes]) -> None:
        self._below, self._over = below, changed
        self.root, self.title = below.root, below.title

    def names(self) -> list[str]:
        return sorted({*self._below.names(), *self._over})

    def read(self, name: str, limit: int = LIMIT) -> bytes:
        data = self._over.get(name)
        if data is None:
            return self._below.read(name, limit)
        if len(data) > limit:
            raise CaseError(Problem(f"The file would be {len(data):,} bytes.", Where(name), code="too-large"))
        return data
