"""What changed, in plain sentences; and what is wrong in a form, by field."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.case.sections.references import Reference, told_of
from commonground.case.sections.table import Field
from commonground.errors import UsageError

__all__ = ["Wrong", "changed", "stays"]

MOST_SHOWN = 60


class Wrong(UsageError):
    """A form that cannot be kept as it stands; each problem's ``where.field`` is the field that it is about."""


def stays(name: str, there: list[Reference]) -> str:
    """That something is not taken out, and what it is that refers to it."""
    return f"“{name}” stays: {told_of(there)} {'refers' if len({each.by for each in there}) == 1 else 'refer'} to it."


def changed(field: Field, before: Mapping[str, str], after: Mapping[str, str]) -> str:
    if field.kind == "flag":
        return f"{field.label}: {'yes' if after.get('') else 'no'} now."
    if field.kind == "table":
        keys = [key for key in dict.fromkeys((*before, *after)) if before.get(key, "") != after.get(key, "")]
        return (
            "; ".join(f"{field.label}, {key}: {_change(before.get(key, ''), after.get(key, ''))}" for key in keys) + "."
        )
    return f"{field.label}: {_change(before.get('', ''), after.get('', ''))}."


def _change(before: str, after: str) -> str:
    if not before:
        return f"now “{_cut(after)}”"
    return f"“{_cut(before)}” became “{_cut(after)}”" if after else f"“{_cut(before)}” was taken out"


def _cut(words: str) -> str:
    one = " ".join(words.split())
    return one if len(one) <= MOST_SHOWN else one[: MOST_SHOWN - 1] + "…"
