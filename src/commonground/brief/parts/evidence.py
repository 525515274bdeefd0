"""The evidence: what every sentence of the brief leads to, from the object to the words of the record.

Three lists, each entry with the anchor that references name: the judged objects (clauses, acceptances, offers, rules,
edges of the order, powers, preferences), the statements they rest on, and the sources those stand in. From an object
one comes to its statements, from a statement to its source and back to what rests on it.

A statement appears in the words of the record where the text is at hand, else in the coder's; always with who says
it, whose position it is, where it stands, and who coded it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commonground.brief.document import Document, Paragraph, Ref, Section, paragraph, parts_of, sentence
from commonground.brief.material import Material
from commonground.brief.parts.evidence_objects import object_entry
from commonground.brief.parts.evidence_sources import source_entry
from commonground.brief.parts.evidence_statements import statement_entry
from commonground.case import Case, Judged
from commonground.case.drop import judged_objects

__all__ = ["named_in", "part", "reached"]

_MANY = 300  # objects; beyond, each is told in a line, to keep the page below a megabyte


def part(material: Material, named: Iterable[str] | None = None) -> Section:
    """The entries of everything ``named`` and of what that rests on; of the whole case where nothing is named."""
    case, say = material.case, material.tongue
    ids = reached(case, (*judged_objects(case), *case.statements) if named is None else named)
    objects = [item for name, item in judged_objects(case).items() if name in ids]
    statements = [item for name, item in case.statements.items() if name in ids]
    sources = [item for name, item in case.sources.items() if f"sources.{name}" in ids]
    holds = _held_up(objects)
    lists = (
        (
            "evidence-objects",
            say.text("What it is read to say"),
            [object_entry(material, item, brief=len(objects) > _MANY) for item in objects],
        ),
        (
            "evidence-statements",
            say.text("The statements that this rests on"),
            [statement_entry(material, item, holds.get(item.id, ())) for item in statements],
        ),
        ("evidence-sources", say.text("The sources"), [source_entry(material, item) for item in sources]),
    )
    sections = [Section(anchor, title, tuple(entries)) for anchor, title, entries in lists if entries]
    return Section("evidence", say.text("The evidence"), (_how_to_read(material, sections), *sections), new_page=True)


def named_in(document: Document | Iterable[Section]) -> tuple[str, ...]:
    """The ids that the references of these parts lead to."""
    parts = document if isinstance(document, Document) else tuple(document)
    targets = (part.to for part in parts_of(parts) if isinstance(part, Ref))
    return tuple(dict.fromkeys(to.removeprefix("on-") for to in targets if to.startswith("on-")))


def reached(case: Case, named: Iterable[str]) -> frozenset[str]:
    """``named`` and everything that they rest on."""
    objects = judged_objects(case)
    ids: set[str] = set()
    left = list(named)
    while left:
        name = left.pop()
        if name not in ids:
            ids.add(name)
            left += _below(case, objects, name)
    return frozenset(ids)


def _below(case: Case, objects: dict[str, Judged], name: str) -> Iterator[str]:
    if name in objects:
        yield from objects[name].evidence
    elif name in case.statements:
        statement = case.statements[name]
        yield f"sources.{statement.document}"
        if statement.follows is not None:
            yield statement.follows
    else:
        source = case.sources.get(name.removeprefix("sources."))
        if source is not None and source.copy_of is not None and source.copy_of in case.sources:
            yield f"sources.{source.copy_of}"


def _held_up(objects: Iterable[Judged]) -> dict[str, tuple[str, ...]]:
    """By statement, the objects that rest on it."""
    found: dict[str, tuple[str, ...]] = {}
    for item in objects:
        for name in item.evidence:
            found[name] = (*found.get(name, ()), item.id)
    return found


def _how_to_read(material: Material, sections: list[Section]) -> Paragraph:
    say = material.tongue.say
    told = [
        say(
            "Each entry below is what a reference in this brief leads to: a reading, the statements it rests on, and "
            "the sources these stand in."
        ),
        say(
            "A quotation stands where the text was at hand when this brief was made; elsewhere the coder's own words "
            "stand for it."
        ),
    ]
    if not sections:
        told.append(say("This case has neither clauses nor statements nor sources."))
    return paragraph(*(sentence(each) for each in told))
