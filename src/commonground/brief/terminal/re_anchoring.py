"""Re-anchoring on a terminal: each statement whose words stand elsewhere now, and a person's yes or no to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from commonground.brief.terminal.console import new_console, plain
from commonground.case import Case
from commonground.case.places import own_folder
from commonground.case.quotes import document_of
from commonground.case.re_anchoring import Misplaced, Span, line_of, misplaced, re_anchored
from commonground.record import Document
from commonground.statements.review import keep

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["ReAnchored", "re_anchor_case"]

Ask = Callable[[str], str]

_AROUND = 160  # code points shown on each side
_MOST = 9  # places shown of words that stand in many


@dataclass(frozen=True, slots=True)
class ReAnchored:
    """What became of the statements whose words were not where they had been."""

    moved: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    def in_words(self) -> str:
        return (
            f"{len(self.moved)} moved, {len(self.left)} left as they were, {len(self.lost)} not in the text any more."
        )


def re_anchor_case(
    case: Case,
    source: str | None,
    reviewer: str,
    *,
    console: Console | None = None,
    ask: Ask | None = None,
    now: Callable[[], str] = lambda: datetime.now(UTC).isoformat(timespec="seconds"),
) -> ReAnchored:
    """Ask about each statement whose words stand elsewhere; a yes is kept in its coder's file before the next question.

    Raises
    ------
    UsageError
        The case is no folder of one's own that statements can be added to.
    """
    console = console or new_console()
    talk = _Talk(
        console, ask or (lambda prompt: console.input(prompt, markup=False)), own_folder(case.path), reviewer, now
    )
    items = misplaced(case, source)
    elsewhere = [item for item in items if item.status == "elsewhere"]
    lost = [item for item in items if item.status == "lost"]
    texts = {name: document_of(case, case.sources[name]) for name in {item.statement.document for item in items}}
    for item in lost:
        talk.tell_lost(texts[item.statement.document], item)
    moved: list[str] = []
    try:
        for place, item in enumerate(elsewhere, 1):
            talk.say(f"\n{place} of {len(elsewhere)}: {item.statement.id} in {item.statement.document}", "bold")
            if talk.settle(texts[item.statement.document], item):
                moved.append(item.statement.id)
    except (KeyboardInterrupt, EOFError, _Quit):
        talk.say("\nStopped. What was moved before is kept.")
    left = tuple(item.statement.id for item in elsewhere if item.statement.id not in moved)
    return ReAnchored(tuple(moved), left, tuple(item.statement.id for item in lost))


class _Quit(Exception):
    """The person has had enough."""


class _Talk:
    def __init__(self, console: Console, ask: Ask, folder: Path, reviewer: str, now: Callable[[], str]) -> None:
        self.console, self.ask, self.folder, self.reviewer, self.now = console, ask, folder, reviewer, now

    def settle(self, document: Document | None, item: Misplaced) -> bool:
        """Whether the statement was moved, by the person's choice of one of the places."""
        if document is None:
            return False
        places = item.places[:_MOST]
        if item.statement.paraphrase:
            self.say(f"  {item.statement.paraphrase}")
        for number, place in enumerate(places, 1):
            self.passage(document, place, str(number) if len(places) > 1 else ">>")
        if len(places) < len(item.places):
            self.say(f"The words stand in {len(item.places)} places; the first {_MOST} are shown.")
        keys = "y" if len(places) == 1 else f"1-{len(places)}"
        while True:
            key = self.ask(f"{keys} the passage that was meant · s leave it · q quit > ").strip().lower()
            if key == "q":
                raise _Quit
            if key == "s":
                return False
            choices = ["y"] if len(places) == 1 else [str(number) for number in range(1, len(places) + 1)]
            if key in choices:
                choice = choices.index(key)
                keep(self.folder, re_anchored(document, item.statement, places[choice], self.reviewer, self.now()))
                return True

    def tell_lost(self, document: Document | None, item: Misplaced) -> None:
        self.say(f"\n{item.statement.id} in {item.statement.document}: its words are not in the text any more.", "bold")
        if document is None or item.near is None:
            self.say("  Nothing in the text is like them.")
            return
        self.say("  Most like them is this; if it says the same, reject the statement and code this passage:")
        self.passage(document, item.near, "~~")

    def passage(self, document: Document, place: Span, mark: str) -> None:
        start, end = place
        text = document.text
        around = (text[max(0, start - _AROUND) : start], text[end : end + _AROUND])
        self.say(f"{mark} line {line_of(document, start)}: {' '.join(text[start:end].split())}", "bold")
        self.say(f"   … {' '.join(around[0].split())} [ ] {' '.join(around[1].split())} …", "dim")

    def say(self, words: str, style: str = "") -> None:
        self.console.print(plain(words, style))
