"""What coders still have to settle: stretches that they label differently, and stretches that not all of them have.

Who is right is not asked, and nobody's coding is the measure of another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonground.statements.reliability.matching import LABELS, Unit, labels_of

__all__ = ["Disagreement", "disagreements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A stretch to talk about: ``labels`` that differ, by field and coder, and those who have nothing here."""

    document: str
    start: int
    end: int
    statements: Mapping[str, str]  # coder -> id
    labels: Mapping[str, Mapping[str, str]]  # field -> coder -> value, where values differ
    without: tuple[str, ...]  # coders who marked nothing that matches
    settled: bool = False  # since they coded; see commonground.statements.reliability.settling

    def to_dict(self) -> dict[str, Any]:
        return {
            "document": self.document,
            "start": self.start,
            "end": self.end,
            "statements": dict(self.statements),
            "labels": {name: dict(values) for name, values in self.labels.items()},
            "without": list(self.without),
            "settled": self.settled,
        }


def disagreements(
    units: Iterable[Unit], coders: Sequence[str], fields: Sequence[str] = LABELS
) -> tuple[Disagreement, ...]:
    """Those of the units on which ``coders`` do not agree, in the order of the units."""
    return tuple(_found(units, coders, fields))


def _found(units: Iterable[Unit], coders: Sequence[str], fields: Sequence[str]) -> Iterator[Disagreement]:
    for unit in units:
        told = {coder: labels_of(statement) for coder, statement in unit.statements.items()}
        by_field = {name: {coder: labels[name] for coder, labels in told.items()} for name in fields}
        labels = {name: values for name, values in by_field.items() if len(set(values.values())) > 1}
        without = tuple(coder for coder in coders if coder not in unit.statements)
        if labels or without:
            yield Disagreement(
                document=unit.document,
                start=unit.start,
                end=unit.end,
                statements={coder: statement.id for coder, statement in unit.statements.items()},
                labels=labels,
                without=without,
            )
