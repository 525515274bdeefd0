"""Proposed entries of the case, one at a time: what the statement says, what is open in it, and taking it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commonground.brief.parts.references import who
from commonground.brief.wording import formula_in_words, mandate_words, party_name
from commonground.case import Case
from commonground.case.candidates import Candidate, candidate_named, candidates_of
from commonground.case.drop import judged_objects
from commonground.case.taking import take
from commonground.errors import CommongroundError, Problem
from commonground.logic import mentions
from commonground.workbench.as_seen import mark, still_as_seen
from commonground.workbench.forms.formulas import FORMULA, comparisons
from commonground.workbench.next_steps import next_steps
from commonground.workbench.page import Opened, Page, respond
from commonground.workbench.problems import status_of
from commonground.workbench.to_write import done, refused, text, to_write
from commonground.workbench.undo import Telling, can_take_back, drafted

__all__ = ["proposed", "take_one"]

MOST_LISTED = 200


def proposed(found: Opened) -> Page:
    """The candidate asked for, or the first."""
    return _page(found, found.request.query_params.get("at"))


def take_one(request: Request, form: FormData) -> Response:
    """One candidate in the case, with what a person chose in it; then the next one."""
    found = to_write(request)
    name = found.name()
    values = {key: text(form, key) for key in ("formula", "kind", "owner")}
    try:
        telling = Telling([f"{name}: taken into the case."])
        with drafted(request, found.entry, telling) as draft:
            candidate = candidate_named(candidates_of(draft.preview()), name)
            still_as_seen(form, candidate.to_dict(), name, needed=False)
            edits = {key: values[key] for key in ("kind", "owner") if values[key] and candidate.section == "mandates"}
            made = take(draft, candidate, _choice(candidate, form, values), formula=_formula(values), edits=edits)
            telling.told = [f"{made}: taken from {', '.join(candidate.evidence)}."]
            telling.about = (candidate.section, made)
    except CommongroundError as error:
        status = status_of(error)
        told = refused(request, error, status)
        chosen = {key: [str(each) for each in form.getlist(key)] for key in form if key.startswith("hole.")}
        return told or respond(request, _page(to_write(request), name, error.problems, values, chosen, status), found)
    later = _after([item.id for item in candidates_of(found.case).items], name)
    where = f"{found.links.to('proposed')}?{urlencode({'took': made, **({'at': later} if later else {})})}"
    return done(request, where, {"taken": name, "into": made})


def _choice(candidate: Candidate, form: FormData, values: Mapping[str, str]) -> dict[str, Any]:
    """What stands in the holes; with a formula of one's own only the round is asked for."""
    holes = [hole for hole in candidate.holes if hole.name == "round" or not values["formula"]]
    given = {hole.name: [str(each) for each in form.getlist(f"hole.{hole.name}") if each] for hole in holes}
    return {name: words for name, words in given.items() if words}


def _after(names: Sequence[str], name: str) -> str | None:
    """The one that follows in a list."""
    return next(iter(names[names.index(name) + 1 :]), None) if name in names else None


def _formula(values: Mapping[str, str]) -> str | None:
    return values["formula"] or None


def _taken(found: Opened, name: str | None) -> dict[str, str]:
    """What was taken last, in words, and how the issues it is about stand now."""
    case = found.case
    item: Any = judged_objects(case).get(name or "")
    formula = getattr(item, "formula", None)
    if formula is None:
        return {"took_words": "", "took_zones": ""}
    clause = case.clauses.get(item.id)
    words = formula_in_words(case, formula) if clause is None else mandate_words(case, clause)
    report = found.answers.report
    zones = [
        f"“{case.issues[issue].title}” is now {report.targets[issue].zone}."
        for issue in case.issues
        if issue in mentions(formula) and report.targets[issue].zone
    ]
    return {"took_words": f"{party_name(case, item.party)}: {words}", "took_zones": " ".join(zones)}


def _issue(case: Case, current: Candidate | None) -> str | None:
    """What the matter is called that the candidate is about."""
    name = None if current is None else case.statements[current.evidence[0]].issue
    return case.issues[name].title if name is not None and name in case.issues else name


def _page(
    found: Opened,
    at: str | None,
    problems: Sequence[Problem] = (),
    values: Mapping[str, str] | None = None,
    chosen: Mapping[str, Sequence[str]] | None = None,
    status: int = 200,
) -> Page:
    listed = candidates_of(found.case)
    by_name = {item.id: item for item in listed.items}
    current = by_name.get(at or "") or next(iter(listed.items), None)
    took = found.request.query_params.get("took")
    more = {
        "items": listed.items[:MOST_LISTED],
        "count": len(listed.items),
        "later": _after([*by_name], current.id) if current else None,
        "left": listed.left,
        "unconfirmed": listed.unconfirmed,
        "current": current,
        "statement": found.case.statements[current.evidence[0]] if current else None,
        "quote": found.answers.quotes.get(current.evidence[0]) if current else None,
        "has_formula": current is not None and current.section in FORMULA,
        "levels": found.case.parties[current.party].levels if current else (),
        "seen": "" if current is None else mark(current.to_dict()),
        "problems": tuple(problems),
        "values": defaultdict(str, values or {}),
        "chosen": defaultdict(list, chosen or {}),
        "took": took if took in judged_objects(found.case) else None,
        **_taken(found, took),
        "can_take_back": can_take_back(found.request, found.entry, "case.yaml"),
        "who": who(found.answers, found.case.statements[current.evidence[0]].source) if current else "",
        "issue_title": _issue(found.case, current),
        "steps": next_steps(found, found.links.to("proposed")),
        "writable": found.entry.writable,
        "comparisons": comparisons(found.case),
    }
    data = {"case": found.case.id, **listed.to_dict(), "problems": [problem.to_dict() for problem in problems]}
    return Page("Proposed entries", data, (), "taking.html", more, status)
