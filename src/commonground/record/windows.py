"""Finding a text of which only length and hash are known: hash every window of that length.

Most quotations begin and end at the edge of a word, so those windows are tried first; only if that does not settle
the matter, all others. Where the text itself is known, it is simply searched for; both ways give the same places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

__all__ = ["Fingerprint", "everywhere", "fingerprint", "on_word_edges"]

_EDGE = re.compile(r"(?<!\w)(?=\S)|(?<=\S)(?!\w)|\b", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Length and sha256 (hex, of UTF-8) of a text, and the text itself where it is known."""

    length: int
    sha256: str
    text: str | None = None

    def matches(self, text: str) -> bool:
        if len(text) != self.length:
            return False
        return self.text == text if self.text is not None else _hash(text) == self.sha256


def fingerprint(text: str) -> Fingerprint:
    return Fingerprint(len(text), "", text)


def on_word_edges(text: str, sought: Fingerprint) -> Iterator[int]:
    """Where ``sought`` stands in ``text``, beginning and ending at edges of words."""
    edges = _edges(text)
    if sought.text is not None:
        yield from (i for i in everywhere(text, sought) if i in edges and i + sought.length in edges)
        return
    length = sought.length
    yield from (i for i in edges if i + length in edges and _hash(text[i : i + length]) == sought.sha256)


def everywhere(text: str, sought: Fingerprint) -> Iterator[int]:
    """Where ``sought`` stands in ``text``."""
    if sought.text is not None:
        hit = text.find(sought.text)
        while hit >= 0:
            yield hit
            hit = text.find(sought.text, hit + 1)
        return
    length = sought.length
    yield from (i for i in range(len(text) - length + 1) if _hash(text[i : i + length]) == sought.sha256)


@lru_cache(maxsize=4)
def _edges(text: str) -> dict[int, None]:
    return dict.fromkeys(match.start() for match in _EDGE.finditer(text))


def _hash(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
