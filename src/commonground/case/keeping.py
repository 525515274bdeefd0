"""A what-if kept: the same changes as the file of a layer, to be switched on again, reviewed and passed on.

A *hypothesis* has to say whose assumption it is; what it adds or changes rests on nobody's words. A *reading* is
another way to read the same record. In both, preferences that stand elsewhere are withdrawn and put in again in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from commonground.case.layers import read_layer
from commonground.case.mending import write_file
from commonground.case.model import Case, LayerKind
from commonground.case.preferring import reordered
from commonground.case.what_if import LAYER, what_if
from commonground.case.yaml_text import read_yaml
from commonground.case.yaml_write import inline, scalar
from commonground.errors import Problem, UsageError, Where
from commonground.logic import to_text
from commonground.store import ABSENT

__all__ = ["KeptLayer", "keep_layer", "kept_layer", "layer_name"]

FIELDS: Mapping[str, str] = {  # the field of each section that holds its formula
    "clauses": "clause",
    "meaning": "rule",
    "acceptances": "outcome",
    "offers": "offer",
    "feasible": "rule",
    "holdings": "when",
    "priorities": "priority",
}
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True)
class KeptLayer:
    """A layer that is not written yet: the name of its file in the case, and the file's text."""

    name: str
    text: str

    @property
    def file(self) -> str:
        return f"layers/{self.name}.yaml"


@dataclass(slots=True)
class _Gathered:
    """What the lines come to."""

    add: dict[str, dict[str, list[dict[str, Any]]]] = field(default_factory=dict)
    replace: dict[str, dict[str, Any]] = field(default_factory=dict)
    withdraw: list[str] = field(default_factory=list)

    def put(self, section: str, party: str, entry: dict[str, Any]) -> None:
        self.add.setdefault(section, {}).setdefault(party, []).append(entry)


def layer_name(title: str) -> str:
    """A name for the file of a layer with this title.

    >>> layer_name("Without R1: what then?")
    'without-r1-what-then'
    """
    words = re.sub(r"[^a-z0-9]+", "-", title.casefold().encode("ascii", "ignore").decode()).strip("-")
    return words[:60].strip("-") or "what-if"


def kept_layer(
    case: Case, lines: Sequence[str], title: str, kind: LayerKind, source: str = "", note: str = "", name: str = ""
) -> KeptLayer:
    """The changes ``lines`` to ``case`` as a layer.

    Raises
    ------
    UsageError
        There is nothing to keep, the name is no name of a file, or a line is about what another line brought.
    CaseError
        It cannot be a layer: a hypothesis without anybody whose assumption it is.

    Examples
    --------
    >>> from commonground.case import load
    >>> print(kept_layer(load("istanbul-2025"), ["drop R1"], "Without R1", "reading").text)
    layer: Without R1
    kind: reading
    withdraw: [R1]
    <BLANKLINE>
    """
    if not lines:
        what = "Nothing is asked otherwise, so there is nothing to keep."
        raise UsageError(Problem(what, expected="a what-if", code="not-a-change"))
    name = name or layer_name(title)
    if not _NAME.fullmatch(name):
        what, expected = "A layer cannot go by this name.", "small letters without marks, digits and hyphens"
        raise UsageError(Problem(what, read=name[:80], expected=expected, code="wrong-value"))
    text = "\n".join(_written(_gathered(case, lines), title.strip() or name, kind, source, note)) + "\n"
    read_layer(read_yaml(text.encode(), f"layers/{name}.yaml"), name)
    return KeptLayer(name, text)


def keep_layer(place: str | Path, kept: KeptLayer) -> tuple[bytes, bytes]:
    """Write a layer into the case folder; its file before and after. What stands there is never written over."""
    return write_file(place, kept.file, kept.text, ABSENT)


def _gathered(case: Case, lines: Sequence[str]) -> _Gathered:
    found = _Gathered()
    after = what_if(case, lines)
    ordered: dict[str, None] = {}
    for line in lines:
        verb, _, rest = line.strip().partition(" ")
        subject, _, text = (part.strip() for part in rest.partition(":"))
        if subject.startswith(f"{LAYER}.") or (verb == "drop" and rest.strip().startswith(f"{LAYER}.")):
            what = "This line is about what another line brought: change that line instead."
            raise UsageError(Problem(what, Where(), line, "lines about the case itself", code="not-a-change"))
        match verb:
            case "drop":
                found.withdraw.append(rest.strip())
            case "add":
                found.put("mandates", subject, {"clause": text, "kind": "presumed"})
            case "accept":
                found.put("acceptances", subject, {"outcome": text})
            case "prefer":
                ordered[subject] = None
            case _:
                found.replace[subject] = _otherwise(case, subject, text)
    for party in ordered:
        _in_order(case, after, party, found)
    return found


def _otherwise(case: Case, name: str, text: str) -> dict[str, Any]:
    section = next(each for each in FIELDS if name in getattr(case, each))
    return {FIELDS[section]: text} | ({"kind": "presumed"} if section == "priorities" else {})


def _in_order(case: Case, after: Case, party: str, found: _Gathered) -> None:
    """A party's preferences as they stand after the changes: those from the first that moved on are put in again."""
    ranking = next((item for item in after.rankings.values() if item.party == party), None)
    if ranking is not None:
        places = [list(place) if len(place) > 1 else place[0] for place in ranking.places]
        found.add.setdefault("preferences", {})[party] = {"kind": "presumed", "ranking": places}  # type: ignore[assignment]
        return
    order = [item.id for item in after.priorities.values() if item.party == party]
    left = [item.id for item in case.priorities.values() if item.party == party and item.id in order]
    dropped = {name: item for name, item in case.priorities.items() if name in left or item.party != party}
    for name in reordered(_with(case, dropped), party, order):
        found.replace.pop(name, None)
        found.withdraw.append(name)
        entry = {"id": name, "priority": to_text(after.priorities[name].formula), "kind": "presumed"}
        found.put("preferences", party, entry)


def _with(case: Case, priorities: Mapping[str, Any]) -> Case:
    from dataclasses import replace

    return replace(case, priorities=priorities)


def _written(found: _Gathered, title: str, kind: str, source: str, note: str) -> Iterator[str]:
    yield f"layer: {scalar(title)}"
    yield f"kind: {scalar(kind)}"
    for name, words in (("source", source), ("note", note)):
        if words.strip():
            yield f"{name}: {scalar(words.strip())}"
    if found.add:
        yield "add:"
    for section, parties in found.add.items():
        yield f"  {section}:"
        for party, entries in parties.items():
            if isinstance(entries, dict):
                yield f"    {scalar(party)}: {inline(entries)}"
                continue
            yield f"    {scalar(party)}:"
            yield from (f"      - {inline(entry)}" for entry in entries)
    if found.replace:
        yield "replace:"
        yield from (f"  {scalar(name)}: {inline(fields)}" for name, fields in found.replace.items())
    if found.withdraw:
        yield f"withdraw: {inline(list(dict.fromkeys(found.withdraw)))}"
