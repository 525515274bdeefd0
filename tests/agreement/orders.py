"""Small orders of steps written as text, random ones, and a literal twin that looks at every way to set times.

The twin gives each step, or each phase of a split one, a moment, in every way that differs (weak orders). A strict edge
holds if it holds for some pair of phases that it may be aimed at; an order is possible if some way to set times meets
every edge that is kept. Nothing in it knows of cycles or components.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, pairwise, product
from typing import Any

from commonground.case import Case, Edge, Party, Step
from commonground.errors import Where
from commonground.logic import Names

Counts = tuple[int, int, int]


def step(id: str, **fields: Any) -> Step:
    given: dict[str, Any] = {
        "title": f"step {id}",
        "by": None,
        "irreversible": False,
        "shifts_power": False,
        "covered_by": (),
        "phases": (),
        "divisible": False,
        "done": False,
    }
    return Step(id=id, where=Where(), **(given | fields))


def steps_in_order(
    orders: Mapping[str, Sequence[str]],
    steps: Mapping[str, Mapping[str, Any]] | None = None,
    outside: Sequence[str] = (),
) -> Case:
    """A case of steps: ``{"north": ["a < b", "done: c < d"], "structural": [...]}``; ids are N1, N2, ..., S1, ..."""
    edges: dict[str, Edge] = {}
    for party, texts in orders.items():
        for number, text in enumerate(texts, 1):
            words, _, kind = reversed(text.partition(":")) if ":" in text else (text, "", "")
            before, after = (word.strip() for word in words.split("<"))
            own = None if party == "structural" else party
            name = f"{'X' if own is None else party[0].upper()}{number}"
            edges[name] = edge(name, before, after, own, kind.strip() or ("demanded" if own else "structural"))
    named = dict.fromkeys([*(steps or {}), *(s for e in edges.values() for s in (e.before, e.after))])
    made = {name: step(name, **(steps or {}).get(name, {})) for name in named}
    parties = [party for party in orders if party != "structural"]
    return case_of(made, edges, parties, outside)


def edge(id: str, before: str, after: str, party: str | None, kind: Any) -> Edge:
    return Edge(
        id=id,
        evidence=(),
        as_told_by=None,
        note=None,
        layer=None,
        hypothesis=False,
        where=Where(),
        party=party,
        before=before,
        after=after,
        kind=kind,
    )


def case_of(
    steps: Mapping[str, Step], edges: Mapping[str, Edge], parties: Iterable[str], outside: Sequence[str] = ()
) -> Case:
    return Case(
        id="steps",
        title="Steps",
        reading=None,
        record_ends=None,
        parties={p: Party(p, p.title(), "outside" if p in outside else "table", ("leader",)) for p in parties},
        rounds={},
        issues={},
        clauses={},
        names=Names({}),
        steps=dict(steps),
        order=dict(edges),
    )


def random_order(seed: int) -> Case:
    """Few enough steps for every way to set times to be looked at; loops and double edges included."""
    draw = random.Random(seed)
    names = "abcd"[: draw.choice((2, 3, 3, 4, 4))]
    phased = draw.sample(names, draw.choice((0, 0, 1, 1, 2)) if len(names) < 4 else draw.choice((0, 1)))
    phases = {
        name: ("p", "q", "r")[: 3 if len(names) < 4 and len(phased) == 1 and draw.random() < 0.3 else 2]
        for name in phased
    }
    done = draw.choice(names) if draw.random() < 0.15 else None
    steps = {
        name: step(
            name,
            by=draw.choice(("north", "south", None)),
            irreversible=draw.random() < 0.4,
            shifts_power=draw.random() < 0.3,
            covered_by=tuple(other for other in names if other != name and draw.random() < 0.3),
            phases=phases.get(name, ()),
            divisible=draw.random() < 0.3,
            done=name == done,
        )
        for name in names
    }
    edges: dict[str, Edge] = {}
    for number in range(draw.randint(1, 6)):
        before, after = draw.choice(names), draw.choice(names)
        if before == after and draw.random() < 0.8:
            continue
        structural = draw.random() < 0.25
        kind = "done" if draw.random() < 0.05 else "structural" if structural else "demanded"
        party = None if structural else draw.choice(("north", "south"))
        edges[f"E{number}"] = edge(f"E{number}", before, after, party, kind)
    return case_of(steps, edges, ("north", "south"))


@cache
def weak_orders(count: int) -> tuple[tuple[int, ...], ...]:
    """All ways to set ``count`` things in time, moments numbered without gaps."""
    return tuple(times for times in product(range(count), repeat=count) if set(times) == set(range(len(set(times)))))


class Twin:
    """Repairs of one order, by trying everything."""

    def __init__(self, case: Case) -> None:
        done = {s.id for s in case.steps.values() if s.done}
        self.case = case
        self.edges = [e for e in case.order.values() if e.kind != "done" and not {e.before, e.after} & done]
        self.free = [e.id for e in self.edges if e.kind == "demanded"]
        self.splittable = [s.id for s in case.steps.values() if len(s.phases) > 1 and not s.done]
        self._met: dict[tuple[str, ...], set[tuple[frozenset[str], frozenset[str]]]] = {}

    def possible(self, drop: Iterable[str] = (), soften: Iterable[str] = (), split: Iterable[str] = ()) -> bool:
        """Whether some times meet every edge kept, softened ones as "not later than"."""
        soft = set(soften)
        kept = {e.id for e in self.edges} - set(drop)
        strict = kept - soft
        return any(strict <= before and kept <= not_later for before, not_later in self.met(tuple(sorted(split))))

    def met(self, split: tuple[str, ...]) -> set[tuple[frozenset[str], frozenset[str]]]:
        """For each way to set times the edges that hold, and those that hold as "not later than"."""
        if split not in self._met:
            nodes = [(s.id, n) for s in self.case.steps.values() for n in range(len(s.phases) if s.id in split else 1)]
            self._met[split] = {found for times in weak_orders(len(nodes)) if (found := self._hold(nodes, times))}
        return self._met[split]

    def _hold(
        self, nodes: list[tuple[str, int]], times: tuple[int, ...]
    ) -> tuple[frozenset[str], frozenset[str]] | None:
        at: dict[str, list[int]] = {}
        for (name, _), moment in zip(nodes, times, strict=True):
            at.setdefault(name, []).append(moment)
        if any(later <= earlier for own in at.values() for earlier, later in pairwise(own)):
            return None
        before = frozenset(e.id for e in self.edges if any(x < y for x in at[e.before] for y in at[e.after]))
        return before, frozenset(e.id for e in self.edges if any(x <= y for x in at[e.before] for y in at[e.after]))

    def repairs(self) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
        """Everything that makes the order possible; each edge is kept, softened or dropped."""
        for split in subsets(self.splittable):
            for grades in product((0, 1, 2), repeat=len(self.free)):
                drop = tuple(e for e, grade in zip(self.free, grades, strict=True) if grade == 2)
                soften = tuple(e for e, grade in zip(self.free, grades, strict=True) if grade == 1)
                if self.possible(drop, soften, split):
                    yield drop, soften, split

    def minimal_drops(self) -> set[frozenset[str]]:
        enough = [frozenset(drop) for drop in subsets(self.free) if self.possible(drop)]
        return {drop for drop in enough if not any(other < drop for other in enough)}

    def surviving(self) -> set[frozenset[str]]:
        """Minimal sets of demands that no softening and no split reconciles."""
        stuck = [
            frozenset(kept)
            for kept in subsets(self.free)
            if not any(self.possible(set(self.free) - set(kept), kept, split) for split in subsets(self.splittable))
        ]
        return {kept for kept in stuck if not any(other < kept for other in stuck)}

    def cycles(self) -> set[frozenset[str]]:
        """Minimal sets of edges that cannot all hold strictly, when none is dropped, softened or split."""
        ids = [e.id for e in self.edges]
        stuck = [frozenset(kept) for kept in subsets(ids) if not any(set(kept) <= b for b, _ in self.met(()))]
        return {kept for kept in stuck if not any(other < kept for other in stuck)}


def subsets(items: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for size in range(len(items) + 1):
        yield from combinations(items, size)
