"""What a verdict rests on: the witness, which can be checked step by step without asking the engine again.

For party i, state s and a concept (see `commonground.conflict.model.contract`):

* stable, with improvements: for every improvement s1 a *deterrence*, a sequence of moves of the others from s1, nobody
  twice in succession, to an end that is not better than s for i; for smr and sseq, and with no own move of i from that
  end to anything better than s;
* stable, without improvements: over how many own moves was looked;
* not stable: an *opening*, an improvement that nothing deters: over how many responses was looked, how many of them
  are not better than s for i and, for smr and sseq, how i escapes from each of these.

For sim the steps of a deterrence are not one after the other: each starts from s, and they happen together with i's
move.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from commonground.conflict.model.contract import Concept, Model
    from commonground.conflict.sparse.back_end import BackToStart

__all__ = ["MOST_ESCAPES", "Deterrence", "Escape", "Opening", "Step", "Witness"]

MOST_ESCAPES = 1_000  # of an opening, written down one by one; the number of all is always given


@dataclass(frozen=True, slots=True)
class Step:
    """One move: who, from which state, to which."""

    mover: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Deterrence:
    """How the others answer one improvement.

    ``own_moves`` and ``best`` (where the concept asks about them): how many moves of its own the party has at the end,
    and the one of them that it ranks highest; None if it has none.
    """

    improvement: int
    steps: tuple[Step, ...]
    end: int
    own_moves: int | None = None
    best: int | None = None


@dataclass(frozen=True, slots=True)
class Escape:
    """A response that is not better for the party, and the own move from there to a state that is."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Opening:
    """An improvement that nothing deters.

    ``responses``: how many states, other than this one, the others can make of it; ``not_better``: how many of them
    are not better for the party than the state it left, and could deter if there were no escape. ``escapes`` has the
    first `MOST_ESCAPES` of these.
    """

    improvement: int
    responses: int
    not_better: int = 0
    escapes: tuple[Escape, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Witness:
    """Whether a state is stable for a party, and what that rests on.

    ``stable`` is None where it was not computed; ``why_not`` says why. ``own_moves``: how many moves the party has in
    the state.
    """

    model: Model = field(repr=False, compare=False)
    party: int
    state: int
    concept: Concept
    back_to_start: BackToStart
    stable: bool | None
    own_moves: int
    deterrences: tuple[Deterrence, ...] = ()
    opening: Opening | None = None
    why_not: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain data; parties and states by name."""
        return {
            "party": self.model.parties[self.party],
            "state": self.model.name(self.state),
            "concept": self.concept,
            "back_to_start": self.back_to_start,
            "stable": self.stable,
            "own_moves": self.own_moves,
            "deterrences": [self._deterrence(each) for each in self.deterrences],
            "opening": None if self.opening is None else self._opening(self.opening),
            "why_not": self.why_not,
        }

    def _deterrence(self, found: Deterrence) -> dict[str, Any]:
        name = self.model.name
        return {
            "improvement": name(found.improvement),
            "steps": [
                {"mover": self.model.parties[step.mover], "from": name(step.start), "to": name(step.end)}
                for step in found.steps
            ],
            "end": name(found.end),
            "own_moves": found.own_moves,
            "best": None if found.best is None else name(found.best),
        }

    def _opening(self, found: Opening) -> dict[str, Any]:
        name = self.model.name
        return {
            "improvement": name(found.improvement),
            "responses": found.responses,
            "not_better": found.not_better,
            "escapes": [{"from": name(escape.start), "to": name(escape.end)} for escape in found.escapes],
        }
