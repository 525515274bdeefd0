"""What a form was made from, compared when it is sent: nobody writes over what they have not seen.

A form carries the mark of what its page showed (the field ``seen``). Where the same has another mark by then, nothing
is written; the form comes back with what was typed, what it says now, and the mark of that, so that whoever sends it
again has seen both. What else was changed in the case meanwhile does not matter.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from starlette.datastructures import FormData

from commonground.errors import NewerVersionError, Problem
from commonground.workbench.to_write import text

__all__ = ["SEEN", "differing", "mark", "still_as_seen"]

SEEN = "seen"


def mark(told: Any) -> str:
    """The same for what says the same.

    >>> mark({"a": 1, "b": [2]}) == mark({"b": (2,), "a": 1}), len(mark(None))
    (True, 32)
    """
    return sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:32]


def still_as_seen(form: FormData, told: Any, name: str, *, needed: bool = True) -> None:
    """NewerVersionError where ``told`` is not what the form was made from.

    ``needed``: whether a form without a mark is one that has seen nothing; else it is believed.
    """
    seen = text(form, SEEN)
    if (seen or needed) and seen != mark(told):
        what = f"{name} was changed since this page was opened; nothing was written over that."
        raise NewerVersionError(Problem(what, expected="a look at what it says now", code="changed-since"))


def differing(now: Mapping[str, Any], typed: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The fields in which what was typed is not what stands now: name, what stands, what was typed.

    >>> differing({"act": "reject", "note": None}, {"act": "propose", "note": ""})
    [('act', 'reject', 'propose')]
    """
    stands = {name: "" if now.get(name) is None else str(now[name]) for name in typed}
    return [(name, stands[name], value) for name, value in typed.items() if value != stands[name]]
