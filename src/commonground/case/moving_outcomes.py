"""Where each party stands on each outcome, as its mandate and acceptances say it, and the what-if that moves it.

An outcome is, for a party at a round:

* *ruled out* where a clause of its mandate on that issue alone does not let it through;
* *accepted* where it is on record as accepting it;
* *silent* otherwise. A condition that joins several issues may rule it out in some packages and not in others; it is
  named beside, and none of this says what becomes of it.

Moving an outcome is told in the lines of :mod:`commonground.case.what_if`, so that it can be taken back, passed on,
kept as a layer or taken over like any other. Moving it there and back leaves no line behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from commonground.case.model import Acceptance, Case, Clause
from commonground.case.what_if import LAYER, what_if
from commonground.errors import Problem, UsageError, nearest_word
from commonground.logic import Among, mentions

__all__ = ["STANDS", "OnOutcome", "Stand", "moved", "on_outcome"]

Stand = Literal["ruled out", "silent", "accepted"]
STANDS: tuple[Stand, ...] = get_args(Stand)


@dataclass(frozen=True, slots=True)
class OnOutcome:
    """Where a party stands on an outcome, and the ids that say so."""

    stand: Stand
    clauses: tuple[str, ...]  # that rule it out by themselves
    acceptances: tuple[str, ...]
    conditions: tuple[str, ...]  # that join this issue with others

    @property
    def contested(self) -> bool:
        """Whether it is accepted on record and ruled out too."""
        return bool(self.clauses and self.acceptances)


def on_outcome(case: Case, party: str, issue: str, outcome: str, round: str | None = None) -> OnOutcome:
    """Where ``party`` stands on ``issue = outcome`` at a round (by default the latest).

    >>> from commonground.case import load
    >>> on_outcome(load("istanbul-2025"), "russia", "terms", "unconditional").clauses
    ('R1',)
    """
    clauses = _shutting(case, party, issue, outcome, round)
    accepted = _accepting(case, party, issue, outcome, round)
    conditions = tuple(
        clause.id
        for clause in case.mandate(party, _now(case, round))
        if not isinstance(clause.formula, Among) and issue in mentions(clause.formula)
    )
    stand: Stand = "ruled out" if clauses else "accepted" if accepted else "silent"
    return OnOutcome(stand, tuple(c.id for c in clauses), tuple(a.id for a in accepted), conditions)


def moved(
    case: Case,
    lines: Sequence[str],
    party: str,
    issue: str,
    outcome: str,
    to: str,
    round: str | None = None,
) -> tuple[str, ...]:
    """``lines`` changed so that under them ``party`` stands at ``to`` on ``issue = outcome``; ``case`` without them.

    Raises
    ------
    UsageError
        There is no such party, issue, outcome or stand.

    Examples
    --------
    >>> from commonground.case import load
    >>> moved(load("istanbul-2025"), (), "russia", "terms", "unconditional", "silent")
    ('drop R1',)
    """
    _known(case, party, issue, outcome, to)
    made = list(lines)
    shut = (f"add {party}: {issue} != {outcome}", f"accept {party}: {issue} = {outcome}")
    made = [line for line in made if line not in shut]
    if to != "ruled out":
        for clause in _shutting(what_if(case, made), party, issue, outcome, round):
            made = _opened(case, made, clause, issue, outcome)
    if to != "accepted":
        for acceptance in _accepting(what_if(case, made), party, issue, outcome, round):
            made = _unsaid(case, made, acceptance, outcome)
    if on_outcome(what_if(case, made), party, issue, outcome, round).stand != to:
        made.append(shut[to == "accepted"])
    return _fewest(case, tuple(dict.fromkeys(made)), party, issue, round)


def _fewest(case: Case, lines: tuple[str, ...], party: str, issue: str, round: str | None) -> tuple[str, ...]:
    """The lines without a pair of them that undo each other: what was dropped or changed, and what was put for it."""

    def stands(under: Sequence[str]) -> list[Stand]:
        otherwise = what_if(case, under)
        return [on_outcome(otherwise, party, issue, each, round).stand for each in case.issues[issue].outcomes]

    wanted = stands(lines)
    about = f" {party}: {issue} "
    taken = [line for line in lines if _touches(case, line, party, issue)]
    put = [line for line in lines if line.startswith(("add", "accept")) and about in line]
    for one in taken:
        for without in (*({one, other} for other in put), {one}):
            left = tuple(line for line in lines if line not in without)
            if stands(left) == wanted:
                return left
    return lines


def _touches(case: Case, line: str, party: str, issue: str) -> bool:
    """Whether a line drops or changes what the party says on that issue alone."""
    verb, _, rest = line.partition(" ")
    name = rest.partition(":")[0].strip()
    item = case.clauses.get(name) or case.acceptances.get(name)
    about = isinstance(item.formula, Among) and item.formula.issue == issue if item is not None else False
    return verb in ("drop", "change") and item is not None and item.party == party and about


def _opened(case: Case, lines: list[str], clause: Clause, issue: str, outcome: str) -> list[str]:
    """The lines under which a clause lets an outcome through."""
    assert isinstance(clause.formula, Among)  # noqa: S101 - as _shutting finds them
    through = [each for each in case.issues[issue].outcomes if each in (*clause.formula.outcomes, outcome)]
    whole = len(through) == len(case.issues[issue].outcomes)
    own = case.clauses.get(clause.id)
    as_it_was = own is not None and isinstance(own.formula, Among) and set(own.formula.outcomes) == set(through)
    return _said(lines, clause, None if whole else _among(issue, through), as_it_was=as_it_was)


def _unsaid(case: Case, lines: list[str], acceptance: Acceptance, outcome: str) -> list[str]:
    """The lines under which an acceptance does not cover an outcome."""
    left = [each for each in acceptance.outcomes if each != outcome]
    own = case.acceptances.get(acceptance.id)
    as_it_was = own is not None and set(own.outcomes) == set(left)
    return _said(lines, acceptance, _among(acceptance.issue, left) if left else None, as_it_was=as_it_was)


def _said(lines: list[str], item: Clause | Acceptance, text: str | None, *, as_it_was: bool) -> list[str]:
    """The lines with an object read as ``text``; None: without it."""
    if item.id.startswith(f"{LAYER}."):  # which one of the lines added: that line is changed itself
        place = int(item.id.rpartition(".")[2]) - 1
        verb = "add" if isinstance(item, Clause) else "accept"
        new = [] if text is None else [f"{verb} {item.party}: {text}"]
        return [*lines[:place], *new, *lines[place + 1 :]]
    kept = [line for line in lines if not line.startswith(f"change {item.id}:")]
    if as_it_was:
        return kept
    return [*kept, f"drop {item.id}" if text is None else f"change {item.id}: {text}"]


def _among(issue: str, outcomes: Sequence[str]) -> str:
    return f"{issue} = {outcomes[0]}" if len(outcomes) == 1 else f"{issue} in {{{', '.join(outcomes)}}}"


def _shutting(case: Case, party: str, issue: str, outcome: str, round: str | None) -> list[Clause]:
    """The clauses on that issue alone that do not let the outcome through."""
    return [
        clause
        for clause in case.mandate(party, _now(case, round))
        if isinstance(clause.formula, Among)
        and clause.formula.issue == issue
        and outcome not in clause.formula.outcomes
    ]


def _accepting(case: Case, party: str, issue: str, outcome: str, round: str | None) -> list[Acceptance]:
    return [
        item
        for item in case.acceptances.values()
        if item.party == party
        and item.issue == issue
        and outcome in item.outcomes
        and case.in_force(item, _now(case, round))
    ]


def _now(case: Case, round: str | None) -> str | None:
    return case.latest_round if round is None else round


def _known(case: Case, party: str, issue: str, outcome: str, to: str) -> None:
    outcomes = case.issues[issue].outcomes if issue in case.issues else ()
    for what, name, among in (
        ("party", party, case.parties),
        ("issue", issue, case.issues),
        (f"outcome of {issue[:80]}", outcome, outcomes),
        ("way to stand on an outcome", to, STANDS),
    ):
        if name not in among:
            expected = "one of " + ", ".join(among)
            told = f"There is no {what} “{name[:80]}”."
            nearest = nearest_word(name, among)
            raise UsageError(Problem(told, read=name[:80], expected=expected, nearest=nearest, code="unknown-id"))
