"""A case as the record stood on a day.

A source is visible from the day it was published (or said, where only that is known); a source without a date is
always visible. A statement is visible with its source and once it was said. A round is visible from its date. What
belongs to a round that is not yet visible, or rests wholly on statements that are not, falls away.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from commonground.case.entries import Entry
from commonground.case.layers import Record, without
from commonground.case.schema import RoundWritten, SourceWritten

__all__ = ["as_the_record_stood"]


def as_the_record_stood(record: Record, day: date) -> Record:
    """``record`` without what was not yet on record on ``day``."""
    later_rounds = {e.id for e in record.entries if isinstance(e.body, RoundWritten) and _after(e.body.date, day)}
    gone = set(later_rounds)
    gone |= {e.id for e in record.entries if isinstance(e.body, SourceWritten) and _after(_public(e.body), day)}
    gone |= {s.id for s in record.statements.values() if _after(s.said, day)}
    gone |= {e.id for e in record.entries if e.round in later_rounds}
    record = without(record, gone, f"not on record by {day.isoformat()}")
    return Record(tuple(_open_ended(e, later_rounds) for e in record.entries), record.statements, record.withdrawn)


def _public(source: SourceWritten) -> date | None:
    return source.published or source.said


def _after(then: date | None, day: date) -> bool:
    return then is not None and then > day


def _open_ended(entry: Entry, later_rounds: set[str]) -> Entry:
    """What ends in a round still to come has not ended."""
    if getattr(entry.body, "until", None) not in later_rounds:
        return entry
    body = entry.body.model_copy(update={"until": None})
    return replace(entry, body=body)
