"""The claims of one text: what is claimed, of whom, what of it can be checked, and whether anybody answered.

* The *checkable part* of a claim is its clauses that hold a figure, a date, or a name together with something that
  has happened. What is put as a view, a wish or a forecast has none unless it holds a figure or a date.
* A claim is *answered* by the first later turn of another speaker, among the next three that do not ask and within
  twelve turns in all, that opens with a yes or a no to it, or takes up its telling words. Everything else is
  unanswered, which is no fault of anybody.
* What a question takes for granted ("Why do you keep …", "After …, will you …") is *presupposed*, a claim of whoever
  asks. A plain question claims nothing and has no row.

All of this is a first sorting by rules for a person who reads on; none of it says whether a claim is true.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from commonground.record.document import Document
from commonground.statements.naming import Names, vocabulary_in
from commonground.statements.persons import Persons
from commonground.statements.proposing import propose
from commonground.statements.schema import CLAIMS, Statement
from commonground.statements.splitting import clauses
from commonground.statements.vocabulary import Vocabulary

__all__ = ["Answer", "Claim", "claims_in"]

_NEXT = 3  # turns of others in which an answer is looked for
_FAR = 12  # turns after which nobody is waited for any more, whoever speaks in them: an answer comes soon or not at all
_ALIKE = 2  # telling words that have to come again

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|billions?|percent)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b(?:{_MONTHS}|yesterday|last (?:week|month|year|spring|summer|autumn|winter))\b|\b(?:1[5-9]|20)\d\d\b"
)
_NAME = re.compile(
    r"(?<=[\w,;] )[A-Z]\w+|^(?!The|This|That|These|It|We|I|They|He|She|You|But|And|So|If|In|At|There)[A-Z]\w+"
)
_HAPPENED = re.compile(
    r"\b(?:was|were|had|did|has|have|came|went|said|told|gave|took|made|met|left|sent|began|held|lost|won|\w{2,}ed)\b"
)
_VIEW = re.compile(
    r"\b(?:I (?:\w+ )?(?:think|believe|hope|feel|guess)|in (?:my|our) \w*\s?(?:view|opinion|conviction)|should|must|"
    r"would|will|could|might|may|perhaps|maybe|unfortunately|it seems|apparently|duty)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^\W*(?:no\b|not (?:at all|true|quite|so)|never\b|on the contrary|i disagree|"
    r"that(?:[’']s| is) (?:not|wrong|false))",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^\W*(?:yes\b|indeed|of course|exactly|right\b|that(?:[’']s| is) (?:true|right|so)|i agree|because\b)",
    re.IGNORECASE,
)
_TELLING = re.compile(r"[^\W\d_]{6,}")
_ALNUM = re.compile(r"[^\W_]")
_TAKEN = (
    re.compile(
        r"^\W*(?:why|how come|when|since when|how|where)\s+"
        r"(?:do|does|did|is|are|was|were|has|have|had)\s+(?P<part>\w.*?)\?",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(r"^\W*(?:after|given|since|despite|because of|now that|in view of)\s+(?P<part>[^,?]+),", re.IGNORECASE),
    re.compile(
        r"^\W*(?P<part>[^?]*\b(?:still|no longer|any ?more|again|keeps? \w+ing|continues? to|stopp?(?:ed)?)\b[^?]*)\?",
        re.IGNORECASE,
    ),
)

How = Literal["denies", "grants", "takes up"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answered, in which turn (from 0), and how by the look of it."""

    speaker: str
    turn: int
    how: How


@dataclass(frozen=True, slots=True)
class Claim:
    """One row. ``of`` are actors; ``checkable`` words as they stand in the text; ``start:end`` where it stands."""

    statement: str
    turn: int | None
    start: int
    end: int
    words: str
    speaker: str
    source: str
    act: str
    of: tuple[str, ...]
    checkable: tuple[str, ...]
    presupposed: bool
    answer: Answer | None

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def claims_in(
    document: Document, vocabulary: Vocabulary | None = None, statements: Iterable[Statement] | None = None
) -> tuple[Claim, ...]:
    """The table of claims of a document, in the order of the text.

    ``statements`` are those to make it from, if not those that the rules propose.
    """
    known = vocabulary_in(document) if vocabulary is None else vocabulary
    given = propose(document, known) if statements is None else statements
    return tuple(_rows(document, Names(known), given))


