"""Where a coalition is stable.

For a coalition H with the rest N-H, its *improvements* from s are the states that legal sequences of its members lead
to and that **every** member strictly prefers to s; only the end is compared with s. A response *blocks* when at least
one member does not prefer its end to s (Kilgour, Hipel, Fang and Peng 2001; Inohara and Hipel 2008):

=====  ================================================================================================
cnash  H has no improvement
cgmr   for each improvement some legal sequence of N-H leads from there to a blocked state
csmr   and from that state everything that H can bring about is blocked too
cseq   as cgmr, with credible responses only
=====  ================================================================================================

Sources differ on what is credible. ``subcoalitions`` (Inohara and Hipel 2008): sequences of improvements of the
coalitions inside N-H, none twice in succession; ``individual``: sequences of single improvements of single parties.
They are the same where N-H is one party. Where H is everybody nobody is left to respond, and each improvement is open.

For a coalition of one these are nash, gmr, smr and seq; but for cseq by sub-coalitions with three parties or more,
where the others have more responses together than one by one.

*Blocks that move as one* (the behaviour of the program GMCR+): each block is one player, whose single move may change
any options of its members at once, so that what lies between need not be feasible; it improves for the block when every
member strictly prefers it. Option form only: named states have no options to change together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from commonground.conflict.coalitions.columns import Leaving, blocks_of_states, improvement_pairs, stable_in
from commonground.conflict.coalitions.members import Members, checked, coalitions, partition
from commonground.conflict.coalitions.result import CoalitionConcept, CoalitionStability, Reading
from commonground.conflict.model.option_form import OptionForm
from commonground.conflict.sparse.arcs import Arcs
from commonground.conflict.sparse.listing import MOST_MOVES, MOST_STATES, Listed, block_moves, too_large

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from commonground.conflict.model.contract import Concept, Model, Progress
    from commonground.conflict.sparse.back_end import BackToStart

    Mask = NDArray[np.bool_]

__all__ = ["MOST_PARTIES", "CoalitionBackEnd"]

MOST_PARTIES = 6  # for questions about every coalition: 63 of them


class CoalitionBackEnd:
    """Finds where coalitions are stable, up to 16,384 states; past that the answer is that it was not computed.

    Parameters
    ----------
    model
        In either form.
    progress
        Told how far each question is.
    back_to_start
        Whether a response that brings the conflict back to the very state that was left blocks.

    Examples
    --------
    >>> from commonground.conflict.model.option_form import OptionForm
    >>> def ranks(*best_last):
    ...     return np.array(best_last, np.uint16).reshape(2, 2)
    >>> ways = (("both ways",),) * 2
    >>> dilemma = OptionForm(("a", "b"), (("x",), ("y",)), ways, None, (ranks(3, 1, 4, 2), ranks(3, 4, 1, 2)))
    >>> CoalitionBackEnd(dilemma).stable((0, 1), "cnash").stable.tolist()  # from YY both prefer NN
    [True, True, True, False]
    """

    def __init__(self, model: Model, progress: Progress | None = None, back_to_start: BackToStart = "deters") -> None:
        self.model = model
        self.back_to_start = back_to_start
        self._progress = progress
        self._listed = Listed(model)
        self._pairs: dict[Members, Arcs | None] = {}

    def stable(
        self, members: Iterable[int], concept: CoalitionConcept, reading: Reading = "subcoalitions"
    ) -> CoalitionStability:
        """Where a coalition is stable."""
        who, how = checked(self.model, members), reading if concept == "cseq" else None
        leaving = self._leaving(who, concept, reading)
        if isinstance(leaving, str):
            return CoalitionStability(who, concept, how, None, leaving)
        return CoalitionStability(who, concept, how, self._where(leaving))

    def stays(
        self, members: Iterable[int], concept: CoalitionConcept, state: int, reading: Reading = "subcoalitions"
    ) -> bool | None:
        """Whether a coalition is stable in one state, which is far less work; None where it was not computed."""
        leaving = self._leaving(checked(self.model, members), concept, reading)
        if isinstance(leaving, str):
            return None
        return bool(stable_in(self._listed, leaving, self._listed.place[[state]].astype(np.intp))[0])

    def universally_stable(self, concept: CoalitionConcept, reading: Reading = "subcoalitions") -> CoalitionStability:
        """Where every coalition is stable, single parties included."""
        everybody = tuple(range(len(self.model.parties)))
        how = reading if concept == "cseq" else None
        if len(everybody) > MOST_PARTIES:
            number, most = 2 ** len(everybody) - 1, MOST_PARTIES
            why = f"{len(everybody)} parties make {number:,} coalitions; all are asked up to {most} parties."
            return CoalitionStability(everybody, concept, how, None, why)
        whole: Mask | None = None
        for members in coalitions(everybody):
            found = self.stable(members, concept, reading)
            if found.stable is None:
                return CoalitionStability(everybody, concept, how, None, found.why)
            whole = found.stable if whole is None else whole & found.stable
        return CoalitionStability(everybody, concept, how, whole)

    def merged(self, blocks: Iterable[Sequence[int]], members: Iterable[int], concept: Concept) -> CoalitionStability:
        """Where one of several blocks is stable when each moves as one; a party in no block moves by itself."""
        parts, who, form = partition(self.model, blocks), checked(self.model, members), self.model
        why = None
        if not isinstance(form, OptionForm):
            why = "Named states have no options that several parties could change in one move."
        elif concept == "sim":
            why = "Simultaneous stability is not found for blocks."
        elif who not in parts:
            why = "The parties asked about are none of the blocks."
        else:
            why = too_large(form, parts)
        if why is not None or not isinstance(form, OptionForm):
            return CoalitionStability(who, concept, "merged", None, why)
        moves = {part: block_moves(form, part) for part in parts}
        others = [part for part in parts if part != who]
        answers = None
        if concept in {"gmr", "smr"}:
            answers = [moves[part] for part in others]
        elif concept in {"seq", "sseq"}:
            answers = [self._listed.improving(moves[part], part) for part in others]
        leaving = Leaving(who, [moves[who]], answers, concept in {"smr", "sseq"}, self.back_to_start == "deters")
        return CoalitionStability(who, concept, "merged", self._where(leaving))

    def _leaving(self, who: Members, concept: CoalitionConcept, reading: Reading) -> Leaving | str:
        """What the kernel needs to know; or why it is not asked, as a sentence."""
        why = self._too_large()
        if why is not None:
            return why
        answers = None
        if concept != "cnash":
            answers = self._answers(who, concept, reading)
            if answers is None:
                return f"The coalitions among the others have more than {MOST_MOVES:,} improvements."
        own = [self._listed.moves[member] for member in who]
        return Leaving(who, own, answers, concept == "csmr", self.back_to_start == "deters")

    def _where(self, leaving: Leaving) -> Mask:
        listed, movers = self._listed, [*leaving.own, *(leaving.answers or ())]
        found = np.zeros(self.model.size, dtype=np.bool_)
        for states in blocks_of_states(listed.states.size, movers):
            found[listed.states[states]] = stable_in(listed, leaving, states)
            self._tell((int(states[-1]) + 1) / listed.states.size)
        return found

    def _answers(self, members: Members, concept: CoalitionConcept, reading: Reading) -> list[Arcs] | None:
        rest = [party for party in range(len(self.model.parties)) if party not in members]
        if concept != "cseq":
            return [self._listed.moves[party] for party in rest]
        if reading == "individual":
            return [self._listed.improvements[party] for party in rest]
        answers: list[Arcs] = []
        for part in coalitions(rest):
            left = MOST_MOVES - sum(arcs.ends.size for arcs in answers)
            arcs = self._improvements(part)
            if arcs is None or arcs.ends.size > left:
                return None
            answers.append(arcs)
        return answers

    def _improvements(self, members: Members) -> Arcs | None:
        """Kept, because the same coalition answers many others."""
        if len(members) == 1:
            return self._listed.improvements[members[0]]
        if members not in self._pairs:
            self._pairs[members] = improvement_pairs(self._listed, members, MOST_MOVES, self._tell)
        return self._pairs[members]

    def _too_large(self) -> str | None:
        if self.model.count > MOST_STATES:
            return f"The model has {self.model.count:,} states, and coalitions are asked about up to {MOST_STATES:,}."
        return too_large(self.model)

    def _tell(self, share: float) -> None:
        if self._progress is not None:
            self._progress(share, "asking what coalitions can do")
