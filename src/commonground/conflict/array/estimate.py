"""How long a model will take and how much memory, said before the work.

The time comes from a small model of the same make, analysed on the spot: as many parties, the same share of infeasible
states and of irreversible options, random preferences. It is of a processor that has nothing else to do, and rough:
mostly the truth lies within a factor of three. Where improvements form one long chain, work can be many times longer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import process_time

import numpy as np

from commonground.conflict.array.back_end import ArrayBackEnd
from commonground.conflict.array.levels import label_type
from commonground.conflict.array.memory import bytes_needed
from commonground.conflict.model.contract import CONCEPTS, Concept
from commonground.conflict.model.option_form import OptionForm

__all__ = ["Estimate", "estimate", "estimate_of"]

TRIAL_OPTIONS = 16  # of the small model


@dataclass(frozen=True)
class Estimate:
    """Rough seconds of work, and bytes of memory beside the model."""

    seconds: float
    bytes: int

    def __str__(self) -> str:
        if self.seconds < 2:
            time = "a second or two"
        elif self.seconds < 90:
            time = f"some {self.seconds:.0f} seconds"
        else:
            time = f"some {self.seconds / 60:.0f} minutes"
        return f"{time}, {max(1, self.bytes >> 20):,} MiB of memory"


def estimate(form: OptionForm, concepts: Sequence[Concept] = CONCEPTS) -> Estimate:
    """What asking these concepts of all parties will take. ``sim`` is left out: it is bounded."""
    swept: list[Concept] = [concept for concept in concepts if concept != "sim"]
    needed = bytes_needed(form)
    trial = _small(form)
    seconds = min(_timed(trial, swept) for _ in range(2)) * form.size / trial.size
    return Estimate(seconds * label_type(form).itemsize / label_type(trial).itemsize, needed)


def estimate_of(form: OptionForm, work: Callable[[OptionForm], object], bytes_a_state: int) -> Estimate:
    """What other work on the form will take: ``work`` is done on the small model, where its state 0 may stand for any.

    For work that looks at all states from one of them, and so grows with their number.
    """
    trial = _small(form)
    started = process_time()
    work(trial)
    return Estimate((process_time() - started) * form.size / trial.size, bytes_a_state * form.size)


def _timed(form: OptionForm, concepts: Sequence[Concept]) -> float:
    started = process_time()
    back_end = ArrayBackEnd(form)
    for party in range(len(form.parties)):
        for concept in concepts:
            back_end.stable(party, concept)
    return process_time() - started


def _small(form: OptionForm) -> OptionForm:
    """A random model with at most so many options, taken from the parties in turn."""
    kept = [0] * len(form.parties)
    while sum(kept) < min(TRIAL_OPTIONS, form.width):
        for party, own in enumerate(form.options):
            if kept[party] < len(own) and sum(kept) < TRIAL_OPTIONS:
                kept[party] += 1
    draw = np.random.default_rng(0)
    shape = tuple(1 << count for count in kept)
    feasible = None if form.feasible is None else draw.random(shape) < max(0.01, form.count / form.size)
    ranks = tuple(draw.integers(1, 1 << 15, shape).astype(np.uint16) for _ in kept)
    ways = tuple(sorted(own, key="both ways".__eq__)[:count] for own, count in zip(form.reversible, kept, strict=True))
    options = tuple(own[:count] for own, count in zip(form.options, kept, strict=True))
    return OptionForm(form.parties, options, tuple(map(tuple, ways)), feasible, ranks)
