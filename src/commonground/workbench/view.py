"""How a case is looked at: the layers that are on, the changes asked about, the day, the round. All of it stands in the
query of the address, so that an address always shows the same.

    /case/istanbul-2025/issue/ceasefire?layer=signing-needs-no-settlement&what-if=drop+R1&round=r3&as-of=2025-06-10
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from commonground.errors import Problem, UsageError

__all__ = ["ASKED", "MOST", "NAMES", "View", "view_of"]

MOST = 50  # layers, and changes
LONGEST = 2_000  # characters of one
NAMES = ("layer", "what-if", "round", "as-of")  # of the query
ASKED = (  # of the what-if form, which comes to lines of ``what-if`` and is asked once
    "sent",
    "box",
    "drop",
    "move",
    "sooner",
    *("add-formula", "party", "accept-formula", "acceptor", "change-formula", "object"),
)


@dataclass(frozen=True, slots=True)
class View:
    """Made by :func:`view_of`."""

    layers: tuple[str, ...] = ()
    what_if: tuple[str, ...] = ()
    as_of: str | None = None
    round: str | None = None

    @property
    def changed(self) -> bool:
        """Whether the case is seen otherwise than it stands."""
        return bool(self.layers or self.what_if or self.as_of)

    def query(self, **changes: Any) -> str:
        """``?layer=…``, or nothing where the case is seen as it stands.

        >>> View(layers=("a",)).query(what_if=("drop R1",))
        '?layer=a&what-if=drop+R1'
        """
        seen = replace(self, **changes)
        pairs = [("layer", layer) for layer in seen.layers] + [("what-if", change) for change in seen.what_if]
        pairs += [(name, value) for name, value in (("round", seen.round), ("as-of", seen.as_of)) if value]
        return f"?{urlencode(pairs)}" if pairs else ""


def view_of(query: QueryParams) -> View:
    """What the query of an address asks for; UsageError where it is more than anybody would write."""
    layers, changes = _given(query, "layer"), _given(query, "what-if")
    days, rounds = _given(query, "as-of"), _given(query, "round")
    if max(len(layers), len(changes)) > MOST:
        what = "This address asks for more layers or changes at once than are answered."
        raise UsageError(Problem(what, expected=f"at most {MOST}", code="too-many-values"))
    return View(layers, changes, days[-1] if days else None, rounds[-1] if rounds else None)


def _given(query: QueryParams, name: str) -> tuple[str, ...]:
    """What is given under a name, each once; an empty field of a form is none."""
    values = dict.fromkeys(value.strip() for value in query.getlist(name))
    if any(len(value) > LONGEST for value in values):
        what = "This address holds more than can be asked for in one line."
        raise UsageError(Problem(what, expected=f"at most {LONGEST:,} characters", code="too-large"))
    return tuple(value for value in values if value)
