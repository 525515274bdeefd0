"""The moves of one text, by act: each with its cue, whose it is, and by whom it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from commonground.brief.document import Block, Entry, Plain, Quote, Runs, Section, paragraph, sentence
from commonground.brief.language import Tongue
from commonground.brief.of_record.contents import RecordContents
from commonground.brief.of_record.links import Links, quoted
from commonground.brief.of_record.note_words import note_words
from commonground.brief.of_record.row_words import acts_as_headings, modality_words, polarity_words
from commonground.brief.of_record.rows import MoveRow
from commonground.brief.parts.record_words import mode_words
from commonground.statements import UNKNOWN

__all__ = ["moves_section"]


def moves_section(contents: RecordContents, tongue: Tongue, links: Links) -> Section:
    by_act: dict[str, list[MoveRow]] = defaultdict(list)
    for move in contents.moves:
        by_act[move.act].append(move)
    parts: list[Block | Section] = [
        Section(
            f"moves-{act}", f"{words} ({len(by_act[act])})", tuple(_entry(each, tongue, links) for each in by_act[act])
        )
        for act, words in acts_as_headings(tongue).items()
        if act in by_act
    ]
    none = paragraph(sentence(tongue.say("The rules see none.")))
    return Section("moves", tongue.text("The moves, by act"), tuple(parts or [none]))


def _entry(move: MoveRow, tongue: Tongue, links: Links) -> Entry:
    whose = (
        tongue.say("{who} as {speaker} tells it", who=links.who(move.source), speaker=links.who(move.speaker))
        if move.told
        else tongue.say("{who}, own words", who=links.who(move.source))
    )
    title = (Plain(f"{move.id} · "), *whose, Plain(", "), links.place(move, move.line))
    facts: list[Plain | Runs] = []
    for place, fact in enumerate(_facts(move, tongue, links)):
        facts += [Plain(" · ")] if place else []
        facts.append(fact)
    return Entry(move.id, title, (Quote(move.words), paragraph(sentence(*facts))))


def _facts(move: MoveRow, tongue: Tongue, links: Links) -> Iterator[Runs]:
    yield tongue.say("Cue: {words}", words=quoted(tongue, move.cue) if move.cue else tongue.text("none"))
    yield (Plain(f"{modality_words(tongue, move.modality)}, {polarity_words(tongue, move.polarity)}"),)
    if move.mode != "own":
        yield (Plain(mode_words(tongue, move.mode)),)
    if move.chain:
        names = tuple(run for name in move.chain for run in (Plain(" › "), *links.who(name)))[1:]
        yield tongue.say("Through: {names}", names=names)
    if move.guess:
        unknown = move.source == UNKNOWN
        yield (
            tongue.say("Why not known: {why}", why=note_words(tongue, move.guess))
            if unknown
            else tongue.say("Guess: {guess}", guess=note_words(tongue, move.guess))
        )
    if move.order:
        order = note_words(tongue, move.order)
        yield (Plain(order[:1].upper() + order[1:]),)
