"""The entry of a statement: the words or their paraphrase, who says it, whose position it is, where, coded by whom."""

from __future__ import annotations

from commonground.brief.document import Block, Entry, Plain, Quote, Ref, Runs, Terms, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.of_record.note_words import note_words
from commonground.brief.parts.record_words import act_words, mode_words, status_words
from commonground.brief.parts.references import anchor, refs, who
from commonground.statements import Statement

__all__ = ["statement_entry"]

Pairs = tuple[tuple[Runs, Runs], ...]


def statement_entry(material: Material, statement: Statement, holds: tuple[str, ...] = ()) -> Entry:
    """``statement``, and references to the objects that rest on it."""
    title: Runs = (Plain(f"{statement.id}. "), *_title(material, statement))
    blocks: list[Block] = []
    quote = material.quotes.get(statement.id)
    if quote is not None:
        source = material.case.sources.get(statement.document)
        note = None if quote.note is None else material.tongue.text("found elsewhere than when it was coded")
        blocks.append(Quote(quote.text, note, None if source is None else source.language))
    if statement.paraphrase:
        told = (
            material.tongue.say("In the coder's words: {text}", text=statement.paraphrase)
            if quote is not None
            else (Plain(statement.paraphrase),)
        )
        source_refs = refs(material, [f"sources.{statement.document}"])
        blocks.append(paragraph(sentence(told, standing="fact", refs=source_refs)))
    elif quote is None:
        told = material.tongue.say("The text is not at hand, and the coder has left no words in its place.")
        blocks.append(paragraph(sentence(told, doubt=True)))
    if not statement.counts:
        told = material.tongue.say("Nobody has confirmed this coding.")
        blocks.append(paragraph(sentence(told, doubt=True)))
    blocks += [Terms(_facts(material, statement)), Terms(_ties(material, statement, holds), sheets=False)]
    return Entry(anchor(statement.id), title, tuple(blocks))


def _title(material: Material, statement: Statement) -> Runs:
    say, speaker = material.tongue.say, who(material, statement.speaker)
    act = act_words(material.tongue, statement.act)
    if not statement.attributed:
        return say("{who}: {act}", who=speaker, act=act)
    return say("{who} about {whose}: {act}", who=speaker, whose=who(material, statement.source), act=act)


def _facts(material: Material, statement: Statement) -> Pairs:
    """What somebody needs who checks the statement: the place, the day, in whose words, coded by whom."""
    say, case = material.tongue.text, material.case
    source = case.sources.get(statement.document)
    said = statement.said or (None if source is None else source.said or source.published)
    pairs: list[tuple[str, Runs]] = [
        (say("Place in it"), (Plain(_place(material, statement)),)),
        (say("Said on"), (Plain(material.tongue.day(said)),)),
        (say("Given"), (Plain(mode_words(material.tongue, statement.mode)),)),
    ]
    if statement.chain:
        names = material.tongue.listed(who(material, name) for name in statement.chain)
        pairs.append((say("Passed on by"), names))
    pairs.append((say("Coded by"), (Plain(_coders(material, statement)),)))
    if statement.note:
        pairs.append((say("Note"), (Plain(note_words(material.tongue, statement.note)),)))
    return tuple(((Plain(name),), told) for name, told in pairs)


def _ties(material: Material, statement: Statement, holds: tuple[str, ...]) -> Pairs:
    """What it is bound to: its source, the issue, what it answers, what rests on it."""
    say, case = material.tongue.text, material.case
    source = case.sources.get(statement.document)
    document: Runs = (Plain(statement.document),)
    if source is not None:
        document = (Ref(anchor(f"sources.{source.id}"), source.title),)
    pairs: list[tuple[str, Runs]] = [(say("Stands in"), document)]
    if statement.issue in case.issues:
        pairs.append((say("Issue"), (Plain(case.issues[str(statement.issue)].title),)))
    if statement.follows is not None:
        pairs.append((say("Comes after"), refs(material, [statement.follows]) or (Plain(statement.follows),)))
    if holds:
        pairs.append((say("Rests on it"), material.tongue.listed(refs(material, holds))))
    return tuple(((Plain(name),), told) for name, told in pairs)


def _place(material: Material, statement: Statement) -> str:
    place = statement.anchor
    if place is None:
        return material.tongue.text("not recorded: it was coded without the text")
    told = material.tongue.text("characters {start} to {end}", start=place.start, end=place.end)
    if place.sealed and statement.id not in material.quotes:
        return material.tongue.text("{place}; the words are sealed", place=told)
    return told


def _coders(material: Material, statement: Statement) -> str:
    say = material.tongue.text
    coder = statement.coder or say("an unnamed coder")
    status = status_words(material.tongue, statement.status)
    if statement.reviewer:
        return say("{coder}; {status} by {reviewer}", coder=coder, status=status, reviewer=statement.reviewer)
    return say("{coder}; {status}", coder=coder, status=status)
