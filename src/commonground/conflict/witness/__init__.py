"""Witnesses: what each verdict rests on, checkable without the engine; and the same in plain sentences."""

from __future__ import annotations

from commonground.conflict.witness.explanation import Explanation, explain
from commonground.conflict.witness.find import MOST_LOOKS, witness
from commonground.conflict.witness.records import Deterrence, Escape, Opening, Step, Witness

__all__ = ["MOST_LOOKS", "Deterrence", "Escape", "Explanation", "Opening", "Step", "Witness", "explain", "witness"]
