"""Change a case folder without losing what people wrote in it: comments, order of keys and layout stay.

    draft = edit("my-talks")
    draft.set("mandates.russia[0].kind", "red line")
    draft.add("acceptances.ukraine", {"id": "A9", "outcome": "prisoners = all_for_all"})
    draft.save()

A draft is checked as a whole before anything is written: what would no longer load is refused and the folder stays
as it was. If somebody else changed a file since it was read, saving is refused too, and nothing is lost.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from commonground.case.load import load_folder
from commonground.case.model import Case
from commonground.errors import CaseError, Problem, StoreError, UsageError, Where, nearest_word
from commonground.store import Folder, commit, locked, open_folder, read_file, version_of
from commonground.store.folder import LIMIT

__all__ = ["Draft", "edit"]

_PART = re.compile(r"\[(\d+)\]|\.?([^.\[\]]+)")


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
    return Draft(opened.root)


class Draft:
    """Changes to the YAML files of one case folder that are not saved yet."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._documents: dict[str, Any] = {}
        self._versions: dict[str, str] = {}
        self._history: list[tuple[str, bytes]] = []

    def set(self, path: str, value: Any, file: str = "case.yaml") -> None:
        """Give the field at ``path`` (``issues.ceasefire.title``, ``mandates.russia[0].kind``) a value."""
        parent, last = self._parent(file, path, make=True)
        self._remember(file)
        parent[last] = value

    def add(self, path: str, value: Mapping[str, Any] | str, file: str = "case.yaml") -> None:
        """Append to the list at ``path``, which is made if it is not there."""
        parent, last = self._parent(file, path, make=True)
        self._remember(file)
        if isinstance(parent, dict) and parent.get(last) is None:
            parent[last] = []
        if not isinstance(parent[last], list):
            raise self._no_such(file, path, "a list")
        parent[last].append(dict(value) if isinstance(value, Mapping) else value)

    def remove(self, path: str, file: str = "case.yaml") -> None:
        """Take out the field or entry at ``path``."""
        parent, last = self._parent(file, path, make=False)
        self._remember(file)
        del parent[last]

    def undo(self) -> bool:
        """Take back the last change; False when there is none."""
        if not self._history:
            return False
        file, before = self._history.pop()
        self._documents[file] = _yaml().load(before.decode("utf-8"))
        return True

    def preview(self) -> Case:
        """The case as it would be; raises CaseError with every problem if it would not load."""
        return load_folder(_Overlaid(open_folder(self.root), self._changed()))

    def save(self) -> Case:
        """Write what changed, all of it or nothing."""
        with locked(self.root):
            case = self.preview()
            changed = self._changed()
            if changed:
                commit(self.root, changed, expected={name: self._versions[name] for name in changed})
                self._versions |= {name: version_of(data) for name, data in changed.items()}
            self._history.clear()
        return case

    def _document(self, file: str) -> Any:
        if file not in self._documents:
            data = read_file(self.root, file, LIMIT)
            self._versions[file] = version_of(data)
            self._documents[file] = _yaml().load(data.decode("utf-8-sig"))
        return self._documents[file]

    def _changed(self) -> dict[str, bytes]:
        dumped = {file: _dump(document) for file, document in self._documents.items()}
        return {file: data for file, data in dumped.items() if version_of(data) != self._versions[file]}

    def _remember(self, file: str) -> None:
        self._history.append((file, _dump(self._document(file))))

    def _parent(self, file: str, path: str, *, make: bool) -> tuple[Any, Any]:
        here = self._document(file)
        parts: list[str | int] = [int(n) if n else name for n, name in _PART.findall(path)]
        if not parts:
            raise self._no_such(file, path, "a field")
        for part in parts[:-1]:
            if make and isinstance(here, dict) and isinstance(part, str) and here.get(part) is None:
                here[part] = {}
            here = self._step(file, path, here, part)
        if not (make and isinstance(here, dict)):
            self._step(file, path, here, parts[-1])
        return here, parts[-1]

    def _step(self, file: str, path: str, here: Any, part: str | int) -> Any:
        inside = isinstance(here, dict) and part in here
        if inside or (isinstance(here, list) and isinstance(part, int) and part < len(here)):
            return here[part]
        raise self._no_such(file, path, nearest=nearest_word(str(part), here if isinstance(here, dict) else ()))

    def _no_such(self, file: str, path: str, wanted: str = "anything", nearest: str | None = None) -> UsageError:
        what = f"There is not {wanted} at “{path}”." if wanted != "anything" else f"There is nothing at “{path}”."
        return UsageError(Problem(what, Where(file, field=path), nearest=nearest, code="no-such-field"))


class _Overlaid(Folder):
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


def _yaml() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096  # never rewrap a line somebody else wrote
    return yaml


def _dump(document: Any) -> bytes:
    out = io.BytesIO()
    _yaml().dump(document, out)
    return out.getvalue()
