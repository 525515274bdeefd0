"""What may not be in any part of a brief, looked for in the part itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from commonground.brief.document import Document, Entry, Figure, Number, Ref, Section, Sentence, parts_of, plain
from commonground.brief.forms.markdown import to_markdown
from commonground.brief.material import Material
from commonground.brief.parts import evidence, issues

__all__ = ["anchors", "faults", "told"]


def told(section: Section) -> str:
    """The part as a reader of plain text has it, without the marks of Markdown."""
    text = to_markdown(Document("T", "F", "en", "p", (section,)))
    return " ".join(text.replace("\\", "").split())


def anchors(section: Section) -> list[str]:
    return [part.anchor for part in parts_of(section) if isinstance(part, Section | Entry | Figure)]


def faults(material: Material, section: Section) -> list[str]:
    """Claims without a reference, references that lead nowhere, numbers that the data does not hold, double anchors."""
    return [*_bare(section), *_lost(material, section), *_wrong(material, section), *_twice(section)]


def _bare(section: Section) -> Iterator[str]:
    claims = (part for part in parts_of(section) if isinstance(part, Sentence) and part.standing in ("fact", "verdict"))
    for claim in claims:
        if not claim.refs and not any(isinstance(run, Ref) for run in claim.runs):
            yield f"no reference: {plain(claim.runs)}"


def _lost(material: Material, section: Section) -> Iterator[str]:
    leads = {part.to for part in parts_of(section) if isinstance(part, Ref)}
    matters = issues.part(material)
    there = {
        *(anchors(matters) if matters else ()),
        *anchors(section),
        *anchors(evidence.part(material, [to.removeprefix("on-") for to in leads])),
    }
    yield from (f"leads nowhere: {lead}" for lead in sorted(leads - there))


def _wrong(material: Material, section: Section) -> Iterator[str]:
    for part in parts_of(section):
        if isinstance(part, Number) and _at(material.data, part.path) != part.value:
            yield f"{part.value} at {part.path} is {_at(material.data, part.path)}"


def _at(data: Any, path: tuple[str | int, ...]) -> int | None:
    for step in path:
        data = data[step]
    return len(data) if isinstance(data, list | dict) else data


def _twice(section: Section) -> Iterator[str]:
    yield from (f"twice: {name}" for name, count in Counter(anchors(section)).items() if count > 1)
