"""A case as a flat list of entries, so that layers and dates treat every kind of object alike.

An *entry* is one object of one section: a clause, a rule, an issue, a source. It knows its id (objects of mapping
sections go by ``SECTION.KEY``, such as ``issues.ceasefire``), its party, and where it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from commonground.case.model import OneWay
from commonground.case.schema import (
    JudgedWritten,
    Sections,
    SourceWritten,
    Written,
)
from commonground.case.yaml_text import Path, Tree
from commonground.errors import Where

__all__ = [
    "CoalitionsWritten",
    "Entry",
    "IrreversibleWritten",
    "MovesWritten",
    "OptionWritten",
    "Origin",
    "StatesWritten",
    "StatusQuoWritten",
    "TargetWritten",
    "entries_of",
    "source_entries",
]


class TargetWritten(Written):
    target: str


class OptionWritten(Written):
    title: str | None


class IrreversibleWritten(Written):
    way: OneWay


class StatusQuoWritten(Written):
    status_quo: str | dict[str, str]


class StatesWritten(Written):
    states: tuple[str, ...]


class MovesWritten(Written):
    moves: tuple[tuple[str, str], ...]


class CoalitionsWritten(Written):
    coalitions: tuple[tuple[str, ...], ...]


# How an object without an id is numbered: PARTY + mark + place in its list, and before it the layer that brings it.
_MADE_IDS = {
    "mandates": "{party}.{n}",
    "acceptances": "{party}.accepts.{n}",
    "offers": "{party}.offers.{n}",
    "order": "{party}.order.{n}",
    "preferences": "{party}.prefers.{n}",
    "rankings": "{party}.ranking",
    "weights": "{party}.weights",
    "powers": "power.{n}",
    "meaning": "meaning.{n}",
    "feasible": "feasible.{n}",
    "holdings": "{issue}.{outcome}.holds",
}


@dataclass(frozen=True, slots=True)
class Entry:
    section: str
    id: str  # as a layer names it
    key: str  # as formulas and other fields name it
    party: str | None
    body: Written
    tree: Tree
    path: Path
    layer: str | None = None
    hypothesis: bool = False
    about: tuple[str, str] = ("", "")  # of a link to states: the issue and the outcome, whatever layer says it anew

    def where(self, field: str | None = None, column: int | None = None) -> Where:
        """Where the entry, or one of its fields, is written; a short form's only text stands for its field."""
        path = self.path if field is None else (*self.path, field)
        if field is not None and path not in self.tree.marks and column is not None:
            path = self.path
        return self.tree.where(path, column)

    @property
    def evidence(self) -> tuple[str, ...]:
        return self.body.evidence if isinstance(self.body, JudgedWritten) else ()

    @property
    def round(self) -> str | None:
        return getattr(self.body, "round", None)


@dataclass(frozen=True, slots=True)
class Origin:
    """The file, the place in it, and the layer that entries come from."""

    tree: Tree
    at: Path = ()
    layer: str | None = None
    hypothesis: bool = False

    def entry(self, section: str, id: str, key: str, party: str | None, body: Written, *path: str | int) -> Entry:
        return Entry(section, id, key, party, body, self.tree, (*self.at, *path), self.layer, self.hypothesis)

    def made_id(self, section: str, party: str, place: int) -> str:
        made = _MADE_IDS[section].format(party=party, n=place + 1)
        return made if self.layer is None else f"{self.layer}.{made}"

    def changed(self, entry: Entry, body: Written, path: Path) -> Entry:
        """``entry`` with another body, which this origin answers for."""
        return replace(entry, body=body, tree=self.tree, path=path, layer=self.layer, hypothesis=self.hypothesis)


def entries_of(sections: Sections, origin: Origin) -> Iterator[Entry]:
    """Every object of ``sections`` (a case file, or what a layer adds), in file order."""
    for section in ("parties", "actors", "issues", "steps"):
        for key, body in getattr(sections, section).items():
            yield origin.entry(section, f"{section}.{key}", key, None, body, section, key)
    for key, text in sections.targets.items():
        yield origin.entry("targets", f"targets.{key}", key, None, TargetWritten(target=text), "targets", key)
    for party, options in sections.options.items():
        for key, title in options.items():
            body = OptionWritten(title=title)
            yield origin.entry("options", f"options.{key}", key, party, body, "options", party, key)
    for n, body in enumerate(sections.rounds):
        yield origin.entry("rounds", body.id, body.id, None, body, "rounds", n)
    yield from _judged(sections, origin)
    yield from _conflict(sections, origin)


def _conflict(sections: Sections, origin: Origin) -> Iterator[Entry]:
    """What the graph model needs beside options, rules and priorities."""
    for party, given in sections.preferences.items():
        for section, whole in (("rankings", given.ranking), ("weights", given.weights)):
            if whole is not None:
                name = given.id or _MADE_IDS[section].format(party=party)
                yield origin.entry(section, name, name, party, given, "preferences", party)
    for option, way in sections.irreversible.items():
        body = IrreversibleWritten(way=way)
        yield origin.entry("irreversible", f"irreversible.{option}", option, None, body, "irreversible", option)
    for party, moves in sections.moves.items():
        yield origin.entry("moves", f"moves.{party}", party, party, MovesWritten(moves=moves), "moves", party)
    whole_case: dict[str, Written] = {}
    if sections.states:
        whole_case["states"] = StatesWritten(states=sections.states)
    if sections.coalitions:
        whole_case["coalitions"] = CoalitionsWritten(coalitions=sections.coalitions)
    if sections.status_quo is not None:
        whole_case["status_quo"] = StatusQuoWritten(status_quo=sections.status_quo)
    for section, written in whole_case.items():
        name = f"{origin.layer or 'case'}.{section}" if section != "status_quo" else "case.status_quo"
        yield origin.entry(section, name, section, None, written, section)


def _judged(sections: Sections, origin: Origin) -> Iterator[Entry]:
    for issue, written in sections.issues.items():
        for outcome, held in written.holds_when.items():
            name = held.id or _MADE_IDS["holdings"].format(issue=issue, outcome=outcome)
            entry = origin.entry("holdings", name, name, None, held, "issues", issue, "holds_when", outcome)
            yield replace(entry, about=(issue, outcome))
    for section in ("powers", "meaning", "feasible"):
        for n, body in enumerate(getattr(sections, section)):
            name = body.id or origin.made_id(section, "", n)
            yield origin.entry(section, name, name, None, body, section, n)
    by_party: dict[str, dict[str, tuple[JudgedWritten, ...]]] = {
        section: getattr(sections, section) for section in ("mandates", "acceptances", "offers", "order")
    }
    by_party["preferences"] = {party: given.priorities for party, given in sections.preferences.items()}
    for section, lists in by_party.items():
        for party, bodies in lists.items():
            for n, body in enumerate(bodies):
                name = body.id or origin.made_id(section, party, n)
                yield origin.entry(section, name, name, party, body, section, party, n)


def source_entries(sources: dict[str, SourceWritten], origin: Origin) -> Iterator[Entry]:
    for key, body in sources.items():
        yield origin.entry("sources", f"sources.{key}", key, None, body, key)
