"""Settling disagreements on a terminal: one stretch at a time, with what each coder saw there; each decision is kept.

The coders do it together. What they settle on is written as newer versions of their statements, each in its own
coder's file; a disagreement of which only some could be written comes up again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from commonground.brief.terminal.console import new_console, plain
from commonground.case import Case, load
from commonground.case.coding import agreement_between_coders
from commonground.case.places import own_folder
from commonground.case.quotes import document_of
from commonground.errors import CommongroundError
from commonground.record import Document
from commonground.statements import Statement, append_statements
from commonground.statements.context import surroundings
from commonground.statements.naming import UNKNOWN
from commonground.statements.reliability import Disagreement, dropped, settled, unsettled
from commonground.statements.reliability.settling import NONE, wrong_label

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["settle_case"]

Ask = Callable[[str], str]

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # what a text could tell a terminal to do
_KEYS = "k keep · d drop · s skip · u undo · q quit > "


@dataclass(frozen=True, slots=True)
class _Made:
    """A decision of this sitting: the place it was made at, and the statements as they were before it."""

    at: int
    before: tuple[Statement, ...]


def settle_case(
    folder: Path | str,
    who: str,
    *,
    console: Console | None = None,
    ask: Ask | None = None,
    now: Callable[[], str] = lambda: datetime.now(UTC).isoformat(timespec="seconds"),
) -> int:
    """Go through what the coders of the case in ``folder`` disagree on; how many of it are still to be settled.

    ``who`` stands as reviewer in what is written: those who settle, as "ann and ben". ``ask`` gives an answer to a
    prompt (end of file and Ctrl-C quit), ``now`` the time.

    Raises
    ------
    UsageError
        There are not two who coded blind, or the case cannot be written to.
    """
    case = load(folder)
    place = own_folder(case.path)
    items = unsettled(agreement_between_coders(folder).disagreements)
    console = console or new_console()
    ask = ask or (lambda prompt: console.input(prompt, markup=False))
    talk = _Talk(place, case, dict(case.statements), items, who, console, ask, now)
    try:
        talk.run()
    except (KeyboardInterrupt, EOFError):
        console.print()
    left = len(unsettled(agreement_between_coders(folder).disagreements))
    talk.say(f"{len(talk.made)} of {len(items)} were settled now; {left} are left. What was settled is kept.")
    return left


@dataclass(slots=True)
class _Talk:
    folder: Path
    case: Case
    statements: dict[str, Statement]
    items: tuple[Disagreement, ...]
    who: str
    console: Console
    ask: Ask
    now: Callable[[], str]
    made: tuple[_Made, ...] = ()

    def run(self) -> None:
        at, shown = 0, None
        text = cache(self.text)
        while at < len(self.items) or self.made:
            if at >= len(self.items):
                self.say("That was the last. u undoes the last decision, q ends.")
            elif at != shown:
                shown = at
                self.show(at, text(self.items[at].document))
            key = self.ask(_KEYS).strip().lower()
            if key == "q":
                return
            try:
                at = self.decided(at, key)
            except CommongroundError as error:  # nothing was written; it is asked again
                for problem in error.problems:
                    self.say(str(problem), "bold")

    def decided(self, at: int, key: str) -> int:
        """The place of the disagreement to look at after one answer."""
        if key == "u":
            return self.undone(at)
        if key == "s":
            return at + 1
        if key not in {"k", "d"} or at >= len(self.items):
            self.say(
                "k keeps the statements, with one label for all where theirs differ; d drops them as not to be coded; "
                "s leaves it for another time; u takes the last decision of this sitting back."
            )
            return at
        item = self.items[at]
        before = tuple(self.statements[name] for name in item.statements.values())
        if key == "d":
            versions = dropped(item, self.statements, self.who, self.now())
        else:
            versions = settled(item, self.statements, self.labels(item), self.who, self.now())
        self.write(versions)
        self.made = (*self.made, _Made(at, before))
        return at + 1

    def undone(self, at: int) -> int:
        if not self.made:
            self.say("Nothing was settled in this sitting that could be taken back.")
            return at
        last = self.made[-1]
        current = [self.statements[each.id] for each in last.before]
        self.write(
            tuple(
                replace(before, history=(*after.history, after.version))
                for before, after in zip(last.before, current, strict=True)
            )
        )
        self.made = self.made[:-1]
        return last.at

    def write(self, versions: tuple[Statement, ...]) -> None:
        for version in versions:
            append_statements(self.folder, version.coder or UNKNOWN, [version])
            self.statements[version.id] = version

    def labels(self, item: Disagreement) -> dict[str, str]:
        """The label that all settle on, for each field on which they differ."""
        return {field: self.label(field, values) for field, values in item.labels.items()}

    def label(self, field: str, values: Mapping[str, str]) -> str:
        choices = tuple(dict.fromkeys(values.values()))
        listed = "  ".join(
            f"{n} {value} ({', '.join(coder for coder, each in values.items() if each == value)})"
            for n, value in enumerate(choices, 1)
        )
        while True:
            answer = self.ask(f"{field}: {listed}, or another word > ").strip()
            if answer.isdecimal() and 1 <= int(answer[:6]) <= len(choices):
                return choices[int(answer[:6]) - 1]
            if answer and self.may_stand(field, answer):
                return answer
            self.say(f"There is no such {field}." if answer else f"Which {field}? A number, or a word.", "bold")

    def may_stand(self, field: str, word: str) -> bool:
        """Whether there is such an act or the like, and whether the case has an actor or issue of this name."""
        known: Mapping[str, object] = self.case.issues
        if field in {"speaker", "source", "addressee"}:
            known = {**self.case.parties, **self.case.actors, UNKNOWN: None}
        elif field != "issue":
            return not wrong_label(field, word)
        return word in known or (word == NONE and field in {"issue", "addressee"})

    def text(self, source: str) -> Document | None:
        return document_of(self.case, self.case.sources[source]) if source in self.case.sources else None

    def show(self, at: int, text: Document | None) -> None:
        item = self.items[at]
        self.console.print()
        self.say(f"{at + 1} of {len(self.items)}: {item.document}, {item.start} to {item.end}", "bold")
        for coder, name in item.statements.items():
            statement = self.statements[name]
            found = surroundings(text, statement, around=120)
            words = " ".join(f"{found.before}>>{found.words}<<{found.after}".split())
            self.say(f"  {coder}: {words if found.words else statement.paraphrase}")
            told = (f"{field} {values[coder]}" for field, values in item.labels.items())
            self.say(f"    {', '.join(told) or f'{statement.act} by {statement.source}'}")
        for coder in item.without:
            self.say(f"  {coder}: nothing")

    def say(self, words: str, style: str = "") -> None:
        self.console.print(plain(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", words), style))
