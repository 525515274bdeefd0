"""Take a candidate into a draft of the case, with what a person chose.

    draft = edit("my-talks")
    found = candidates_of(draft.preview())
    take(draft, candidate_named(found, "offer-s14"), "full")
    draft.save()

Where the party has an object with the very formula already (an offer: in the same round too), the statement joins its
evidence; otherwise a new object is written, with an id made of the kind and the statement. The draft is read as a
whole afterwards, and what would not load is taken back and refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from commonground.case.candidates import Candidate
from commonground.case.holes import Hole
from commonground.case.model import Acceptance, Case, Clause, Edge, Judged, Offer, Power
from commonground.case.save import Draft
from commonground.errors import CaseError, FormulaError, Problem, UsageError, Where, nearest_word
from commonground.logic import Among, Comparison, Implies, read, to_text

__all__ = ["Choice", "filled", "take"]

Choice = str | Sequence[str] | Mapping[str, str | Sequence[str]]

_NO_ID = re.compile(r"[^\w.-]")
_LONGEST_ID = 70
_FORMULA = {"mandates": "clause", "acceptances": "outcome", "offers": "offer"}


def take(
    draft: Draft,
    candidate: Candidate,
    choice: Choice | None = None,
    *,
    formula: str | None = None,
    edits: Mapping[str, Any] | None = None,
) -> str:
    """Write a candidate into ``draft`` and give the id of the object that it went into.

    Parameters
    ----------
    draft, candidate
        What to write into, and what was found in the case as the draft has it.
    choice
        What stands in the holes: ``{hole: value}``, with a list of values where several may be chosen; the bare value
        or list where there is one hole only.
    formula
        The formula in the person's own words, in place of what the choice of outcomes would make.
    edits
        Other fields, such as ``{"kind": "red line", "owner": "delegation"}``. Whatever a field is set to here counts.

    Raises
    ------
    UsageError
        A hole is open, or what was chosen cannot stand there.
    CaseError
        The case would not load with it. The draft is then as it was before.
    """
    case = draft.preview()
    entry = filled(case, candidate, choice, formula=formula, edits=edits)
    same = None if edits else _same(case, candidate, entry)
    if same is None:
        draft.add(_list_of(candidate), entry)
        changes = 1
    else:
        changes = _join(draft, candidate, *same)
    try:
        draft.preview()
    except CaseError:
        for _ in range(changes):
            draft.undo()
        raise
    return str(entry["id"]) if same is None else same[1].id


def filled(
    case: Case,
    candidate: Candidate,
    choice: Choice | None = None,
    *,
    formula: str | None = None,
    edits: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The entry that a candidate becomes with a choice, as the case file would have it."""
    edits = dict(edits or {})
    field = _FORMULA.get(candidate.section)
    if field in edits:
        formula = edits.pop(field)
    if formula is not None and field is None:
        what = "An order edge and a power have no formula; choose what stands in their places."
        raise UsageError(Problem(what, Where(field=candidate.id), read=formula, code="no-formula-here"))
    needed = [hole for hole in candidate.holes if hole.name not in edits]
    if formula is not None:
        needed = [hole for hole in needed if hole.name == "round"]
    values = {**candidate.drawn.given, **edits, **_chosen(candidate, needed, choice)}
    entry: dict[str, Any] = {"id": _free_id(case, candidate)}
    if field is not None:
        entry[field] = _composed(case, candidate, values) if formula is None else formula
        entry |= {"level": candidate.level} if candidate.section == "mandates" else {}
        entry["round"] = values.get("round", candidate.round)
    elif candidate.section == "powers":
        may = dict.fromkeys(values["acts"], values["answer"])
        entry |= {"party": candidate.party, "level": values["level"], "may": may}
    else:
        entry |= {"before": values["before"], "after": values["after"]}
    entry |= {"evidence": list(candidate.evidence), "as_told_by": candidate.told_by}
    return {name: value for name, value in (entry | edits).items() if value is not None}


def _chosen(candidate: Candidate, needed: Sequence[Hole], choice: Choice | None) -> dict[str, Any]:
    """A value for every hole, a tuple where several may stand; all that is wrong with a choice at once."""
    given: Mapping[str, str | Sequence[str]]
    if isinstance(choice, Mapping):
        given = choice
    elif choice is None:
        given = {}
    else:
        given = {needed[0].name: choice} if len(needed) == 1 else {"": choice}
    holes = {hole.name: hole for hole in needed}
    problems = [_no_hole(candidate, name, holes) for name in given if name not in holes]
    values: dict[str, Any] = {}
    for hole in needed:
        value = given.get(hole.name, ())
        words = tuple(dict.fromkeys((value,) if isinstance(value, str) else value))
        problems += _wrong(candidate, hole, words)
        values[hole.name] = words if hole.several else next(iter(words), "")
    if problems:
        raise UsageError(problems)
    return values