def _rows(document: Document, names: Names, statements: Iterable[Statement]) -> Iterator[Claim]:
    persons = Persons(document, names)
    starts = [turn.start for turn in document.turns]
    answers = _Answers(document, names)
    for each in statements:
        if each.act not in CLAIMS or each.anchor is None or each.status == "rejected":
            continue
        start, end = each.anchor.start, each.anchor.end
        asked = each.modality == "questioned"
        if asked:
            taken = _taken_for_granted(document.text[start:end])
            if taken is None:
                continue
            start, end = start + taken[0], start + taken[1]
        place = bisect_right(starts, start) - 1
        turn = place if place >= 0 and start < document.turns[place].end else None
        yield Claim(
            statement=each.id,
            turn=turn,
            start=start,
            end=end,
            words=document.text[start:end],
            speaker=each.speaker,
            source=each.source,
            act=each.act,
            of=persons.about(start, end, turn, each.source),
            checkable=_checkable(document.text[start:end]),
            presupposed=asked,
            answer=None if turn is None else answers.to(turn, start, end),
        )


def _taken_for_granted(question: str) -> tuple[int, int] | None:
    for pattern in _TAKEN:
        if match := pattern.search(question):
            return match.span("part")
    return None


def _checkable(words: str) -> tuple[str, ...]:
    """The clauses of a claim that somebody could look up."""
    return tuple(words[low:high].rstrip(" ,;—–-") for low, high in clauses(words) if _can_be_checked(words[low:high]))


def _can_be_checked(clause: str) -> bool:
    if _FIGURE.search(clause) or _DATE.search(clause):
        return True
    return not _VIEW.search(clause) and bool(_NAME.search(clause)) and bool(_HAPPENED.search(clause))


class _Answers:
    """Looks for answers in one document; what it sees in a turn it keeps, since many claims look at the same turns."""

    def __init__(self, document: Document, names: Names) -> None:
        self.text, self.turns, self.names = document.text, document.turns, names
        self._telling: dict[int, frozenset[str]] = {}
        self._asks: dict[int, bool] = {}

    def to(self, turn: int, start: int, end: int) -> Answer | None:
        """Who answered what stands at ``start:end`` of a turn."""
        speaker, words, looked = self.turns[turn].speaker, _telling(self.text[start:end]), 0
        last = _ALNUM.search(self.text, end, self.turns[turn].end) is None
        for number in range(turn + 1, min(turn + 1 + _FAR, len(self.turns))):
            other = self.turns[number]
            if other.speaker == speaker or other.speaker is None or self._asking(number):
                continue
            how: How | None = "takes up" if len(words & self._told(number)) >= _ALIKE else None
            if number == turn + 1 and (last or how):  # a yes or a no is to what was said last
                opening = self.text[other.start : min(other.end, other.start + 60)]
                how = "denies" if _NO.match(opening) else "grants" if _YES.match(opening) else how
            if how is not None:
                return Answer(self.names.actor(other.speaker) or other.speaker, number, how)
            looked += 1
            if looked == _NEXT:
                return None
        return None

    def _asking(self, number: int) -> bool:
        """Whether a turn ends with a question."""
        if number not in self._asks:
            turn = self.turns[number]
            self._asks[number] = self.text[turn.start : turn.end].rstrip(" \n\r\t\"'”’)").endswith("?")
        return self._asks[number]

    def _told(self, number: int) -> frozenset[str]:
        """The telling words of a turn."""
        if number not in self._telling:
            turn = self.turns[number]
            self._telling[number] = _telling(self.text[turn.start : turn.end])
        return self._telling[number]


def _telling(text: str) -> frozenset[str]:
    return frozenset(_TELLING.findall(text.casefold()))
