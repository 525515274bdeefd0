"""How long the questions about the order of steps take on random orders of growing size.

    python benchmarks/order.py           # the sizes that real cases have, and two well beyond
    python benchmarks/order.py 60/150    # steps/edges of your own

Edges join two random steps and are demanded by one of two parties; in a second row of each size a tenth of them is
structural, along a fixed line of steps, and a tenth of the steps has two phases. Beside the times stands what a
prototype needed for a least repair by drops alone, on another machine and other draws.
"""

from __future__ import annotations

import argparse
import random
from time import perf_counter

from commonground.agreement import Budget, OutOfTime, order
from commonground.agreement.steps.graph import Asked, order_graph
from commonground.agreement.steps.repairs import Knots
from commonground.agreement.steps.verdict import verdict
from commonground.case import Case, Edge, Party, Step
from commonground.errors import Where
from commonground.logic import Names

SIZES = ("8/12", "20/40", "50/145", "100/298", "200/398")
PROTOTYPE = {"50/145": "0.10 s", "200/398": "12.8 s", "100/298": "> 30 s"}
LIMIT = 20.0


def random_case(steps: int, edges: int, mixed: float, seed: int = 0) -> Case:
    """A case of the family described above; ``mixed`` is the share of structural edges and of steps with phases."""
    draw = random.Random(seed)
    names = [f"s{number}" for number in range(steps)]
    made = {name: _step(name, phased=draw.random() < mixed) for name in names}
    between = {f"e{number}": _edge(draw, f"e{number}", names, mixed) for number in range(edges)}
    return Case(
        id=f"random-{steps}-{edges}",
        title="Random order",
        reading=None,
        record_ends=None,
        parties={party: Party(party, party, "table", ("leader",)) for party in ("north", "south")},
        rounds={},
        issues={},
        clauses={},
        names=Names({}),
        steps=made,
        order=between,
    )


def _step(name: str, *, phased: bool) -> Step:
    return Step(
        id=name,
        title=name,
        by=None,
        irreversible=False,
        shifts_power=False,
        covered_by=(),
        phases=("first", "last") if phased else (),
        divisible=False,
        done=False,
        where=Where(),
    )


def _edge(draw: random.Random, name: str, steps: list[str], mixed: float) -> Edge:
    structural = draw.random() < mixed
    one, other = draw.sample(range(len(steps)), 2)
    before, after = sorted((one, other)) if structural else (one, other)
    return Edge(
        id=name,
        evidence=(),
        as_told_by=None,
        note=None,
        layer=None,
        hypothesis=False,
        where=Where(),
        party=None if structural else draw.choice(("north", "south")),
        before=steps[before],
        after=steps[after],
        kind="structural" if structural else "demanded",
    )


def measure(size: str, mixed: float) -> None:
    steps, edges = (int(part) for part in size.split("/"))
    case = random_case(steps, edges, mixed)
    kind = "structural edges and phases too" if mixed else "demands only"
    print(f"\n{size} (steps/edges), {kind}")
    started = perf_counter()
    graph = order_graph(case, Asked({}, {}))
    told = verdict(graph)
    print(f"  {'verdict':<26} {perf_counter() - started:8.3f} s   {told}")
    started = perf_counter()
    try:
        way = Knots(graph).fewest_drops(Budget(LIMIT)) if told != "structure" else None
        found = "none" if way is None else f"{len(way.drop)} drops"
    except OutOfTime:
        found = f"> {LIMIT:.0f} s"
    beside = f"prototype {PROTOTYPE[size]}" if size in PROTOTYPE else ""
    print(f"  {'a least repair by drops':<26} {perf_counter() - started:8.3f} s   {found:<14} {beside}")
    started = perf_counter()
    report = order(case)
    missing = ", ".join(report.not_computed) or "nothing"
    print(f"  {'the whole report':<26} {perf_counter() - started:8.3f} s   cut short: {missing}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", default=SIZES, help="steps/edges")
    chosen = parser.parse_args()
    order(random_case(4, 6, 0.0))  # the first use loads the solvers and networkx, which is nobody's time
    for size in chosen.sizes:
        for mixed in (0.0, 0.1):
            measure(size, mixed)


if __name__ == "__main__":
    main()
