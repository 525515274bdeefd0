"""The kinds of record, and how one is recognised from its words.

* ``interview``: turns by labels, a name each;
* ``verbatim``: turns by labels with titles, countries or languages, as a meeting's record has them;
* ``memcon``: a memorandum of conversation: a head with its participants, then paragraphs that report;
* ``captions``: what a file of captions holds;
* ``news``: somebody writes about others, with a dateline, a byline, or reporting sentences;
* ``statement``: everything else: one voice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Literal, get_args

from commonground.errors import Problem, UsageError
from commonground.record.clauses import pattern_of_forms
from commonground.record.labels import Label

__all__ = ["KINDS", "Kind", "checked_kind", "kind_of"]

Kind = Literal["interview", "verbatim", "memcon", "statement", "news", "captions"]
KINDS: tuple[str, ...] = get_args(Kind)

_HEAD, _BODY = 3_000, 20_000  # code points that are looked at
_MEMCON = re.compile(
    r"\bmemorand(?:um|a) (?:of|for the record of) (?:\w+ )?(?:conversation|meeting|discussion)|\bmemcon\b"
    r"|^\s*participants\b",
    re.IGNORECASE | re.MULTILINE,
)
_MEETING = re.compile(
    r"\bmeeting (?:was called to order|rose at|resumed at)|\bthe agenda was adopted|\bspoke in [A-Z]", re.IGNORECASE
)
_DATELINE = re.compile(
    r"^[^\W\d_a-z][^\n:]{1,50}?(?:\([^()\n]{2,40}\)\s*)?[—–-]{1,2}\s+[“‘\"]?[^\W\d_a-z]", re.MULTILINE
)
_BYLINE = re.compile(r"^(?:By|BY|by) [A-Z][\w.'’-]+ [A-Z]", re.MULTILINE)
_QUOTED = re.compile(r"[,?!][”\"’]\s+[^.\n]{1,60}")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|my|My)\b")
_QUOTES = re.compile(r"[“\"][^“”\"\n]*[”\"]")


def checked_kind(kind: str | None) -> Kind | None:
    """A kind as somebody gave it; UsageError if it is none."""
    for known in get_args(Kind):
        if kind == known:
            return known  # type: ignore[no-any-return]
    if kind is None:
        return None
    nearest = next(iter(get_close_matches(str(kind).lower(), KINDS, 1)), None)
    what = "There is no such kind of record."
    problem = Problem(what, read=str(kind), expected=", ".join(KINDS), nearest=nearest, code="unknown-kind")
    raise UsageError(problem)


def kind_of(text: str, labels: Sequence[Label]) -> Kind:
    """The kind that the words and the labels of a text speak for."""
    if labels:
        if _MEMCON.search(text, 0, _HEAD):
            return "memcon"
        strong = sum(label.strong for label in labels)
        spoken = any(label.spoken for label in labels)
        return "verbatim" if spoken or 2 * strong > len(labels) or _MEETING.search(text, 0, _HEAD) else "interview"
    if _MEMCON.search(text, 0, _HEAD):
        return "memcon"
    return "news" if _is_news(text[:_BODY]) else "statement"


def _is_news(text: str) -> bool:
    """A dateline or a byline; or reporting sentences, and hardly a first person outside quotation marks."""
    if _DATELINE.search(text, 0, 600) or _BYLINE.search(text, 0, 600):
        return True
    reporting = re.compile(rf"\b{pattern_of_forms()}\b", re.IGNORECASE)
    reports = sum(1 for match in _QUOTED.finditer(text) if reporting.search(match.group()))
    reports += len(re.findall(r"\b(?:said|told reporters|according to)\b", _QUOTES.sub("", text)))
    return reports > 1 and len(_FIRST_PERSON.findall(_QUOTES.sub("", text))) < reports
