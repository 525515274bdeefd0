"""What entries go by: made where none is given, and changed together with all that refers to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from commonground.case.beginning import id_of
from commonground.case.model import Case
from commonground.case.save import Draft
from commonground.case.schema import KEYWORDS
from commonground.case.sections.listing import Part, parts_of
from commonground.case.sections.references import references, referring
from commonground.case.sections.renaming import follow
from commonground.case.sections.sentences import Wrong
from commonground.case.sections.table import SECTIONS, Section
from commonground.errors import Problem, Where

__all__ = ["made_name", "next_id", "rename", "untaken"]

Filled = Mapping[str, Mapping[str, str]]


def rename(draft: Draft, case: Case, part: Part, name: str) -> str:
    section = part.section
    taken = {each.name for each in parts_of(draft.tree(section.file), section)}
    if not name:
        raise Wrong(Problem("It has to go by some name.", Where(field="id"), expected=part.name, code="missing-field"))
    if name in taken:
        raise Wrong(
            Problem(f"“{name[:80]}” is taken.", Where(field="id"), name[:80], "another name", code="name-taken")
        )
    count = 0
    if section.names:
        count = follow(draft, case, section.names, part.name, name, part.path, section.file)
    whole = f"{section.name}." if section.shape == "keyed" and section.names else ""
    count += _in_layers(draft, part.as_layers_name_it, f"{whole}{name}")
    if section.shape == "keyed" and section.names:
        draft.rename(part.path, name, section.file)
    elif isinstance(part.raw, dict):
        draft.set((*part.path, "id"), name, section.file)
    else:
        draft.set(part.path, {"id": name, **part.fields}, section.file)
    also = f", in {count} other place{'s' if count != 1 else ''} too" if count else ""
    return f"It went by “{part.name}” and goes by “{name}”{also}."


def _in_layers(draft: Draft, old: str, new: str) -> int:
    found = referring(references(draft), "part", old)
    for each in found:
        if each.how == "key":
            draft.rename(each.path, new, each.file)
        else:
            draft.set(each.path, new, each.file)
    return len(found)


def untaken(draft: Draft, section: Section, name: str) -> None:
    """Wrong where something else of the section goes by this name, or else an issue or option that formulas name so."""
    taken = {each.name for each in parts_of(draft.tree(section.file), section)}
    taken |= _formula_names(draft) if section.names in ("issue", "option") else set()
    if name in taken:
        raise Wrong(
            Problem(f"“{name[:80]}” is taken.", Where(field="id"), name[:80], "another name", code="name-taken")
        )


_LETTERS = {"mandates": "C", "acceptances": "A", "offers": "F", "meaning": "M", "feasible": "X", "powers": "P"}
_LETTERS |= {"order": "O", "preferences": "V", "rounds": "r"}


def made_name(draft: Draft, section: Section, filled: Filled, group: str = "") -> str:
    """A name for an entry that was given none: of its title, or a letter and the next number.

    The letter is that of the entry before it in its group, since a case mostly has one for each party.
    """
    if section.shape == "listed":
        beside = [each.name for each in parts_of(draft.tree(section.file), section) if each.group == group]
        numbered = re.fullmatch(r"([^\W\d_]{1,3})\d+", beside[-1]) if beside else None
        return next_id(draft, numbered[1] if numbered else _LETTERS[section.name])
    words = next((filled[name].get("", "") for name in ("name", "title") if filled.get(name)), "")
    if not words.strip():
        raise Wrong(Problem("It has to go by some name.", Where(field="id"), expected="a word", code="missing-field"))
    taken = {each.name for each in parts_of(draft.tree(section.file), section)}
    return id_of(words, {*taken, *_formula_names(draft), *KEYWORDS}, section.names)


def next_id(draft: Draft, letter: str) -> str:
    tree = draft.tree()
    taken = {
        part.name for section in SECTIONS.values() for part in parts_of(tree, section) if section.file == tree.file
    }
    taken |= {each.name for each in references(draft) if each.sort in ("part", "statement")}
    return next(f"{letter}{n}" for n in range(1, 100_000) if f"{letter}{n}" not in taken)


def _formula_names(draft: Draft) -> set[str]:
    data: Any = draft.tree().data or {}
    options = (data.get("options") or {}).values()
    return {*(data.get("issues") or {}), *(name for each in options if isinstance(each, dict) for name in each)}
