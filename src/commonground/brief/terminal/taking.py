"""Go through what statements propose, one candidate at a time: take it with a choice, word it otherwise, or leave it.

What is taken is shown as the case file would have it, and saved when the person says so, before the next one comes.
What is left is nowhere noted and proposed again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from commonground.brief.terminal.candidates import candidate_lines
from commonground.brief.terminal.console import new_console, plain
from commonground.case import Candidate, Case, candidates_of, edit, filled, take
from commonground.case.holes import Hole
from commonground.errors import CommongroundError

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["take_candidates"]

Ask = Callable[[str], str]

_KEYS = "t take · w word it yourself · l leave · q quit > "


def take_candidates(folder: Path | str, *, console: Console | None = None, ask: Ask | None = None) -> tuple[str, ...]:
    """Ask about every candidate of the case in ``folder``; the ids of the objects that statements went into.

    Quitting, the end of input and Ctrl-C end it; what was taken before is saved.
    """
    console = console or new_console()
    talk = _Talk(console, ask or _asker(console))
    taken: list[str] = []
    try:
        talk.run(Path(folder), taken)
    except (KeyboardInterrupt, EOFError):
        console.print()
    talk.say(f"Taken: {', '.join(taken) or 'nothing'}.")
    return tuple(taken)


class _Talk:
    def __init__(self, console: Console, ask: Ask) -> None:
        self.console, self.ask = console, ask

    def run(self, folder: Path, taken: list[str]) -> None:
        names = [item.id for item in candidates_of(edit(folder).preview()).items]
        for place, name in enumerate(names, 1):
            case = edit(folder).preview()  # as it is with all that was taken before
            item = next((each for each in candidates_of(case).items if each.id == name), None)
            if item is None:
                continue
            self.console.print()
            self.say(f"{place} of {len(names)}")
            for line in candidate_lines(case, item, numbered=True):
                self.say(line)
            if not self.decide(folder, case, item, taken):
                return

    def decide(self, folder: Path, case: Case, item: Candidate, taken: list[str]) -> bool:
        """Whether to go on to the next one."""
        while True:
            key = self.ask(_KEYS).strip().lower()
            if key in {"l", "q"}:
                return key == "l"
            if key not in {"t", "w"}:
                continue
            try:
                name = self.write(folder, case, item, own_words=key == "w")
            except CommongroundError as error:  # nothing was written; it is asked again
                for problem in error.problems:
                    self.say(str(problem), "bold")
                continue
            if name is not None:
                taken.append(name)
                return True

    def write(self, folder: Path, case: Case, item: Candidate, *, own_words: bool) -> str | None:
        formula = self.ask("formula > ").strip() if own_words else None
        open_holes = [hole for hole in item.holes if not own_words or hole.name == "round"]
        choice = {hole.name: _meant(hole, self.ask(f"{hole.name} > ")) for hole in open_holes}
        fields = _fields(self.ask("Other fields, such as kind=red line; owner=delegation (Enter for none) > "))
        entry = filled(case, item, choice, formula=formula, edits=fields)
        for name, value in entry.items():
            self.say(f"  {name}: {', '.join(value) if isinstance(value, list) else value}")
        if self.ask("Write this into the case? (y) > ").strip().lower() != "y":
            return None
        draft = edit(folder)
        name = take(draft, item, choice, formula=formula, edits=fields)
        draft.save()
        return name

    def say(self, words: str, style: str = "") -> None:
        self.console.print(plain(words, style))


def _meant(hole: Hole, answer: str) -> tuple[str, ...]:
    """The choices in an answer, parted by commas, each by its number in the list or by its word."""
    options = list(hole.options)
    words = (word.strip() for word in answer.split(",") if word.strip())
    return tuple(options[int(word) - 1] if _is_number(word, options) else word for word in words)


def _is_number(word: str, options: list[str]) -> bool:
    """Whether a word is the number of a choice; what the case itself calls so goes before."""
    return word not in options and word.isdecimal() and len(word) < 9 and 1 <= int(word) <= len(options)


def _fields(answer: str) -> dict[str, Any]:
    """``kind=red line; owner=delegation`` as fields; a field with nothing after its sign is left out of the entry."""
    pairs = (part.partition("=") for part in answer.split(";") if part.strip())
    return {name.strip(): value.strip() or None for name, _, value in pairs}


def _asker(console: Console) -> Ask:
    return lambda prompt: console.input(prompt, markup=False)
