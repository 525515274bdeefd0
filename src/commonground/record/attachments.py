"""Where a reader keeps the texts that may not lie in the case.

A text under copyright or restriction stays where its reader has it. Only the place and the sha256 of the file are
noted, in the user's data folder and not in the case, under the case's id and the source's; the text is never copied.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from commonground.errors import Problem, RecordError, StoreError, Where
from commonground.record.document import Document
from commonground.record.reading import read
from commonground.store import commit, data_folder, locked, read_file

__all__ = ["INDEX", "Attachment", "attach", "attached", "detach"]

INDEX = "attachments.json"
_LARGEST = 20_000_000  # bytes of the index

State = Literal["present", "changed", "missing"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text of one source of a case, on this user's machine."""

    case: str
    source: str
    path: Path
    sha256: str  # of the file when it was attached
    declared: str | None = None  # the sha256 that the case gave for the source then

    @property
    def as_declared(self) -> bool | None:
        """Whether it is, byte for byte, the text that the case was coded on; None if the case does not say."""
        return None if self.declared is None else self.declared == self.sha256

    def state(self) -> State:
        """Whether the file is still there and still the same."""
        try:
            return "present" if _sha256(self.path) == self.sha256 else "changed"
        except OSError:
            return "missing"

    def read(self, kind: str | None = None) -> Document:
        """The text as it is now; RecordError if it is gone or no text. Anchors find their place in a changed one."""
        return read(self.path, kind)


def attach(case: str, source: str, path: Path | str, sha256: str | None = None) -> Attachment:
    """Note that the text of ``source`` is at ``path``; ``sha256`` is what the case says of it."""
    path = Path(os.path.abspath(Path(path).expanduser()))
    try:
        if not path.is_file():
            what = "There is no such file to attach."
            raise RecordError(Problem(what, Where(str(path)), code="no-document"))
        digest = _sha256(path)
    except (OSError, ValueError) as error:
        what = f"The file cannot be read: {getattr(error, 'strerror', None) or error}."
        raise RecordError(Problem(what, Where(str(path)), code="no-document")) from None
    attachment = Attachment(case, source, path, digest, sha256)
    _change(case, source, {"path": str(path), "sha256": digest, "declared": sha256})
    return attachment


def attached(case: str) -> Mapping[str, Attachment]:
    """What is attached to a case, by source."""
    return {source: _attachment(case, source, item) for source, item in _index().get(case, {}).items()}


def detach(case: str, source: str) -> None:
    """Forget where the text of ``source`` is. The file itself is not touched."""
    if source in _index().get(case, {}):
        _change(case, source, None)


def _change(case: str, source: str, item: dict[str, Any] | None) -> None:
    folder = data_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        what = f"The folder for what is attached cannot be made: {error.strerror}."
        raise StoreError(Problem(what, Where(str(folder)), code="not-possible")) from None
    with locked(folder):
        index = {name: dict(sources) for name, sources in _index().items()}
        index.setdefault(case, {}).pop(source, None)
        if item is not None:
            index[case][source] = item
        data = json.dumps({"version": 1, "attached": index}, ensure_ascii=False, indent=1)
        commit(folder, {INDEX: data.encode("utf-8", "surrogateescape")})


def _index() -> dict[str, dict[str, Any]]:
    folder = data_folder()
    if not (folder / INDEX).exists():
        return {}
    try:
        index = json.loads(read_file(folder, INDEX, _LARGEST).decode("utf-8", "surrogateescape"))["attached"]
        for case, sources in index.items():
            for source, item in sources.items():
                _attachment(case, source, item)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        what = "The list of what is attached cannot be read."
        advice = "to put it right or to remove it, and to attach the texts again"
        raise StoreError(Problem(what, Where(str(folder / INDEX)), expected=advice, code="bad-index")) from None
    return dict(index)


def _attachment(case: str, source: str, item: Mapping[str, Any]) -> Attachment:
    declared = item["declared"]
    if not all(isinstance(part, str) for part in (item["path"], item["sha256"], declared or "")):
        raise TypeError(item)
    return Attachment(case, source, Path(item["path"]), item["sha256"], declared)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
