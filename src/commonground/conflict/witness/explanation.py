"""A verdict in plain sentences: would a party stay where it is, and what tells.

Each sentence says what changes and who changes it, with the titles of the case, and which of the party's stated
preferences decides. Everything is under these assumed preferences, and what is presumed of them is said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from commonground.case.frame import Framed, frame_of
from commonground.case.model import Case
from commonground.conflict.model.of_case import graph_model
from commonground.conflict.stability.analysis import expected_of
from commonground.conflict.stability.states import known_state
from commonground.conflict.witness.find import MOST_LOOKS, witness
from commonground.conflict.witness.sentences import MOST_TOLD, Telling
from commonground.conflict.witness.titles import Titles
from commonground.conflict.witness.turning import told, turning
from commonground.errors import Problem, UsageError, nearest_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from commonground.case.model import Preference
    from commonground.conflict.array.estimate import Estimate
    from commonground.conflict.model.contract import Concept, Model, Progress
    from commonground.conflict.sparse.back_end import BackToStart
    from commonground.conflict.stability.flips import Flips
    from commonground.conflict.witness.records import Witness

__all__ = ["Explanation", "explain"]


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Whether a state is stable for a party, in sentences.

    ``about``: the case, its layers and where its record ends; None where only a model was given. ``decided_by``: the
    preferences that decide the comparisons told, in the order in which they are told. ``turns_on``: the single changes
    of preferences that give another verdict; None where they were not looked for. ``witness``: the same without words.
    """

    about: Framed | None
    party: str
    state: str
    concept: Concept
    stable: bool | None
    sentences: tuple[str, ...]
    decided_by: tuple[Preference, ...] = field(repr=False)
    turns_on: Flips[bool | None] | None = field(repr=False)
    witness: Witness = field(repr=False, compare=False)

    def __str__(self) -> str:
        return "\n".join(self.sentences)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, as ``explain --json`` prints it."""
        return (self.about.frame() if self.about else {}) | {
            "party": self.party,
            "state": self.state,
            "concept": self.concept,
            "stable": self.stable,
            "sentences": list(self.sentences),
            "decided_by": [{"id": each.id, "presumed": each.presumed} for each in self.decided_by],
            "turns_on": None if self.turns_on is None else self.turns_on.to_dict(),
            "witness": self.witness.to_dict(),
        }


def explain(
    about: Case | Model,
    state: str | None,
    party: str,
    concept: Concept,
    back_to_start: BackToStart = "deters",
    *,
    model: Model | None = None,
    most_told: int = MOST_TOLD,
    seconds: float | None = 10.0,
    progress: Progress | None = None,
    announce: Callable[[Estimate], None] | None = None,
    most: int = MOST_LOOKS,
) -> Explanation:
    """Whether a party would stay in a state, and why.

    Parameters
    ----------
    about
        A case with a conflict part; or a model alone, which calls parties and options by their ids and has no reasons.
    state
        As a person writes it: one Y or N per option in file order, or a name. None is today's.
    party
        By its id.
    concept
        In which sense it would stay.
    back_to_start
        Whether a response that brings the conflict back to the very state that was left deters.
    model
        The graph model of the case, where it has been made already.
    most_told
        Of how many improvements each answer is told; the witness has all.
    seconds
        For how long to look for changes of preferences that give another verdict; 0: not at all, None: no limit.
    progress, most
        As for `witness`.
    announce
        Told before long work how long it will take, roughly, and how much memory.

    Raises
    ------
    UsageError
        There is no such party, state or concept.

    Examples
    --------
    >>> from commonground.case import load
    >>> found = explain(load("istanbul-2025"), None, "europe", "nash")
    >>> print(found.sentences[2])
    It would, under these assumed preferences: its only move from there leads to nothing that it prefers.
    """
    case = about if isinstance(about, Case) else None
    if model is None:
        model = graph_model(about) if isinstance(about, Case) else about
    number = _state(model, state)
    if party not in model.parties:
        expected, near = ", ".join(model.parties), nearest_word(party, model.parties)
        what = f"There is no party {party} in this conflict."
        raise UsageError(Problem(what, read=party, expected=expected, nearest=near, code="unknown-party"))
    if announce is not None:
        place = model.parties.index(party)
        soon = expected_of(model, lambda small: witness(small, 0, place, concept, back_to_start, most=most), 32)
        if soon is not None:
            announce(soon)
    found = witness(model, number, model.parties.index(party), concept, back_to_start, progress=progress, most=most)
    titles = Titles.of_model(model) if case is None else Titles.of_case(case)
    telling = Telling(case, titles, found)
    sentences = telling.sentences(most_told)
    turns_on = None
    if case is not None and found.stable is not None and seconds != 0:
        turns_on = turning(case, found, most, seconds)
        sentences += tuple(told(case, titles, turns_on))
    return Explanation(
        about=None if case is None else Framed(**frame_of(case)),
        party=party,
        state=model.name(number),
        concept=concept,
        stable=found.stable,
        sentences=sentences,
        decided_by=tuple(telling.decided_by.values()),
        turns_on=turns_on,
        witness=found,
    )


def _state(model: Model, written: str | None) -> int:
    if written is not None:
        return known_state(model, written)
    if model.status_quo is None:
        what, expected = "The case does not say which state is today's.", "a state, or status_quo in the case"
        raise UsageError(Problem(what, expected=expected, code="no-status-quo"))
    return model.status_quo
