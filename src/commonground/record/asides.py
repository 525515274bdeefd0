"""Asides: blocks of a text that are nobody's statement at the talks.

* ``note``: what begins as a note of an editor, an author or a translator does (``Editor's Note: …``). In a text of
  labelled turns it runs to the next label, in another to the end of its paragraph, or of the next one where nothing
  stands after its colon;
* ``headline``, ``byline``, ``lead``: what stands before the first turn; in a text without labels, the first line if
  it is written as a headline, and lines that say who wrote it and when;
* ``marked``: what the format of the file marks as none.

In a headline and a lead somebody may still be quoted, by the one who wrote them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from commonground.record.cues import pattern

__all__ = ["Aside", "Role", "head_of", "notes_in"]

Role = Literal["headline", "byline", "lead", "note", "marked"]

_LINE = re.compile(r"\S[^\r\n\f]*")
_BYLINE = re.compile(
    r"(?:(?:story|interview|reporting|written|photo|text)\s+)?by\s+(?-i:[^\W\d_a-z]).{0,80}$"
    r"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}\.?\s+[^\W\d_]+|[^\W\d_]+\s+\d{1,2}),?\s+\d{4}\b.{0,30}$"
    r"|\d{4}-\d{2}-\d{2}.{0,30}$|(?:published|updated|posted)\b.{0,60}$|.{0,300}\([^()/]{2,60}/[^()]{2,60}\)$",
    re.IGNORECASE,
)
_HEADLINE_WORDS = 30


@dataclass(frozen=True, slots=True)
class Aside:
    """A block that is nobody's statement."""

    start: int
    end: int
    role: Role


@cache
def _note() -> re.Pattern[str]:
    start = rf"^[ \t]{{0,20}}[*_#\[(]{{0,4}}[ \t]{{0,4}}{pattern('notes')}\b[^:\n]{{0,30}}:"
    return re.compile(rf"{start}(?P<rest>[^\n]*)", re.IGNORECASE | re.MULTILINE)


def notes_in(text: str, labels: Iterable[int] | None = None) -> tuple[Aside, ...]:
    r"""The notes of a text; ``labels`` are the beginnings of its speaker labels, where it has turns by labels.

    >>> notes_in("We agreed.\nEditor's note: shortened.")
    (Aside(start=11, end=36, role='note'),)
    """
    ends = None if labels is None else [*sorted(labels), len(text)]
    found: list[Aside] = []
    for match in _note().finditer(text):
        if found and match.start() < found[-1].end:
            continue
        if ends is not None:
            end = ends[bisect_left(ends, match.start())]
        else:
            end = match.end() if match["rest"].strip(" \t\r*_") else _next_paragraph(text, match.end())
        found.append(Aside(*_stripped(text, match.start(), end), "note"))
    return tuple(found)


def _next_paragraph(text: str, place: int) -> int:
    line = _LINE.search(text, place)
    return line.end() if line else place


def head_of(text: str, end: int, *, labelled: bool) -> tuple[Aside, ...]:
    """Headline, byline and lead in ``text[:end]``; without labels, only what is written as one of the first two."""
    found: list[Aside] = []
    for match in _LINE.finditer(text, 0, end):
        start, stop = _stripped(text, *match.span())
        following = None if found else _LINE.search(text, stop, len(text))
        more = following is not None and not following.group()[0].islower()  # else the line goes on: broken by hand
        role = _role(text[start:stop], first=not found, more=more)
        if role == "lead" and not labelled:
            break
        if found and role == "lead" and found[-1].role == "lead":
            found[-1] = Aside(found[-1].start, stop, "lead")
        else:
            found.append(Aside(start, stop, role))
    return tuple(found)


def _role(line: str, *, first: bool, more: bool) -> Role:
    if first and more and len(line.split()) <= _HEADLINE_WORDS and line[-1] not in ".,;:!":
        return "headline"
    return "byline" if len(line) < 400 and _BYLINE.match(line) else "lead"


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
