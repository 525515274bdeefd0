"""Letters in a picture: how wide words will be, and where to break them so that nothing is cut.

A picture is laid out before anybody draws it, so widths are estimated: by kinds of letters, as wide as DejaVu Sans sets
them, which vl-convert brings along and which has Latin, Cyrillic, Greek, Arabic and Hebrew letters. Verdana, which
browsers put in its place, has the same widths. What does not fit in the lines there are ends in “…”; the table beside
the picture has it in full.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["FONT", "PAPER_FONT", "PAPER_SHARE", "width", "wrapped"]

FONT = "DejaVu Sans, Verdana, sans-serif"
# On sheets of paper, where room is dear, the letters of the page: narrower by so much.
PAPER_FONT = "Liberation Sans, Arial, Helvetica, DejaVu Sans, sans-serif"
PAPER_SHARE = 0.86

_NARROW = set("iljtfrI.,:;'’‘|!()[]{}/\\ -іїl")
_BROAD = set("mwMW@%—жшщюфмыЖШЩЮФМЫ…")


def width(text: str, size: float) -> float:
    """About how many pixels a line of text takes.

    >>> width("mill", 10) < width("mmmm", 10)
    True
    """
    return size * sum(map(_share, text))


@lru_cache(maxsize=1000)
def _share(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.02
    if letter in _NARROW:
        return 0.4
    if letter in _BROAD:
        return 0.98
    return 0.76 if letter.isupper() else 0.64


def wrapped(text: str, room: float, size: float, lines: int = 2) -> tuple[str, ...]:
    """``text`` in at most so many lines of this room; a word longer than a line is broken.

    >>> wrapped("A meeting of the leaders", 100, 12)
    ('A meeting of', 'the leaders')
    >>> wrapped("A meeting of the leaders", 100, 12, lines=1)
    ('A meeting of…',)
    """
    made = [""]
    for word in _pieces(text, room, size):
        joined = f"{made[-1]} {word}".strip()
        if not made[-1] or width(joined, size) <= room:
            made[-1] = joined
        else:
            made.append(word)
    if len(made) > lines:
        made = [*made[: lines - 1], _ended(made[lines - 1], room, size)]
    return tuple(made)


def _pieces(text: str, room: float, size: float) -> list[str]:
    """The words, each short enough for a line; without control characters, which a picture cannot hold."""
    kept = "".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text)
    pieces: list[str] = []
    for word in kept.split():
        start = 0
        for end in range(1, len(word) + 1):
            if width(word[start:end], size) > room and end - 1 > start:
                pieces.append(word[start : end - 1])
                start = end - 1
        pieces.append(word[start:])
    return pieces


def _ended(line: str, room: float, size: float) -> str:
    while len(line) > 1 and width(f"{line}…", size) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"