def _wrong(candidate: Candidate, hole: Hole, words: tuple[str, ...]) -> list[Problem]:
    where, listed = Where(field=f"{candidate.id}, {hole.name}"), "one of " + ", ".join(list(hole.options)[:12])
    if not words:
        return [Problem(f"This is still open. {hole.asks}", where, expected=listed, code="open-candidate")]
    if len(words) > 1 and not hole.several:
        what = "Only one can stand here."
        return [Problem(what, where, read=", ".join(words), expected=listed, code="not-a-choice")]
    what = "This cannot stand here."
    return [
        Problem(what, where, read=word, expected=listed, nearest=nearest_word(word, hole.options), code="not-a-choice")
        for word in words
        if word not in hole.options
    ]


def _no_hole(candidate: Candidate, name: str, holes: Mapping[str, Hole]) -> Problem:
    what = "Say of each choice where it belongs." if not name else "This candidate asks for nothing of this name."
    expected = ", ".join(f"{hole} = …" for hole in holes) or None
    return Problem(
        what, Where(field=candidate.id), name or None, expected, nearest_word(name, holes), code="not-a-choice"
    )


def _composed(case: Case, candidate: Candidate, values: Mapping[str, Any]) -> str:
    """The formula that the chosen outcomes make."""
    drawn = candidate.drawn
    issue = case.issues[drawn.issue or ""]
    if drawn.form == "tied":
        other, _, outcome = str(values["other"]).partition(" = ")
        moved, tied = Comparison(issue.id, "!=", (issue.status_quo,)), Comparison(other, "=", (outcome,))
        return to_text(Implies(moved, tied) if values["reading"] == "waits" else Implies(tied, moved))
    chosen = set(values["outcomes"])
    if drawn.form == "allows":
        chosen.add(issue.status_quo)
    elif drawn.form == "excludes":
        chosen = set(issue.outcomes) - chosen
    if candidate.section == "mandates" and chosen == set(issue.outcomes):
        what = "A clause that leaves every outcome open rules out nothing."
        raise UsageError(Problem(what, Where(field=candidate.id), code="rules-out-nothing"))
    return to_text(Among(issue.id, tuple(name for name in issue.outcomes if name in chosen)))


def _same(case: Case, candidate: Candidate, entry: Mapping[str, Any]) -> tuple[int, Judged] | None:
    """The object of the same party that says the same, and its place in the list."""
    for at, item in enumerate(_own(case, candidate)):
        match item:
            case Clause() | Acceptance():
                same = _means(case, item, entry) and item.until is None and _no_later(case, item.round, entry)
            case Offer():
                same = _means(case, item, entry) and item.round == entry.get("round")
            case Power():
                same = (item.party, item.level, dict(item.may)) == (entry["party"], entry["level"], entry["may"])
            case Edge():
                same = (item.before, item.after) == (entry["before"], entry["after"]) and item.kind == "demanded"
            case _:
                same = False
        if same:
            return at, item
    return None


def _own(case: Case, candidate: Candidate) -> list[Judged]:
    """The objects of the list that a candidate belongs in, in file order."""
    if candidate.section == "powers":
        return list(case.powers.values())
    found: Mapping[str, Iterable[Clause | Acceptance | Offer | Edge]] = {
        "mandates": case.clauses.values(),
        "acceptances": case.acceptances.values(),
        "offers": case.offers.values(),
        "order": case.order.values(),
    }
    return [item for item in found[candidate.section] if item.party == candidate.party]


def _means(case: Case, item: Clause | Acceptance | Offer, entry: Mapping[str, Any]) -> bool:
    text = next(entry[field] for field in _FORMULA.values() if field in entry)
    try:
        return item.formula == read(text, case.names)
    except FormulaError:
        return False  # the preview says what is wrong with it


def _no_later(case: Case, round: str | None, entry: Mapping[str, Any]) -> bool:
    """Whether what holds from ``round`` holds already when the entry would begin."""
    if round is None:
        return True
    starts = entry.get("round")
    return starts in case.rounds and case.rounds[round].position <= case.rounds[str(starts)].position


def _join(draft: Draft, candidate: Candidate, at: int, item: Judged) -> int:
    """Put the statement behind an object that is there already; how many changes that took."""
    place: tuple[str | int, ...] = (*_list_of(candidate), at)
    evidence = [*item.evidence, *candidate.evidence]
    try:
        draft.set((*place, "evidence"), evidence)
    except UsageError:  # the short form, a bare formula, has no fields yet
        draft.set(place, {_FORMULA[candidate.section]: getattr(item, "text", ""), "evidence": evidence})
    if item.as_told_by is None or item.as_told_by == candidate.told_by:
        return 1
    draft.remove((*place, "as_told_by"))  # it is that side's word alone no longer
    return 2


def _list_of(candidate: Candidate) -> tuple[str, ...]:
    return ("powers",) if candidate.section == "powers" else (candidate.section, candidate.party)


def _free_id(case: Case, candidate: Candidate) -> str:
    """The candidate's id as far as it can be an id of the case, with a number where that is taken."""
    plain = _NO_ID.sub("_", candidate.id)[:_LONGEST_ID]
    taken = {*case.clauses, *case.acceptances, *case.offers, *case.powers, *case.order, *case.statements}
    tries = (plain if n == 1 else f"{plain}-{n}" for n in count(1))
    return next(name for name in tries if name not in taken)
