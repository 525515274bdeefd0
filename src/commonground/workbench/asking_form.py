"""What the what-if form shows: what can be switched off, moved, put in another order or read otherwise, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from commonground.brief.document import plain
from commonground.brief.parts.formulas import formula_words
from commonground.brief.parts.references import level_words, what_words
from commonground.brief.parts.step_words import demand_words
from commonground.brief.wording import mandate_words, party_name
from commonground.case import Case, Power
from commonground.case.drop import judged_objects
from commonground.case.moving_outcomes import on_outcome
from commonground.errors import FormulaError
from commonground.logic import read
from commonground.workbench.answers import Answers
from commonground.workbench.asking import order_of
from commonground.workbench.page import Opened

__all__ = ["form_of"]

_CHANGEABLE = ("clauses", "acceptances", "offers", "meaning", "feasible", "holdings", "priorities")
_MOVES = {"ruled out": "rule it out", "silent": "say nothing of it", "accepted": "accept it"}
MOST = 2_000  # comparisons that a field completes


def form_of(found: Opened, base: Answers, lines: Sequence[str]) -> dict[str, Any]:
    """What the form shows; ``base`` is the case as it is looked at without the lines."""
    case, at = base.case, found.request.query_params.get("at", "")
    issue = at if at in case.issues else next(iter(case.issues), "")
    return {
        "lines": lines,
        "without": [found.links.to("what-if", what_if=(*lines[:n], *lines[n + 1 :])) for n in range(len(lines))],
        "said": [_line_words(base, found.case, line) for line in lines],
        "groups": list(_groups(base)),
        "dropped": {line.removeprefix("drop ") for line in lines if line.startswith("drop ")},
        "changeable": _changeable(base),
        "parties": case.table,
        "issue": issue,
        "grid": _grid(found, issue) if issue else [],
        "moves": _MOVES,
        "orders": _orders(found, case) if base.has_conflict else [],
        "moved_order": any(line.startswith("prefer ") for line in lines),
        "plain": found.links.to("what-if", what_if=()),
        "comparisons": [f"{i.id} = {o}" for i in case.issues.values() for o in i.outcomes][:MOST],
        "kept_title": "; ".join(lines)[:200],
    }


def _groups(base: Answers) -> Iterator[tuple[str, bool, list[tuple[str, str, str]]]]:
    """What can be switched off: a title, whether it is shown unfolded, and each object with words and a remark."""
    case = base.case
    for party in case.parties.values():
        now = case.mandate(party.id, base.round)
        rows = [(c.id, mandate_words(case, c), f"{level_words(base, c.level)}, {c.kind}") for c in now]
        yield f"{party.name}: its mandate", True, rows
    known = {clause.id for party in case.parties for clause in case.mandate(party, base.round)}
    rest = [c for c in case.clauses.values() if c.id not in known]
    yield "Not in force at this round", False, [(c.id, _whose(base, c.id), "") for c in rest]
    for title, section in (("Acceptances", "acceptances"), ("Offers", "offers"), ("What the words mean", "meaning")):
        yield title, False, [(name, _whose(base, name), "") for name in getattr(case, section)]
    if base.order is not None:
        edges = {name: edge for name, edge in base.order.edges.items() if name in case.order}
        yield "Demands on the order of steps", False, [(n, plain(demand_words(base, e)), "") for n, e in edges.items()]
    conflict = (*case.feasible, *case.holdings, *case.priorities)
    yield "What the conflict part rests on", False, [(name, _whose(base, name), "") for name in conflict]
    yield "Powers", False, [(power.id, _power(base, power), "") for power in case.powers.values()]


def _power(base: Answers, power: Power) -> str:
    may = ", ".join(f"{act}: {value}" for act, value in power.may.items())
    return f"{party_name(base.case, power.party)}, {level_words(base, power.level)}, may {may}"


def _whose(base: Answers, name: str) -> str:
    party = getattr(judged_objects(base.case)[name], "party", None)
    words = plain(what_words(base, name))
    return f"{party_name(base.case, party)}: {words}" if party else words


def _changeable(base: Answers) -> list[tuple[str, str]]:
    case = base.case
    return [(name, f"{_whose(base, name)}"[:120]) for section in _CHANGEABLE for name in getattr(case, section)]


def _grid(found: Opened, issue: str) -> list[tuple[str, str, list[tuple[str, Any, str]]]]:
    """Each outcome of an issue with where every side stands on it."""
    case, at = found.case, found.view.round
    return [
        (outcome, words, [(p.id, on_outcome(case, p.id, issue, outcome, at), p.name) for p in case.table])
        for outcome, words in case.issues[issue].outcomes.items()
    ]


def _orders(found: Opened, base: Case) -> list[tuple[str, list[tuple[str, str, str, bool]]]]:
    """What each party prefers, the most important first: what a button names, the id, the words, whether presumed."""
    case, tongue = found.case, found.answers.tongue
    told = []
    for party in case.parties.values():
        own = [item for item in case.priorities.values() if item.party == party.id]
        rows = [(p.id, p.id, plain(formula_words(case, tongue, p.formula)), p.presumed) for p in own]
        ranking = next((item for item in case.rankings.values() if item.party == party.id), None)
        if ranking is not None and not own:
            numbers = order_of(base, found.view.what_if, party.id)
            pairs = zip(numbers, ranking.places, strict=False)
            rows = [(f"{party.id}:{n}", n, ", ".join(place), ranking.presumed) for n, place in pairs]
        if rows:
            told.append((party.name, rows))
    return told


def _line_words(base: Answers, after: Case, line: str) -> str:
    """A line as a person would say it."""
    case = base.case
    verb, _, rest = line.partition(" ")
    subject, _, text = (part.strip() for part in rest.partition(":"))
    match verb:
        case "drop":
            there = rest in judged_objects(case)
            return f"Off: {_whose(base, rest)}" if there else f"Off: {rest}"
        case "prefer":
            first = [
                after.priorities[name] for name in (n.strip() for n in text.split(",")) if name in after.priorities
            ]
            told = "; then ".join(plain(formula_words(after, base.tongue, item.formula)) for item in first)
            return f"{party_name(case, subject)} prefers first: {told or text}"
    words = _formula_told(base, text)
    if verb == "add":
        return f"{party_name(case, subject)} takes only: {words}"
    if verb == "accept":
        return f"{party_name(case, subject)} accepts: {words}"
    return f"{_whose(base, subject)} — instead: {words}" if subject in judged_objects(case) else words


def _formula_told(base: Answers, text: str) -> str:
    try:
        return plain(formula_words(base.case, base.tongue, read(text, base.case.names)))
    except FormulaError:
        return text
