"""States written with a letter for each option, kept in step with the options of a case.

Who brings an option says nothing of states; so today it counts as not taken, and in a ranking as either (``-``). An
option that is taken out takes its letter along. Where a party would then rank a state twice, the check of the case
says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from commonground.case.save import Draft

__all__ = ["in_step", "options_of"]


def options_of(draft: Draft) -> tuple[str, ...]:
    """The options in the order in which a state is written."""
    data: Any = draft.tree().data or {}
    return tuple(name for each in (data.get("options") or {}).values() for name in each or ())


def in_step(draft: Draft, before: Sequence[str]) -> str:
    """Rewrite today's state and rankings for the options as they are now; what there is to tell of it."""
    now = options_of(draft)
    data: Any = draft.tree().data or {}
    told, today = "", data.get("status_quo")
    if isinstance(today, dict):
        for name in [name for name in now if name not in today]:
            draft.set(("status_quo", name), "N")
            told = f" Today it counts as not taken: {name}."
        for name in [name for name in today if name in before and name not in now]:
            draft.remove(("status_quo", name))
    elif isinstance(today, str) and _is_letters(today, before):
        draft.set(("status_quo",), _rewritten(today, before, now, "N"))
        told = " Today it counts as not taken." if len(now) > len(before) else ""
    for party, given in (data.get("preferences") or {}).items():
        ranking = given.get("ranking") if isinstance(given, dict) else None
        if isinstance(ranking, list):
            places = [_each(place, lambda state: _rewritten(state, before, now, "-")) for place in ranking]
            if places != ranking:
                draft.set(("preferences", party, "ranking"), places)
    return told


def _each(place: Any, change: Callable[[str], str]) -> Any:
    return [change(state) for state in place] if isinstance(place, list) else change(place)


def _rewritten(state: str, before: Sequence[str], now: Sequence[str], new: str) -> str:
    if not _is_letters(state, before):
        return state
    letters = dict(zip(before, state, strict=True))
    return "".join(letters.get(option, new) for option in now)


def _is_letters(state: str, before: Sequence[str]) -> bool:
    return len(state) == len(before) and not set(state) - set("YN-")
