"""One text on a terminal: who speaks, who is quoted by whom, and what the rules propose to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from commonground.brief.matters import matters_named
from commonground.brief.terminal.console import new_console, plain, table_of
from commonground.errors import shortened
from commonground.record import Document
from commonground.statements import MOVES, Claim, Statement

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["print_document"]

MOST = 60  # rows of a table


def print_document(
    document: Document, name: str, proposals: Sequence[Statement], claims_made: Sequence[Claim] = ()
) -> None:
    """Turns, quotations, proposed moves and claims of one text. All of it is found by rules; nothing is confirmed."""
    console = new_console()
    console.print(plain(document.title or name, "bold"))
    words = len(document.text.split())
    turns = counted(len(document.turns), "turn")
    console.print(plain(f"Read as: {document.kind}; {counted(words, 'word')}, {turns}.", "dim"))
    speakers = Counter(turn.speaker or "nobody named" for turn in document.turns)
    console.print(plain("; ".join(f"{who}: {count}" for who, count in speakers.most_common(12)), "dim"))
    if document.participants:
        console.print(plain(f"Listed as present: {'; '.join(document.participants)}.", "dim"))
    for note in document.notes:
        console.print(plain(note, "yellow"))
    for aside in document.asides[:MOST]:
        text = shortened(document.text[aside.start : aside.end], 70)
        role = "" if aside.role == "marked" else f" ({aside.role})"
        console.print(plain(f"Nobody's statement{role}: {text}", "dim"))
    if document.quotations:
        table = table_of("Quotations", ("Told by", "Whose words", "Words"))
        for quotation in document.quotations[:MOST]:
            said = shortened(document.text[quotation.start : quotation.end], 80)
            table.add_row(plain(quotation.speaker or "–"), plain(quotation.source or "not said"), plain(said))
        console.print(table)
    moves = [statement for statement in proposals if statement.act in MOVES]
    if moves:
        table = table_of(
            "Moves that the rules see (proposed, for a person to confirm)", ("Act", "On", "Position of", "Words")
        )
        for statement in moves[:MOST]:
            said = _words(document, statement)
            on = statement.issue or ", ".join(matters_named(said)) or "–"
            table.add_row(plain(statement.act), plain(on), plain(statement.source), plain(said))
        console.print(table)
    telling = [claim for claim in claims_made if claim.checkable or claim.presupposed]
    if telling:
        console.print(_claims(telling))
    claims = sum(statement.act not in MOVES for statement in proposals)
    left = sum(max(0, len(rows) - MOST) for rows in (moves, document.quotations, document.asides, telling))
    found = f"{counted(len(moves), 'move')} and {counted(claims, 'claim')} proposed"
    if claims:
        found += f"; {len(telling) or 'no'} claims with something to check"
    more = f" {left:,} rows are left out here; --json has all." if left else ""
    console.print(plain(f"{found}.{more} Nothing is confirmed by machine.", "dim"))


def _claims(claims: Sequence[Claim]) -> Table:
    """Claims with something to check, and what questions take for granted; who answered, if anybody did."""
    table = table_of("Claims to check", ("Claimed by", "Of", "Checkable part", "Answered"))
    for claim in claims[:MOST]:
        words = "; ".join(claim.checkable) or claim.words
        taken = " (taken for granted in a question)" if claim.presupposed else ""
        answer = "unanswered" if claim.answer is None else f"{claim.answer.speaker} {claim.answer.how}"
        cells = (f"{claim.source}{taken}", ", ".join(claim.of) or "–", shortened(words, 90), answer)
        table.add_row(*map(plain, cells))
    return table


def counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _words(document: Document, statement: Statement) -> str:
    if statement.anchor is None:
        return statement.paraphrase
    return shortened(document.text[statement.anchor.start : statement.anchor.end], 90)
