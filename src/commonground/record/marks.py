"""Pairs of quotation marks, nested, and the rule that tells a single one from an apostrophe.

* Double marks (``“ ”``, ``„ “``, ``« »``, ``"``) pair as brackets do. A straight one opens where white space or an
  opening sign is before it and none after.
* A single mark *between two letters* is an apostrophe; one that could open (``‘``, or ``'`` after white space) and is
  followed by a digit or by an elided word (``'90s``, ``'tis``) is one too; ``’`` never opens; and one that could close
  closes only where a single one is open. After an ``s`` and before a word it is a plural's apostrophe as long as
  another that could close follows in the line.
* A mark that is not closed opens nothing: it is given up where its paragraph ends, unless the next paragraph begins
  with an opening mark again, as printers do with long quotations, and where a line with an opening mark follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["DEEPEST", "Marked", "marked_in"]

DEEPEST = 40  # pairs within pairs

_SIGNS = re.compile(r"[“”„‟\"«»‘’‚‹›']|\r?\n(?:[ \t]*\r?\n)+")
_CLOSING_SINGLE = re.compile(r"(?<=\S)['’](?!\w)")
_OPENING_SINGLE = re.compile(r"(?<!\w)[‘](?=\w)|(?<!\S)'(?=\w)")
_ELIDED = re.compile(r"\d|(?:tis|twas|em|til|cause|bout|round|n)\b", re.IGNORECASE)
_BEFORE_OPENING = frozenset(" \t\r\n\xa0\u2009\u202f([{—–-/…“„‟\"«‘‹'")
_FAMILY = {"“": "double", "”": "double", '"': "double", "‟": "double", "„": "low", "«": "angle", "»": "angle"}
_FAMILY |= {"‘": "single", "’": "single", "'": "single", "‚": "single", "‹": "small", "›": "small"}


@dataclass(slots=True)
class Marked:
    """What is between two marks: ``start:end`` without them. ``parent`` is the place in the list of the next outer."""

    start: int
    end: int
    family: str
    parent: int | None
    outer_end: int

    @property
    def outer_start(self) -> int:
        return self.start - 1


class _Open:
    """What is open at a place of the text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.first, self.last = text, start, end
        self.marked: list[Marked] = []
        self.stack: list[int] = []

    def nearest(self, family: str) -> int | None:
        """How deep in the stack the last open mark of a family is."""
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.marked[self.stack[depth]].family == family:
                return depth
        return None

    def push(self, place: int, family: str) -> None:
        depth = self.nearest(family)
        if depth is not None and self.text.find("\n", self.marked[self.stack[depth]].start, place) >= 0:
            if self._begins_a_line(place):
                return  # the same quotation goes on in a new paragraph
            del self.stack[depth:]
        del self.stack[: len(self.stack) - DEEPEST + 1]  # the outermost are given up, as if never closed
        parent = self.stack[-1] if self.stack else None
        self.stack.append(len(self.marked))
        self.marked.append(Marked(place + 1, -1, family, parent, -1))

    def close(self, place: int, family: str) -> bool:
        depth = self.nearest(family)
        if depth is None:
            return False
        mark = self.marked[self.stack[depth]]
        mark.end, mark.outer_end = place, place + 1
        del self.stack[depth:]
        return True

    def paragraph(self, after: int) -> None:
        """A blank line: what is open stays so only if the next paragraph begins with the same mark."""
        following = self.text[after : after + 40].lstrip()[:1]
        kept = 0
        if self.stack and _FAMILY.get(following) == self.marked[self.stack[0]].family:
            kept = 1
        del self.stack[kept:]

    def _begins_a_line(self, place: int) -> bool:
        line = self.text.rfind("\n", 0, place) + 1
        return not self.text[line:place].strip()


def marked_in(text: str, start: int, end: int) -> list[Marked]:
    """The closed pairs in ``text[start:end]``, in the order in which they open.

    >>> text = "“She told me: ‘The delegates’ list isn’t ready,’” he said."
    >>> [text[each.start : each.end] for each in marked_in(text, 0, len(text))][1]
    'The delegates’ list isn’t ready,'
    """
    state = _Open(text, start, end)
    for match in _SIGNS.finditer(text, start, end):
        sign, place = match.group(), match.start()
        if sign[-1] == "\n":
            state.paragraph(match.end())
        elif sign in "‘’'‚":
            _single(state, sign, place)
        else:
            _double(state, sign, place)
    return _closed(state.marked)


def _double(state: _Open, sign: str, place: int) -> None:
    family = _FAMILY[sign]
    could_open = _could_open(state, place)
    if sign == "“" and state.stack and state.marked[state.stack[-1]].family == "low" and not could_open:
        state.close(place, "low")
    elif sign in "“„‟«‹" or (sign == '"' and could_open):
        state.push(place, family)
    elif not state.close(place, family) and sign == "”":
        if state.close(place, "low"):
            return
        if could_open:
            state.push(place, family)


def _single(state: _Open, sign: str, place: int) -> None:
    text = state.text
    after = text[place + 1 : place + 2] if place + 1 < state.last else ""
    before = text[place - 1] if place > state.first else ""
    if sign in "‘‚'" and _could_open(state, place):
        if not _ELIDED.match(text, place + 1):
            state.push(place, "single")
        return
    if (before.isalnum() and after.isalnum()) or not before.strip() or state.nearest("single") is None:
        return
    if after.isalnum() or (before in "sS" and _goes_on(state, place)):
        return
    state.close(place, "single")


def _goes_on(state: _Open, place: int) -> bool:
    """Whether a word follows, and later in the line a mark that could close what this one would."""
    text = state.text
    if not (text[place + 1 : place + 2] == " " and text[place + 2 : place + 3].isalpha()):
        return False
    line = text.find("\n", place, state.last)
    end = min(state.last if line < 0 else line, place + 1000)
    closing = sum(1 for _ in _CLOSING_SINGLE.finditer(text, place + 1, end))
    return closing > sum(1 for _ in _OPENING_SINGLE.finditer(text, place + 1, end))


def _could_open(state: _Open, place: int) -> bool:
    before = state.text[place - 1] if place > state.first else " "
    after = state.text[place + 1] if place + 1 < state.last else " "
    return before in _BEFORE_OPENING and not after.isspace()


def _closed(marked: list[Marked]) -> list[Marked]:
    """The pairs alone; what stood in one never closed stands in the next outer one."""
    places: dict[int, int] = {}
    around: list[int | None] = []  # the next outer pair of each mark, with no step through marks never closed
    found: list[Marked] = []
    for place, mark in enumerate(marked):
        outer = mark.parent
        if outer is not None and marked[outer].end <= marked[outer].start:
            outer = around[outer]
        around.append(outer)
        if mark.end <= mark.start:
            continue
        mark.parent = None if outer is None else places[outer]
        places[place] = len(found)
        found.append(mark)
    return found
