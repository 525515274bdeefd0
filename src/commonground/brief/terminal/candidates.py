"""What confirmed statements propose for a case, on a terminal: with holes, evidence, and whose word it is."""

from __future__ import annotations

from commonground.brief.terminal.console import new_console, plain, print_frame
from commonground.brief.wording import party_name
from commonground.case import Candidate, Candidates, Case
from commonground.case.holes import Hole
from commonground.statements import Statement

__all__ = ["candidate_lines", "print_candidates"]

MOST_OPTIONS = 12  # of one hole, shown in full


def print_candidates(case: Case, found: Candidates) -> None:
    """Every candidate, then the share of each party that rests on another's word, then what proposes nothing."""
    console = new_console()
    print_frame(console, case, title=f"{case.title}: what its statements may mean")
    for item in found.items:
        console.print()
        head, *lines = candidate_lines(case, item)
        console.print(plain(head, "bold"))
        for line in lines:
            console.print(plain(f"  {line}"))
    console.print()
    for line in _counts(case, found):
        console.print(plain(line))


def candidate_lines(case: Case, item: Candidate, *, numbered: bool = False) -> list[str]:
    """A candidate in words: what it is, what is open, what it rests on, and why it is proposed.

    ``numbered``: with the number of each choice, for who is to type it.
    """
    lines = [f"{item.id}: {party_name(case, item.party)}, {item.section}: {item.pattern}"]
    lines += [line for hole in item.holes for line in _asked(hole, numbered=numbered)]
    lines += [f"Rests on {name}: {_words(case.statements[name])}" for name in item.evidence]
    if item.told_by is not None:
        lines.append(f"By {party_name(case, item.told_by)}'s account alone.")
    if item.round is not None:
        lines.append(f"As of round {item.round}, the last on or before the day it was said.")
    if item.beside:
        lines.append(f"There is already {', '.join(item.beside)} on this matter.")
    return [*lines, item.reason]


def _words(statement: Statement) -> str:
    """What a statement says: in the coder's words, or else in its own."""
    quote = statement.anchor.quote if statement.anchor else None
    return statement.paraphrase or (f"“{' '.join(quote.split())}”" if quote else "no paraphrase")


def _asked(hole: Hole, *, numbered: bool) -> list[str]:
    shown = [f"{value} ({words})" if words != value else value for value, words in hole.options.items()]
    if numbered:
        shown = [f"{number} {each}" for number, each in enumerate(shown, 1)]
    more = len(shown) - MOST_OPTIONS
    listed = ", ".join(shown[:MOST_OPTIONS]) + (f", and {more} more" if more > 0 else "")
    return [f"{hole.name}? {hole.asks}{' More than one may be chosen.' if hole.several else ''}", f"  {listed}"]


def _counts(case: Case, found: Candidates) -> list[str]:
    lines = [
        f"{party_name(case, party)}: {told} of {total} rest on another side's word alone."
        for party, (told, total) in found.shares.items()
        if total
    ]
    if not found.items:
        lines.append("Nothing is proposed that the case does not have already.")
    if found.unconfirmed:
        lines.append(f"Not confirmed by anybody, and so proposing nothing: {found.unconfirmed}.")
    return [*lines, *(f"{left.statement} proposes nothing: {left.reason}." for left in found.left)]
