"""The brief as one document: page one, then everything it stands on, in the order in which a reader asks for it.

Page one is the same in the short form. There, what it rests on is not in the document, so its references lead to a
line that says where it is: in the whole brief.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from commonground._version import __version__
from commonground.brief.document import Document, Entry, Figure, Ref, Section, Table, paragraph, parts_of, sentence
from commonground.brief.frame_line import frame_line
from commonground.brief.material import Material
from commonground.brief.parts import (
    changed,
    evidence,
    issues,
    method,
    order,
    page_one,
    readings,
    rests,
    rounds,
    ways_out,
    words_of_others,
    would_hold,
)
from commonground.brief.parts.references import anchor

__all__ = ["document"]

_AFTER_PAGE_ONE = (changed, issues, order, rounds, ways_out, would_hold, rests, readings, words_of_others)
_IN_FULL = "in-full"


def document(material: Material, pages: int | None = None) -> Document:
    """The brief of what was worked out; with ``pages`` 1, page one alone."""
    first = page_one.part(material)
    return Document(
        title=material.case.title,
        frame=frame_line(material.case, material.tongue),
        language=material.tongue.language,
        program=f"commonground {__version__}",
        sections=(_short(material, first),) if pages == 1 else tuple(_whole(material, first)),
        data=material.data,
    )


def _whole(material: Material, first: Section) -> Iterator[Section]:
    told = [first, *(section for each in _AFTER_PAGE_ONE if (section := each.part(material)) is not None)]
    yield first
    yield from (replace(section, new_page=place == 0) for place, section in enumerate(told[1:]))
    last = method.part(material)
    yield evidence.part(material, _named((*told, last)))
    yield last


def _named(sections: tuple[Section, ...]) -> tuple[str, ...]:
    """The objects, statements and sources that the sections point to."""
    start = anchor("")
    leads = (part.to for part in parts_of(sections) if isinstance(part, Ref) and part.to.startswith(start))
    return tuple(dict.fromkeys(lead.removeprefix(start) for lead in leads))


def _short(material: Material, first: Section) -> Section:
    tongue, command = material.tongue, material.data["made"]["command"]
    words = tongue.say(
        "What stands in square brackets leads to the evidence in the whole brief: {command}", command=command
    )
    there = Section(_IN_FULL, tongue.text("Where this rests"), (paragraph(sentence(words)),))
    here = {name for part in parts_of(first) for name in _anchors(part)}
    led: Section = _led(first, here)
    return replace(led, blocks=(*led.blocks, there))


def _anchors(part: object) -> tuple[str, ...]:
    """The places that a part itself makes."""
    match part:
        case Section() | Figure() | Entry():
            return (part.anchor,)
        case Table():
            return part.anchors
    return ()


def _led(part: Any, here: set[str]) -> Any:
    """The same, with references to what is not here leading to the line that says where it is."""
    if isinstance(part, Ref):
        return part if part.to in here else replace(part, to=_IN_FULL)
    if isinstance(part, tuple):
        return tuple(_led(each, here) for each in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{each.name: _led(getattr(part, each.name), here) for each in fields(part)})
    return part
