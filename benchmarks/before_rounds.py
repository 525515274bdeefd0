"""What the record allowed before each meeting of the real cases, beside what was agreed at it and after.

    python -m benchmarks.before_rounds            # print the tables
    python -m benchmarks.before_rounds --write    # put them into docs/discussion/before-each-round.md

*Before* a meeting is the case as the record stood at the end of the day before, asked at its latest round of then.
*Agreed* is an outcome off the status quo that every side at the table is on record as accepting from that meeting on,
in the whole record. A *miss* is an outcome that was agreed although it was excluded before. Both cases were coded with
their outcome known, so nothing here is a forecast.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from commonground.agreement import ask, glance, outcome_target, zone
from commonground.case import Acceptance, Case, Clause, Offer, Round, load
from commonground.logic import mentions

CASES = ("istanbul-2025", "cuba-1962")
ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/discussion/before-each-round.md"
_TABLES = re.compile(r"(<!-- tables -->\n).*(?=<!-- end of tables -->)", re.DOTALL)


@dataclass(frozen=True)
class Told:
    """One outcome before one meeting. ``agreed``: the title of the meeting from which all are on record for it."""

    issue: str
    outcome: str
    zone: str
    agreed: str | None


@dataclass(frozen=True)
class Before:
    """All that was not agreed yet before one meeting."""

    title: str
    day: date
    statements: int
    known: tuple[str, ...]  # issues that some clause, acceptance or offer of then speaks of
    told: tuple[Told, ...]


def before_rounds(name: str) -> tuple[Before, ...]:
    """The verdicts from the record before each dated meeting of a case."""
    case = load(name)
    agreed = dict(_agreed(case))
    return tuple(_before(name, case, at, agreed) for at in case.rounds.values() if at.date is not None)


def _agreed(case: Case) -> Iterator[tuple[tuple[str, str], Round]]:
    """Each outcome, with the first meeting from which on all are on record for it."""
    for at in reversed(list(case.rounds.values())):
        for issue, row in glance(case, at.id, budget=None).rows.items():
            yield from (((issue, outcome), at) for outcome in row.agreed)


def _before(name: str, case: Case, at: Round, agreed: Mapping[tuple[str, str], Round]) -> Before:
    day = (at.date or date.max) - timedelta(days=1)
    then = load(name, as_of=day)
    question = ask(then, None)
    said: tuple[Clause | Acceptance | Offer, ...] = (
        *then.clauses.values(),
        *then.acceptances.values(),
        *then.offers.values(),
    )
    spoken = frozenset[str]().union(*(mentions(item.formula) for item in said))
    told = []
    for issue in case.issues.values():
        for outcome in issue.outcomes:
            first = agreed.get((issue.id, outcome))
            if outcome == issue.status_quo or (first is not None and first.position < at.position):
                continue
            found = zone(question, outcome_target(issue, outcome)).zone
            from_then = None if first is None else first.title
            told.append(Told(issue.title, issue.outcomes[outcome], found, from_then))
    known = tuple(issue.title for issue in case.issues.values() if issue.id in spoken)
    return Before(at.title, day, len(then.statements), known, tuple(told))


def tables(found: Mapping[str, tuple[Before, ...]]) -> str:
    """The tables of the page: the counts of both cases, then every outcome that was agreed, then what stayed open."""
    return "\n".join([*_counts(found), "", *_agreements(found), "", *_rest(found), ""])


def _counts(found: Mapping[str, tuple[Before, ...]]) -> Iterator[str]:
    heads = (
        "Case, and the meeting",
        "Record until",
        "Statements by then",
        "Accepted",
        "Not excluded",
        "Excluded",
        "Not excluded, agreed later",
        "Not excluded, never agreed",
        "Excluded, agreed later: misses",
        "Excluded, never agreed",
    )
    yield f"| {' | '.join(heads)} |"
    yield "| --- " * len(heads) + "|"
    for name, meetings in found.items():
        for each in meetings:
            zones = Counter(item.zone for item in each.told)
            later = Counter((item.zone == "excluded", item.agreed is not None) for item in each.told)
            cells = [zones[value] for value in ("accepted", "not excluded", "excluded")]
            cells += [later[shut, agreed] for shut in (False, True) for agreed in (True, False)]
            yield f"| {name}: {each.title} | {each.day} | {each.statements} | {' | '.join(map(str, cells))} |"


def _agreements(found: Mapping[str, tuple[Before, ...]]) -> Iterator[str]:
    yield "| Before | Agreed later | Verdict before | Agreed from | |"
    yield "| --- | --- | --- | --- | --- |"
    for name, meetings in found.items():
        for each in meetings:
            for item in each.told:
                if item.agreed:
                    what = f"{item.issue}: {item.outcome}"
                    yield f"| {name}: {each.title} | {what} | {item.zone} | {item.agreed} | {_judged(each, item)} |"


def _judged(before: Before, item: Told) -> str:
    if item.zone == "excluded":
        return "**miss**"
    return "open" if item.issue in before.known else "open, and nothing was on record of it"


def _rest(found: Mapping[str, tuple[Before, ...]]) -> Iterator[str]:
    """What was not excluded before the last meeting and is agreed nowhere in the record."""
    yield "| Case | Not excluded before the last meeting, and agreed nowhere in the record |"
    yield "| --- | --- |"
    for name, meetings in found.items():
        left = [f"{i.issue}: {i.outcome}" for i in meetings[-1].told if i.zone != "excluded" and not i.agreed]
        yield f"| {name} | {'; '.join(left) or 'nothing'} |"


def written_into(page: str, text: str) -> str:
    """The page with these tables in place of those it has."""
    return _TABLES.sub(lambda place: f"{place[1]}{text}", page)


def asked(names: Iterable[str] = CASES) -> dict[str, tuple[Before, ...]]:
    return {name: before_rounds(name) for name in names}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--write", action="store_true", help="put the tables into the document")
    text = tables(asked())
    if parser.parse_args().write:
        PAGE.write_text(written_into(PAGE.read_text("utf-8"), text), "utf-8")
    else:
        print(text)


if __name__ == "__main__":
    main()
