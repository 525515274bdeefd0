"""Review on a terminal: one statement with its context, a letter for each decision, everything kept at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from commonground.brief.terminal.console import new_console, plain
from commonground.case import Case, load
from commonground.case.quotes import document_of
from commonground.case.vocabulary import vocabulary_of
from commonground.errors import CommongroundError, Problem, StoreError, UsageError, Where
from commonground.record import Document
from commonground.statements import Statement, Vocabulary
from commonground.statements.context import surroundings
from commonground.statements.review import (
    CORRECTABLE,
    Review,
    Tally,
    begin,
    choices_of,
    confirm,
    correct,
    keep,
    reject,
    skip,
    tally,
    undo,
)

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["review_case", "review_statements"]

Ask = Callable[[str], str]

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # what a text could tell a terminal to do

_KEYS = "y confirm · c correct · n reject · s skip · u undo · q quit · ? help"
_HELP = """\
y  confirm: the statement stands as proposed.
c  correct: put fields right, one after the other; it then stands as corrected.
n  reject: it does not stand. You may say why.
s  skip: leave it for another time.
u  undo: take the last decision of this sitting back.
q  quit. Every decision is kept when it is made; the next review goes on with what is left."""


def review_case(folder: Path | str, reviewer: str, *, console: Console | None = None, ask: Ask | None = None) -> Tally:
    """Review what is proposed in a case folder, with the texts that are at hand."""
    case = load(folder)
    place = _folder_of(case, folder)

    @cache
    def text(source: str) -> Document | None:
        return document_of(case, case.sources[source]) if source in case.sources else None

    return review_statements(
        place,
        case.statements.values(),
        reviewer,
        vocabulary_of(case),
        text=text,
        console=console,
        ask=ask,
    )


def review_statements(
    folder: Path | str,
    statements: Iterable[Statement],
    reviewer: str,
    vocabulary: Vocabulary | None = None,
    *,
    text: Callable[[str], Document | None] = lambda _: None,
    console: Console | None = None,
    ask: Ask | None = None,
    now: Callable[[], str] = lambda: datetime.now(UTC).isoformat(timespec="seconds"),
) -> Tally:
    """Go through the proposed ones of ``statements`` until none is left or the reviewer quits.

    Every decision is added to the statement's file in ``folder`` before the next question. ``text`` gives the text of
    a source, ``ask`` an answer to a prompt (end of file and Ctrl-C quit), ``now`` the time.
    """
    console = console or new_console()
    all_of_them = {statement.id: statement for statement in statements}
    sitting = _Sitting(Path(folder), all_of_them, text, console, ask or _asker(console), now)
    try:
        sitting.run(begin(all_of_them.values(), reviewer, vocabulary))
    except (KeyboardInterrupt, EOFError):
        console.print()
        console.print(plain("Stopped. What was decided before is kept."))
    result = tally(all_of_them.values())
    console.print(plain(_told(result)))
    return result


class _Sitting:
    """What the loop needs besides the review itself, which is a value."""

    def __init__(
        self,
        folder: Path,
        statements: dict[str, Statement],
        text: Callable[[str], Document | None],
        console: Console,
        ask: Ask,
        now: Callable[[], str],
    ) -> None:
        self.folder, self.statements, self.text = folder, statements, text
        self.console, self.ask, self.now = console, ask, now

    def run(self, review: Review) -> None:
        total, shown = len(review.waiting), None
        while review.current is not None or review.made:
            if review.current is None:
                self.say("That was the last. u undoes the last decision, q ends.")
            elif review.current is not shown:
                shown = review.current
                self.show(review, total)
            key = self.ask(f"{_KEYS} > ").strip().lower()
            if key == "q":
                return
            try:
                review = self.decide(review, key)
            except CommongroundError as error:  # nothing was decided; it is asked again
                for problem in error.problems:
                    self.say(str(problem), "bold")

    def decide(self, review: Review, key: str) -> Review:
        """The review after one letter; a decision is kept before it counts."""
        match key:
            case "y":
                after, version = confirm(review, self.now())
            case "n":
                why = self.ask("Why? (Enter to leave it open) > ").strip()
                after, version = reject(review, self.now(), why or None)
            case "c":
                changes = self.corrections(review)
                if not changes:
                    self.say("Nothing was corrected.")
                    return review
                after, version = correct(review, changes, self.now())
            case "u":
                earlier, undone = undo(review, self.now())
                return self.kept(earlier, undone)
            case "s":
                return skip(review)
            case _:
                self.say(_HELP)
                return review
        return self.kept(after, version)

    def kept(self, after: Review, version: Statement | None) -> Review:
        if version is not None:
            keep(self.folder, version)
            self.statements[version.id] = version
        return after

    def corrections(self, review: Review) -> dict[str, str | None]:
        """Fields and what is right in them, each tried before the next is asked for."""
        changes: dict[str, str | None] = {}
        while review.current is not None:
            self.say(f"Fields: {', '.join(CORRECTABLE)}")
            field = _meant(self.ask("Which field? (Enter when done) > ").strip().lower())
            if not field:
                break
            if field not in CORRECTABLE:
                self.tried(review, field, None)  # which says so, before a value is asked for
                continue
            known = choices_of(review, field)
            if known:
                self.say(f"One of {', '.join(known)}")
            value = self.ask(f"{field}, now {getattr(review.current, field, None) or 'none'} (- for none) > ").strip()
            changes |= self.tried(review, field, None if value == "-" else value) if value else {}
        return changes

    def tried(self, review: Review, field: str, value: str | None) -> dict[str, str | None]:
        try:
            correct(review, {field: value}, self.now())
        except UsageError as error:
            for problem in error.problems:
                self.say(str(problem), "bold")
            return {}
        return {field: value}

    def show(self, review: Review, total: int) -> None:
        statement = review.waiting[0]
        self.console.print()
        head = f"{total - len(review.waiting) + 1} of {total}: {statement.id} in {statement.document}"
        self.say(f"{head}, proposed by {statement.proposer or statement.coder or 'nobody named'}", "bold")
        found = surroundings(self.text(statement.document), statement)
        for words, style, mark in ((found.before, "dim", ""), (found.words, "bold", ">> "), (found.after, "dim", "")):
            if words.strip():
                self.say(mark + " ".join(words.split()), style)
        if found.note:
            self.say(found.note)
        for name in ("speaker", "source", "act", "issue", "polarity", "modality", "mode", "addressee"):
            self.say(f"  {name:<11}{getattr(statement, name) or 'none'}")
        spoken_for = review.vocabulary.parties.get(statement.speaker) if review.vocabulary else None
        if statement.attributed and statement.source != spoken_for:
            self.say(f"  {statement.speaker} tells what {statement.source} holds")
        for name in ("paraphrase", "cue", "note"):
            if getattr(statement, name):
                self.say(f"  {name:<11}{getattr(statement, name)}")

    def say(self, words: str, style: str = "") -> None:
        self.console.print(plain(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", words), style))


def _meant(word: str) -> str:
    """The field that a word begins, if it begins one only."""
    begun = [field for field in CORRECTABLE if word and field.startswith(word)]
    return word if word in CORRECTABLE or len(begun) != 1 else begun[0]


def _told(result: Tally) -> str:
    share = "" if result.unchanged is None else f" ({result.unchanged:.0%} of those decided on)"
    return (
        f"{result.confirmed} confirmed as proposed{share}, {result.corrected} corrected, {result.rejected} rejected; "
        f"{result.waiting} still wait."
    )


def _asker(console: Console) -> Ask:
    return lambda prompt: console.input(prompt, markup=False)


def _folder_of(case: Case, given: Path | str) -> Path:
    folder = Path(case.path or given)
    where = Where(str(given))
    if not Path(given).exists():
        what = "A bundled case is read and not changed: make a case folder of your own to review in."
        raise StoreError(Problem(what, where, code="no-folder"))
    if not folder.is_dir():
        raise StoreError(Problem("A zipped case can be read but not reviewed: unpack it first.", where, code="zip"))
    return folder
