"""Changes asked about in a line: ``drop R1``, ``add russia: ceasefire != full``, and the like.

    drop ID                without a clause, rule, acceptance, offer, edge, power, preference, statement, or sources.ID
    add PARTY: FORMULA     with one more clause in the party's mandate
    accept PARTY: FORMULA  with one more acceptance of the party
    change ID: FORMULA     with a clause, rule, acceptance, offer, priority or link (holds_when) read otherwise
    prefer PARTY: ID, ID   with these priorities of the party first, in this order

What comes of it is a case with a hypothesis on it: every answer prints it, and what was added has no evidence and is
none. So with a priority that is changed: no statement says that the party wants that, so it is presumed. For anything
larger, write a layer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from commonground.case.drop import drop, judged_objects
from commonground.case.model import Acceptance, Case, Clause, LayerInfo
from commonground.case.preferring import preferred
from commonground.errors import Problem, UsageError, Where, nearest_word
from commonground.logic import Among, Formula, read

__all__ = ["LAYER", "what_if"]

LAYER = "what-if"
_VERBS = ("drop", "add", "accept", "change", "prefer")
_FORM = re.compile(r"\s*(\w+)\s+(.+?)\s*", re.DOTALL)
_SECTIONS = ("clauses", "meaning", "acceptances", "offers", "feasible", "holdings", "priorities")
_MAY_BE = "a clause, rule, acceptance, offer, priority or link of an outcome to states"


def what_if(case: Case, changes: Sequence[str]) -> Case:
    """``case`` as it would be with ``changes``, in their order.

    Raises
    ------
    UsageError
        A change that is none of the five, or names something the case does not have.
    FormulaError
        A formula that cannot be read.

    Examples
    --------
    >>> from commonground.case import load
    >>> what_if(load("istanbul-2025"), ["drop R1"]).layers[-1].title
    'What if: drop R1'
    """
    for number, change in enumerate(changes, 1):
        case = _changed(case, change, f"{LAYER}.{number}")
    if not changes:
        return case
    info = LayerInfo(LAYER, f"What if: {'; '.join(changes)}", "hypothesis", "the question asked")
    return replace(case, layers=(*case.layers, info))


def _changed(case: Case, change: str, name: str) -> Case:
    form = _FORM.fullmatch(change)
    verb, rest = form.groups() if form else ("", "")
    if verb == "drop":
        return drop(case, [rest], f"what if: {change}")
    subject, colon, text = rest.partition(":")
    if verb not in _VERBS or not colon:
        expected = (
            "“drop ID”, “add PARTY: FORMULA”, “accept PARTY: FORMULA”, “change ID: FORMULA” or “prefer PARTY: ID”"
        )
        nearest = nearest_word(verb, _VERBS) if verb not in _VERBS else None
        raise UsageError(Problem("This change cannot be read.", Where(), change, expected, nearest, "not-a-change"))
    if verb == "prefer":
        return preferred(case, _known_party(case, subject.strip()), text, LAYER)
    formula = read(text.strip(), case.names)
    if verb == "change":
        return _read_otherwise(case, subject.strip(), formula, text.strip())
    return _added(case, verb, subject.strip(), formula, text.strip(), name)


def _known_party(case: Case, party: str) -> str:
    if party not in case.parties:
        expected = "one of " + ", ".join(case.parties)
        nearest = nearest_word(party, case.parties)
        what = f"There is no party “{party[:80]}”."
        raise UsageError(Problem(what, Where(), party, expected, nearest, "unknown-party"))
    return party


def _added(case: Case, verb: str, party: str, formula: Formula, text: str, name: str) -> Case:
    _known_party(case, party)
    judged: dict[str, Any] = {
        "id": name,
        "evidence": (),
        "as_told_by": None,
        "note": None,
        "layer": LAYER,
        "hypothesis": True,
        "where": Where(),
        "party": party,
        "formula": formula,
        "text": text,
        "round": None,
        "until": None,
    }
    if verb == "add":
        highest = case.parties[party].levels[0]
        clause = Clause(**judged, level=highest, owner=highest, kind="presumed")
        return replace(case, clauses=MappingProxyType({**case.clauses, name: clause}))
    if not isinstance(formula, Among):
        what = "An acceptance names outcomes of one issue."
        expected = "“issue = outcome” or “issue in {one, other}”"
        raise UsageError(Problem(what, Where(), text, expected, code="acceptance-of-several"))
    acceptance = Acceptance(**judged, issue=formula.issue, outcomes=formula.outcomes)
    return replace(case, acceptances=MappingProxyType({**case.acceptances, name: acceptance}))


def _read_otherwise(case: Case, name: str, formula: Formula, text: str) -> Case:
    for section in _SECTIONS:
        objects = getattr(case, section)
        if name not in objects:
            continue
        new: dict[str, Any] = {"formula": formula, "text": text, "layer": LAYER, "hypothesis": True}
        if section == "acceptances":
            if not isinstance(formula, Among):
                break
            new |= {"issue": formula.issue, "outcomes": formula.outcomes}
        if section == "priorities":
            new |= {"evidence": (), "kind": "presumed"}
        changed: dict[str, Any] = {section: MappingProxyType({**objects, name: replace(objects[name], **new)})}
        return replace(case, **changed)
    known = {item for section in _SECTIONS for item in getattr(case, section)}
    if name in known:
        raise UsageError(Problem("An acceptance names outcomes of one issue.", read=text, code="acceptance-of-several"))
    what = f"There is nothing “{name[:80]}” in this case that could be read otherwise."
    if name in judged_objects(case):
        what = f"“{name[:80]}” has no formula that could be read otherwise."
    expected = f"the id of {_MAY_BE}"
    raise UsageError(Problem(what, Where(), name, expected, nearest_word(name, known), "unknown-id"))
