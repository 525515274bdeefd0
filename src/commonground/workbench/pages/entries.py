"""Everything that a case says, section by section: each entry with its form, its evidence and its line in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonground.case.sections import SECTIONS, Part, Section, parts_of
from commonground.workbench.forms.shown import groups
from commonground.workbench.page import Opened, Page
from commonground.workbench.pages.entry import files_of, just_saved

__all__ = ["entries", "summary"]

CONFLICT = frozenset({"options", "feasible", "preferences", "rankings", "weights", "moves", "conflict", "holdings"})


def entries(found: Opened) -> Page:
    """All of them, with the addresses of their forms."""
    files = files_of(found)
    blocks: list[dict[str, Any]] = []
    data: dict[str, list[str]] = {}
    for section in SECTIONS.values():
        parts = list(parts_of(files.tree(section.file), section))
        if not _is_shown(found, section, parts):
            continue
        data[section.name] = [part.name for part in parts]
        blocks.append({"section": section, "groups": _by_group(found, section, parts), "count": len(parts)})
    more = {
        "blocks": blocks,
        "writable": found.entry.writable,
        "said_otherwise": {each.party for each in (*found.case.rankings.values(), *found.case.weights.values())},
        "saved": just_saved(found),
    }
    return Page("Edit the case", {"case": found.case.id, "sections": data}, (), "entries.html", more)


def summary(part: Part) -> str:
    """An entry in its own words."""
    fields: Mapping[str, Any] = part.fields
    if part.section.name == "holdings":
        return f"{part.group} = {part.path[-1]}: {fields.get('when', '')}"
    if part.section.name == "order":
        return f"{fields.get('before', '')}, then {fields.get('after', '')}"
    if part.section.name == "powers":
        may = fields.get("may")
        told = ", ".join(f"{act}: {word}" for act, word in may.items()) if isinstance(may, dict) else ""
        return f"{fields.get('level', '')} of {fields.get('party', '')}: {told}"
    for field in part.section.fields:
        value = fields.get(field.written)
        if isinstance(value, str) and field.kind in ("words", "formula"):
            return value
    return ""


def _is_shown(found: Opened, section: Section, parts: list[Part]) -> bool:
    """Sections of the conflict of named states only where there are such; rankings and weights where they are used."""
    if section.name in ("moves", "rankings", "weights"):
        return bool(parts) or (section.name == "moves" and bool(found.case.conflict.states))
    return section.name != "holdings" or bool(parts) or bool(found.case.options or found.case.conflict.states)


def _by_group(found: Opened, section: Section, parts: list[Part]) -> list[dict[str, Any]]:
    rows = []
    for group, title in groups(found.case, section):
        inside = [part for part in parts if part.group == group]
        if section.name in ("holdings", "rankings", "weights", "moves") and not inside:
            continue
        judged = any(field.name == "evidence" for field in section.fields)
        rows.append(
            {
                "group": group,
                "title": title or group,
                "items": [
                    {"part": part, "words": summary(part), "evidence": part.evidence, "judged": judged}
                    for part in inside
                ],
                "addable": section.shape != "whole",
            }
        )
    return rows
