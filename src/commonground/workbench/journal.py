"""What was saved of a case from this workbench, kept so that it can still be taken back after a restart.

One line a save, in a file of the user's own beside what they attached, readable by them alone; the case itself has
nothing of it. A line has the files before and after, packed. What cannot be read is passed over: the case is the truth,
and nobody's answers rest on this.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zlib import compress, decompressobj

from commonground.store import data_folder

__all__ = ["MOST", "Files", "Saved", "keep", "kept"]

MOST = 100  # saves of one case
LARGEST = 60_000_000  # bytes of a journal, and of what one line unpacks to

Files = Mapping[str, tuple[bytes, bytes]]


@dataclass(slots=True)
class Saved:
    """One save: the files before and after it, and what was changed, in sentences."""

    number: int
    time: datetime
    files: Files
    told: tuple[str, ...]
    about: tuple[str, str] | None = None  # the section and name of the entry that was changed
    of: int | None = None  # the save that this one took back
    taken: bool = False


def kept(case: Path) -> list[Saved]:
    """The last saves of the case in this folder, the first one first."""
    try:
        place = _place(case)
        lines = place.read_bytes().splitlines() if place.stat().st_size <= LARGEST else []
    except OSError:
        return []
    saves: list[Saved] = []
    for line in lines[-MOST:]:
        with suppress(Exception):  # of another version, or cut short when the machine was switched off
            saves.append(_read(line))
    by_number = {each.number: each for each in saves}
    for each in saves:
        taken = by_number.get(each.of or -1)
        if taken is not None:
            taken.taken = True
            if taken.of in by_number:
                by_number[taken.of].taken = False
    return saves


def keep(case: Path, saved: Saved) -> None:
    """One more line; where it cannot be written, the save is remembered until the server is stopped."""
    with suppress(OSError):
        place = _place(case)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        before = place.read_bytes().splitlines(keepends=True) if place.exists() else []
        if len(before) >= 2 * MOST:
            place.write_bytes(b"".join(before[-MOST:]))
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
            file.write(_written(saved))


def _place(case: Path) -> Path:
    """One file a folder; a folder made anew in the place of another begins with nothing."""
    known_by = f"{case.resolve()}\0{case.stat().st_ino}"
    return data_folder() / "changes" / f"{sha256(known_by.encode()).hexdigest()[:32]}.jsonl"


def _written(saved: Saved) -> bytes:
    files = {name: _packed(before, after) for name, (before, after) in saved.files.items()}
    told = {"number": saved.number, "time": saved.time.isoformat(), "told": saved.told, "about": saved.about}
    return json.dumps({**told, "of": saved.of, "files": files}).encode() + b"\n"


def _read(line: bytes) -> Saved:
    told = json.loads(line)
    about = None if told["about"] is None else (str(told["about"][0]), str(told["about"][1]))
    files = {str(name): _unpacked(packed) for name, packed in told["files"].items()}
    words = tuple(str(each) for each in told["told"])
    return Saved(int(told["number"]), datetime.fromisoformat(told["time"]), files, words, about, told["of"])


def _packed(before: bytes, after: bytes) -> str:
    return b64encode(compress(len(before).to_bytes(8, "big") + before + after)).decode()


def _unpacked(packed: str) -> tuple[bytes, bytes]:
    data = decompressobj().decompress(b64decode(packed), LARGEST)
    size = int.from_bytes(data[:8], "big")
    return data[8 : 8 + size], data[8 + size :]
