"""Which statements of several coders are about the same stretch of the record.

Two statements of different coders, anchored in one document, *match* if what their stretches share is at least half
of what they cover together (the Jaccard index of their characters). Matches are made one to one for each pair of
coders, the greatest overlap first; where overlaps tie, the pair with more labels alike, then the earlier in the text.
That makes the labels of matched statements look a little more alike than they are where one coder marked a stretch
twice; it is done because a condition is a pair of statements on the same words. A *unit* is a set of statements linked
by matches, at most one a coder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonground.statements.schema import Statement

__all__ = ["HALF", "LABELS", "Unit", "labels_of", "matched_units"]

HALF = 0.5
# The fields that a coder decides on for a stretch, in the order in which they are told.
LABELS = ("act", "issue", "speaker", "source", "mode", "polarity", "modality", "addressee")

Coded = Mapping[str, Sequence[Statement]]  # by coder


@dataclass(frozen=True, slots=True)
class Unit:
    """One stretch as some coders saw it: each coder's statement, in the order of coders asked for."""

    statements: Mapping[str, Statement]

    @property
    def document(self) -> str:
        return next(iter(self.statements.values())).document

    @property
    def start(self) -> int:
        return min(_span(statement)[0] for statement in self.statements.values())

    @property
    def end(self) -> int:
        return max(_span(statement)[1] for statement in self.statements.values())


def matched_units(coded: Coded, overlap: float = HALF) -> tuple[Unit, ...]:
    """Every anchored statement in exactly one unit, in the order of documents and places."""
    at = [(coder, s) for coder, statements in coded.items() for s in statements if s.anchor is not None]
    home: dict[int, set[int]] = {n: {n} for n in range(len(at))}
    taken: set[tuple[int, str]] = set()
    for _, one, two in sorted(_pairs(at, overlap)):
        (first, _), (second, _) = at[one], at[two]
        if (one, second) in taken or (two, first) in taken:
            continue
        taken |= {(one, second), (two, first)}
        if not {at[n][0] for n in home[one]} & {at[n][0] for n in home[two]}:
            home[one] |= home[two]
            for n in home[two]:
                home[n] = home[one]
    order = {coder: n for n, coder in enumerate(coded)}
    groups = {id(group): sorted(group, key=lambda n: order[at[n][0]]) for group in home.values()}
    units = [Unit({at[n][0]: at[n][1] for n in group}) for group in groups.values()]
    return tuple(sorted(units, key=lambda unit: (unit.document, unit.start, unit.end)))


def labels_of(statement: Statement) -> dict[str, str]:
    """What a coder decided; that a statement is about no issue or to nobody is a decision too."""
    return {name: str(value) if (value := getattr(statement, name)) is not None else "none" for name in LABELS}


Key = tuple[tuple[float, int, int, int, int, int], int, int]


def _pairs(at: Sequence[tuple[str, Statement]], overlap: float) -> Iterable[Key]:
    """All pairs of different coders that overlap enough, the best first when sorted."""
    by_document: dict[str, list[int]] = {}
    for n, (_, statement) in enumerate(at):
        by_document.setdefault(statement.document, []).append(n)
    for items in by_document.values():
        items.sort(key=lambda n: _span(at[n][1]))
        open_: list[int] = []
        for n in items:
            start = _span(at[n][1])[0]
            open_ = [other for other in open_ if _span(at[other][1])[1] > start]
            for other in open_:
                shared = _jaccard(_span(at[other][1]), _span(at[n][1]))
                if at[other][0] != at[n][0] and shared >= overlap:
                    alike = sum(a == b for a, b in _values(at[other][1], at[n][1]))
                    yield (-shared, -alike, *_span(at[other][1]), *_span(at[n][1])), other, n
            open_.append(n)


def _values(one: Statement, two: Statement) -> Iterable[tuple[str, str]]:
    return zip(labels_of(one).values(), labels_of(two).values(), strict=True)


def _jaccard(one: tuple[int, int], two: tuple[int, int]) -> float:
    shared = min(one[1], two[1]) - max(one[0], two[0])
    together = max(one[1], two[1]) - min(one[0], two[0])
    return shared / together if together else 0.0


def _span(statement: Statement) -> tuple[int, int]:
    return (0, 0) if statement.anchor is None else (statement.anchor.start, statement.anchor.end)
