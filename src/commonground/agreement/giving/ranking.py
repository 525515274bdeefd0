"""Ways out as each party's own priorities order them, for each party apart.

A party's *priorities* are statements, the most important first; of two outcomes the first whose truth differs decides
(prioritised bases: Brewka, IJCAI 1989). A way out leaves many outcomes open: all that meet the target, the meaning
rules and whatever is not given. For each party the best and the worst of them are told, as the truth of its
priorities. Ways are ranked by the best outcome they leave the party, and where that is alike by the worst.

*No deal* is the status quo everywhere. A way is *below no deal* for a party always, if even its best outcome ranks
lower; sometimes, if only some do; never, if none does. In bargaining theory an outcome below no deal is not
individually rational (Nash, Econometrica 18, 1950).

Where a priority names an option of the conflict part, which has no status quo here, the list is used up to that one
and no further: what is tied until then is *unknown* beside no deal. Where a party has no priorities, none of this is
computed. Nothing is added up over parties, and there is no ranking for all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Literal

from commonground.agreement.solving.oracle import Oracle
from commonground.agreement.solving.question import Question
from commonground.case.model import Priority
from commonground.logic import evaluate, mentions

__all__ = ["BelowNoDeal", "Ranked", "Ranking", "priorities_of", "ranking", "unused_of"]

BelowNoDeal = Literal["always", "sometimes", "never", "unknown"]
Truth = tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One way out in the eyes of one party. ``rank`` 1 is the best; equals share a rank."""

    way: int  # its place among the ways out
    rank: int
    best: Truth
    worst: Truth
    below_no_deal: BelowNoDeal
    decided_by: str | None  # the priority at which its best outcome differs from no deal

    def to_dict(self, priorities: Sequence[str]) -> dict[str, Any]:
        return {
            "way": self.way,
            "rank": self.rank,
            "best": dict(zip(priorities, self.best, strict=True)),
            "worst": dict(zip(priorities, self.worst, strict=True)),
            "below_no_deal": self.below_no_deal,
            "decided_by": self.decided_by,
        }


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ways out in the order of one party's priorities; ``unused`` ones name an option, or come after one that does.

    Empty where the party has no priorities that can be used.
    """

    party: str
    priorities: tuple[str, ...]
    unused: tuple[str, ...]
    no_deal: Truth
    ways: tuple[Ranked, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "priorities": list(self.priorities),
            "unused": list(self.unused),
            "no_deal": dict(zip(self.priorities, self.no_deal, strict=True)),
            "ways": [way.to_dict(self.priorities) for way in self.ways],
        }


def priorities_of(question: Question, party: str) -> tuple[Priority, ...]:
    """A party's priorities that order outcomes of issues: all before the first that names an option."""
    own = (item for item in question.case.priorities.values() if item.party == party)
    return tuple(takewhile(lambda item: mentions(item.formula).isdisjoint(question.case.names.options), own))


def unused_of(question: Question, party: str) -> tuple[str, ...]:
    used = {item.id for item in priorities_of(question, party)}
    own = (item.id for item in question.case.priorities.values() if item.party == party)
    return tuple(name for name in own if name not in used)


def ranking(
    question: Question, party: str, oracle: Oracle, literals: Mapping[str, int], ways: Sequence[Sequence[int]]
) -> Ranking:
    """The ways, each given as what has to be assumed for it, in the order of a party's priorities.

    ``literals`` has one for each priority used; the oracle holds the target and the meaning rules.
    """
    own = priorities_of(question, party)
    names = tuple(item.id for item in own)
    unused = unused_of(question, party)
    stay = {issue: item.status_quo for issue, item in question.case.issues.items()}
    no_deal = tuple(evaluate(item.formula, stay) for item in own)
    if not own:
        return Ranking(party, (), unused, (), ())
    wanted = [literals[name] for name in names]
    spans = [(_extreme(oracle, way, wanted, True), _extreme(oracle, way, wanted, False)) for way in ways]
    places = {span: rank for rank, span in enumerate(sorted(set(spans), reverse=True), 1)}
    ranked = [
        Ranked(
            way=number,
            rank=places[span],
            best=span[0],
            worst=span[1],
            below_no_deal=_below(*span, no_deal, bool(unused)),
            decided_by=next((n for n, b, q in zip(names, span[0], no_deal, strict=True) if b != q), None),
        )
        for number, span in enumerate(spans)
    ]
    return Ranking(party, names, unused, no_deal, tuple(sorted(ranked, key=lambda way: (way.rank, way.way))))


def _extreme(oracle: Oracle, way: Sequence[int], wanted: Sequence[int], best: bool) -> Truth:
    """The truth of the priorities at the best or the worst outcome left open: each in turn as wanted, if it can be."""
    assumed = list(way)
    found: list[bool] = []
    for literal in wanted:
        tried = literal if best else -literal
        can = oracle.satisfiable([*assumed, tried])
        assumed.append(tried if can else -tried)
        found.append(best == can)
    return tuple(found)


def _below(best: Truth, worst: Truth, no_deal: Truth, cut_short: bool) -> BelowNoDeal:
    if best < no_deal:
        return "always"
    if worst < no_deal < best:
        return "sometimes"
    if cut_short and no_deal in (best, worst):
        return "unknown"
    return "sometimes" if worst < no_deal else "never"
