"""The frame of every answer: which case and round it is about, which layers were on, where the record ends.

A result that leaves its frame behind is a claim about the world; with it, it is a claim about a reading of a record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from commonground.case.model import Case, LayerInfo

__all__ = ["Framed", "frame_of", "layers_told"]


@dataclass(frozen=True, kw_only=True)
class Framed:
    """What results about a case have in common."""

    version: ClassVar[int] = 1

    case: str
    round: str | None = None
    layers: tuple[LayerInfo, ...]
    record_ends: date | None
    as_of: date | None
    reading: str | None

    def frame(self) -> dict[str, Any]:
        """The first keys of ``to_dict``."""
        return {
            "version": self.version,
            "case": self.case,
            "round": self.round,
            "layers": layers_told(self.layers),
            "record_ends": None if self.record_ends is None else self.record_ends.isoformat(),
            "as_of": None if self.as_of is None else self.as_of.isoformat(),
            "reading": self.reading,
        }


def frame_of(case: Case, round: str | None = None) -> dict[str, Any]:
    """The fields of :class:`Framed` for a case, to make a result with."""
    return {
        "case": case.id,
        "round": round,
        "layers": case.layers,
        "record_ends": case.record_ends,
        "as_of": case.as_of,
        "reading": case.reading,
    }


def layers_told(layers: tuple[LayerInfo, ...]) -> list[dict[str, str]]:
    return [{"id": layer.id, "title": layer.title, "kind": layer.kind} for layer in layers]
