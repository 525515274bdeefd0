"""Blind coding on a terminal: the text stretch by stretch, words typed, labels from numbered lists, all kept at once.

Neither another coder's statements nor proposals are shown, whatever the case holds of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commonground.brief.terminal.console import new_console, plain
from commonground.case import load
from commonground.case.codebook import Codebook, read_codebook
from commonground.case.places import own_folder
from commonground.case.text_needed import text_needed
from commonground.case.vocabulary import vocabulary_of
from commonground.errors import CommongroundError
from commonground.record import Document
from commonground.statements import Statement, append_statement, read_statements
from commonground.statements.afresh import Afresh, Stretch, begin_blind, chosen, coded, stretches_of, taken_back
from commonground.statements.files import coder_file
from commonground.statements.naming import UNKNOWN, Names
from commonground.statements.schema import ACTS, MODALITIES, MODES, POLARITIES

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["code_blind"]

Ask = Callable[[str], str]

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")  # what a text could tell a terminal to do
_KEYS = "words · Enter next · b back · g N go to · u undo · q quit · ? help"
_HELP = """\
Type the words of a statement as they stand above, or its first and last words with three dots between.
Then say what it is: a number of the list or its word; Enter takes what stands in brackets, ? explains the words.
Enter  the next stretch.        b    the one before.        g N  the stretch of that number.
u      take back the last statement of this sitting; while labels are asked, drop the words chosen.
q      quit. Every statement is kept when it is made; the next time goes on where you stopped."""


class _Dropped(Exception):
    """The coder does not want the words chosen coded after all."""


class _Quit(Exception):
    """The coder ends the sitting."""


@dataclass(frozen=True, slots=True)
class _List:
    """What may be said of one field: ids with what they are called, and what Enter takes."""

    field: str
    ids: Sequence[str]
    called: Mapping[str, str]
    usual: str | None
    optional: bool = False
    may_be_unknown: bool = False


def code_blind(
    folder: Path | str,
    coder: str,
    source: str,
    *,
    console: Console | None = None,
    ask: Ask | None = None,
    now: Callable[[], str] = lambda: datetime.now(UTC).isoformat(timespec="seconds"),
) -> tuple[Statement, ...]:
    """Code a source of the case in ``folder`` blind; the coder's statements in it, those of earlier sittings too.

    ``ask`` gives an answer to a prompt (end of file and Ctrl-C quit), ``now`` the time.

    Raises
    ------
    UsageError
        No such source, its text is not at hand, the case cannot be written to, or the coder has seen others' work.
    """
    case = load(folder)
    place, (described, document) = own_folder(case.path), text_needed(case, source)
    book = read_codebook(folder)
    sitting = begin_blind(
        case.statements.values(),
        coder,
        source,
        None if book is None else book.version,
        sealed=described.file is None,
    )
    console = console or new_console()
    ask = ask or (lambda prompt: console.input(prompt, markup=False))
    talk = _Talk(place, document, stretches_of(document), Names(vocabulary_of(case)), book, sitting, console, ask, now)
    try:
        talk.run()
    except (KeyboardInterrupt, EOFError, _Quit):
        console.print()
    talk.say(f"Statements of {source} coded blind by {coder}: {len(talk.sitting.own)}. What was coded is kept.")
    return talk.sitting.own


@dataclass(slots=True)
class _Talk:
    """What the loop needs besides the sitting itself, which is a value."""

    folder: Path
    document: Document
    stretches: tuple[Stretch, ...]
    names: Names
    book: Codebook | None
    sitting: Afresh
    console: Console
    ask: Ask
    now: Callable[[], str]

    def run(self) -> None:
        at, shown = self.begin(), None
        while at < len(self.stretches):
            if at != shown:
                self.show(at)
                shown = at
            answer = self.ask(f"{_KEYS} > ").strip()
            try:
                at = self.answered(self.stretches[at], answer, at)
            except CommongroundError as error:  # nothing was kept; it is asked again
                for problem in error.problems:
                    self.say(str(problem), "bold")
        self.say("That was the end of the text.")

    def begin(self) -> int:
        """Where to go on: the last stretch that the coder has a statement in."""
        book = f"codebook {self.sitting.codebook}" if self.sitting.codebook else "there is no codebook"
        self.say(f"Coding {self.sitting.source} blind as {self.sitting.coder}; {book}.", "bold")
        self.say(_HELP)
        last = max((each.anchor.start for each in self.sitting.own if each.anchor), default=-1)
        at = max((n for n, each in enumerate(self.stretches) if each.start <= last), default=0)
        if self.sitting.own:
            self.say(f"Your statements here so far: {len(self.sitting.own)}. Going on at stretch {at + 1}.")
        return at

    def answered(self, stretch: Stretch, answer: str, at: int) -> int:
        """The stretch to show after one answer."""
        match answer.split():
            case []:
                return at + 1
            case ["b"]:
                return max(0, at - 1)
            case ["g", number] if number.isdecimal() and len(number) < 9:
                return min(max(1, int(number)), len(self.stretches)) - 1
            case ["q"]:
                raise _Quit
            case ["u"]:
                self.keep(*taken_back(self.sitting, self.now()))
                self.say("Taken back.")
            case ["?"]:
                self.say(_HELP)
            case _:
                self.code(stretch, answer)
        return at

    def code(self, stretch: Stretch, words: str) -> None:
        place = chosen(self.document, stretch, words)
        self.say(f">> {' '.join(self.document.text[slice(*place)].split())}")
        try:
            labels = self.labels(stretch)
        except _Dropped:
            self.say("Dropped: nothing was coded.")
            return
        sitting = replace(self.sitting, taken=self.sitting.taken | self.written())
        self.keep(*coded(sitting, self.document, place, labels, self.now()))
        self.say(f"Kept: {_in_short(self.sitting.made[-1])}")

    def keep(self, after: Afresh, version: Statement) -> None:
        append_statement(self.folder, self.sitting.coder, version)
        self.sitting = after

    def written(self) -> frozenset[str]:
        """The ids in the coder's file by now: the same coder may sit at a second terminal."""
        file = self.folder / coder_file(self.sitting.coder)
        found = read_statements(file.read_bytes(), file.name)[0] if file.exists() else []
        return frozenset(each.id for each in found)

    def labels(self, stretch: Stretch) -> dict[str, Any]:
        """What the coder says of the words chosen, field after field."""
        vocabulary = self.names.vocabulary
        actors = {name: ", ".join(words[:1]) for name, words in vocabulary.actors.items()}
        issues = {name: ", ".join(words[:1]) for name, words in vocabulary.issues.items()}
        turn = self.names.actor(stretch.speaker) if stretch.speaker else None

        def actor(field: str, usual: str | None, *, optional: bool = False) -> str | None:
            return self.asked(_List(field, tuple(actors), actors, usual, optional, may_be_unknown=True))

        found: dict[str, Any] = {"act": self.asked(_List("act", ACTS, {}, None))}
        found["speaker"] = actor("speaker", turn)
        found["source"] = actor("source", self.names.party(found["speaker"]))
        own = found["source"] in (found["speaker"], self.names.party(found["speaker"]))
        if issues:
            found["issue"] = self.asked(_List("issue", tuple(issues), issues, None, optional=True))
        found["polarity"] = self.asked(_List("polarity", POLARITIES, {}, "neutral"))
        found["modality"] = self.asked(_List("modality", MODALITIES, {}, "asserted"))
        found["mode"] = self.asked(_List("mode", MODES, {}, "own" if own else "reported"))
        found["addressee"] = actor("addressee", None, optional=True)
        found["paraphrase"] = self.paraphrase()
        return found

    def asked(self, choices: _List) -> str | None:
        """One of a numbered list, by number, id or name; nothing, where that may be."""
        listed = "  ".join(f"{n} {_called(choices, each)}" for n, each in enumerate(choices.ids, 1))
        self.say(f"{choices.field}: {listed}")
        usual = choices.usual or ("none" if choices.optional else None)
        while True:
            answer = self.ask(f"{choices.field}{f' [{usual}]' if usual else ''} > ").strip()
            if answer == "q":
                raise _Quit
            if answer == "u":
                raise _Dropped
            if not answer and (choices.usual or choices.optional):
                return choices.usual
            if answer == "-" and choices.optional:
                return None
            if answer == "?":
                self.explain(choices)
            elif (found := self.meant(choices, answer)) is not None:
                return found
            else:
                self.say(f"There is no such {choices.field}: type a number of the list, or a word of it.", "bold")

    def meant(self, choices: _List, answer: str) -> str | None:
        if answer.isdecimal() and len(answer) < 9:
            return choices.ids[int(answer) - 1] if 1 <= int(answer) <= len(choices.ids) else None
        if answer in choices.ids or (choices.may_be_unknown and answer == UNKNOWN):
            return answer
        if choices.field == "issue":
            return self.names.issue(answer)
        if choices.may_be_unknown:
            return self.names.actor(answer)
        begun = [each for each in choices.ids if answer and each.startswith(answer.lower())]
        return begun[0] if len(begun) == 1 else None

    def paraphrase(self) -> str:
        need = " (needed: the text is not kept in the case)" if self.sitting.sealed else " (Enter for none)"
        while True:
            words = self.ask(f"in your own words{need} > ").strip()
            if words in {"q", "u"}:
                raise _Quit if words == "q" else _Dropped
            if words or not self.sitting.sealed:
                return words

    def explain(self, choices: _List) -> None:
        """What the codebook says of the words of a list."""
        entries = {} if self.book is None else {"act": self.book.acts, "issue": self.book.issues}.get(choices.field, {})
        for number, each in enumerate(choices.ids, 1):
            meaning = f": {entries[each].definition}" if each in entries else ""
            self.say(f"  {number} {_called(choices, each)}{meaning}")

    def show(self, at: int) -> None:
        stretch = self.stretches[at]
        self.console.print()
        who = stretch.speaker or stretch.role or "nobody named"
        self.say(f"{at + 1} of {len(self.stretches)}: {who}", "bold")
        self.say(self.document.text[stretch.start : stretch.end].strip())
        for each in self.sitting.own:
            if _inside(each, stretch):
                self.say(f"  yours: {_in_short(each)}", "dim")

    def say(self, words: str, style: str = "") -> None:
        self.console.print(plain(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", words), style))


def _called(choices: _List, name: str) -> str:
    called = choices.called.get(name)
    return f"{name} ({called})" if called and called != name else name


def _inside(statement: Statement, stretch: Stretch) -> bool:
    anchor = statement.anchor
    return anchor is not None and stretch.start <= anchor.start < stretch.end


def _in_short(statement: Statement) -> str:
    words = (statement.anchor.quote if statement.anchor else None) or statement.paraphrase
    told = " ".join(words.split())
    short = told if len(told) <= 60 else f"{told[:40]} … {told[-17:]}"
    return f"{statement.id}, {statement.act} by {statement.source} on {statement.issue or 'no issue'}: {short}"
