"""What the form of an entry sends: the entry changed, taken out, moved, or added. Each is a save, and can be undone."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commonground.case import Case
from commonground.case.sections import Section, add, change, part_named, remove, section_named, shift, stands
from commonground.case.yaml_text import field_path
from commonground.errors import CaseError, CommongroundError, FormulaError, NewerVersionError, Problem, UsageError
from commonground.logic import read
from commonground.workbench.forms.formulas import Wrong, wrong_formula
from commonground.workbench.forms.sent import filled_in, rearranged
from commonground.workbench.forms.shown import groups
from commonground.workbench.page import Opened, respond
from commonground.workbench.pages.entry import entry_page, files_of, fingerprint, new_page
from commonground.workbench.problems import status_of
from commonground.workbench.to_write import done, refused, text, to_write
from commonground.workbench.undo import Telling, drafted, saves_of

__all__ = ["add_entry", "move_entry", "save_entry"]

Filled = dict[str, dict[str, str]]


def save_entry(request: Request, form: FormData) -> Response:
    """One entry as the form has it, or without it; refused where it is another by now."""
    found = to_write(request)
    section, name = section_named(found.name("section")), found.name()
    filled, decision = filled_in(section, form), text(form, "decision")
    wanted = text(form, "id") if "id" in form else name
    if text(form, "rows"):
        part = part_named(files_of(found).tree(section.file), section, name)
        return respond(
            request, entry_page(found, section, part, words=rearranged(filled, text(form, "rows")), name=wanted), found
        )
    telling, theirs, place = Telling(about=(section.name, name)), None, ""
    wrong = _wrong(found.case, section, filled) if decision != "remove" else {}
    try:
        if wrong:
            raise next(iter(wrong.values()))[1]
        with drafted(request, found.entry, telling) as draft:
            case, tree = draft.preview(), draft.tree(section.file)
            part = part_named(tree, section, name)
            place = field_path(part.path)
            if fingerprint(tree, part) != text(form, "seen"):
                theirs = stands(tree, part)
                what = f"{name} was changed since this page was opened; nothing was written over that."
                raise NewerVersionError(Problem(what, expected="a look at what it says now", code="changed-since"))
            if decision == "remove":
                telling.told = [remove(draft, case, part)]
            else:
                wanted, told = change(draft, case, part, filled, wanted)
                telling.told, telling.about = [f"{name}: {each}" for each in told], (section.name, wanted)
    except CommongroundError as error:
        return _again(request, section, name, (error, filled, wanted, theirs, wrong, place), text(form, "group"))
    to = ("entries",) if decision == "remove" else ("entry", section.name, wanted)
    return _saved(request, found, to, {"id": wanted, "section": section.name, "told": telling.told})


def add_entry(request: Request, form: FormData) -> Response:
    """One more entry, of a party or issue where the section has such."""
    found = to_write(request)
    section, group = section_named(found.name("section")), str(request.path_params.get("party", ""))
    filled, name = filled_in(section, form), text(form, "id")
    if text(form, "rows"):
        page = new_page(found, section, group, words=rearranged(filled, text(form, "rows")), name=name)
        return respond(request, page, found)
    telling, wrong = Telling(), _wrong(found.case, section, filled)
    try:
        if group not in dict(groups(found.case, section)):
            new_page(found, section, group)  # which says that there is none
        if wrong:
            raise next(iter(wrong.values()))[1]
        with drafted(request, found.entry, telling) as draft:
            made, told = add(draft, section, group, filled, name)
            telling.told, telling.about = [told], (section.name, made)
    except CommongroundError as error:
        status = 400 if isinstance(error, CaseError) else status_of(error)
        answer = refused(request, error, status)
        if answer is not None or group not in dict(groups(found.case, section)):
            return answer or _raise(error)
        marks = {field: mark for field, (mark, _) in wrong.items()}
        place = field_path((section.name, *([group] if group else [])))
        page = new_page(
            found, section, group, error=error, place=place, words=filled, name=name, wrong=marks, status=status
        )
        return respond(request, page, found)
    return _saved(request, found, ("entry", section.name, made), {"section": section.name, "party": group, "id": made})


def move_entry(request: Request, form: FormData) -> Response:
    """An entry one place up or down among those of its group."""
    found = to_write(request)
    section, name = section_named(found.name("section")), found.name()
    telling = Telling(about=(section.name, name))
    with drafted(request, found.entry, telling) as draft:
        part = part_named(draft.tree(section.file), section, name)
        if not section.ranked:
            what = f"The order of {section.title.lower()} means nothing, so they are not moved."
            raise UsageError(Problem(what, read=section.name, expected="options or preferences", code="wrong-value"))
        telling.told = [shift(draft, part, -1 if text(form, "to") == "up" else 1)]
    return _saved(request, found, ("entries",), {"id": name, "section": section.name}, f"#{section.name}")


def _wrong(case: Case, section: Section, filled: Filled) -> dict[str, tuple[Wrong, FormulaError]]:
    """The formulas that cannot be read, each with the place of the mistake."""
    found: dict[str, tuple[Wrong, FormulaError]] = {}
    for field in section.fields:
        words = filled.get(field.name, {}).get("", "")
        if field.kind == "formula" and field.name in filled:
            try:
                read(words, case.names)
            except FormulaError as error:
                found[field.name] = wrong_formula(words, error), error
    return found


def _saved(
    request: Request, found: Opened, to: tuple[str, ...], told: Mapping[str, object], anchor: str = ""
) -> Response:
    saves = saves_of(request, found.entry)
    address, query, rest = found.links.to(*to).partition("?")
    number = f"?saved={saves[-1].number}" if saves else ""
    where = f"{address}{number}{'&' + rest if query and number else query + rest}{anchor}"
    return done(request, where, {**told, "saved": saves[-1].number if saves else None})


def _raise(error: CommongroundError) -> Response:
    raise error


def _again(
    request: Request,
    section: Section,
    name: str,
    sent: tuple[CommongroundError, Filled, str, Filled | None, Mapping[str, tuple[Wrong, FormulaError]], str],
    group: str,
) -> Response:
    """The form with what was typed, and what is wrong with it."""
    error, filled, wanted, theirs, wrong, place = sent
    status = 400 if isinstance(error, CaseError) else status_of(error)
    answer = refused(request, error, status)
    if answer is not None:
        return answer
    found = to_write(request)
    marks = {field: mark for field, (mark, _) in wrong.items()}
    try:
        part = part_named(files_of(found).tree(section.file), section, name)
    except UsageError:
        if group not in dict(groups(found.case, section)) or not filled:
            raise error from None
        what = f"{name} was taken out, or goes by another name, since this page was opened. Save to add it anew."
        gone = NewerVersionError(Problem(what, read=name[:80], code="changed-since"))
        return respond(
            request, new_page(found, section, group, error=gone, words=filled, name=wanted, status=409), found
        )
    page = entry_page(
        found, section, part,
        error=error, place=place, words=filled, name=wanted, theirs=theirs, wrong=marks, status=status,
    )  # fmt: skip
    return respond(request, page, found)
