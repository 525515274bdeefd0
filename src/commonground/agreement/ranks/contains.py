"""Which levels would have to sit together for their own mandates to leave a zone.

A *level vector* names one level for each party at the table; v is *lower* than w if no party's level in v stands above
its level in w and the two differ. A level's *own mandate* is the clauses in force whose ``level`` it is, no more: a
vector *contains* a target iff some joint outcome satisfies the meaning rules, the target and the own mandates of all
its levels. Reported are all lowest vectors (no lower one will do), since there may be several.

Clauses of other levels are left out on purpose. To add those of the levels above would make a mandate shorter with
every step up, and so assume that a higher level accepts more; to add those of the levels below would assume that it
accepts less. Neither is known: at Camp David in 1978 some advisers went further than their principal. So a vector may
contain what a higher one does not, and nothing here says that the lower level may act on it: that is the question of
``ranks.ownership`` and of the powers.

Silence is not consent, here too. A level of which no clause bears on the target has no recorded mandate about it, and a
vector with such a level is at best *unknown*. A clause bears on a target iff both are about one of a set of *linked*
issues: those of the target, and with any issue of a meaning rule all others of that rule. A *no* is certain, as far as
the record goes, since further clauses can only forbid more.

One acceptable set a level: Putnam (1988). The vectors and their three values are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from commonground.agreement.solving.budget import UNLIMITED, Budget
from commonground.agreement.solving.question import Question
from commonground.case.model import Target, YesNo
from commonground.logic import mentions

__all__ = ["CAP", "Contains", "LevelVector", "contains", "linked", "lower", "silent_levels", "vectors"]

CAP = 256  # vectors looked at for one target


@dataclass(frozen=True, slots=True)
class LevelVector:
    """One level for each party, and whether their own mandates leave a zone."""

    levels: Mapping[str, str]
    contains: YesNo
    silent: tuple[str, ...]  # parties on whose level's own mandate nothing is recorded that bears on the target

    def to_dict(self) -> dict[str, Any]:
        return {"levels": dict(self.levels), "contains": self.contains, "silent": list(self.silent)}


@dataclass(frozen=True, slots=True)
class Contains:
    """Level vectors and what they contain, the lowest first.

    ``lowest`` are the lowest of those that contain the target on record; ``lowest_not_ruled_out`` the lowest of those
    that do or might, where the silence of a level is not held against it.
    """

    vectors: tuple[LevelVector, ...]
    lowest: tuple[LevelVector, ...]
    lowest_not_ruled_out: tuple[LevelVector, ...]
    exhaustive: bool  # all vectors were looked at

    def to_dict(self) -> dict[str, Any]:
        return {
            "lowest": [vector.to_dict() for vector in self.lowest],
            "lowest_not_ruled_out": [vector.to_dict() for vector in self.lowest_not_ruled_out],
            "vectors": [vector.to_dict() for vector in self.vectors],
            "exhaustive": self.exhaustive,
        }


def contains(question: Question, target: Target, budget: Budget = UNLIMITED, cap: int = CAP) -> Contains:
    """The level vectors of the parties at the table, at most ``cap`` of them, and which contain a target."""
    looked_at = islice(vectors(question), cap + 1)
    found = tuple(_answers(question, target, islice(looked_at, cap), budget))
    return Contains(
        vectors=found,
        lowest=_lowest(question, [vector for vector in found if vector.contains == "yes"]),
        lowest_not_ruled_out=_lowest(question, [vector for vector in found if vector.contains != "no"]),
        exhaustive=next(looked_at, None) is None,
    )


def _answers(
    question: Question, target: Target, asked: Iterable[dict[str, str]], budget: Budget
) -> Iterator[LevelVector]:
    silent = silent_levels(question, target)
    zones = question.encoded.zones
    literal = zones.literal(target.formula)
    known: dict[tuple[int, ...], bool] = {}
    for levels in asked:
        own = tuple(question.encoded.selectors[c.id] for c in question.clauses.values() if levels[c.party] == c.level)
        if own not in known:
            known[own] = zones.oracle.satisfiable([literal, *own], budget)
        quiet = tuple(party for party, level in levels.items() if level in silent[party])
        yield LevelVector(levels, "no" if not known[own] else "unknown" if quiet else "yes", quiet)


def _lowest(question: Question, found: Sequence[LevelVector]) -> tuple[LevelVector, ...]:
    return tuple(v for v in found if not any(lower(question, other.levels, v.levels) for other in found))


def linked(question: Question, target: Target) -> frozenset[str]:
    """The issues of a target, and with any issue of a meaning rule all others of that rule."""
    reached = mentions(target.formula)
    rules = [mentions(rule.formula) for rule in question.rules]
    while True:
        wider = reached.union(*(names for names in rules if names & reached))
        if wider == reached:
            return reached
        reached = wider


def silent_levels(question: Question, target: Target) -> dict[str, frozenset[str]]:
    """For each party the levels none of whose own clauses bears on a target."""
    about = linked(question, target)
    bearing = [clause for clause in question.clauses.values() if mentions(clause.formula) & about]
    speaking = {(clause.party, clause.level) for clause in bearing}
    return {
        party.id: frozenset(level for level in party.levels if (party.id, level) not in speaking)
        for party in question.parties
    }


def vectors(question: Question) -> Iterator[dict[str, str]]:
    """All level vectors, each after those lower than itself: by how many steps up from the lowest there are in it."""
    upwards = [tuple(reversed(party.levels)) for party in question.parties]
    for steps in range(sum(len(levels) - 1 for levels in upwards) + 1):
        for choice in _of_height([len(levels) for levels in upwards], steps):
            yield {p.id: levels[n] for p, levels, n in zip(question.parties, upwards, choice, strict=True)}


def lower(question: Question, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether a vector is lower than another."""
    return dict(one) != dict(other) and all(p.rank(one[p.id]) >= p.rank(other[p.id]) for p in question.parties)


def _of_height(sizes: Sequence[int], steps: int) -> Iterator[tuple[int, ...]]:
    """All ways to go ``steps`` steps up in all, as many for each as it has room for."""
    if not sizes:
        if steps == 0:
            yield ()
        return
    room = sum(size - 1 for size in sizes[1:])
    for own in range(max(0, steps - room), min(sizes[0] - 1, steps) + 1):
        yield from ((own, *rest) for rest in _of_height(sizes[1:], steps - own))
