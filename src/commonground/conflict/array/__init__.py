"""The array back end: stability on an array with one axis per party, without storing a pair of states.

For party i with ranks ``p`` (higher is better), the state ``s`` is stable when

    max over own allowed moves s1 of  min(p[s1], low[s1])  <=  p[s]

where ``low[s1]`` is the least *label* among ``s1`` and what the others can make of it. The concepts differ in which
responses count and what a label is:

=======  =================================  ===========================================================
concept  responses of the others            label of a state
=======  =================================  ===========================================================
nash     none (``low`` is +inf)
gmr      any legal sequence                 i's rank there
smr      any legal sequence                 the best rank i can still escape to from there, by itself
seq      each step improves for its mover   i's rank there
sseq     each step improves for its mover   the best rank i can still escape to
=======  =================================  ===========================================================

``low`` is found by sweeps along the others' axes until nothing changes. No search over who moved last is needed: in
option form a party's moves compose, and so do its improvements, so two successive moves of one party are one move.
"""

from __future__ import annotations

from commonground.conflict.array.back_end import ArrayBackEnd

__all__ = ["ArrayBackEnd"]
