"""How long the agreement questions take on random mandates of growing size.

    python benchmarks/agreement.py              # the sizes that real cases have, and one well beyond
    python benchmarks/agreement.py 200/2000/2   # issues/clauses/parties of your own
    python benchmarks/agreement.py --report     # the whole report on all targets as well

Each party has a joint outcome of its own in mind, and each of its clauses is a disjunction of one to three atoms
"issue i is among V", over four outcomes an issue, that this outcome satisfies: every side is consistent, the sides
together are not. The target is that every issue leaves its status quo. Beside the times stands what a prototype
needed for the same question on mandates of the same family and size, on another machine and other random draws, so it
gives the order of magnitude and no more.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from time import perf_counter
from typing import Any

from commonground.agreement import (
    Budget,
    OutOfTime,
    agreement,
    ask,
    blocking_set,
    concession,
    disjoint_blocking_sets,
    keystones,
    price,
    target,
    zone,
)
from commonground.case import Case, Clause, Issue, Party
from commonground.errors import Where
from commonground.logic import Among, Formula, Names, Or, to_text

OUTCOMES = ("o0", "o1", "o2", "o3")
SIZES = ("10/40/2", "20/100/2", "50/200/4", "100/500/4", "200/1000/4")
PROTOTYPE = {  # seconds: zone, one blocking set, a smallest one, a least concession
    "10/40/2": (0.001, 0.001, 0.003, 0.002),
    "20/100/2": (0.001, 0.001, 0.006, 0.003),
    "50/200/4": (0.001, 0.007, 0.017, 0.015),
    "100/500/4": (0.002, 0.017, 0.080, 0.025),
    "200/1000/4": (0.005, 0.053, 0.188, 0.118),
}
LIMIT = 20.0  # seconds a question


def random_case(issues: int, clauses: int, parties: int, seed: int = 0) -> Case:
    """A case of the family described above."""
    draw = random.Random(seed)
    names = [f"i{number}" for number in range(issues)]
    wanted = [{name: draw.choice(OUTCOMES) for name in names} for _ in range(parties)]
    made = [_clause(draw, names, wanted[number % parties], number, number % parties) for number in range(clauses)]
    return Case(
        id=f"random-{issues}-{clauses}-{parties}",
        title="Random mandates",
        reading=None,
        record_ends=None,
        parties={f"p{n}": Party(f"p{n}", f"Party {n}", "table", ("leader", "delegation")) for n in range(parties)},
        rounds={},
        issues={name: Issue(name, name, dict.fromkeys(OUTCOMES, ""), False, Where()) for name in names},
        clauses={clause.id: clause for clause in made},
        names=Names(dict.fromkeys(names, OUTCOMES)),
    )


def _clause(draw: random.Random, names: list[str], wanted: dict[str, str], number: int, party: int) -> Clause:
    while True:
        chosen = draw.sample(names, draw.randint(1, 3))
        atoms = tuple(Among(name, _some(draw)) for name in chosen)
        if any(wanted[atom.issue] in atom.outcomes for atom in atoms):
            break
    formula: Formula = atoms[0] if len(atoms) == 1 else Or(atoms)
    owner = draw.choice(("leader", "delegation"))
    return Clause(
        id=f"p{party}c{number}",
        evidence=(),
        as_told_by=None,
        note=None,
        layer=None,
        hypothesis=False,
        where=Where(),
        party=f"p{party}",
        formula=formula,
        text=to_text(formula),
        level="leader",
        owner=owner,
        kind="position",
        round=None,
        until=None,
    )


def _some(draw: random.Random) -> tuple[str, ...]:
    chosen = draw.sample(OUTCOMES, draw.randint(1, len(OUTCOMES) - 1))
    return tuple(outcome for outcome in OUTCOMES if outcome in chosen)


def timed(question: Callable[[], Any]) -> tuple[float, Any]:
    started = perf_counter()
    try:
        answer = question()
    except OutOfTime:
        answer = None
    return perf_counter() - started, answer


def measured(size: str) -> list[tuple[str, float, object]]:
    case = random_case(*(int(part) for part in size.split("/")))
    asked = ask(case)
    wanted = target(case, " and ".join(f"{issue} != o0" for issue in case.issues))
    limit = Budget(LIMIT)
    rows: list[tuple[str, float, object]] = []
    seconds, answer = timed(lambda: zone(asked, wanted, limit))
    rows.append(("zone, with the encoding", seconds, answer.zone if answer else None))
    seconds, one = timed(lambda: blocking_set(asked, wanted, budget=limit, smallest=Budget(0)))
    rows.append(("one blocking set", seconds, _size(one and one.clauses)))
    seconds, stones = timed(lambda: keystones(asked, wanted, budget=limit, among=one.clauses if one else ()))
    rows.append(("keystones in it", seconds, _size(stones)))
    seconds, least = timed(lambda: blocking_set(asked, wanted, budget=Budget(LIMIT)))
    rows.append(("a smallest blocking set", seconds, _size(least and least.clauses)))
    seconds, given = timed(lambda: concession(asked, wanted, budget=Budget(LIMIT)))
    rows.append(("a least concession", seconds, _size(given and given.clauses)))
    seconds, cost = timed(lambda: price(asked, wanted, "p0", budget=Budget(LIMIT)))
    rows.append(("one party's price", seconds, cost and cost.size))
    seconds, family = timed(lambda: disjoint_blocking_sets(asked, wanted, budget=Budget(LIMIT)))
    rows.append(("disjoint blocking sets", seconds, _size(family)))
    return rows


def _size(answer: Any) -> str:
    return f"> {LIMIT:.0f} s" if answer is None else str(len(answer))


def _print(size: str, rows: list[tuple[str, float, object]]) -> None:
    before: dict[str, float] = {}
    if size in PROTOTYPE:
        names = ("zone, with the encoding", "one blocking set", "a smallest blocking set", "a least concession")
        before = dict(zip(names, PROTOTYPE[size], strict=True))
    print(f"\n{size} (issues/clauses/parties)")
    for name, seconds, answer in rows:
        beside = f"prototype {before[name]:.3f} s" if name in before else ""
        print(f"  {name:<26} {seconds:8.3f} s   {answer!s:<14} {beside}")


def whole_report(size: str) -> None:
    case = random_case(*(int(part) for part in size.split("/")))
    seconds, report = timed(lambda: agreement(case))
    missing = sum(not answer.exhaustive for answer in report.targets.values())
    print(f"  {'the whole report':<26} {seconds:8.3f} s   {len(report.targets)} targets, {missing} not exhaustive")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", default=SIZES, help="issues/clauses/parties")
    parser.add_argument("--report", action="store_true", help="run the whole report too, within its usual ten seconds")
    chosen = parser.parse_args()
    measured("4/8/2")  # the first use loads the solvers, which is nobody's time
    for size in chosen.sizes:
        _print(size, measured(size))
        if chosen.report:
            whole_report(size)


if __name__ == "__main__":
    main()
