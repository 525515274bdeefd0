"""Stability from listed moves, by a search over (state, last mover): graph form and small option form."""

from __future__ import annotations

from commonground.conflict.sparse.back_end import BackToStart, SparseBackEnd

__all__ = ["BackToStart", "SparseBackEnd"]
