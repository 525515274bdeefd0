"""Where everything of a case has its address, with how the case is looked at kept in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from commonground.brief.parts.references import judged
from commonground.case import Case
from commonground.workbench.view import View

__all__ = ["Links"]

_PARTS = {  # anchors of the brief's parts, and the pages that show the same
    "order": "order",
    "rounds": "rounds",
    "ways-out": "ways",
    "evidence": "evidence",
    "next": "next",
    "next-meeting": "next",
}
_ON_OVERVIEW = frozenset({"agreed-now", "at-a-glance"})  # of page one, which is the overview


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses within one case. ``case`` is None while it cannot be read."""

    key: str
    view: View
    case: Case | None = None

    def to(self, *parts: str, **changes: Any) -> str:
        """``links.to("issue", "ceasefire")``; ``changes`` are to how the case is looked at."""
        path = "/".join(["/case", quote(self.key, safe=""), *(quote(part, safe="") for part in parts)])
        return path + self.view.query(**changes)

    def data(self, *parts: str) -> str:
        """The same as data."""
        path, query, rest = self.to(*parts).partition("?")
        return f"{path}.json{query}{rest}"

    def matter(self, name: str) -> str:
        """An issue's page, or that of any other target."""
        known = self.case is not None and name in self.case.issues
        return self.to("issue" if known else "target", name)

    def reference(self, anchor: str) -> str:
        """Where a reference of the brief leads: to the thing's own page."""
        if anchor.startswith("state:"):
            return self.to("state", anchor.removeprefix("state:"))
        if not anchor.startswith("on-"):
            return self._part(anchor)
        name = anchor.removeprefix("on-")
        if name.startswith("sources."):
            return self.to("source", name.removeprefix("sources."))
        if self.case is not None and name in self.case.statements:
            return self.to("statement", name)
        if self.view.changed and self.case is not None and judged(self.case, name) is None:  # it is off in this view
            return self.to("object", name, layers=(), what_if=(), as_of=None)
        return self.to("object", name)

    def _part(self, anchor: str) -> str:
        if anchor in _PARTS:
            return self.to(_PARTS[anchor])
        if anchor in _ON_OVERVIEW:
            return f"{self.to()}#{anchor}"
        head, _, number = anchor.partition("-")
        if head == "matter" and self.case is not None and number.isdecimal():
            names = [*self.case.issues, *self.case.targets]
            if int(number) < len(names):
                return self.matter(names[int(number)])
        return f"#{anchor}"
