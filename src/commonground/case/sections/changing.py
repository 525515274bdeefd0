"""Add, change, reorder and take out entries of a draft, as a form has them; each in one plain sentence.

Only the fields that differ are written, so that the rest of a file stays as somebody typed it. What other things
refer to is not taken out; what is given another name takes all that refers to it along.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from commonground.case.model import Case
from commonground.case.save import Draft
from commonground.case.sections.listing import Part, holder_of, part_named, parts_of
from commonground.case.sections.naming import made_name, next_id, rename, untaken
from commonground.case.sections.references import Reference, references, referring
from commonground.case.sections.rows import filled_rows, rows_changed
from commonground.case.sections.sentences import Wrong, changed, stays
from commonground.case.sections.states import in_step, options_of
from commonground.case.sections.table import Field, Section
from commonground.case.sections.words import part_value, said, value_of
from commonground.case.yaml_text import Tree
from commonground.errors import Problem, UsageError, Where

__all__ = ["Filled", "add", "change", "remove", "shift", "stands"]

Filled = Mapping[str, Mapping[str, str]]  # field: part: words


def stands(tree: Tree, part: Part) -> dict[str, dict[str, str]]:
    """What an entry says, field by field, in words: what a form of it begins with."""
    return {field.name: said(field, _stands(tree, part, field)) for field in part.section.fields}


def change(draft: Draft, case: Case, part: Part, filled: Filled, name: str | None = None) -> tuple[str, list[str]]:
    """The entry as the form has it: the name it goes by, and what changed, in sentences."""
    section, told = part.section, []
    _check(section, filled)
    if name is not None and name != part.name:
        told.append(rename(draft, case, part, name))
        part = part_named(draft.tree(section.file), section, name)
    before = stands(draft.tree(section.file), part)
    filled = {**filled, **_in_a_row(case, section, before, filled)}
    others = [
        field for field in section.fields if field.name in filled and not _same(before[field.name], filled[field.name])
    ]
    if not section.bare and others and not isinstance(part.raw, dict):
        part = _at_length(draft, part, others)
    for field in others:
        was, now = before[field.name], filled[field.name]
        if field.kind == "rows":
            told += rows_changed(draft, case, part, field, was, now)
        else:
            _write(draft, part, field, was, now)
            told.append(changed(field, was, now))
    return part.name, told


def add(draft: Draft, section: Section, group: str, filled: Filled, name: str = "") -> tuple[str, str]:
    """One more entry: the name it goes by, and a sentence. Where none is given, one is made."""
    _check(section, filled, new=True)
    tree = draft.tree(section.file)
    holder = holder_of(section, group, tree.data or {})
    values = {field.written: _new_value(field, filled.get(field.name, {})) for field in section.fields}
    apart = {field.apart: values.pop(field.written) for field in section.fields if field.apart}
    values = {key: value for key, value in values.items() if value not in (None, "", [], {})}
    if section.shape == "whole":
        for key, value in {"": values[section.fields[0].written]}.items() if section.bare else values.items():
            draft.set((*holder, *([key] if key else [])), value, section.file)
        return group, f"{section.title} of {group}: said for the first time."
    if section.name == "holdings":
        draft.set((*holder, name), {"id": next_id(draft, "W"), **values}, section.file)
        made = next(each.name for each in parts_of(draft.tree(section.file), section) if each.path == (*holder, name))
        return made, f"{made}: said for the first time."
    made = name or made_name(draft, section, filled, group)
    untaken(draft, section, made)
    options = options_of(draft)
    if section.shape == "keyed":
        whole = values.get(section.field(section.bare).written) if section.bare else values
        draft.set((*holder, made), whole, section.file)
        for place, value in apart.items():
            if value:
                draft.set((place, made), value, section.file)
    else:
        draft.add(holder, {"id": made, **values}, section.file)
    told = in_step(draft, options) if section.names == "option" else ""
    return made, f"{made}: {section.one} was added.{told}"


def remove(draft: Draft, case: Case, part: Part) -> str:
    """Take an entry out; refused while something refers to it."""
    section = part.section
    found = list(references(draft, case))
    there = referring(found, "part", part.as_layers_name_it)
    if section.names:
        there += [
            each
            for each in referring(found, section.names, part.name, part.path, section.file)
            if not _empty(draft, each)
        ]
    apart = {field.apart for field in section.fields if field.apart}
    own = {*apart, "status_quo"} if section.names == "option" else apart
    there = [each for each in there if not (each.path[:1] and each.path[0] in own)]
    if section.names == "party":
        there = [each for each in there if each.how != "statement"] or there
    if there:
        expected = "those changed or taken out first"
        raise UsageError(Problem(stays(part.name, there), read=part.name, expected=expected, code="still-named"))
    options = options_of(draft)
    if section.shape == "whole" and not section.bare:
        for field in section.fields:
            if field.written in part.fields:
                draft.remove((*part.path, field.written), section.file)
    else:
        draft.remove(part.path, section.file)
    if section.names == "option":
        in_step(draft, options)
    for place in apart:
        if part.name in (draft.tree(section.file).data.get(place) or {}):
            draft.remove((place, part.name), section.file)
    _tidy(draft, part)
    return f"{part.name}: taken out of the case."


def shift(draft: Draft, part: Part, by: int) -> str:
    """An entry some places further up (less than 0) or down among those of its group."""
    tree = draft.tree(part.section.file)
    names = [each.name for each in parts_of(tree, part.section) if each.group == part.group]
    to = min(max(names.index(part.name) + by, 0), len(names) - 1)
    draft.move(part.path, to, part.section.file)
    return f"{part.name}: now number {to + 1} of {len(names)}."


def _check(section: Section, filled: Filled, *, new: bool = False) -> None:
    """What no file could hold, told of the field; all else is the check of the whole case."""
    problems = []
    for field in section.fields:
        words = filled.get(field.name)
        if words is None and not new:
            continue
        word = (words or {}).get("", "")
        if field.needed and not any(map(str.strip, (words or {}).values())):
            what = f"“{field.label}” is needed."
            problems.append(
                Problem(what, Where(field=field.name), expected=section.hint(field) or None, code="missing-field")
            )
        elif field.kind == "day" and word and not _is_day(word):
            expected = "a day written as 2025-07-25"
            problems.append(Problem("This is no day.", Where(field=field.name), word[:80], expected, code="not-a-day"))
    if problems:
        raise Wrong(problems)


def _is_day(word: str) -> bool:
    try:
        return len(word) == 10 and bool(date.fromisoformat(word))
    except ValueError:
        return False


def _stands(tree: Tree, part: Part, field: Field) -> Any:
    if field.apart:
        return (tree.data.get(field.apart) or {}).get(part.name)
    return part.fields.get(field.written)


def _in_a_row(case: Case, section: Section, before: Filled, filled: Filled) -> Filled:
    """A letter for each option, where they are written so, of what a form asks of each option by itself."""
    fields = [field.name for field in section.fields if field.of == "option" and field.name in filled]
    rows = [name for name in fields if set(before[name]) == {""} and before[name][""] and "" not in filled[name]]
    return {name: {"": "".join(filled[name].get(option, "") for option in case.options)} for name in rows}


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return {part: word for part, word in one.items() if word} == {part: word for part, word in other.items() if word}


def _at_length(draft: Draft, part: Part, changed: list[Field]) -> Part:
    """An entry that was a bare word with its fields by name, where more than that word changes."""
    section = part.section
    if isinstance(part.raw, str) and [field.written for field in changed] == [section.short]:
        return part
    whole = part.fields or {changed[0].written: None}
    draft.set(part.path, whole, section.file)
    return Part(section, part.name, part.group, part.path, whole, part.line)


def _write(draft: Draft, part: Part, field: Field, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    file = part.section.file
    path = (field.apart, part.name) if field.apart else (*part.path, field.written)
    if part.section.bare == field.name or not (field.apart or isinstance(part.raw, dict)):
        path = part.path
    if field.kind == "table" and "" not in {key for key, word in (*before.items(), *after.items()) if word} and before:
        for key in dict.fromkeys((*before, *after)):
            if before.get(key, "") != after.get(key, ""):
                _put(draft, (*path, key), part_value(field, after.get(key, "")), key in before, file)
        return
    _put(draft, path, value_of(field, after), any(before.values()), file)


def _put(draft: Draft, path: tuple[str | int, ...], value: Any, there: bool, file: str) -> None:
    if value is not None:
        draft.set(path, value, file)
    elif there:
        draft.remove(path, file)


def _new_value(field: Field, words: Mapping[str, str]) -> Any:
    if field.kind != "rows":
        return value_of(field, words)
    if not any(map(str.strip, words.values())):
        return None
    rows = filled_rows(field, words)
    return [name for _, name, _ in rows] if field.name == "levels" else {name: told or None for _, name, told in rows}


def _empty(draft: Draft, each: Reference) -> bool:
    """Whether a reference is a heading with nothing under it, which goes with the party."""
    here: Any = draft.tree(each.file).data
    for step in each.path:
        here = here.get(step) if isinstance(here, dict) else here[step]
    return each.how == "key" and not here


def _tidy(draft: Draft, part: Part) -> None:
    """Headings with nothing under them that named a party that is gone."""
    if part.section.names == "party":
        data: Any = draft.tree().data or {}
        for name in ("mandates", "acceptances", "offers", "order", "options", "preferences", "moves"):
            if isinstance(data.get(name), dict) and part.name in data[name]:
                draft.remove((name, part.name))
