"""Settling what coders disagree on: together, one stretch at a time, as newer versions of their statements.

What is settled is written without the mark of blind coding, because it was talked about: the case goes on with it, and
the figures of reliability stay with what was coded blind before. A disagreement is settled once none of its statements
stands as it was coded blind. Nothing is taken out of a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from commonground.errors import Problem, UsageError, Where, nearest_word
from commonground.statements.reliability.disagreements import Disagreement
from commonground.statements.schema import ACTS, MODALITIES, MODES, POLARITIES, Statement

__all__ = ["dropped", "settled", "unsettled", "with_settled", "wrong_label"]

_WORDS: Mapping[str, tuple[str, ...]] = {"act": ACTS, "mode": MODES, "polarity": POLARITIES, "modality": MODALITIES}
_MAY_BE_NONE = ("issue", "addressee")
NONE = "none"


def with_settled(found: Iterable[Disagreement], statements: Mapping[str, Statement]) -> tuple[Disagreement, ...]:
    """The disagreements, each saying whether it is settled in the statements as they stand now."""
    return tuple(replace(each, settled=not _as_coded_blind(each, statements)) for each in found)


def unsettled(found: Iterable[Disagreement]) -> tuple[Disagreement, ...]:
    return tuple(each for each in found if not each.settled)


def settled(
    item: Disagreement, statements: Mapping[str, Statement], labels: Mapping[str, str], who: str, time: str
) -> tuple[Statement, ...]:
    """The statements of a disagreement with the labels that the coders settled on; all of them stand.

    ``labels`` has a value for each field on which they differ; "none" for no issue and no addressee.

    Raises
    ------
    UsageError
        A field is left open, or a word cannot stand in it.
    """
    problems = [problem for field in item.labels for problem in wrong_label(field, labels.get(field))]
    if problems:
        raise UsageError(problems)
    chosen: dict[str, Any] = {name: None if _is_none(name, labels[name]) else labels[name] for name in item.labels}
    made: list[Statement] = []
    for name in item.statements.values():
        now = statements[name]
        same = all(getattr(now, field) == value for field, value in chosen.items())
        made.append(_version(now, who, time, status="confirmed" if same else "corrected", **chosen))
    return tuple(made)


def dropped(item: Disagreement, statements: Mapping[str, Statement], who: str, time: str) -> tuple[Statement, ...]:
    """The statements of a disagreement, rejected: the coders settled on there being nothing to code."""
    return tuple(_version(statements[name], who, time, status="rejected") for name in item.statements.values())


def _as_coded_blind(item: Disagreement, statements: Mapping[str, Statement]) -> bool:
    found = (statements.get(name) for name in item.statements.values())
    return any(each is not None and each.blind for each in found)


def _version(now: Statement, who: str, time: str, **changes: Any) -> Statement:
    return replace(now, **changes, blind=False, reviewer=who, time=time, history=(*now.history, now.version))


def wrong_label(field: str, value: str | None) -> list[Problem]:
    """Why a value cannot be settled on; whether the case has such an actor or issue is for the case to say."""
    where = Where(field=field)
    if not value:
        return [Problem(f"What the {field} is was left open.", where, code="missing-field")]
    known = _WORDS.get(field)
    if known is not None and value not in known:
        what, expected = f"There is no such {field}.", "one of " + ", ".join(known)
        return [Problem(what, where, value, expected, nearest_word(value, known), code=f"unknown-{field}")]
    return []


def _is_none(field: str, value: str) -> bool:
    return field in _MAY_BE_NONE and value == NONE
