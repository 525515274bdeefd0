"""The claims of one text as tables: those with a part that can be checked, and, folded, those without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commonground.brief.document import Block, Folded, Plain, Runs, Section, Table, paragraph, runs_of, sentence
from commonground.brief.language import Tongue
from commonground.brief.of_record.contents import RecordContents
from commonground.brief.of_record.links import Links
from commonground.brief.of_record.row_words import answer_words
from commonground.brief.of_record.rows import ClaimRow

__all__ = ["answered", "claimed_by", "claims_section"]

_ENDS = " .!?…,;:"


def claims_section(contents: RecordContents, tongue: Tongue, links: Links) -> Section:
    return Section("claims", tongue.text("The claims"), tuple(_blocks(contents, tongue, links)))


def claimed_by(claim: ClaimRow, tongue: Tongue, links: Links) -> Runs:
    """Whose claim it is; by whom it is told, if by another; and where it is the asker's."""
    who = links.who(claim.source)
    if claim.source != claim.speaker:
        who = tongue.say("{who}, as {speaker} tells it", who=who, speaker=links.who(claim.speaker))
    asked = tongue.text(" (the asker's: a question takes it for granted)") if claim.presupposed else ""
    return (*who, *runs_of(asked))


def answered(claim: ClaimRow, tongue: Tongue, links: Links) -> Runs:
    """Who answers it, how and where, as far as the rules see."""
    if claim.answer is None:
        return tongue.say("unanswered")
    words = answer_words(tongue, claim.answer.how, claim.answer.speaker)
    return (Plain(f"{words}, "), links.line(claim.answer.line))


def _blocks(contents: RecordContents, tongue: Tongue, links: Links) -> Iterator[Block]:
    telling = [claim for claim in contents.claims if claim.checkable]
    silent = [claim for claim in contents.claims if not claim.checkable]
    if telling:
        caption = tongue.say(
            "Claims with a part that can be checked: a figure, a date, or a name with something that happened. "
            "“Unanswered” says only that no later speaker is seen to take it up."
        )
        yield _table(telling, caption, tongue, links)
    if silent:
        summary = tongue.count(
            "{n} claim with nothing in it that the rules know how to check",
            "{n} claims with nothing in them that the rules know how to check",
            len(silent),
        )
        caption = tongue.say("Views, wishes, forecasts, and what is said without figure, date or name.")
        yield Folded(summary, (_table(silent, caption, tongue, links),))
    if not contents.claims:
        yield paragraph(sentence(tongue.say("The rules see no claim.")))


def _table(claims: Sequence[ClaimRow], caption: Runs, tongue: Tongue, links: Links) -> Table:
    head = (
        tongue.say("Place"),
        tongue.say("Claimed by"),
        tongue.say("What is claimed"),
        tongue.say("Of whom or what"),
        tongue.say("To check"),
        tongue.say("Answered"),
    )
    rows = tuple(
        (
            (Plain(f"{claim.id}, "), links.place(claim, claim.line)),
            claimed_by(claim, tongue, links),
            runs_of(claim.words),
            runs_of(", ".join(claim.of) or "–"),
            tongue.say("all of it") if _wholly(claim) else runs_of("; ".join(claim.checkable) or "–"),
            answered(claim, tongue, links),
        )
        for claim in claims
    )
    return Table(caption, head, rows, tuple(claim.id for claim in claims), stacked=True)


def _wholly(claim: ClaimRow) -> bool:
    """Whether the part of a claim that can be checked is the claim."""
    return len(claim.checkable) == 1 and claim.checkable[0].rstrip(_ENDS) == claim.words.rstrip(_ENDS)
