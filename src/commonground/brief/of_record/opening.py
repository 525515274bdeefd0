"""The first parts of the brief of one text: what was read, what stands out in it, and what to check first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from commonground.brief.document import (
    Block,
    Folded,
    Items,
    Number,
    Paragraph,
    Plain,
    Ref,
    Run,
    Runs,
    Section,
    Standing,
    Table,
    paragraph,
    runs_of,
    sentence,
)
from commonground.brief.language import Tongue
from commonground.brief.of_record.claims import answered, claimed_by
from commonground.brief.of_record.contents import RecordContents
from commonground.brief.of_record.kind_words import kind_words
from commonground.brief.of_record.links import Links, quoted
from commonground.brief.of_record.note_words import note_words
from commonground.brief.of_record.questions import LOOK_ONLY
from commonground.brief.of_record.row_words import acts_as_headings
from commonground.brief.of_record.rows import ClaimRow, Position, QuestionRow, Said, SpeakerRow, Told
from commonground.brief.of_record.standing_out import summary, teller_of_all, thousands

__all__ = ["SHORT", "WHOLE", "Bounds", "noted", "opening"]

_IDS = 12  # moves that one line leads to


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many of each are listed here."""

    speakers: int
    sources: int
    questions: int | None
    check_first: int
    folded: bool  # replies in other words are listed, too


WHOLE = Bounds(speakers=20, sources=12, questions=None, check_first=8, folded=True)
SHORT = Bounds(speakers=6, sources=6, questions=5, check_first=5, folded=False)


def opening(contents: RecordContents, tongue: Tongue, links: Links, bounds: Bounds = WHOLE) -> tuple[Section, ...]:
    """The sections that a reader of five minutes reads."""
    return (
        Section("read", tongue.text("What was read"), tuple(_read(contents, tongue, links, bounds))),
        Section("out", tongue.text("What stands out"), tuple(_out(contents, tongue, links, bounds))),
        Section("first", tongue.text("To check first"), tuple(_first(contents, tongue, links, bounds))),
    )


def noted(*parts: str | Run | Runs, doubt: bool = False) -> Paragraph:
    return paragraph(sentence(*parts, doubt=doubt))


def _read(contents: RecordContents, tongue: Tongue, links: Links, bounds: Bounds) -> Iterator[Block]:
    kind, why = kind_words(tongue, contents.kind), contents.why_kind
    taken = tongue.say("{file}, taken for {kind} {why}.", file=Plain(contents.file, "strong"), kind=kind, why=why)
    words = tongue.count("{n} word", "{n} words", contents.words, n=thousands(tongue, contents.words))
    turns = tongue.count("{n} turn", "{n} turns", contents.turns, n=thousands(tongue, contents.turns))
    yield noted(*taken, " ", *words, ", ", *turns, ".")
    if contents.participants:
        yield noted(*tongue.say("Listed as present: {names}.", names=", ".join(contents.participants)))
    for note in (*(note_words(tongue, each) for each in contents.notes), *contents.left_out):
        yield noted(note, doubt=True)
    if contents.speakers:
        yield _speakers(contents, tongue, links, bounds)
        more = len(contents.speakers) - bounds.speakers
        if more > 0:
            yield noted(
                *tongue.count(
                    "{n} more speaks, with fewer words than these.",
                    "{n} more speak, with fewer words than these.",
                    more,
                )
            )


def _speakers(contents: RecordContents, tongue: Tongue, links: Links, bounds: Bounds) -> Table:
    caption = (
        tongue.say("Whose paragraphs they are: the first one named in each")
        if contents.kind == "memcon"
        else tongue.say("Who speaks, as the record names them")
    )
    head = (tongue.say("Speaker"), tongue.say("Turns"), tongue.say("Words"), tongue.say("Share of words"))
    rows = tuple(
        (
            links.who(row.name),
            (_of(place, row, "turns"), Plain(" ("), _of(place, row, "turn_percent"), Plain("%)")),
            (_of(place, row, "words"),),
            (_of(place, row, "word_percent"), Plain("%")),
        )
        for place, row in enumerate(contents.speakers[: bounds.speakers])
    )
    return Table(caption, head, rows)


def _of(place: int, row: SpeakerRow, name: str) -> Number:
    return Number(getattr(row, name), ("speakers", place, name))


def _out(contents: RecordContents, tongue: Tongue, links: Links, bounds: Bounds) -> Iterator[Block | Section]:
    warned = (Said(runs_of(words), "read") for words in teller_of_all(contents.kind, tongue))
    for said in (*warned, *summary(contents.counts, contents.positions, tongue)):
        yield paragraph(sentence(said.runs, standing="verdict", refs=(Ref(said.on, tongue.text("see")),)))
    if contents.positions:
        yield Section(
            "positions", tongue.text("Moves, by whose position they give"), _positions(contents, tongue, links, bounds)
        )
    tellers = [row for row in contents.told if row.statements_told][: bounds.sources]
    if tellers:
        items = tuple((_telling(contents.told.index(row), row, tongue, links),) for row in tellers)
        yield Section("tellers", tongue.text("Who tells how much of others"), (Items(items),))
    yield Section(
        "questions", tongue.text("Questions without an answer"), tuple(_questions(contents, tongue, links, bounds))
    )


def _positions(contents: RecordContents, tongue: Tongue, links: Links, bounds: Bounds) -> tuple[Block, ...]:
    shown = contents.positions[: bounds.sources]
    items = tuple((_position(place, row, tongue, links),) for place, row in enumerate(shown))
    apart = tongue.say(
        "Names stand apart as the text has them: with no case around it, the rules do not know who speaks for whom."
    )
    more, below = len(contents.positions) - len(shown), Ref("moves", tongue.text("below"))
    rest = tongue.count(
        "{n} more has fewer moves than these; all are listed {below}.",
        "{n} more have fewer moves than these; all are listed {below}.",
        more,
        below=below,
    )
    return (Items(items), noted(*apart), *((noted(*rest),) if more else ()))


