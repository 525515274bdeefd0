"""How proposals stand against a gold coding: what was found, missed and wrong, and how well what was found was read.

A proposal *matches* a gold statement of the same document if their stretches share at least half of the shorter of the
two. Each statement is matched at most once. Of all ways to match, one with the most pairs is taken and, among these,
one in which the pairs share most: the sum of *intersection over union* of their characters is greatest. Matches are
made twice: among statements of the same act, and whatever the act.

A condition that is coded as two statements, of which one follows the other, is one here, on the stretch from the first
word to the last: some code it so, some so.

* *found*, *missed*: gold statements with and without a match; recall is found of both.
* *wrong*: proposals without a match; precision is found of found and wrong. It tells nothing where the gold coding is
  not exhaustive, as ours is not for claims.

There is no score over everything: moves and claims, acts, and kinds of text fail for different reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonground.statements.schema import CLAIMS, MOVES, Act, Statement

__all__ = ["HALF_OF_SHORTER", "READ", "TIERS", "Match", "Scored", "Share", "scored"]

HALF_OF_SHORTER = 0.5
TIERS: Mapping[str, frozenset[Act]] = {"moves": MOVES, "claims": CLAIMS}
READ = ("speaker", "source", "mode", "issue", "polarity", "modality")  # what is asked of a matched pair

Span = tuple[int, int]
Placed = tuple[Statement, Span]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; None as a figure where there is nothing to count."""

    part: int
    of: int

    @property
    def value(self) -> float | None:
        return self.part / self.of if self.of else None

    def __str__(self) -> str:
        return f"{self.part}/{self.of}" + (f" = {self.value:.2f}" if self.value is not None else "")


@dataclass(frozen=True, slots=True)
class Match:
    """A gold statement and the proposal taken for it; ``shared`` is intersection over union of their characters."""

    gold: Statement
    proposal: Statement
    shared: float


@dataclass(frozen=True, slots=True)
class Scored:
    """Proposals set against a gold coding of the same documents."""

    matches: tuple[Match, ...]
    missed: tuple[Statement, ...]
    wrong: tuple[Statement, ...]

    @property
    def recall(self) -> Share:
        return Share(len(self.matches), len(self.matches) + len(self.missed))

    @property
    def precision(self) -> Share:
        return Share(len(self.matches), len(self.matches) + len(self.wrong))

    @property
    def overlap(self) -> float | None:
        """The mean of what matched stretches share, of what they cover together."""
        return sum(each.shared for each in self.matches) / len(self.matches) if self.matches else None

    def right(self, label: str) -> Share:
        """How many matched proposals have the label (``source``, ``issue`` …) of the gold statement."""
        return self.agreeing(lambda gold, proposal: getattr(gold, label) == getattr(proposal, label))

    def agreeing(self, alike: Callable[[Statement, Statement], bool]) -> Share:
        """How many matched pairs are alike in some respect, gold first."""
        return Share(sum(alike(each.gold, each.proposal) for each in self.matches), len(self.matches))

    def only(self, kept: Callable[[Statement], bool]) -> Scored:
        """The part in which the gold statement, or the proposal where it matches none, is kept."""
        return Scored(
            tuple(each for each in self.matches if kept(each.gold)),
            tuple(filter(kept, self.missed)),
            tuple(filter(kept, self.wrong)),
        )


def scored(gold: Iterable[Statement], proposed: Iterable[Statement], *, same_act: bool = True) -> Scored:
    """Set proposals against gold statements; both without what has no place in a text or was rejected."""
    golds, proposals = _placed(gold), _placed(proposed)
    matches = tuple(sorted(_matched(golds, proposals, same_act=same_act), key=lambda each: _order(each.gold)))
    found = {id(each.gold) for each in matches} | {id(each.proposal) for each in matches}
    missed = tuple(each for each, _ in golds if id(each) not in found)
    wrong = tuple(each for each, _ in proposals if id(each) not in found)
    return Scored(matches, missed, wrong)


def _placed(statements: Iterable[Statement]) -> list[Placed]:
    """Each with its stretch; the two sides of a condition as the later one, with the stretch of both."""
    kept = {each.id: each for each in statements if each.anchor is not None and each.status != "rejected"}
    spans = {name: _span(each) for name, each in kept.items()}
    for each in list(kept.values()):
        first = kept.get(each.follows or "")
        if first is not None and first is not each and first.act == each.act == "condition":
            one, two = spans.pop(first.id, _span(first)), spans[each.id]
            spans[each.id] = (min(one[0], two[0]), max(one[1], two[1]))
    return sorted(((kept[name], span) for name, span in spans.items()), key=lambda each: _order(each[0]))


def _order(statement: Statement) -> tuple[str, int, int, str]:
    return (statement.document, *_span(statement), statement.id)


def _matched(golds: Sequence[Placed], proposals: Sequence[Placed], *, same_act: bool) -> Iterator[Match]:
    """The best one-to-one assignment, found as a maximum weight matching (Edmonds, 1965; as networkx has it)."""
    import networkx as nx

    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for one, two, shared in _pairs(golds, proposals):
        if not same_act or golds[one][0].act == proposals[two][0].act:
            graph.add_edge(("gold", one), ("proposal", two), weight=1 + round(shared * 1_000_000))
    for pair in nx.max_weight_matching(graph, maxcardinality=True):
        (_, one), (_, two) = sorted(pair)
        yield Match(golds[one][0], proposals[two][0], _union(golds[one][1], proposals[two][1]))


def _pairs(golds: Sequence[Placed], proposals: Sequence[Placed]) -> Iterator[tuple[int, int, float]]:
    places: dict[str, list[int]] = {}
    for two, (proposal, _) in enumerate(proposals):
        places.setdefault(proposal.document, []).append(two)
    for one, (gold, a) in enumerate(golds):
        for two in places.get(gold.document, ()):
            b = proposals[two][1]
            both = min(a[1], b[1]) - max(a[0], b[0])
            if both > 0 and both >= HALF_OF_SHORTER * min(a[1] - a[0], b[1] - b[0]):
                yield one, two, _union(a, b)


def _union(one: Span, two: Span) -> float:
    both = min(one[1], two[1]) - max(one[0], two[0])
    return both / (one[1] - one[0] + two[1] - two[0] - both)


def _span(statement: Statement) -> Span:
    return (0, 0) if statement.anchor is None else (statement.anchor.start, statement.anchor.end)
