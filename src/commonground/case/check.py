"""``check``: what is wrong with a case that loads, and what a careful reader would ask about.

Errors are about the case itself (evidence that is not there, a status quo that the meaning rules exclude), warnings
about the reading (a clause that the status quo violates is an aim and no prohibition; something unsourced; one
side's word about the other).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from commonground.case.evidence import SOUND, statements_of, told_only_by
from commonground.case.model import Acceptance, Case, Clause, Judged, Offer, Preference
from commonground.errors import Problem, Where
from commonground.logic import Encoding, evaluate, mentions
from commonground.statements import UNKNOWN

__all__ = ["check"]

HARDEST = 10_000  # conflicts of a solver over one offer
MOST_PAIRS = 1_000_000  # of an offer and a clause that are held against each other


def check(case: Case) -> tuple[Problem, ...]:
    """Errors first, then warnings, each with its place and a stable code."""
    found = [problem for question in _QUESTIONS for problem in question(case)]
    found += case.warnings
    return tuple(sorted(found, key=lambda problem: problem.severity != "error"))


def judged(case: Case) -> Iterator[Judged]:
    """Every judged object of a case, in the order of the file's sections."""
    for section in (case.powers, case.meaning, case.clauses, case.acceptances, case.offers, case.order):
        yield from section.values()
    yield from (*case.feasible.values(), *case.holdings.values())
    yield from preferences(case)


def preferences(case: Case) -> Iterator[Preference]:
    """Whatever is said of what parties prefer."""
    yield from (*case.priorities.values(), *case.rankings.values(), *case.weights.values())


def _status_quo(case: Case) -> dict[str, str | bool]:
    values: dict[str, str | bool] = {issue.id: issue.status_quo for issue in case.issues.values()}
    today = case.conflict.status_quo
    letters = today.state if today and not case.conflict.states else "N" * len(case.options)
    return values | {option: letter == "Y" for option, letter in zip(case.options, letters, strict=True)}


def _meaning_allows_status_quo(case: Case) -> Iterator[Problem]:
    quo = _status_quo(case)
    for rule in case.meaning.values():
        if not evaluate(rule.formula, quo):
            what = f"Meaning rule {rule.id} excludes the status quo (every issue at its first outcome)."
            yield Problem(
                what, rule.where, rule.text, "a rule that today's state satisfies", code="rule-against-status-quo"
            )


def _aims_among_clauses(case: Case) -> Iterator[Problem]:
    quo = _status_quo(case)
    for clause in case.clauses.values():
        if not evaluate(clause.formula, quo):
            what = (
                f"Clause {clause.id} is violated by the status quo itself: it is an aim, not a prohibition, "
                "and belongs among the acceptances or offers."
            )
            yield _warning(what, clause.where, "aim-not-prohibition", clause.text)


def _evidence_is_there(case: Case) -> Iterator[Problem]:
    for item in judged(case):
        for name in item.evidence:
            if name not in case.statements and name not in case.withdrawn:
                what = f"{item.id} names the statement “{name}” as evidence, which is not in statements/."
                yield Problem(what, item.where, name, code="unknown-statement")
        # What calls itself presumed has said so already.
        if not item.evidence and not item.hypothesis and getattr(item, "kind", None) != "presumed":
            yield _warning(f"{item.id} has no evidence; it counts as unsourced.", item.where, "unsourced")


def _evidence_is_sound(case: Case) -> Iterator[Problem]:
    for item in judged(case):
        statements = statements_of(case, item)
        weak = [s for s in statements if s.status not in SOUND]
        if statements and len(weak) == len(statements):
            ids = ", ".join(s.id for s in weak)
            yield _warning(f"{item.id} rests only on statements nobody confirmed ({ids}).", item.where, "unconfirmed")
        for statement in statements:
            source = case.sources.get(statement.document)
            said = statement.said or (source and (source.said or source.published))
            if said and case.record_ends and case.as_of is None and said > case.record_ends:
                what = f"{item.id} rests on {statement.id}, said on {said}, after the record ends ({case.record_ends})."
                yield _warning(what, item.where, "after-record-ends")


def _one_sides_word(case: Case) -> Iterator[Problem]:
    said = (case.clauses, case.acceptances, case.offers, case.powers, case.order)
    items = (*(item for section in said for item in section.values()), *preferences(case))
    for item in items:
        teller = told_only_by(case, item)
        if teller is not None:
            what = f"{item.id}, about {item.party}, rests on the word of {teller} alone."
            yield _warning(what, item.where, "one-sides-word")


