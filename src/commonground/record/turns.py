"""Turns: who says what, one after the other.

``start:end`` is what is said, without the label and the white space around, in code points of the original;
``speaker`` is the label as written (a language in brackets left out), or None where the record names nobody.

* Where turns are labelled, a turn runs from one label to the next.
* In a memorandum of conversation without labels the paragraph is the turn, and its speaker the first person or body
  named in it as the subject of a reporting verb; one that is quoted goes before one that is not, and a paper, a place
  or a day is none.
* A statement or a report is one turn, of the one it names at its head, if it does.

An aside ends a turn; what the same speaker says after one that the file marks is a turn again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from commonground.record.asides import Aside
from commonground.record.clauses import pattern_of_forms
from commonground.record.cues import cues
from commonground.record.labels import Label
from commonground.record.quotations import Quotation

__all__ = ["Said", "Turn", "labelled", "one_voice", "paragraphs"]

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\r?\n))*")
_LINE = re.compile(r"\S[^\n]*")
_BY = re.compile(
    r"\b(?:statement|remarks|address|speech|letter|message|declaration|comments?|op-ed)\s+(?:made\s+|delivered\s+)?"
    r"(?:by|of|from)\s+(?P<who>[^\n]{3,120}?)(?=\s+(?:on|at|to|in|about|regarding|following|before)\b|[,.;:(\n]|\Z)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^[ \t]*by\s+(?P<who>(?-i:[^\W\d_a-z])[^\n,|]{2,80}?)[ \t]*(?:[,|\r\n]|\Z)", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch by one speaker, and what is quoted in it."""

    start: int
    end: int
    speaker: str | None
    quotations: tuple[Quotation, ...] = ()
    spoken: str | None = None  # the language it was spoken in, where the label says so


@dataclass(frozen=True, slots=True)
class Said:
    """A turn before its quotations are looked for."""

    start: int
    end: int
    speaker: str | None
    spoken: str | None = None


def labelled(text: str, labels: Sequence[Label], asides: Iterable[Aside]) -> tuple[Said, ...]:
    """The turns of a text with labels."""
    ends = [label.start for label in labels[1:]] + [len(text)]
    said = (Said(label.end, end, label.speaker, label.spoken) for label, end in zip(labels, ends, strict=True))
    return tuple(_without(text, said, asides))


def one_voice(text: str, asides: Sequence[Aside]) -> tuple[Said, ...]:
    """The one turn of a statement or a report, by whom its head names."""
    head = text[: min(2_000, max([aside.end for aside in asides if aside.role != "note"], default=300))]
    who = _BYLINE.search(head) or _BY.search(head)
    speaker = " ".join(who["who"].removeprefix("the ").split()) if who else None
    return tuple(_without(text, [Said(0, len(text), speaker)], asides))


def paragraphs(text: str, asides: Sequence[Aside]) -> tuple[Said, ...]:
    """The turns of a memorandum: its paragraphs, from the first on that reports; blank lines or line ends part them."""
    form = _PARAGRAPH if re.search(r"\n[ \t]*\r?\n", text) else _LINE
    said: list[Said] = []
    for match in form.finditer(text):
        speaker = _first_named(match.group())
        if said or speaker is not None:
            said.append(Said(match.start(), match.end(), speaker))
    return tuple(_without(text, said, asides))


@cache
def _subject() -> re.Pattern[str]:
    part = r"[^\W\d_a-z][^\W\d_]*\.?"
    name = rf"(?:(?:The|Mr|Mrs|Ms|Dr|Sir)\b\.?\s+)?{part}(?:[ \t\r\n'’-]+(?:of|de|von|the|{part})){{0,6}}"
    between = r"(?:\s+\([^()\n]*\))?,?(?:\s+(?:then|also|again|had|has|further|next|[a-z]+ly))?\s+"
    return re.compile(
        rf"(?<!\w)(?P<who>{name}){between}(?:{pattern_of_forms()}|thanked|opened|agreed|inquired|wondered"
        rf"|(?:began|started|closed|ended|finished)(?=(?:\s+\w+){{0,3}}\s+by\s)|went\s+on\s+to)\b"
    )


_PRONOUNS = frozenset(re.findall(r"\w+", "He She They It I We You This That There"))
_SENTENCE = re.compile(r"(?<=[^\W\d_]{4})\.\s+")
_LEADING = re.compile(
    r"^(?:(?:Then|In|At|On|After|When|As|But|And|Yet|However|Later|Turning"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s+)+"
)
_QUOTES = re.compile(r"(?:\s+[^\W\d_]+){0,4}?(?:\s+that\b|,?\s*[“\"]|:)")  # what follows a verb that quotes
_SPEAKS = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir)\b|\S*(?:minister|ambassador|president|secretary|chair)", re.IGNORECASE)
_HE = re.compile(r"[^.!?\n]*[.!?]\s+(?:He|She|They)\b")


def _first_named(paragraph: str) -> str | None:
    """The first subject that is quoted, is a person by its title, or whom the next sentence calls he or she."""
    first: str | None = None
    for match in _subject().finditer(paragraph[:1_500]):
        last = _SENTENCE.split(match["who"])[-1]  # "… of Arno. He said": the subject is what follows the stop
        who = " ".join(_LEADING.sub("", last).split())
        titled = _SPEAKS.match(who.removeprefix("The "))
        if not who or who in _PRONOUNS or (_names_a_thing(who) and not titled):
            continue
        if titled or _QUOTES.match(paragraph, match.end()) or _HE.match(paragraph, match.end()):
            return who
        first = first or who
    return first


def _names_a_thing(who: str) -> bool:
    """Whether a name is that of a paper, a place on the map or a day: none of them speaks."""
    return re.split(r"\s+(?:of|for|on|in)\s+", who)[0].split()[-1].lower() in cues("never_speak")


def _without(text: str, said: Iterable[Said], asides: Iterable[Aside]) -> Iterator[Said]:
    """What is said, cut where an aside stands in it, white space taken off."""
    gaps = sorted((aside.start, aside.end) for aside in asides)
    first = 0
    for each in said:
        position = each.start
        while first < len(gaps) and gaps[first][1] <= each.start:
            first += 1
        place = first
        while place < len(gaps) and gaps[place][0] < each.end:
            yield from _trimmed(text, each, position, gaps[place][0])
            position = max(position, gaps[place][1])
            place += 1
        yield from _trimmed(text, each, position, each.end)


def _trimmed(text: str, said: Said, start: int, end: int) -> Iterator[Said]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Said(start, end, said.speaker, said.spoken)
