"""What a brief is compared with: an earlier brief as it was written, or the case at a round or in another version.

An earlier brief (its .json) holds the answers as they were told then, so those are compared and not what would be told
now. A round, a layer, another folder or a Git revision, in the words of ``diff``, is asked afresh: what can be agreed,
the order of steps, and whether deals would hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any

from commonground.case import Case
from commonground.case.drop import judged_objects
from commonground.case.model import Edge, Ranking, Weights
from commonground.case.sides import diff_sides
from commonground.errors import Problem, UsageError, Where
from commonground.store.problems import told

__all__ = ["Earlier", "earlier_of", "objects_told", "shape_told"]

_LARGEST = 50_000_000  # bytes of an earlier brief


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
    name = f"{case.rounds[side.name].title} ({side.name})" if side.kind == "round" else side.name
    when = "" if side.day is None else f", {side.day.isoformat()}"
    return Earlier(name=f"{name}{when}", data=_answers(side.case, side.name if side.kind == "round" else None, budget))


def _answers(case: Case, round: str | None, budget: float | None) -> Mapping[str, Any]:
    from commonground.brief.material import Material
    from commonground.brief.time_given import TimeGiven

    asked = Material(case=case, asked_round=round, time=TimeGiven.together(budget))
    return {
        "agreement": asked.report.to_dict(),
        "order": asked.order.to_dict() if asked.order else None,
        "durability": asked.durability.to_dict() if asked.durability else None,
        "case": {"objects": objects_told(case), "shape": shape_told(case)},
    }


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


def shape_told(case: Case) -> dict[str, str]:
    """What a case asks about, by kind and id: issues with their outcomes, options, steps and targets, in its words."""
    name = {party.id: party.name for party in case.parties.values()}
    told = {f"issues.{i.id}": f"{i.title}: {', '.join(i.outcomes.values())}" for i in case.issues.values()}
    told |= {f"options.{o.id}": f"{name.get(o.party, o.party)}: {o.title}" for o in case.options.values()}
    told |= {f"steps.{s.id}": ", ".join((s.title, *s.phases)) for s in case.steps.values()}
    return told | {f"targets.{t.id}": f"{t.id}: {t.text}" for t in case.targets.values()}


def _objects(case: Case) -> Iterator[tuple[str, str]]:
    for item in judged_objects(case).values():
        yield item.id, _words(item)


def _words(item: Any) -> str:
    about = getattr(item, "party", None)
    what = getattr(item, "text", None)
    if what is None:
        what = _without_text(item)
    span = [getattr(item, name, None) for name in ("kind", "level", "owner", "round", "until")]
    return " | ".join(str(each) for each in (about, what, *span) if each is not None)


def _without_text(item: Any) -> str:
    """What an object says that is not written as a formula."""
    match item:
        case Ranking():
            return " > ".join(" = ".join(place) for place in item.places)
        case Weights():
            return ", ".join(f"{option} {weight:g}" for option, weight in item.weights.items())
        case Edge():
            return f"{item.before} > {item.after}"
    return str(dict(item.may))
