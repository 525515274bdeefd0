"""The two labels of a state for one party: its rank there, and the best it can still escape to from there."""

from __future__ import annotations

from typing import Any

import numpy as np

from commonground.conflict.array.levels import Labels, ceiled, floored
from commonground.conflict.array.one_way import along_axis, ways_of
from commonground.conflict.model.option_form import OptionForm

__all__ = ["escape_label", "rank_label"]


def rank_label(form: OptionForm, party: int, kind: np.dtype[Any]) -> Labels:
    """For gmr and seq: the party's rank; +inf at infeasible cells, since no response ends there."""
    return ceiled(form.ranks[party], form.feasible, kind)


def escape_label(form: OptionForm, party: int, kind: np.dtype[Any]) -> Labels:
    """For smr and sseq: the best rank over the state and the party's own allowed moves from it."""
    own = floored(form.ranks[party], form.feasible, kind)
    return ceiled(along_axis(own, party, ways_of(form, party), np.maximum), form.feasible, kind)
