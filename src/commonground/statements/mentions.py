"""Finding known names and pronouns in a text: by the word a name begins with, so that many names cost no more than few.

Of the names that begin at a place the longest that ends with a word is taken, then a pronoun. A possessive ``'s``
belongs to what is found. What is found does not overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Mention", "Mentions"]

_SMALL = re.findall(r"\w+", "i we our my they their he she it his her its you your")
_PRONOUNS = frozenset([*_SMALL, *(word.capitalize() for word in _SMALL)])
_WORD = re.compile(rf"(?<!\w)(?:[^\W\d_a-z]\w*|(?:{'|'.join(_SMALL)})(?!\w))")
_HEAD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody is named or meant at ``start:end``, by these words."""

    start: int
    end: int
    word: str


class Mentions:
    """Finds the names of one vocabulary, each of which begins with a capital letter.

    >>> [each.word for each in Mentions(["Anna Orlo", "Orlo", "Orsk"]).find("Anna Orlo saw Orsk’s flag; she left.")]
    ['Anna Orlo', 'Orsk’s', 'she']
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, list[str]] = {}
        for name in sorted(set(names), key=lambda each: (-len(each), each)):
            if head := _HEAD.match(name):
                self._names.setdefault(head.group(), []).append(name)

    def find(self, text: str, start: int = 0) -> Iterator[Mention]:
        """What is named or meant from ``start`` on, in order."""
        position = start
        for match in _WORD.finditer(text, start):
            if match.start() < position:
                continue
            end = self._end(text, match.start(), match.group())
            if end is not None:
                position = end
                yield Mention(match.start(), end, text[match.start() : end])

    def _end(self, text: str, start: int, word: str) -> int | None:
        for name in self._names.get(word, ()):
            if text.startswith(name, start) and (end := _whole(text, start + len(name))) is not None:
                return end
        return _whole(text, start + len(word)) if word in _PRONOUNS else None


def _whole(text: str, end: int) -> int | None:
    """Where a word that ends at ``end`` ends with its possessive; None if it goes on there."""
    if text[end : end + 1] in {"'", "’"} and text[end + 1 : end + 2] == "s" and not _goes_on(text, end + 2):
        return end + 2
    return None if _goes_on(text, end) else end


def _goes_on(text: str, at: int) -> bool:
    return text[at : at + 1].isalnum() or text[at : at + 1] == "_"
