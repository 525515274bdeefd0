"""Words of a voice, and stretches as tags on them.

B-act where a stretch begins, I-act inside it, O outside of all (Ramshaw, Marcus, 1995). Where two statements overlap, a
word belongs to the shorter: it is the more telling of the two. A condition and what it is a condition of are stretches
beside each other, so that each keeps its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from commonground.statements.schema import Act
from commonground.statements.voices import Voice, sentences

__all__ = ["OUTSIDE", "Coded", "Sentence", "sentences_of", "spans_of", "tags_of"]

OUTSIDE = "O"
_TOKEN = re.compile(r"\w+(?:[’'-]\w+)*|[^\w\s]")

Coded = tuple[int, int, Act]  # a stretch of the document and its act


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a voice; ``tokens`` are places in the text of the voice."""

    voice: Voice
    start: int
    end: int
    tokens: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        return self.voice.text[self.start : self.end]

    @property
    def words(self) -> list[str]:
        return [self.voice.text[start:end] for start, end in self.tokens]


def sentences_of(voice: Voice) -> Iterator[Sentence]:
    for start, end in sentences(voice):
        tokens = tuple(match.span() for match in _TOKEN.finditer(voice.text, start, end))
        if tokens:
            yield Sentence(voice, start, end, tokens)


def tags_of(sentence: Sentence, coded: Iterable[Coded]) -> list[str]:
    """The tags that say what is coded of a sentence."""
    shortest_last = sorted(coded, key=lambda each: each[0] - each[1])
    tags = [OUTSIDE] * len(sentence.tokens)
    owners: list[Coded | None] = [None] * len(sentence.tokens)
    for each in shortest_last:
        for place, (start, end) in enumerate(sentence.tokens):
            if each[0] <= sentence.voice.start + start and sentence.voice.start + end <= each[1]:
                owners[place] = each
    for place, owner in enumerate(owners):
        if owner is not None:
            goes_on = place > 0 and owners[place - 1] == owner
            tags[place] = f"{'I' if goes_on else 'B'}-{owner[2]}"
    return tags


def spans_of(sentence: Sentence, tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The stretches of the voice that the tags mark, without marks at their edges. An I of another act begins anew."""
    found: list[tuple[int, int, str]] = []
    first: int | None = None
    for place, tag in enumerate([*tags, OUTSIDE]):
        act = tag[2:]
        if first is not None and (tag != f"I-{tags[first][2:]}"):
            span = _trimmed(sentence, first, place)
            if span is not None:
                found.append((*span, tags[first][2:]))
            first = None
        if act and first is None:
            first = place
    return found


def _trimmed(sentence: Sentence, first: int, after: int) -> tuple[int, int] | None:
    words = [span for span in sentence.tokens[first:after] if sentence.voice.text[span[0]].isalnum()]
    return (words[0][0], words[-1][1]) if words else None
