"""What a brief is compared with: an earlier brief as it was written, or the case at a round or in another version.

An earlier brief (its .json) holds the answers as they were told then, so those are compared and not what would be told
now. A round, a layer, another folder or a Git revision, in the words of ``diff``, is asked afresh; only what can be
agreed is, for that is what the marks of change are about.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any

from commonground.agreement import agreement
from commonground.case import Case
from commonground.case.sides import diff_sides
from commonground.errors import Problem, UsageError, Where
from commonground.store.problems import told

__all__ = ["Earlier", "earlier_of", "objects_told"]

_LARGEST = 50_000_000  # bytes of an earlier brief

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


def earlier_of(case: Case, since: str | PathLike[str], budget: float | None = 10.0) -> Earlier:
    """What ``since`` stands for: a file that ends in .json is an earlier brief, everything else as ``diff`` takes it.

    Raises
    ------
    UsageError
        The file is no brief, or the word is neither round, layer, folder nor revision.
    StoreError
        The file cannot be read.
    """
    if str(since).lower().endswith(".json"):
        return Earlier(name=Path(since).name, data=_data_of(Path(since)))
    if case.path is None:
        what = "This case lies in no folder, so nothing can be found to compare it with."
        raise UsageError(
            Problem(what, read=str(since), expected="an earlier brief, as .json", code="nothing-to-compare")
        )
    sides = diff_sides(case.path, str(since), layers=[layer.id for layer in case.layers], as_of=case.as_of)
    side = next(each for each in (sides.before, sides.after) if each.name == str(since))
    report = agreement(side.case, side.name if side.kind == "round" else None, budget=budget)
    name = f"{case.rounds[side.name].title} ({side.name})" if side.kind == "round" else side.name
    when = "" if side.day is None else f", {side.day.isoformat()}"
    objects = objects_told(side.case)
    return Earlier(name=f"{name}{when}", data={"agreement": report.to_dict(), "case": {"objects": objects}})


def _data_of(path: Path) -> Mapping[str, Any]:
    with told(path, "Reading the earlier brief"):
        text = path.read_bytes()[: _LARGEST + 1]
    if len(text) > _LARGEST:
        raise UsageError(_no_brief(path, "It is larger than any brief."))
    try:
        read = json.loads(text)
    except ValueError as error:  # not UTF-8, or not JSON
        raise UsageError(_no_brief(path, str(error))) from None
    try:
        data: Mapping[str, Any] = read["data"]
        known = isinstance(data["agreement"]["targets"], dict) and isinstance(data["case"]["objects"], dict)
        known = known and all("zone" in answer for answer in data["agreement"]["targets"].values())
    except (KeyError, TypeError, IndexError, AttributeError):
        known = False
    if not known:
        raise UsageError(_no_brief(path, "It has not the parts of one."))
    return data


def _no_brief(path: Path, why: str) -> Problem:
    expected = "what `commonground brief CASE --to brief.json` writes"
    return Problem(
        f"This is no brief in the form of data. {why}", Where(str(path)), expected=expected, code="not-a-brief"
    )


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
