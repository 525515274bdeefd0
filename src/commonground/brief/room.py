"""How much page one may say of each kind of thing, so that it stays one sheet whatever the case.

Most cases fit with the first of :data:`ROOMS`. Where what is said would run over, it is said again with less room:
fewer names in a list, fewer matters told in full, titles cut short; and a sentence says that there is more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from commonground.case import Case

__all__ = ["ROOMS", "Room", "with_short_titles"]


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each kind are told on page one."""

    names: int = 8  # in one list
    refs: int = 14  # after one sentence
    blocks: int = 3  # told with the words behind them
    in_short: int = 8  # further ones, in a line
    rows: int = 3  # of what would have to change
    matters: int = 6  # of one kind, at a next meeting
    agreed: int = 8
    clauses: int = 4  # named in the bottom line
    title: int | None = None  # letters of a title


ROOMS = (
    Room(),
    Room(names=5, refs=8, blocks=2, in_short=6, rows=2, matters=4, agreed=6, clauses=3),
    Room(names=3, refs=5, blocks=1, in_short=4, rows=1, matters=2, agreed=4, clauses=2),
    Room(names=3, refs=4, blocks=1, in_short=3, rows=1, matters=2, agreed=3, clauses=2, title=32),
)


def with_short_titles(case: Case, most: int) -> Case:
    """The case with the titles of its matters, outcomes and steps cut to ``most`` letters."""
    titles = _cut({name: issue.title for name, issue in case.issues.items()}, most)
    issues = {
        name: replace(issue, title=titles[name], outcomes=_cut(issue.outcomes, most))
        for name, issue in case.issues.items()
    }
    told = _cut({name: step.title for name, step in case.steps.items()}, most)
    steps = {name: replace(step, title=told[name]) for name, step in case.steps.items()}
    return replace(case, issues=issues, steps=steps)


def _cut(texts: Mapping[str, str], most: int) -> dict[str, str]:
    """Each cut at its end; those that would then be the same are cut in the middle, and keep how they end."""
    short = {name: text if len(text) <= most else f"{_words(text, most - 1)}…" for name, text in texts.items()}
    alike = Counter(short.values())
    return {name: _ends(texts[name], most) if alike[cut] > 1 else cut for name, cut in short.items()}


def _ends(text: str, most: int) -> str:
    tail = (most - 1) // 2
    return text if len(text) <= most else f"{text[: most - 1 - tail].rstrip()}…{text[-tail:].lstrip()}"


def _words(text: str, most: int) -> str:
    return text[:most].rsplit(" ", 1)[0]
