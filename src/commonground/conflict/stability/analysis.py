"""The stability analysis of a case: which states are stable for whom under which concept.

Definitions stand in :mod:`commonground.conflict.model.contract`. A model in option form goes to the array back end, one
in graph form to the sparse back end; both answer exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from commonground.case.frame import frame_of
from commonground.case.model import Case
from commonground.conflict.model.contract import CONCEPTS, EVERY_CONCEPT, BackEnd, Concept, Model, Progress
from commonground.conflict.model.of_case import graph_model, preferences_of
from commonground.conflict.model.option_form import OptionForm
from commonground.conflict.stability.results import StabilityReport
from commonground.conflict.stability.states import known_state
from commonground.conflict.stability.turning import turning
from commonground.errors import Problem, UsageError, Where, nearest_word

if TYPE_CHECKING:
    from commonground.conflict.array.estimate import Estimate

__all__ = ["back_end_of", "concepts_of", "expected", "expected_of", "presumed_in", "stability"]

WORTH_A_WORD = 1 << 18  # states: below, the whole analysis takes about a second


def stability(
    case: Case,
    concepts: Iterable[str] = CONCEPTS,
    *,
    progress: Progress | None = None,
    memory: int | None = None,
    announce: Callable[[Estimate], None] | None = None,
    about: str | None = None,
    seconds: float | None = 3.0,
) -> StabilityReport:
    """Which states of a case's graph model are stable for whom.

    Parameters
    ----------
    case
        A case with a conflict part.
    concepts
        Some of ``nash``, ``gmr``, ``smr``, ``seq``, ``sseq``, and ``sim``, which is computed for small models only.
    progress
        Told how far the work has come.
    memory
        Bytes that may be used at most; what the system says is free, unless given.
    announce
        Told before long work how long it will take, roughly, and how much memory.
    about
        A state, as a person writes it, of which to say on which assumed preferences its verdicts turn; today's, if the
        case says it, unless given.
    seconds
        For how long to look for changes of preferences that give another answer; 0: not at all, None: no limit. A model
        of which one analysis takes longer is not asked.

    Raises
    ------
    UsageError
        The case has no conflict part, there is no such concept, or the model does not fit into memory.
    CaseError
        The conflict part is no model.

    Examples
    --------
    >>> from commonground.case import load
    >>> report = stability(load("istanbul-2025"), ["nash"])
    >>> report.names(report.equilibria("nash"))
    ['NYNYYYNY', 'YYYYNYNY']
    """
    started = monotonic()
    asked = concepts_of(concepts)
    model = graph_model(case, memory)
    asked_about = _state_asked_about(model, about)
    back_end = back_end_of(model, asked, progress=progress, memory=memory)  # which refuses what is too large
    if announce is not None:
        soon = expected(model)
        if soon is not None:
            announce(soon)
    masks: dict[Concept, tuple[np.ndarray[tuple[int, ...], np.dtype[np.uint8]], ...]] = {}
    left: dict[str, str] = {}
    for concept in asked:
        try:
            every = range(len(model.parties))
            masks[concept] = tuple(np.packbits(back_end.stable(party, concept)) for party in every)
        except UsageError as error:  # sim is bounded; the others are not refused here
            if concept != "sim":
                raise
            left[concept] = str(error)
    report = StabilityReport(
        **frame_of(case),
        form="option" if isinstance(model, OptionForm) else "graph",
        parties=model.parties,
        options=model.option_names if isinstance(model, OptionForm) else (),
        concepts=asked,
        count=model.count,
        status_quo=None if model.status_quo is None else model.name(model.status_quo),
        presumed=presumed_in(case, model.parties),
        not_computed=left,
        elapsed=monotonic() - started,
        model=model,
        masks=masks,
    )
    if seconds == 0:
        return report

    def again(otherwise: Case) -> StabilityReport:
        return stability(otherwise, masks, memory=memory, seconds=0)

    return replace(report, turns_on=turning(case, report, again, asked_about, seconds))


def _state_asked_about(model: Model, written: str | None) -> str | None:
    if written is not None:
        return model.name(known_state(model, written))
    return None if model.status_quo is None else model.name(model.status_quo)


def expected(model: Model) -> Estimate | None:
    """What the analysis of a large model will take, roughly; None where it takes no time worth a word."""
    if not isinstance(model, OptionForm) or model.size < WORTH_A_WORD:
        return None
    from commonground.conflict.array.estimate import estimate

    return estimate(model)


def expected_of(model: Model, work: Callable[[OptionForm], object], bytes_a_state: int) -> Estimate | None:
    """The same of work that looks at all states from one of them, by doing it on a small model of the same make."""
    if not isinstance(model, OptionForm) or model.size < WORTH_A_WORD:
        return None
    from commonground.conflict.array.estimate import estimate_of

    return estimate_of(model, work, bytes_a_state)


def concepts_of(names: Iterable[str]) -> tuple[Concept, ...]:
    """The concepts with these names, each once; an error that names the nearest for one that is none."""
    known = {concept: concept for concept in EVERY_CONCEPT}
    asked: list[Concept] = []
    for name in dict.fromkeys(names):
        if name not in known:
            what, listed = f"There is no stability concept “{name[:80]}”.", "one of " + ", ".join(EVERY_CONCEPT)
            raise UsageError(Problem(what, Where(), name, listed, nearest_word(name, known), "unknown-concept"))
        asked.append(known[name])
    return tuple(asked)


def back_end_of(
    model: Model,
    concepts: tuple[Concept, ...] = CONCEPTS,
    *,
    progress: Progress | None = None,
    memory: int | None = None,
) -> BackEnd:
    """The back end for a model: arrays for option form, a search over moves for graph form."""
    if isinstance(model, OptionForm):
        from commonground.conflict.array import ArrayBackEnd

        return ArrayBackEnd(model, progress, concepts=concepts, memory=memory)
    from commonground.conflict.sparse import SparseBackEnd

    return SparseBackEnd(model, progress)


def presumed_in(case: Case, parties: Iterable[str]) -> tuple[str, ...]:
    """Ids of the preferences of these parties that are assumptions, in file order."""
    return tuple(item.id for party in parties for item in preferences_of(case, party) if item.presumed)
