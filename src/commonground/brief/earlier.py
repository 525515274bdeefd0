"""What a brief is compared with: an earlier brief as it was written, or the case as a Git revision has it.

Either gives the plain data of the answers of that time, so what was told then is compared and not what would be told
of it now. A revision is asked afresh; only its agreement part is, for that is what the marks of change are about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from commonground.case import Case

__all__ = ["Earlier", "objects_told"]

_SECTIONS = ("clauses", "acceptances", "offers", "meaning", "powers", "order", "priorities")


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """An earlier answer. ``data`` has at least ``agreement`` and ``case`` as in the material of a brief."""

    name: str  # as the reader asked for it: a file, or a revision with its day
    data: Mapping[str, Any] = field(repr=False)

    def zone(self, target: str) -> str | None:
        """A target's zone then; None where there was no such target, or it was not computed."""
        known = self.data["agreement"]["targets"].get(target)
        return None if known is None else known["zone"]

    def wording(self, name: str) -> str | None:
        """What an object said then; None where there was none of that id."""
        found: str | None = self.data["case"]["objects"].get(name)
        return found


def objects_told(case: Case) -> dict[str, str]:
    """Every judged object of a case and what it says, on one line."""
    return dict(_objects(case))


def _objects(case: Case) -> Iterator[tuple[str, str]]:
    for section in _SECTIONS:
        for item in getattr(case, section).values():
            yield item.id, _words(item)


def _words(item: Any) -> str:
    about = getattr(item, "party", None)
    what = getattr(item, "text", None)
    if what is None:
        what = f"{item.before} > {item.after}" if hasattr(item, "before") else str(dict(item.may))
    span = [getattr(item, name, None) for name in ("kind", "level", "owner", "round", "until")]
    return " | ".join(str(each) for each in (about, what, *span) if each is not None)