def _statements_lead_somewhere(case: Case) -> Iterator[Problem]:
    for statement in case.statements.values():
        where = Where(statement.file, statement.line)
        if statement.document not in case.sources:
            what = f"Statement {statement.id} is from “{statement.document}”, which is not in sources.yaml."
            yield Problem(what, where, statement.document, code="unknown-source")
        for field, who in (("speaker", statement.speaker), ("source", statement.source)):
            if who != UNKNOWN and who not in case.actors and who not in case.parties:
                what = f"Statement {statement.id} names as {field} “{who}”, who is neither an actor nor a party."
                yield _warning(what, where, "unknown-actor", who)
        if statement.issue is not None and statement.issue not in case.issues:
            what = f"Statement {statement.id} is about “{statement.issue}”, which is not an issue of this case."
            yield _warning(what, where, "unknown-issue", statement.issue)


def _consistent_with_oneself(case: Case) -> Iterator[Problem]:
    """An offer or acceptance that its party's own mandate forbids in the same round.

    Looked for as far as some seconds go: no case that people write comes near the bounds.
    """
    for item, clauses in _contradictory(case, list(_with_own_clauses(case))):
        ids = ", ".join(c.id for c in clauses[:12]) + (", …" if len(clauses) > 12 else "")
        what = f"{item.id} is outside {item.party}'s own mandate in that round ({ids})."
        yield _warning(what, item.where, "outside-own-mandate", item.text)


_Asked = tuple[Offer | Acceptance, list[Clause]]


def _with_own_clauses(case: Case) -> Iterator[_Asked]:
    """Each offer and acceptance with its party's clauses in that round that speak of nothing but what it speaks of."""
    by_first_name: dict[tuple[str, str], list[tuple[Clause, frozenset[str]]]] = {}
    for clause in case.clauses.values():
        names = mentions(clause.formula)
        by_first_name.setdefault((clause.party, min(names, default="")), []).append((clause, names))
    left = MOST_PAIRS
    items: tuple[Offer | Acceptance, ...] = (*case.offers.values(), *case.acceptances.values())
    for item in items:
        spoken = mentions(item.formula)
        near = [pair for name in ("", *sorted(spoken)) for pair in by_first_name.get((item.party, name), ())]
        left -= len(near)
        if left < 0:
            return
        when = item.round or case.latest_round
        clauses = [clause for clause, names in near if names <= spoken and case.in_force(clause, when)]
        if clauses:
            yield item, clauses


def _contradictory(case: Case, asked: list[_Asked]) -> Iterator[_Asked]:
    """Those of which no outcome at all would satisfy both. What is too hard to say within bounds passes."""
    if not asked:
        return
    from pysat.solvers import Solver

    encoding = Encoding(case.names)
    holds: dict[str, int] = {}
    for part in {part.id: part for item, clauses in asked for part in (item, *clauses)}.values():
        holds[part.id] = encoding.fresh()
        encoding.require(part.formula, unless=-holds[part.id])
    with Solver(name="m22", bootstrap_with=encoding.clauses) as solver:
        for item, clauses in asked:
            solver.conf_budget(HARDEST)
            if solver.solve_limited(assumptions=[holds[part.id] for part in (item, *clauses)]) is False:
                yield item, clauses


def _outside_the_table(case: Case) -> Iterator[Problem]:
    for clause in case.clauses.values():
        if case.parties[clause.party].role == "outside":
            what = f"Clause {clause.id} belongs to {clause.party}, who is not at the table: it enters no zone."
            yield _warning(what, clause.where, "outside-the-table")


def _sources_are_described(case: Case) -> Iterator[Problem]:
    known = {None, *case.sources, *(name.removeprefix("sources.") for name in case.withdrawn)}
    for source in case.sources.values():
        if source.publisher is None or (source.said is None and source.published is None):
            what = f"Source {source.id} lacks a publisher or a date."
            yield _warning(what, source.where, "thin-source")
        if source.copy_of not in known:
            what = f"Source {source.id} is a copy of “{source.copy_of}”, which is not in sources.yaml."
            yield Problem(what, source.where, source.copy_of, code="unknown-source")


def _single_outcomes(case: Case) -> Iterator[Problem]:
    for issue in case.issues.values():
        if len(issue.outcomes) == 1:
            what = f"Issue {issue.id} has only its status quo: there is nothing to agree on."
            yield _warning(what, issue.where, "single-outcome")


def _frame(case: Case) -> Iterator[Problem]:
    where = Where("case.yaml")
    if case.record_ends is None:
        yield _warning("The case does not say where its record ends (record_ends).", where, "no-record-end")
    if case.reading is None:
        yield _warning("The case does not say whose reading it is (reading).", where, "no-reading")
    if not case.table:
        yield _warning("No party is at the table yet, so there is nothing to agree.", where, "nobody-at-table")


def _warning(what: str, where: Where, code: str, read: str | None = None) -> Problem:
    return Problem(what, where, read=read, code=code, severity="warning")


_QUESTIONS: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    _frame,
    _meaning_allows_status_quo,
    _evidence_is_there,
    _statements_lead_somewhere,
    _aims_among_clauses,
    _consistent_with_oneself,
    _evidence_is_sound,
    _one_sides_word,
    _outside_the_table,
    _sources_are_described,
    _single_outcomes,
)
