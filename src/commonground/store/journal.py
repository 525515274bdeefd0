"""The journal of a save of several files: which staged file takes the place of which name.

The journal is there from the moment the save is decided until its last file has its name.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from commonground.errors import StoreError
from commonground.store.names import leads_out
from commonground.store.problems import refused

__all__ = ["JOURNAL", "STAGE", "Entry", "journal_bytes", "read_journal"]

JOURNAL = ".commonground-journal.json"
STAGE = ".commonground-stage-"
_STAGED = re.compile(re.escape(STAGE) + "[0-9a-f]{16}")
_SIZE = 1_000_000  # bytes; a journal of a thousand files is a tenth of that


@dataclass(frozen=True, slots=True)
class Entry:
    """The file ``stage`` (version ``after``) is to take the place of ``name`` (version ``before``)."""

    name: str
    stage: str
    before: str
    after: str


def journal_bytes(entries: list[Entry]) -> bytes:
    journal = {"version": 1, "files": [asdict(entry) for entry in entries]}
    return json.dumps(journal, indent=1).encode()


def read_journal(root: Path) -> list[Entry]:
    """The entries of the journal pending in ``root``; none if there is none."""
    path = root / JOURNAL
    try:
        if path.is_symlink():
            raise _unreadable(path)
        with path.open("rb") as file:
            data = file.read(_SIZE + 1)
    except FileNotFoundError:
        return []
    except OSError:
        raise _unreadable(path) from None
    try:
        journal = json.loads(data)
        entries = [_entry(item) for item in journal["files"]]
        if journal["version"] != 1:
            raise _unreadable(path)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _unreadable(path) from None
    return entries


def _entry(item: dict[str, Any]) -> Entry:
    entry = Entry(item["name"], item["stage"], item["before"], item["after"])
    if not all(isinstance(part, str) for part in (entry.name, entry.stage, entry.before, entry.after)):
        raise TypeError
    if leads_out(entry.name) or not _STAGED.fullmatch(entry.stage):
        raise ValueError(entry)
    return entry


def _unreadable(path: Path) -> StoreError:
    what = "A save of several files was cut off here, and the journal of what it had decided cannot be read."
    advice = f"to compare the files with a copy, and then to remove {os.fspath(path.name)}"
    return refused(path, what, "bad-journal", expected=advice)
