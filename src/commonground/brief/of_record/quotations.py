"""Quotations and whose words they are; what was taken for nobody's statement; words in brackets."""

from __future__ import annotations

from collections.abc import Iterator

from commonground.brief.document import (
    Block,
    Items,
    Paragraph,
    Plain,
    Run,
    Runs,
    Section,
    Table,
    paragraph,
    runs_of,
    sentence,
)
from commonground.brief.language import Tongue
from commonground.brief.of_record.contents import RecordContents
from commonground.brief.of_record.links import Links
from commonground.brief.of_record.note_words import note_words
from commonground.brief.of_record.row_words import aside_words, insertion_words
from commonground.brief.of_record.rows import QuotationRow, SetAside
from commonground.errors import shortened
from commonground.statements import UNKNOWN

__all__ = ["quotations_section", "set_aside_section"]

_LONGEST = 300


def quotations_section(contents: RecordContents, tongue: Tongue, links: Links) -> Section:
    title = tongue.text("Quotations, and whose words they are")
    if not contents.quotations:
        return Section("quotations", title, (paragraph(sentence(tongue.say("Nobody is quoted."))),))
    caption = tongue.say("The source as the text names it, and who that is taken to be. A guess is marked as one.")
    head = (
        tongue.say("Place"),
        tongue.say("Words"),
        tongue.say("Told by"),
        tongue.say("Source as named"),
        tongue.say("Taken to be"),
    )
    rows = tuple(_row(each, tongue, links) for each in contents.quotations)
    names = tuple(each.id for each in contents.quotations)
    return Section("quotations", title, (Table(caption, head, rows, names, stacked=True),))


def _row(row: QuotationRow, tongue: Tongue, links: Links) -> tuple[Runs, ...]:
    how = tongue.text(" (reported)") if row.mode == "reported" else ""
    how += tongue.text(" (within another quotation)") if row.depth > 1 else ""
    itself = row.turn is None and row.speaker is None
    taken = links.who(row.taken_for or UNKNOWN)
    if row.guess:
        told = note_words(tongue, row.guess)
        guess = tongue.say(". Guess: {guess}", guess=told) if row.taken_for else (Plain(f" {told}"),)
        taken = (*taken, *guess)
    return (
        (Plain(f"{row.id}, "), links.place(row, row.line)),
        (Plain(row.words), *runs_of(how)),
        tongue.say("the text itself") if itself else links.who(row.speaker),
        runs_of(row.surface) if row.surface else (Plain(tongue.text("not named"), "emphasis"),),
        taken,
    )


def set_aside_section(contents: RecordContents, tongue: Tongue, links: Links) -> Section:
    return Section("aside", tongue.text("Taken for nobody's statement"), tuple(_set_aside(contents, tongue, links)))


def _set_aside(contents: RecordContents, tongue: Tongue, links: Links) -> Iterator[Block | Section]:
    if contents.set_aside:
        yield Items(tuple((_aside(each, tongue, links),) for each in contents.set_aside))
    else:
        yield paragraph(sentence(tongue.say("No headline, byline or note was found.")))
    if contents.insertions:
        items = Items(tuple((_insertion(each, tongue, links),) for each in contents.insertions))
        yield Section("brackets", tongue.text("Words in brackets"), (items,))


def _aside(row: SetAside, tongue: Tongue, links: Links) -> Paragraph:
    words = shortened(row.words, _LONGEST)
    return _told(aside_words(tongue, row.what), ", ", links.line(row.line), f": {words}")


def _insertion(row: SetAside, tongue: Tongue, links: Links) -> Paragraph:
    words = row.words.strip() or tongue.text("(page break)")
    what = insertion_words(tongue, row.what)
    return _told(links.line(row.line), f": {row.before}", Plain(words, "strong"), f" · {what}")


def _told(*parts: str | Run) -> Paragraph:
    leads = any(not isinstance(part, (str, Plain)) for part in parts)
    return paragraph(sentence(*parts, standing="fact" if leads else "note"))
