"""The sentences of an explanation, from a witness."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from commonground.conflict.witness.concepts import named
from commonground.conflict.witness.own_moves import own_moves
from commonground.conflict.witness.reasons import compared
from commonground.conflict.witness.titles import listed

if TYPE_CHECKING:
    from commonground.case.model import Case, Preference
    from commonground.conflict.witness.records import Deterrence, Escape, Opening, Step, Witness
    from commonground.conflict.witness.titles import Titles

__all__ = ["MOST_TOLD", "Telling"]

MOST_TOLD = 5
MOST_WEIGHED = 5_000  # own moves that lead to nothing better, for each of which the reason is found
NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ASSUMED = "under these assumed preferences"


class Telling:
    """One witness being told; ``decided_by`` gathers the preferences that decide what is told."""

    def __init__(self, case: Case | None, titles: Titles, found: Witness) -> None:
        self.case, self.titles, self.found = case, titles, found
        self.model, self.here = found.model, found.state
        self.name = titles.party(self.model.parties[found.party])
        self.decided_by: dict[str, Preference] = {}

    def sentences(self, most: int) -> tuple[str, ...]:
        """All of them, with at most so many improvements told one by one."""
        state = self.titles.state(self.model, self.here)
        asked = f"Asked is whether {self.name} would stay in {state}."
        sense = f"To stay means here: {named(self.found.concept)}."
        told = list(self._verdict(most))
        presumed = [each.id for each in self.decided_by.values() if each.presumed]
        if presumed:
            are = "are" if len(presumed) > 1 else "is"
            told.append(f"Of the preferences named here, {listed(presumed)} {are} presumed, not taken from the record.")
        return (asked, sense, *told)

    def _verdict(self, most: int) -> Iterator[str]:
        if self.found.stable is None:
            yield f"This was not computed: {self.found.why_not}."
        elif self.found.opening is not None:
            yield from self._not_deterred(self.found.opening)
        elif self.found.deterrences:
            yield from self._all_deterred(self.found.deterrences, most)
        else:
            yield f"It would, {ASSUMED}: {self._no_gain()}."
            yield from self._why_not(self.found.party, self.here)

    # -- stable, with no improvement

    def _no_gain(self) -> str:
        moves = self.found.own_moves
        if moves > 1:
            return f"none of its {spelled(moves)} moves from there leads to anything that it prefers"
        return "its only move from there leads to nothing that it prefers" if moves else "it cannot move from there"

    def _why_not(self, party: int, state: int) -> Iterator[str]:
        """Of a party's own moves from a state, how many fail for which reason."""
        moves = own_moves(self.model, party, state).tolist()
        fails = Counter(self._because(party, end, state) for end in moves[:MOST_WEIGHED])
        for reason, count in fails.items():
            some = "One of them fails" if count == 1 else f"{spelled(count).capitalize()} of them fail"
            every = "It fails" if count == 1 else "They all fail"
            yield f"{every if count == len(moves) else some} because {reason}."
        if len(moves) > MOST_WEIGHED:
            yield f"Why the other {spelled(len(moves) - MOST_WEIGHED)} fail is not told."

    # -- stable, because others can answer

    def _all_deterred(self, found: Sequence[Deterrence], most: int) -> Iterator[str]:
        count = len(found)
        moves, each_of_them = ("one move", "it") if count == 1 else (f"{spelled(count)} moves", "each")
        yield f"It would, {ASSUMED}: it has {moves} that it would gain by, and {each_of_them} can be answered."
        for each in found[:most]:
            yield self._gain(each.improvement)
            yield self._answer(each)
            yield self._end(each)
            if self.found.concept in {"smr", "sseq"}:
                yield _no_way_out(each.own_moves or 0)
        if count > most:
            yield (
                "The other one can be answered, too."
                if count == most + 1
                else f"So can the other {spelled(count - most)}."
            )

    def _gain(self, improvement: int) -> str:
        change = self.titles.change(self.model, self._id(self.found.party), self.here, improvement)
        because = self._because(self.found.party, improvement, self.here)
        return f"{self.name} would gain if it {change}, because {because}."

    def _answer(self, found: Deterrence) -> str:
        steps = [self._step(step) for step in found.steps]
        if self.found.concept == "sim":
            return f"But it would gain nothing if at the same time {'; and '.join(steps)}."
        return f"But it can be answered: {'; then '.join(steps)}."

    def _step(self, step: Step) -> str:
        name = self.titles.party(self._id(step.mover))
        told = f"{name} {self.titles.change(self.model, self._id(step.mover), step.start, step.end)}"
        if self.found.concept in {"seq", "sseq", "sim"}:
            told += f", which serves it, because {self._because(step.mover, step.end, step.start)}"
        return told

    def _end(self, found: Deterrence) -> str:
        if found.end == self.here:
            return f"That brings everything back to where {self.name} had left it."
        worse = self.model.rank(self.found.party)[found.end] < self.model.rank(self.found.party)[self.here]
        left = "worse off than where it started" if worse else "no better off than where it started, and no worse"
        return f"That leaves {self.name} {left}, because {self._because(self.found.party, found.end, self.here)}."

    # -- not stable

    def _not_deterred(self, found: Opening) -> Iterator[str]:
        if self.found.concept == "nash":
            yield f"It would not, {ASSUMED}: it has a move that it gains by."
            yield self._gain(found.improvement)
            return
        yield f"It would not, {ASSUMED}: it has a move that it gains by and that nothing deters."
        yield self._gain(found.improvement)
        yield self._unanswered(found)
        if self.found.concept in {"seq", "sseq"} and not found.responses:
            yield from self._unwilling(found.improvement)
        if found.not_better:
            yield self._no_better(found)
            yield self._example(found.improvement, found.escapes[0])

    def _unanswered(self, found: Opening) -> str:
        serving = self.found.concept in {"seq", "sseq"}
        if self.found.concept == "sim":
            return "No moves that would serve others at the same time take that gain away."
        if not found.responses:
            answer = "can take a step from there that serves it" if serving else "can move from there"
            return f"None of the others {answer}."
        states = "is one other state" if found.responses == 1 else f"are {spelled(found.responses)} other states"
        how = ", by steps that each serve the one who takes them" if serving else ""
        told = f"There {states} that the others can bring about in answer{how}"
        each = "it is" if found.responses == 1 else "each is"
        return f"{told}." if found.not_better else f"{told}; {each} better for {self.name} than where it started."

    def _unwilling(self, improvement: int) -> Iterator[str]:
        """Why nobody else takes the steps that are open to it."""
        for party in range(len(self.model.parties)):
            moves = own_moves(self.model, party, improvement).size if party != self.found.party else 0
            if moves:
                has = "one move" if moves == 1 else f"{spelled(moves)} moves"
                first = f"{self.titles.party(self._id(party))} has {has} from there."
                yield " ".join((first, *self._why_not(party, improvement)))

    def _no_better(self, found: Opening) -> str:
        some, from_it = f"{spelled(found.not_better).capitalize()} of them are", "each"
        if found.not_better == 1:
            some, from_it = ("It is" if found.responses == 1 else "One of them is"), "it"
        start = f"no better for {self.name} than where it started"
        return f"{some} {start}, but from {from_it} it can move on to one that is."

    def _example(self, improvement: int, escape: Escape) -> str:
        answer = self.titles.changes(self.model, improvement, escape.start)
        further = self.titles.change(self.model, self._id(self.found.party), escape.start, escape.end)
        because = self._because(self.found.party, escape.end, self.here)
        return f"For example, after this answer ({answer}) it {further}, and gains because {because}."

    # -- words

    def _because(self, party: int, there: int, here: int) -> str:
        view = compared(self.case, self.titles, self.model, party, there, here)
        if view.decided_by is not None:
            self.decided_by.setdefault(view.decided_by.id, view.decided_by)
        return view.words

    def _id(self, party: int) -> str:
        return self.model.parties[party]


def spelled(count: int) -> str:
    """A number as a sentence has it: in letters up to twelve.

    >>> spelled(3), spelled(1300)
    ('three', '1,300')
    """
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def _no_way_out(moves: int) -> str:
    if moves > 1:
        return f"None of the {spelled(moves)} moves that it then has leads to anything better than where it started."
    only = "The only move that it then has leads to nothing better than where it started."
    return only if moves else "It then has no move of its own."
