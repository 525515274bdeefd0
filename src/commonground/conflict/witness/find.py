"""The witness of one verdict, found by a search from the state itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from commonground.conflict.model.contract import EVERY_CONCEPT
from commonground.conflict.model.option_form import OptionForm
from commonground.conflict.witness.by_layers import answer_by_layers
from commonground.conflict.witness.by_pairs import answer_by_pairs
from commonground.conflict.witness.own_moves import improvements_of, own_moves
from commonground.conflict.witness.question import Question, TooMuch
from commonground.conflict.witness.records import Deterrence, Opening, Witness
from commonground.conflict.witness.together import answer_together
from commonground.errors import Problem, UsageError, nearest_word

if TYPE_CHECKING:
    from commonground.conflict.model.contract import Concept, Model, Progress
    from commonground.conflict.sparse.back_end import BackToStart

__all__ = ["MOST_LOOKS", "witness"]

MOST_LOOKS = 1 << 31  # cells of arrays, or pairs of a state and who moved last


def witness(
    model: Model,
    state: int,
    party: int,
    concept: Concept,
    back_to_start: BackToStart = "deters",
    *,
    progress: Progress | None = None,
    most: int = MOST_LOOKS,
) -> Witness:
    """Whether a state is stable for a party, with what shows it.

    Improvements are asked about one after the other, the best first; the first that nothing deters ends the search.

    Parameters
    ----------
    model
        In either form.
    state, party
        By their numbers in the model.
    concept
        In which sense.
    back_to_start
        Whether a response that brings the conflict back to the very state that was left deters.
    progress
        Told what share of the improvements is done.
    most
        How much may be looked at. Past that the verdict is not computed, and the witness says so.

    Raises
    ------
    UsageError
        There is no such state or concept.

    Examples
    --------
    >>> import numpy as np
    >>> ranks = np.array([[3, 1], [4, 2]], dtype=np.uint16), np.array([[3, 4], [1, 2]], dtype=np.uint16)
    >>> both = ("both ways",)
    >>> dilemma = OptionForm(("row", "column"), (("defect",), ("defect too",)), (both, both), None, ranks)
    >>> found = witness(dilemma, dilemma.number("NN"), dilemma.parties.index("row"), "seq")
    >>> found.stable, found.to_dict()["deterrences"][0]["steps"]
    (True, [{'mover': 'column', 'from': 'YN', 'to': 'YY'}])
    """
    _must_exist(model, state, concept)
    question = Question(model, party, state, concept, back_to_start, most)
    improvements = improvements_of(model, party, state)

    def verdict(
        stable: bool | None,
        deterrences: list[Deterrence] | None = None,
        opening: Opening | None = None,
        why_not: str | None = None,
    ) -> Witness:
        return Witness(
            model=model,
            party=party,
            state=state,
            concept=concept,
            back_to_start=back_to_start,
            stable=stable,
            own_moves=int(own_moves(model, party, state).size),
            deterrences=tuple(deterrences or ()),
            opening=opening,
            why_not=why_not,
        )

    if concept == "sim" and not isinstance(model, OptionForm):
        return verdict(None, why_not="simultaneous answers are defined for options only, and this model has none")
    answer = _answers(question)
    deterrences: list[Deterrence] = []
    for number, improvement in enumerate(improvements):
        if progress is not None:
            progress(number / len(improvements), f"What answers {model.parties[party]} can expect")
        try:
            found = answer(improvement)
        except TooMuch:
            return verdict(None, why_not=f"the search would look at more than {most:,} places")
        if isinstance(found, Opening):
            return verdict(False, opening=found)
        deterrences.append(found)
    return verdict(True, deterrences)


def _answers(question: Question) -> Callable[[int], Deterrence | Opening]:
    model = question.model

    def answered(improvement: int) -> Deterrence | Opening:
        if question.concept == "nash":
            return Opening(improvement, 0)
        if isinstance(model, OptionForm):
            if question.concept == "sim":
                return answer_together(question, model, improvement)
            found = answer_by_layers(question, model, improvement)
        else:
            found = answer_by_pairs(question, improvement)
        if found.steps is None:
            return question.opening(improvement, found.ends)
        end = found.steps[-1].end
        after = question.best_move(end) if question.escapes else (None, None)
        return Deterrence(improvement, found.steps, end, *after)

    return answered


def _must_exist(model: Model, state: int, concept: str) -> None:
    if concept not in EVERY_CONCEPT:
        what, expected = f"There is no concept {concept!r}.", ", ".join(EVERY_CONCEPT)
        near = nearest_word(concept, EVERY_CONCEPT)
        raise UsageError(Problem(what, read=concept, expected=expected, nearest=near, code="unknown-concept"))
    if not 0 <= state < model.size or not model.is_feasible(state):
        shown = model.name(state) if 0 <= state < model.size else str(state)
        what = f"{shown} is no state of this conflict, or no feasible one."
        raise UsageError(Problem(what, read=shown, expected="a feasible state", code="unknown-state"))
