"""Numbers that a finished page prints as plain words.

A computed number stands on a page with the place of the data it was taken from. What else has digits there is a name, a
title or a quotation of the case, a day, or the name of a reference; whatever is left was computed, and nobody can
compare it with anything. Which names of a case have digits is told with how a brief was made, so that the page can be
read alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from commonground.brief.document.runs import MARKS
from commonground.brief.language import tongue
from commonground.case import Case

__all__ = ["absent_words", "number_in_words", "numbers_in_names"]

_APART = '(descendant::text()[not(ancestor::data or ancestor::a or ancestor::code or ancestor::span[@class="refs"])])'
_QUOTED = re.compile("“[^”]*”|«[^»]*»")
_DAY = re.compile(r"\b\d{1,2} [^\W\d_]+ \d{4}\b|\b\d{4}-\d\d-\d\d\b")
_DIGITS = re.compile(r"\d+")


def numbers_in_names(case: Case) -> tuple[str, ...]:
    """Every name and title of a case that has a digit, each once."""
    return tuple(dict.fromkeys(name for name in _names(case) if name and _DIGITS.search(name)))


def number_in_words(told: Any, names: Sequence[str]) -> str | None:
    """The first number that an element of a page has in plain words; None where there is none.

    >>> from lxml import html
    >>> element = html.fragment_fromstring("<p>Talks 2+2 met on 3 May 2024 for <data>7</data> “9” of 12 days.</p>")
    >>> number_in_words(element, ["Talks 2+2"])
    '12'
    """
    words = " ".join("".join(told.xpath(_APART)).split())
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(" ".join(name.split()), "")
    found = _DIGITS.search(_DAY.sub("", _QUOTED.sub("", words)))
    return found[0] if found else None


def absent_words(language: str) -> frozenset[str]:
    """What a cell says where nothing is on record, in small letters; that nobody excludes a thing is such, too."""
    say = tongue(language).text
    words = (
        "–",
        "",
        say("nothing"),
        say("no offer"),
        say("unknown"),
        say("not recorded"),
        say("not computed"),
        say("cannot alone"),
        say("nothing before it"),
        say("nobody accepts it on record"),
        say("no irreversible step of its own is on record"),
        *(f"{MARKS[zone]} {say(zone)}" for zone in ("not excluded", "not computed")),
    )
    return frozenset(word.casefold() for word in words)


def _names(case: Case) -> Iterator[str]:
    yield case.title
    yield from case.targets
    for titled in (case.options, case.rounds, case.sources):
        yield from (item.title for item in titled.values())
    for named in (case.parties, case.actors):
        yield from (item.name for item in named.values())
    for issue in case.issues.values():
        yield issue.title
        yield from issue.outcomes.values()
    for step in case.steps.values():
        yield step.title
        yield from (f"({phase})" for phase in step.phases)
    for layer in case.layers:
        yield layer.title
    yield from _levels(case)


def _levels(case: Case) -> Iterable[str]:
    return (level for party in case.parties.values() for level in party.levels)
