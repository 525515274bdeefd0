"""What the forms of mandates, acceptances and offers send: one entry changed, taken out, or added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commonground.case import Case, Draft
from commonground.errors import (
    CaseError,
    CommongroundError,
    FormulaError,
    NewerVersionError,
    Problem,
    UsageError,
    nearest_word,
)
from commonground.logic import read
from commonground.workbench.page import Opened, Page, respond
from commonground.workbench.pages.clause_forms import (
    FIELDS,
    FORMULA,
    Item,
    entry_page,
    fingerprint,
    items_of,
    values_of,
    wrong_formula,
)
from commonground.workbench.problems import status_of
from commonground.workbench.to_write import done, refused, text, to_write
from commonground.workbench.undo import drafted

__all__ = ["add_entry", "entry", "new_entry", "save_entry"]


def entry(found: Opened) -> Page:
    """The form of one entry."""
    section = found.name("section")
    return entry_page(found, section, _item(found.case, section, found.name()))


def new_entry(found: Opened) -> Page:
    """The form of an entry that is not there yet."""
    return entry_page(found, found.name("section"), None, found.name("party"))


def save_entry(request: Request, form: FormData) -> Response:
    """One entry as the form has it, or without it; refused where it is another by now."""
    found = to_write(request)
    section, name = found.name("section"), found.name()
    values = _values(section, form)
    theirs: dict[str, str] | None = None
    try:
        if text(form, "decision") != "remove":
            _readable(found.case, values)
        with drafted(request, found.entry) as draft:
            case = draft.preview()
            item = _item(case, section, name)
            if fingerprint(section, item) != text(form, "seen"):
                theirs = values_of(section, item)
                what = f"{name} was changed since this page was opened; nothing was written over that."
                raise NewerVersionError(Problem(what, expected="a look at what it says now", code="changed-since"))
            place = (section, item.party, _at(case, section, item))
            if text(form, "decision") == "remove":
                draft.remove(place)
            else:
                _change(draft, place, section, item, values)
    except CommongroundError as error:
        return _again(request, error, section, name, None, values, theirs)
    where = found.links.to("entries") if text(form, "decision") == "remove" else found.links.to("entry", section, name)
    return done(request, where, {"id": name, "section": section})


def add_entry(request: Request, form: FormData) -> Response:
    """One more entry of a party."""
    found = to_write(request)
    section, party = found.name("section"), found.name("party")
    values = _values(section, form)
    try:
        if party not in found.case.parties:
            nearest = nearest_word(party, found.case.parties)
            raise UsageError(Problem("There is no such party.", read=party[:80], nearest=nearest, code="unknown-party"))
        _readable(found.case, values)
        made = {FORMULA[section]: values["formula"]}
        made |= {field: _written(field, values[field]) for field in FIELDS[section] if field != "formula"}
        with drafted(request, found.entry) as draft:
            draft.add((section, party), {field: value for field, value in made.items() if value})
    except CommongroundError as error:
        return _again(request, error, section, None, party, values, None)
    return done(request, found.links.to("entries"), {"section": section, "party": party})


def _change(draft: Draft, place: tuple[str | int, ...], section: str, item: Item, values: Mapping[str, str]) -> None:
    """Only the fields that differ, so that the rest of the file stays as it was written."""
    stands = values_of(section, item)
    changed = {field: values[field] for field in FIELDS[section] if values[field] != stands[field]}
    try:
        for field, value in changed.items():
            _set(draft, (*place, FORMULA[section] if field == "formula" else field), _written(field, value))
    except UsageError:  # the short form, a bare formula, has no fields yet
        whole = {FORMULA[section] if field == "formula" else field: _written(field, v) for field, v in changed.items()}
        draft.set(place, {FORMULA[section]: values["formula"], **{f: v for f, v in whole.items() if v}})


def _set(draft: Draft, place: tuple[str | int, ...], value: Any) -> None:
    if value:
        draft.set(place, value)
    else:
        draft.remove(place)


def _written(field: str, value: str) -> Any:
    """A value as the file has it."""
    return value.replace(",", " ").split() if field == "evidence" else value


def _values(section: str, form: FormData) -> dict[str, str]:
    if section not in FIELDS:
        nearest = nearest_word(section, FIELDS)
        raise UsageError(Problem("There is no such section.", read=section[:80], nearest=nearest, code="unknown-id"))
    return {field: text(form, field) for field in FIELDS[section]}


def _readable(case: Case, values: Mapping[str, str]) -> None:
    """FormulaError with the place of the mistake in the formula alone, before the file is looked at."""
    read(values["formula"], case.names)


def _item(case: Case, section: str, name: str) -> Item:
    known = {item.id: item for item in items_of(case, section)} if section in FIELDS else {}
    if name not in known:
        what, nearest = f"There is no “{name[:80]}” among the {section[:40]} of this case.", nearest_word(name, known)
        raise UsageError(Problem(what, read=name[:80], nearest=nearest, code="unknown-id"))
    return known[name]


def _at(case: Case, section: str, item: Item) -> int:
    """The place of an entry in the list of its party."""
    return [each.id for each in items_of(case, section) if each.party == item.party].index(item.id)


def _again(
    request: Request,
    error: CommongroundError,
    section: str,
    name: str | None,
    party: str | None,
    values: Mapping[str, str],
    theirs: Mapping[str, str] | None,
) -> Response:
    """The form with what was typed, and what is wrong with it."""
    status = 400 if isinstance(error, CaseError) else status_of(error)
    told = refused(request, error, status)
    if told is not None:
        return told
    if status == 404:
        raise error
    found = to_write(request)
    wrong = wrong_formula(values["formula"], error) if isinstance(error, FormulaError) else None
    item = _item(found.case, section, name) if name is not None else None
    problems = error.problems
    page = entry_page(
        found, section, item, party, problems=problems, values=values, theirs=theirs, wrong=wrong, status=status
    )
    return respond(request, page, found)
