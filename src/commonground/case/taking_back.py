"""Take back one change of some files of a case, also where other things were changed since.

A change is what each file was before and after it. Taken back, a file is as it is now but for the lines that the change
wrote, which are as they were before: a merge of three texts line by line, whose base is the text after the change.
Where those lines, or lines that touch them, were changed again, nothing is taken back. A file that the change made is
taken out again.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from pathlib import Path

from commonground.case.load import load_folder
from commonground.case.save import Overlaid
from commonground.errors import Problem, UsageError
from commonground.store import commit, locked, open_folder, version_of
from commonground.store.removing import remove_file

__all__ = ["merged", "take_back", "taken_back"]

Change = Mapping[str, tuple[bytes, bytes]]  # file: before and after


def taken_back(place: str | Path, change: Change) -> dict[str, bytes] | None:
    """The files as they would be; None where the change cannot be taken back by itself."""
    folder = open_folder(Path(place))
    there = set(folder.names())
    made: dict[str, bytes] = {}
    for file, (before, after) in change.items():
        found = merged(before, after, folder.read(file)) if file in there else None
        if found is None:
            return None
        made[file] = found
    return made


def take_back(place: str | Path, change: Change) -> Change:
    """Write the files without the change, all of them or none; what was before that and after.

    Raises
    ------
    UsageError
        What it wrote was changed again since, or is gone.
    CaseError
        The case would not load without it; nothing is written.
    """
    root = Path(place)
    with locked(root):
        made = taken_back(root, change)
        if made is None:
            what = "Nothing is taken back: what was changed then was changed again since."
            raise UsageError(Problem(what, expected="the file changed by hand", code="nothing-made"))
        folder = open_folder(root)
        now = {file: folder.read(file) for file in made}
        load_folder(Overlaid(folder, made))
        new = [file for file, data in made.items() if not data and not change[file][0]]  # there was none before
        kept = {file: data for file, data in made.items() if file not in new}
        commit(root, kept, {file: version_of(now[file]) for file in kept})
        for file in new:
            remove_file(root, file, version_of(now[file]))
    return {file: (now[file], made[file]) for file in made}


def merged(before: bytes, after: bytes, now: bytes) -> bytes | None:
    r"""``now`` with what turned ``before`` into ``after`` undone; None where both changed one place.

    >>> merged(b"a\nb\nc\nd\n", b"a\nB\nc\nd\n", b"a\nB\nc\nD\n")
    b'a\nb\nc\nD\n'
    >>> merged(b"a\nb\n", b"a\nB\n", b"a\nBB\n") is None
    True
    """
    if now == after:
        return before
    base = after.splitlines(keepends=True)
    ours, theirs = _hunks(base, now.splitlines(keepends=True)), _hunks(base, before.splitlines(keepends=True))
    for a, b, _ in ours:
        if any(a <= d and c <= b for c, d, _ in theirs):
            return None
    lines: list[bytes] = []
    at = 0
    for start, end, instead in sorted([*ours, *theirs], key=lambda hunk: hunk[:2]):
        lines += [*base[at:start], *instead]
        at = end
    return b"".join([*lines, *base[at:]])


def _hunks(base: list[bytes], other: list[bytes]) -> list[tuple[int, int, list[bytes]]]:
    """Where ``other`` differs from ``base``: the lines from and to, and what stands there instead."""
    codes = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return [(a, b, other[c:d]) for tag, a, b, c, d in codes if tag != "equal"]
