"""Texts as they go along with codings, in formats whose programs show the text.

Line ends go out as single line feeds, because the programs that read such files count a line end as one character.
Where a text is not at hand (or may not be passed on), a *stand-in* goes in its place: the coders' paraphrases, one a
line, each the passage of its statement.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonground.record.anchors import find
from commonground.record.document import Document
from commonground.statements.schema import Statement

__all__ = ["Passage", "Text", "text_for", "with_line_feeds"]

_LINE_END = re.compile("\r\n|\r")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one source as it is written, and the passages (code points of it) of statements by their number."""

    source: str
    text: str
    passages: Mapping[int, tuple[int, int]]
    stood_in: frozenset[int] = frozenset()  # the statements whose passage is their paraphrase

    def at(self, number: int) -> tuple[int, int] | None:
        """The passage of a statement that has its own words in the text."""
        return None if number in self.stood_in else self.passages[number]


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a file's own copy of a text has the words of a statement, in code points."""

    text: str
    start: int
    end: int

    def says(self) -> str:
        return self.text[self.start : self.end]


def text_for(source: str, numbered: Iterable[tuple[int, Statement]], document: Document | None) -> Text:
    """What to write for one source, whose statements are ``numbered``."""
    numbered = list(numbered)
    if document is None:
        return _stand_in(source, "", numbered, {})
    text, shifts = with_line_feeds(_SURROGATE.sub("\ufffd", document.text))
    passages: dict[int, tuple[int, int]] = {}
    for number, statement in numbered:
        place = find(document, statement.anchor) if statement.anchor is not None else None
        if place is not None and place.start is not None and place.end is not None:
            start, end = (each - bisect_left(shifts, each) for each in (place.start, place.end))
            if start < end:
                passages[number] = (start, end)
    homeless = [(number, statement) for number, statement in numbered if number not in passages]
    if not homeless:
        return Text(source, text, passages)
    return _stand_in(source, text.rstrip("\n") + "\n\n", homeless, passages)


def _stand_in(
    source: str, text: str, numbered: Sequence[tuple[int, Statement]], passages: Mapping[int, tuple[int, int]]
) -> Text:
    """``text`` with a line for every statement that has no place in it."""
    found = dict(passages)
    parts, length = [text], len(text)
    for number, statement in numbered:
        line = _BREAKS.sub(" ", statement.paraphrase).strip() or statement.id
        found[number] = (length, length + len(line))
        parts.append(line + "\n")
        length += len(line) + 1
    return Text(source, "".join(parts), found, frozenset(number for number, _ in numbered))


def with_line_feeds(text: str) -> tuple[str, list[int]]:
    """``text`` with every line end a line feed, and the positions of ``text`` whose character went."""
    gone = [match.start() + 1 for match in _LINE_END.finditer(text) if len(match.group()) == 2]
    return _LINE_END.sub("\n", text), gone
