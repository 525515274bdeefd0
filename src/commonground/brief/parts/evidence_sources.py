"""The entry of a source, and the table of all sources: enough to weigh each, and to see what is a copy of what."""

from __future__ import annotations

from commonground.brief.document import Block, Entry, Out, Plain, Ref, Runs, Table, Terms, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.references import anchor, party
from commonground.case import Source

__all__ = ["source_entry", "source_link", "sources_table"]


def source_entry(material: Material, source: Source) -> Entry:
    """Everything the case says of a source."""
    title: Runs = (Plain(source.title),)
    blocks: list[Block] = [Terms(tuple(((Plain(name),), told) for name, told in _facts(material, source)))]
    if source.note:
        blocks.append(paragraph(sentence(source.note)))
    if source.handling:
        told = material.tongue.say("Handling: {rule}", rule=source.handling)
        blocks.append(paragraph(sentence(told, doubt=True)))
    return Entry(anchor(f"sources.{source.id}"), title, tuple(blocks))


def source_link(source: Source) -> Runs:
    return (Ref(anchor(f"sources.{source.id}"), source.title),)


def sources_table(material: Material, sources: list[Source]) -> Table:
    """The sources side by side: publisher, owner, voice of which side, copy of what, day."""
    say = material.tongue.text
    head = [say("Source"), say("Published by"), say("Owned by"), say("Voice of"), say("Copy"), say("Day")]
    return Table(
        (Plain(say("The sources this brief rests on")),),
        tuple((Plain(name),) for name in head),
        tuple(_row(material, source) for source in sources),
    )


def _row(material: Material, source: Source) -> tuple[Runs, ...]:
    unknown: Runs = (Plain(material.tongue.text("not recorded")),)
    return (
        source_link(source),
        (Plain(source.publisher),) if source.publisher else unknown,
        (Plain(source.owner),) if source.owner else unknown,
        (Plain(party(material, source.side)),) if source.side else (Plain(material.tongue.text("no side")),),
        _copy(material, source) or (Plain(material.tongue.text("none")),),
        (Plain(material.tongue.day(source.said or source.published)),),
    )


def _copy(material: Material, source: Source) -> Runs:
    say, known = material.tongue.say, material.case.sources
    if source.copy_of:
        original = source_link(known[source.copy_of]) if source.copy_of in known else (Plain(source.copy_of),)
        return say("a copy of {what}", what=original)
    return say("read in {where}", where=source.read_in) if source.read_in else ()


def _facts(material: Material, source: Source) -> list[tuple[str, Runs]]:
    say = material.tongue.text
    pairs: list[tuple[str, Runs]] = [
        (say("Id"), (Plain(source.id, "code"),)),
        (say("Published by"), (Plain(source.publisher or say("not recorded")),)),
    ]
    if source.owner:
        pairs.append((say("Owned by"), (Plain(source.owner),)))
    if source.side:
        pairs.append((say("Voice of"), (Plain(party(material, source.side)),)))
    copied = _copy(material, source)
    if copied:
        pairs.append((say("Copy"), copied))
    pairs += [
        (name, (Plain(material.tongue.day(day)),))
        for name, day in ((say("Said on"), source.said), (say("Published on"), source.published))
        if day is not None
    ]
    remarks = [say("edited")] if source.edited else []
    remarks += [say("translated")] if source.translated else []
    if source.licence:
        remarks.append(say("licence: {licence}", licence=source.licence))
    if remarks:
        pairs.append((say("Remarks"), (Plain("; ".join(remarks)),)))
    if source.url and source.url.startswith(("http://", "https://")):
        pairs.append((say("Address"), (Out(source.url, source.url),)))
    return pairs
