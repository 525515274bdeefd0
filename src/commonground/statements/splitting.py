"""One sentence, several statements: enumerations, clauses, and pairs of what comes first and what then.

* An *enumeration* ("three points: first, …; second, …") is split at its marks; each item is a stretch by itself.
* A *condition* is a pair: "first A, and only then B", "A first, and after that B", "B only after A", "B unless A",
  "B, provided A", "no B until A", "no B while A", "B once A is done", "B on the day they do A", "A before B is done".
  What tells of the past ("once the war was over", "before she was elected") is none.
* An *ordering* is a pair of steps of the talks: "a truce before a summit", "the summit after the truce". Both sides
  have to name a step, or "before the war" and "before presidents" would be orderings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from commonground.statements.required import required

__all__ = ["Span", "Split", "clauses", "condition_in", "items", "orderings", "ordinal_start"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Split:
    """What comes ``first`` and what ``then`` in a sentence, and the words that say so."""

    kind: Literal["condition", "order"]
    first: Span
    then: Span
    cue: str


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_LAST = {"finally", "lastly"}
_MARK = re.compile(
    r"(?P<before>^|[:;,.(—–]\s*|\s(?=[(]?[1-9a-g][)]))(?:and\s+)?"
    r"(?P<mark>(?:first|second|third|fourth|fifth|sixth|seventh)(?:ly)?|finally|lastly|\(?[1-9a-g]\)|[1-9]\.)"
    r"(?P<after>\s*[,:—–]\s*|\s+)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:two|three|four|five|six|seven|several|\d)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:points|demands|conditions|proposals|things|elements|requirements|tasks|goals|steps|parts|offers)\b[^:;.?!]{0,60}:",
    re.IGNORECASE,
)
_CLAUSE = re.compile(  # never from inside a run of blanks, where a quotation was: that takes long to fail
    r"(?<!\s)(?:\s*;|,?\s+but\s|,\s+(?:while|whereas|yet|and)\s+(?=(?:they|we|he|she|it|I|[A-Z]\w+)\b)"
    r"|,\s+and\s+that\s+(?=(?:they|we|he|she|it|I|an?|the|[A-Z]\w+)\b)"
    r"|,?\s+and\s+(?=(?:(?:we|I)|(?:would|will|shall|cannot|has|have|had|asked|told|said)|and)\s)"
    r"|(?P<splice>,\s+(?=(?:we|I|he|she|they)\s)))\s*"
)
_SUBORDINATE = re.compile(
    r"\b(?:if|when|while|as|because|since|after|before|unless|once|although|though|until|whoever|whatever|than)\b",
    re.IGNORECASE,
)
_ORDER_WORDS = ("before", "prior", "ahead", "after", "following")
_ORDER = re.compile(r"\b(before|prior to|ahead of|after|following)\b", re.IGNORECASE)
_BEGINS = ("first", "1", "a)")  # what an enumeration cannot do without
_TRIM = " \t\r\n,;:.!?–—-\"'“”‘’«»"

_ONLY = r"only\s+(?:after|when|once|if)"
_LEAD = rf"(?:{_ONLY}|unless|provided(?:\s+that)?|on\s+(?:the\s+)?condition\s+that|as\s+long\s+as)"
_SET = rf"{_ONLY}|unless|(?<=,\s)provided(?:\s+that)?|provided\s+that|on\s+(?:the\s+)?condition\s+that"

_NEVER = (
    r"\b(?:no\s+\w+|nobody|nothing|(?:will|would|shall|can|could|may|must|should)\s*(?:not|never)|(?:wo|ca)n[’']t)\b"
)
_MAY = r"(?:will|would|can|could|may|might|shall|must|is|are|be)"
_DONE = r"(?:is|are|has|have)"
_DAY = r"on\s+the\s+(?:very\s+)?(?:day|moment)(?:\s+(?:that|when))?"
_DETERMINED = r"(?:the|an?|any|all|both|our|your|their|its|his|her|we|you|they|he|she|it|there)"


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE | re.DOTALL)


# Each form beside the words that it cannot be without: looking for these is quick, failing to find the form is not.
_FORMS = (
    (
        _pattern(r"\bfirst\b.*\b(?:then|after\s+that|afterwards)\b"),
        _pattern(
            r"(?<!\bat\s)\bfirst,?\s+(?!of\s+all|and\s+second)(?P<first>.+?)[\s,;–—-]+"
            r"(?P<cue>(?:and\s+)?only\s+(?:then|after\s+that|afterwards)|(?:and\s+)?then)\b,?\s*(?P<then>.+)"
        ),
    ),
    (
        _pattern(r"\((?:unless|provided)\b"),
        _pattern(r"\((?P<cue>unless|provided(?:\s+that)?)\s+(?P<first>[^()]+)\)\s*(?P<then>.+)"),
    ),
    (
        _pattern(rf"^\W*{_LEAD}\b"),
        _pattern(
            rf"^\W*(?P<cue>{_LEAD})\s+(?P<first>.+?)"
            r"(?:,\s*|\s+(?=(?:will|can|shall|do|does|would|could|may)\b))(?P<then>.+)"
        ),
    ),
    (_pattern(rf"\s(?:{_SET})\s"), _pattern(rf"(?P<then>.+?),?\s+(?P<cue>{_SET})\s+(?P<first>.+)")),
    (
        _pattern(r"\b(?:not?|nothing|never|nobody|cannot|\w+n[’']t)\b.*\suntil\s"),
        _pattern(r"(?P<then>.+?),?\s+(?P<cue>until)\s+(?P<first>.+)"),
    ),
    (
        _pattern(r"\bfirst\b[\s,;–—-]+(?:and|only)\b"),
        _pattern(
            r"^(?P<first>.+?)\s+first[\s,;–—-]+"
            r"(?P<cue>and\s+(?:only\s+)?(?:after\s+that|then|afterwards)|only\s+then)\b,?\s*(?P<then>.+)"
        ),
    ),
    (
        _pattern(rf"{_NEVER}.*\s(?:while|[as]\w*\s+long\s+as)\s"),
        _pattern(r"(?P<then>.+?),?\s+(?P<cue>while|(?:as|so)\s+long\s+as)\s+(?P<first>.+)"),
    ),
    (
        _pattern(r"\bonly\s+(?:\w+\s+){1,4}?(?:once|when|after)\s"),
        _pattern(rf"^(?P<then>.*?\b{_MAY}\s+only\s+(?:\w+\s+){{1,4}}?)(?P<cue>once|when|after)\s+(?P<first>.+)"),
    ),
    (
        _pattern(rf"\bonce\s+{_DETERMINED}\b.*\b{_DONE}\b"),
        _pattern(rf"^\W*(?P<cue>once)\s+(?P<first>{_DETERMINED}\b[^,]*\b{_DONE}\b[^,]*),\s*(?P<then>.+)"),
    ),
    (
        _pattern(rf"\s(?<!\bat\s)(?<!\bthan\s)once\s+{_DETERMINED}\b.*\b{_DONE}\b"),
        _pattern(rf"^(?P<then>.+?),?\s+(?P<cue>once)\s+(?P<first>{_DETERMINED}\b.*\b{_DONE}\b.+)"),
    ),
    (
        _pattern(rf"\s{_DAY}\s+{_DETERMINED}\b"),
        _pattern(rf"^(?P<then>.*?\b{_MAY}\b.+?)\s+(?P<cue>{_DAY})\s+(?P<first>{_DETERMINED}\b.+)"),
    ),
)
_CONDITIONS = tuple((tuple(required(needed.pattern)) or ("",), needed, pattern) for needed, pattern in _FORMS)
_SOONER = re.compile(r"\bbefore\b", re.IGNORECASE)
_BEFORE = (
    _pattern(rf"^\W*(?:(?:and|but)\s+)?(?P<cue>before)\s+(?P<then>{_DETERMINED}\b[^,]{{3,100}}),\s*(?P<first>.+)"),
    _pattern(
        rf"^(?P<first>.+?),?\s+(?<!\beven\s)(?<!\blong\s)(?<!\bjust\s)(?<!\bshortly\s)(?P<cue>before)\s+(?P<then>{_DETERMINED}\b[^,]{{3,100}})$"
    ),
)
_COMING = re.compile(  # a clause about something that is still to be done
    r"\b(?:is|are|has|have)\b|\b(?:leaves?|go|goes|opens?|closes?|begins?|comes?|withdraws?|meets?|signs?|speaks?|"
    r"ceases?|falls?|arrives?|departs?|happens?|agrees?|accepts?|pays?|ratify|ratifies|disarms?)\W*$",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:was|were|had|did|said|told|came|went|left|took|gave|made|met|began|\w{3,}ed)\b", re.IGNORECASE
)
_STILL = re.compile(
    r"\b(?:must|should|shall|will|would|can|cannot|could|may|has\s+to|have\s+to|is|are|be)\b", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:no|not|nothing|never|nobody|cannot)\b|n[’']t\b", re.IGNORECASE)


def clauses(sentence: str) -> Iterator[Span]:
    """The clauses that may each hold a move, as stretches of the sentence."""
    position = 0
    for match in _CLAUSE.finditer(sentence):
        if match["splice"] and _SUBORDINATE.search(sentence, position, match.start()):
            continue
        if len(sentence[position : match.start()].split()) >= 2 and len(sentence[match.end() :].split()) >= 2:
            yield position, match.start()
            position = match.end()
    yield position, len(sentence)


def items(sentence: str) -> tuple[int, tuple[Span, ...]]:
    """Where the head of an enumeration ends, and its items; no items where there is none.

    >>> text = "We have two points: first, a truce; second, the exchange."
    >>> head, found = items(text)
    >>> text[:head], [text[start:end] for start, end in found]
    ('We have two points', ['a truce', 'the exchange'])
    """
    small = sentence.lower()
    marks = list(_ascending(sentence)) if any(map(small.__contains__, _BEGINS)) else []
    if len(marks) >= 2:
        ends = [each.start() for each in marks[1:]] + [len(sentence)]
        spans = [_trimmed(sentence, mark.end(), end) for mark, end in zip(marks, ends, strict=True)]
        found = tuple(span for span in spans if span[0] < span[1])
        return marks[0].start(), found if len(found) >= 2 else ()
    counted = _COUNTED.search(sentence) if ":" in sentence and ";" in sentence else None
    if counted and ";" in sentence[counted.end() :]:
        return counted.end() - 1, tuple(_parts(sentence, counted.end()))
    return 0, ()


def _ascending(sentence: str) -> Iterator[re.Match[str]]:
    """The marks of an enumeration that count up from the first."""
    expected = 0
    for match in _MARK.finditer(sentence):
        mark = match["mark"].casefold().strip("().")
        clear = match["after"].strip() or match["before"].strip() in {":", ";"} or not mark.isalpha() or len(mark) == 1
        number = _number(mark)
        if clear and (number == expected or (mark in _LAST and expected >= 1)):
            yield match
            expected += 1


def _number(mark: str) -> int:
    if mark.isdigit():
        return int(mark) - 1
    if len(mark) == 1:
        return ord(mark) - ord("a")
    word = mark.removesuffix("ly")
    return _ORDINALS.index(word) if word in _ORDINALS else -1


def _parts(sentence: str, start: int) -> Iterator[Span]:
    for part in re.finditer(r"[^;]+", sentence[start:]):
        low, high = _trimmed(sentence, start + part.start(), start + part.end())
        if sentence[low : low + 4].casefold() == "and ":
            low += 4
        if low < high:
            yield low, high


def ordinal_start(sentence: str) -> int | None:
    """Where the words begin in a sentence opened by "First," or "Second,"; None if it is not."""
    match = _MARK.match(sentence)
    if match is None or not (match["after"].strip() or not match["mark"].isalpha()):
        return None
    return match.end()


def condition_in(sentence: str) -> Split | None:
    """The condition that a sentence puts, if it puts one.

    >>> text = "We sign only after the guns fall silent."
    >>> split = condition_in(text)
    >>> text[slice(*split.first)], text[slice(*split.then)]
    ('the guns fall silent', 'We sign')
    """
    small = sentence.lower()
    for words, needed, pattern in _CONDITIONS:
        if not any(map(small.__contains__, words)):
            continue
        match = pattern.search(sentence) if needed.search(sentence) else None
        if match is None:
            continue
        first, then = (_trimmed(sentence, *match.span(name)) for name in ("first", "then"))
        if first[0] < first[1] and then[0] < then[1] and len(sentence[slice(*first)].split()) >= 2:
            return Split("condition", first, then, " ".join(match["cue"].split()))
    return _before_in(sentence, small)


def _before_in(sentence: str, small: str) -> Split | None:
    """A condition of the form "A before B is done"; "no A before B is done" is B first."""
    if "before" not in small or _SOONER.search(sentence) is None:
        return None
    for pattern in _BEFORE:
        if (match := pattern.search(sentence)) is None:
            continue
        first, then = (_trimmed(sentence, *match.span(name)) for name in ("first", "then"))
        sooner, later = sentence[slice(*first)], sentence[slice(*then)]
        to_come = len(sooner.split()) >= 3 and (_STILL.search(sooner) or not _OVER.search(sooner))
        if to_come and _COMING.search(later) and not re.search(r"\b(?:was|were|had)\b", later):
            if _NOT.search(sooner):
                first, then = then, first
            return Split("condition", first, then, match["cue"])
    return None


def orderings(sentence: str, steps: re.Pattern[str]) -> Iterator[Split]:
    """Pairs of steps of which one comes before the other.

    >>> text = "They refused a truce before a summit."
    >>> [text[slice(*each.first)] for each in orderings(text, re.compile("truce|summit"))]
    ['a truce']
    """
    small = sentence.lower()
    if not any(map(small.__contains__, _ORDER_WORDS)):
        return
    for match in _ORDER.finditer(sentence):
        left, right = _left(sentence, match.start(), steps), _right(sentence, match.end(), steps)
        if left is None or right is None:
            continue
        later = match[1].casefold() in {"after", "following"}
        first, then = (right, left) if later else (left, right)
        yield Split("order", first, then, match[1])


def _left(sentence: str, end: int, steps: re.Pattern[str]) -> Span | None:
    """The step that ends where "before" begins, with the few words that belong to it."""
    found = list(steps.finditer(sentence, max(0, end - 60), end))
    if not found or not _beside(sentence[found[-1].end() : end], 3):
        return None
    begin = re.search(r"(?:\b(?:an?|the|any|our|their|its)\s+)?(?:[\w’'-]+\s+){0,2}$", sentence[: found[-1].start()])
    lead = sentence[begin.start() : found[-1].start()] if begin else ""
    article = re.search(r"\b(?:an?|the|any|our|their|its)\s+(?:[\w’'-]+\s+)*$", lead)
    return found[-1].start() - (len(lead) - article.start() if article else 0), found[-1].end()


def _right(sentence: str, start: int, steps: re.Pattern[str]) -> Span | None:
    found = steps.search(sentence, start, min(len(sentence), start + 60))
    if found is None or not _beside(sentence[start : found.start()], 4):
        return None
    return _trimmed(sentence, start, found.end())


def _beside(between: str, words: int) -> bool:
    return len(between.split()) <= words and not re.search("[,;:.]", between)


def _trimmed(sentence: str, start: int, end: int) -> Span:
    words = sentence[start:end]
    left = start + len(words) - len(words.lstrip(_TRIM))
    right = start + len(words.rstrip(_TRIM))
    for ending in (" and", " or"):
        if sentence[left:right].casefold().endswith(ending):
            right -= len(ending)
            right = left + len(sentence[left:right].rstrip(_TRIM))
    return left, max(left, right)
