"""The whole text with every move, quotation and claim marked in it, each leading to its row."""

from __future__ import annotations

from collections.abc import Iterator

from commonground.brief.document import Mark, MarkedText, Passage, Runs, Section
from commonground.brief.document.marked import Look, Role
from commonground.brief.language import Tongue
from commonground.brief.of_record.contents import RecordContents
from commonground.brief.of_record.links import Links
from commonground.brief.of_record.row_words import aside_words
from commonground.brief.of_record.rows import Block
from commonground.brief.parts.record_words import act_words

__all__ = ["text_section"]

_LOOKS: dict[str, Look] = {"for": "for", "against": "against", "neutral": "neutral"}


def text_section(contents: RecordContents, tongue: Tongue, links: Links) -> Section:
    passages = tuple(_passage(block, tongue, links) for block in contents.text)
    marked = MarkedText(passages, tuple(_marks(contents, tongue)), _legend(tongue))
    return Section("text", tongue.text("The text"), (marked,))


def _passage(block: Block, tongue: Tongue, links: Links) -> Passage:
    role: Role = "turn" if block.turn else "aside" if block.aside else "outside"
    title: Runs = ()
    if block.turn:
        title = tongue.say("Turn {n} · {who}", n=str(block.turn), who=links.who(block.speaker))
    elif block.aside:
        title = tongue.say("{aside}: nobody's statement", aside=aside_words(tongue, block.aside))
    return Passage(role, title, block.lines)


def _marks(contents: RecordContents, tongue: Tongue) -> Iterator[Mark]:
    for move in contents.moves:
        yield Mark(move.id, _LOOKS[move.polarity], f"{act_words(tongue, move.act)}, {move.id}")
    for quotation in contents.quotations:
        look: Look = "inner quotation" if quotation.depth > 1 else "quotation"
        yield Mark(quotation.id, look, f"{tongue.text('a quotation')}, {quotation.id}")
    for claim in contents.claims:
        label = f"{act_words(tongue, 'claim')}, {claim.id}"
        yield Mark(claim.id, "plain", label, linked=bool(claim.checkable))


def _legend(tongue: Tongue) -> tuple[tuple[Look, str, str], ...]:
    return (
        ("for", tongue.text("A move for something"), tongue.text("a line under it")),
        ("against", tongue.text("A move against something"), tongue.text("a double line")),
        ("neutral", tongue.text("A move that is neither"), tongue.text("a dotted line")),
        ("quotation", tongue.text("A quotation"), tongue.text("a tint and a dashed line")),
        ("inner quotation", tongue.text("A quotation within another"), tongue.text("a darker tint and a wavy line")),
        ("insertion", tongue.text("[In brackets]"), tongue.text("taken for an editor's")),
        (
            "plain",
            tongue.text("The small letters lead to the rows"),
            tongue.text("m to a move, q to a quotation, c to a claim with a part to check"),
        ),
    )
