"""Figures as tables in Markdown, and where they stand in a document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from benchmarks.corpora.scores import Score

NONE = "–"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> str:
    """A table; the first ``words`` columns hold words, the others figures.

    >>> print(table(["act", "n"], [["demand", "3"]]))
    | act | n |
    |---|---:|
    | demand | 3 |
    """
    rule = "|" + "|".join("---" if place < words else "---:" for place in range(len(head))) + "|"
    lines = ["| " + " | ".join(row) + " |" for row in (head, *rows)]
    return "\n".join([lines[0], rule, *lines[1:]])


def figure(value: float | None) -> str:
    return NONE if value is None else f"{value:.2f}"


def figures(score: Score) -> list[str]:
    """Precision, recall and F1."""
    return [figure(score.precision), figure(score.recall), figure(score.f1)]


def interval(low: float, high: float) -> str:
    return f"{low:+.2f} to {high:+.2f}"


def better(low: float, high: float, first: str, second: str) -> str:
    """Which of two is better: neither, where the interval of their difference holds 0."""
    return first if low > 0 else second if high < 0 else NONE


def replaced(document: str, found: Mapping[str, str]) -> str:
    """The document with each of these between ``<!-- figures: NAME -->`` and ``<!-- end of figures -->``."""
    for name, text in found.items():
        marks = re.compile(rf"(<!-- figures: {re.escape(name)} -->\n).*?(<!-- end of figures -->)", re.DOTALL)
        document, count = marks.subn(lambda place, text=text: f"{place[1]}{text}\n{place[2]}", document)  # type: ignore[misc]
        if count != 1:
            raise ValueError(f"there are {count} places for the figures “{name}”, and not one")
    return document