def _position(of: int, row: Position, tongue: Tongue, links: Links) -> Paragraph:
    runs: list[Run] = [*(_strong(run) for run in links.who(row.source)), Plain(": ")]
    acts = acts_as_headings(tongue)
    for place, (act, matters, ids) in enumerate(row.acts):
        many = Number(len(ids), ("positions", of, "acts", place, 2))
        words: Runs = (Plain(f"{acts[act]} ("), many, Plain(")"))
        if matters:
            words = tongue.say("{act} on {matters}", act=words, matters=", ".join(matters))
        more = ", …" if len(ids) > _IDS else ""
        between = runs_of("; " if place else "")
        runs += [*between, *words, Plain(": "), *links.rows(ids[:_IDS]), *runs_of(more)]
    told = [sentence(tuple(runs), Plain("."), standing="verdict")]
    if row.told == row.moves:
        told.append(sentence(_all_told(tongue, row), doubt=True))
    elif row.told:
        by_others = Number(row.told, ("positions", of, "told"))
        some = tongue.count("{n} told by somebody else.", "{n} told by somebody else.", by_others)
        told.append(sentence(some, doubt=True))
    return paragraph(*told)


def _all_told(tongue: Tongue, row: Position) -> Runs:
    return tongue.say("Told by somebody else.") if row.moves == 1 else tongue.say("All told by somebody else.")


def _telling(place: int, row: Told, tongue: Tongue, links: Links) -> Paragraph:
    """Of how many statements, and of how many moves among them, one speaker tells for somebody else."""
    told = tongue.count(
        "{who}: {told} of {n} statement is somebody else's position.",
        "{who}: {told} of {n} statements give somebody else's position.",
        Number(row.statements, ("told", place, "statements")),
        who=links.who(row.speaker),
        told=Number(row.statements_told, ("told", place, "statements_told")),
    )
    moves = tongue.count(
        "Of {n} move, {told}.",
        "Of {n} moves, {told}.",
        Number(row.moves, ("told", place, "moves")),
        told=Number(row.moves_told, ("told", place, "moves_told")),
    )
    refs = (Ref("moves", tongue.text("see")),)
    runs = (*told, Plain(" "), *moves) if row.moves else told
    return paragraph(sentence(runs, standing="verdict", refs=refs))


def _questions(contents: RecordContents, tongue: Tongue, links: Links, bounds: Bounds) -> Iterator[Block]:
    plainly = [row for row in contents.questions if row.how != LOOK_ONLY][: bounds.questions]
    look = [row for row in contents.questions if row.how == LOOK_ONLY]
    if plainly:
        yield Items(tuple((_question(row, tongue, links),) for row in plainly))
    else:
        yield noted(
            *tongue.say(
                "None by the look of it: every turn that ends with a question is followed by words that may answer it."
            )
        )
    if look and bounds.folded:
        summary = tongue.count(
            "{n} answered in other words, or not at all: look",
            "{n} answered in other words, or not at all: look",
            len(look),
        )
        told = tongue.say(
            "These replies have no word of the question and begin with no yes or no. "
            "Most such replies are answers all the same."
        )
        yield Folded(summary, (Items(tuple((_question(row, tongue, links),) for row in look)), noted(*told)))


def _question(row: QuestionRow, tongue: Tongue, links: Links) -> Paragraph:
    place = links.line(row.line)
    asked = tongue.say("{line}, {who}: {words}", line=place, who=links.who(row.asker), words=quoted(tongue, row.words))
    then: Runs
    if row.how == "nobody replies":
        then = tongue.say("Nobody replies.")
    elif row.how == "declined":
        then = tongue.say("{who} declines: {words}", who=links.who(row.by), words=quoted(tongue, row.reply))
    elif row.how == "asked back":
        then = tongue.say("{who} asks back: {words}", who=links.who(row.by), words=quoted(tongue, row.reply))
    else:
        then = tongue.say("{who}: {words}", who=links.who(row.by), words=quoted(tongue, row.reply))
    standing: Standing = "fact" if isinstance(place, Ref) else "note"
    return paragraph(sentence(asked, Plain(" "), then, standing=standing))


def _first(contents: RecordContents, tongue: Tongue, links: Links, bounds: Bounds) -> Iterator[Block]:
    by_id = {claim.id: claim for claim in contents.claims}
    claims = [by_id[name] for name in contents.check_first[: bounds.check_first]]
    if not claims:
        yield noted(
            *tongue.say(
                "No claim has a part that the rules know how to check: no figure, no date, and no name with something "
                "that happened."
            )
        )
        return
    yield Items(tuple((_to_check(claim, tongue, links),) for claim in claims), ordered=True)
    yield noted(
        *tongue.say(
            "In this order: claims that another speaker denies; those about somebody else than the one who claims; "
            "those with a figure or a date in digits; then as they stand in the text."
        )
    )


def _to_check(claim: ClaimRow, tongue: Tongue, links: Links) -> Paragraph:
    others = [name for name in claim.of if name != claim.source]
    of = tongue.say(", of {names}", names=", ".join(others)) if others else ()
    words = quoted(tongue, " … ".join(claim.checkable))
    told = sentence(
        links.row(claim.id), Plain(" "), claimed_by(claim, tongue, links), of, Plain(": "), words, standing="fact"
    )
    return paragraph(told, sentence(Plain("("), answered(claim, tongue, links), Plain(")")))


def _strong(run: Run) -> Run:
    return Plain(run.text, "strong") if isinstance(run, Plain) and run.style == "plain" else run
