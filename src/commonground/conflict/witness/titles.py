"""What parties and options are called, and one state told from another in these words.

A title that begins with a small letter reads on after the party's name (“goes on attacking”); any other is a label
(“Ceasefire”), and so is an option without a title of its own, which is called by its id. So a change reads *Russia no
longer “goes on attacking”*, or *Russia drops “Attacks”*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from commonground.conflict.model.option_form import OptionForm
from commonground.logic import And, Constant, Formula, Iff, Implies, Not, Or, Taken

if TYPE_CHECKING:
    from commonground.case.model import Case
    from commonground.conflict.model.contract import Model

__all__ = ["Titles", "listed"]

_FINAL = {True: "once taken", False: "once dropped"}


def listed(words: Iterable[str], last: str = "and") -> str:
    """``a, b and c``.

    >>> listed(["a", "b", "c"], "or")
    'a, b or c'
    """
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else "nothing"


@dataclass(frozen=True)
class Titles:
    """Names of parties and titles of options, by id."""

    parties: Mapping[str, str]
    options: Mapping[str, str]
    owners: Mapping[str, str]

    @classmethod
    def of_case(cls, case: Case) -> Titles:
        """As the case has them."""
        return cls(
            {party.id: party.name for party in case.parties.values()},
            {option.id: option.title for option in case.options.values()},
            {option.id: option.party for option in case.options.values()},
        )

    @classmethod
    def of_model(cls, model: Model) -> Titles:
        """Where nothing but the model is there: its own names."""
        own = zip(model.parties, model.options, strict=True) if isinstance(model, OptionForm) else ()
        owners = {option: party for party, options in own for option in options}
        return cls({party: party for party in model.parties}, {option: option for option in owners}, owners)

    def party(self, party: str) -> str:
        return self.parties.get(party, party)

    def is_label(self, option: str) -> bool:
        """Whether the title does not read on after the party's name."""
        return self.options[option] == option or not self.options[option][:1].islower()

    # -- formulas

    def formula(self, formula: Formula) -> str:
        """A formula over options as a reader would say it.

        >>> titles = Titles({"r": "Russia"}, {"attack": "goes on attacking", "aid": "Aid"}, {"attack": "r", "aid": "r"})
        >>> titles.formula(Implies(Not(Taken("attack")), Taken("aid")))
        'if not “Russia goes on attacking”, then “Russia: Aid”'
        """
        match formula:
            case Taken(option):
                between = ": " if self.is_label(option) else " "
                return f"“{self.party(self.owners[option])}{between}{self.options[option]}”"
            case Not(inner):
                bracketed = isinstance(inner, Not)
                return f"not ({self.formula(inner)})" if bracketed else f"not {self._inner(inner)}"
            case And(parts):
                return self._several("both", "all of these:", "and", parts) if parts else "always"
            case Or(parts):
                return self._several("either", "one or more of these:", "or", parts) if parts else "never"
            case Implies(left, right):
                return f"if {self._inner(left)}, then {self._inner(right)}"
            case Iff(left, right):
                return f"{self._inner(left)} just when {self._inner(right)}"
            case Constant(value):
                return "always" if value else "never"
        raise TypeError(f"not a formula over options: {formula!r}")

    def _several(self, of_two: str, of_more: str, last: str, parts: Sequence[Formula]) -> str:
        words = [self._inner(part) for part in parts]
        if len(words) == 1:
            return words[0]
        return f"{of_two} {listed(words, last)}" if len(words) == 2 else f"{of_more} {listed(words)}"

    def _inner(self, formula: Formula) -> str:
        """As a part of another one: in brackets unless its end is plain."""
        plain = isinstance(formula, Taken | Constant | Not)
        return self.formula(formula) if plain else f"({self.formula(formula)})"

    # -- states and changes

    def change(self, model: Model, party: str, start: int, end: int) -> str:
        """What a party does differently, after its name: ``no longer “goes on attacking”``."""
        if not isinstance(model, OptionForm):
            return f"moves from “{model.name(start)}” to “{model.name(end)}”"
        pairs = zip(model.option_names, model.name(start), model.name(end), strict=True)
        changed = [(option, after == "Y") for option, before, after in pairs if before != after]
        ways = dict(zip(model.option_names, chain.from_iterable(model.reversible), strict=True))
        told = (
            f"{self._changed(option, taken)}{', for good' if ways[option] == _FINAL[taken] else ''}"
            for option, taken in changed
            if self.owners[option] == party
        )
        return listed(told)

    def _changed(self, option: str, taken: bool) -> str:
        words = ("takes up", "drops") if self.is_label(option) else ("now", "no longer")
        return f"{words[0] if taken else words[1]} “{self.options[option]}”"

    def changes(self, model: Model, start: int, end: int) -> str:
        """What everybody does differently: ``Russia no longer “goes on attacking”; Ukraine now “signs”``."""
        if not isinstance(model, OptionForm):
            return f"from “{model.name(start)}” to “{model.name(end)}”"
        each = ((self.party(party), self.change(model, party, start, end)) for party in model.parties)
        return "; ".join(f"{name} {change}" for name, change in each if change != "nothing")

    def state(self, model: Model, state: int) -> str:
        """A state: by name, as today's, by its difference from today's, or by all that is done in it."""
        today = model.status_quo
        if not isinstance(model, OptionForm):
            return f"the state “{model.name(state)}”" + (", today’s" if state == today else "")
        if today is None:
            done = [Taken(o) for o, letter in zip(model.option_names, model.name(state), strict=True) if letter == "Y"]
            return f"the state with {listed(map(self.formula, done))}" if done else "the state with nothing done"
        if state == today:
            return "today’s state"
        return f"the state that differs from today’s in this: {self.changes(model, today, state)}"
