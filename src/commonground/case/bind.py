"""From entries to a case: names bound, references checked, defaults filled in, all problems reported together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from commonground.case import model as m
from commonground.case.bind_conflict import Conflict, in_order, one_way
from commonground.case.binder import Binder
from commonground.case.entries import Entry
from commonground.case.layers import Record
from commonground.case.validation import MOST_PROBLEMS
from commonground.errors import CaseError, Problem
from commonground.logic import Among, Names

__all__ = ["Header", "bind"]

Bound = TypeVar("Bound")


@dataclass(frozen=True, slots=True)
class Header:
    """What a case says of itself, and what was asked of it when it was loaded."""

    id: str
    title: str
    reading: str | None
    record_ends: date | None
    layers: tuple[m.LayerInfo, ...]
    warnings: tuple[Problem, ...]
    as_of: date | None
    path: str | None


def bind(record: Record, header: Header) -> m.Case:
    """The case that ``record`` describes.

    Raises
    ------
    CaseError
        Every unknown name, level, round or step and every formula that cannot be read, with its line.
    """
    binder = Binder(record.entries, record.statements)
    sections = _Sections(record.entries, binder)
    parties = sections.made("parties", _party)
    rounds = _rounds(sections, binder)
    issues = sections.made("issues", _issue)
    options = in_order(sections.made("options", _option(one_way(sections.entries("irreversible"), record, binder))))
    names = binder.with_names(issues, options)
    conflict = Conflict(parties, options, sections.entries, binder)
    case = m.Case(
        id=header.id,
        title=header.title,
        reading=header.reading,
        record_ends=_earlier(header.record_ends, header.as_of),
        parties=parties,
        rounds=rounds,
        issues=issues,
        names=names,
        options=options,
        clauses=sections.made("mandates", _clause(parties)),
        meaning=sections.made("meaning", _rule),
        feasible=sections.made("feasible", _rule),
        holdings=sections.made("holdings", _holding(issues)),
        acceptances=sections.made("acceptances", _acceptance),
        offers=sections.made("offers", _offer),
        powers=sections.made("powers", _power(parties)),
        targets=sections.made("targets", _target(names)),
        steps=sections.made("steps", _step),
        order=sections.made("order", _edge),
        priorities=sections.made("preferences", _priority),
        actors=sections.made("actors", _actor),
        sources=sections.made("sources", _source),
        statements=MappingProxyType(dict(record.statements)),
        rankings=sections.made("rankings", conflict.ranking),
        weights=sections.made("weights", conflict.weights),
        conflict=conflict.part(),
        layers=header.layers,
        withdrawn=record.withdrawn,
        warnings=header.warnings,
        as_of=header.as_of,
        path=header.path,
    )
    if binder.problems:
        raise CaseError(binder.problems[:MOST_PROBLEMS])
    return case


class _Sections:
    """The entries by section, each turned into its bound form once; unreadable ones leave a problem."""

    def __init__(self, entries: Iterable[Entry], binder: Binder) -> None:
        self._binder = binder
        self._by_section: dict[str, list[Entry]] = {}
        for entry in entries:
            self._by_section.setdefault(entry.section, []).append(entry)

    def entries(self, section: str) -> list[Entry]:
        return self._by_section.get(section, [])

    def made(self, section: str, make: Callable[[Entry, Binder], Bound | None]) -> Mapping[str, Bound]:
        made = {entry.key: make(entry, self._binder) for entry in self.entries(section)}
        return MappingProxyType({key: item for key, item in made.items() if item is not None})


def _earlier(ends: date | None, as_of: date | None) -> date | None:
    return min((day for day in (ends, as_of) if day is not None), default=None)


def _party(entry: Entry, binder: Binder) -> m.Party:
    body: Any = entry.body
    return m.Party(entry.key, body.name or entry.key, body.role, tuple(body.levels))


def _actor(entry: Entry, binder: Binder) -> m.Actor:
    body: Any = entry.body
    if body.party is not None and binder.known("party", body.party, entry, "party") and body.level is not None:
        binder.level(body.party, body.level, entry, "level")
    return m.Actor(entry.key, body.name or entry.key, tuple(body.aliases), body.party, body.level)


def _rounds(sections: _Sections, binder: Binder) -> Mapping[str, m.Round]:
    made: dict[str, m.Round] = {}
    last: m.Round | None = None
    for position, entry in enumerate(sections.entries("rounds")):
        body: Any = entry.body
        binder.levels(body.present, entry, "present")
        if last is not None and last.date is not None and body.date is not None and body.date < last.date:
            what = f"Round {entry.id} is dated before round {last.id}; rounds stand in order of time."
            binder.problems.append(
                Problem(what, entry.where("date"), body.date.isoformat(), code="rounds-out-of-order")
            )
        made[entry.id] = m.Round(
            id=entry.id,
            title=body.title or entry.id,
            date=body.date,
            place=body.place,
            channel=body.channel,
            convener=body.convener,
            present=MappingProxyType(dict(body.present)),
            position=position,
            where=entry.where(),
        )
        last = last if body.date is None else made[entry.id]
    return MappingProxyType(made)


def _issue(entry: Entry, binder: Binder) -> m.Issue:
    body: Any = entry.body
    outcomes = {outcome: words or outcome for outcome, words in body.outcomes.items()}
    return m.Issue(entry.key, body.title or entry.key, MappingProxyType(outcomes), body.ordered, entry.where())


def _option(irreversible: Mapping[str, m.OneWay]) -> Callable[[Entry, Binder], m.Option]:
    def make(entry: Entry, binder: Binder) -> m.Option:
        binder.known("party", entry.party, entry)
        body: Any = entry.body
        return m.Option(entry.key, body.title or entry.key, str(entry.party), irreversible.get(entry.key))

    return make


def _clause(parties: Mapping[str, m.Party]) -> Callable[[Entry, Binder], m.Clause | None]:
    def make(entry: Entry, binder: Binder) -> m.Clause | None:
        body: Any = entry.body
        formula = binder.formula(entry, "clause", body.clause)
        binder.span(entry, body.round, body.until)
        party = parties.get(str(entry.party)) if binder.known("party", entry.party, entry) else None
        if party is None:
            return None
        level = body.level or party.levels[0]
        owner = body.owner or level
        binder.level(party.id, level, entry, "level")
        if owner != level:
            binder.level(party.id, owner, entry, "owner")
        if formula is None:
            return None
        return m.Clause(
            **binder.judged(entry),
            party=party.id,
            formula=formula,
            text=body.clause,
            level=level,
            owner=owner,
            kind=body.kind,
            round=body.round,
            until=body.until,
        )

    return make


def _rule(entry: Entry, binder: Binder) -> m.Rule | None:
    body: Any = entry.body
    formula = binder.formula(entry, "rule", body.rule)
    return None if formula is None else m.Rule(**binder.judged(entry), formula=formula, text=body.rule, kind=body.kind)


def _holding(issues: Mapping[str, m.Issue]) -> Callable[[Entry, Binder], m.Holding | None]:
    def make(entry: Entry, binder: Binder) -> m.Holding | None:
        body: Any = entry.body
        issue, outcome = entry.about
        if outcome not in issues[issue].outcomes:
            binder.unknown("outcome", outcome, issues[issue].outcomes, entry)
            return None
        formula = binder.formula(entry, "when", body.when)
        if formula is None:
            return None
        return m.Holding(
            **binder.judged(entry), issue=issue, outcome=outcome, formula=formula, text=body.when, kind=body.kind
        )

    return make


def _acceptance(entry: Entry, binder: Binder) -> m.Acceptance | None:
    body: Any = entry.body
    binder.known("party", entry.party, entry)
    binder.span(entry, body.round, body.until)
    formula = binder.formula(entry, "outcome", body.outcome)
    if formula is None:
        return None
    if not isinstance(formula, Among):
        what = "An acceptance names outcomes of one issue."
        expected = "“issue = outcome” or “issue in {one, other}”"
        where = entry.where("outcome")
        binder.problems.append(Problem(what, where, body.outcome, expected, code="acceptance-of-several"))
        return None
    return m.Acceptance(
        **binder.judged(entry),
        party=str(entry.party),
        formula=formula,
        text=body.outcome,
        issue=formula.issue,
        outcomes=formula.outcomes,
        round=body.round,
        until=body.until,
    )


def _offer(entry: Entry, binder: Binder) -> m.Offer | None:
    body: Any = entry.body
    binder.known("party", entry.party, entry)
    binder.span(entry, body.round, None)
    formula = binder.formula(entry, "offer", body.offer)
    if formula is None:
        return None
    party = str(entry.party)
    return m.Offer(**binder.judged(entry), party=party, formula=formula, text=body.offer, round=body.round)


def _power(parties: Mapping[str, m.Party]) -> Callable[[Entry, Binder], m.Power]:
    def make(entry: Entry, binder: Binder) -> m.Power:
        body: Any = entry.body
        if binder.known("party", body.party, entry, "party"):
            binder.level(body.party, body.level, entry, "level")
        return m.Power(**binder.judged(entry), party=body.party, level=body.level, may=MappingProxyType(dict(body.may)))

    return make


def _target(names: Names) -> Callable[[Entry, Binder], m.Target | None]:
    def make(entry: Entry, binder: Binder) -> m.Target | None:
        text = entry.body.target  # type: ignore[attr-defined]
        formula = binder.formula(entry, None, text)
        outcomes = names.issues.get(entry.key)
        if formula is not None and outcomes is not None and formula != Among(entry.key, outcomes[1:]):
            what = f"“{entry.key}” is an issue, and that it leaves its status quo is a target already."
            binder.problems.append(
                Problem(what, entry.where(), text, "another name for this target", code="name-taken")
            )
        return None if formula is None else m.Target(entry.key, formula, text, entry.where())

    return make


def _step(entry: Entry, binder: Binder) -> m.Step:
    body: Any = entry.body
    if body.by is not None:
        binder.known("party", body.by, entry, "by")
    for other in body.covered_by:
        binder.known("step", other, entry, "covered_by")
    words = body.model_dump(exclude={"title", "covered_by", "phases"})
    title, covered, phases = body.title or entry.key, tuple(body.covered_by), tuple(body.phases)
    return m.Step(id=entry.key, title=title, covered_by=covered, phases=phases, where=entry.where(), **words)


def _edge(entry: Entry, binder: Binder) -> m.Edge:
    body: Any = entry.body
    structural = entry.party == "structural"
    if not structural:
        binder.known("party", entry.party, entry)
    binder.known("step", body.before, entry, "before")
    binder.known("step", body.after, entry, "after")
    kind: m.EdgeKind = body.kind or ("structural" if structural else "demanded")
    party = None if structural else entry.party
    return m.Edge(**binder.judged(entry), party=party, before=body.before, after=body.after, kind=kind)


def _priority(entry: Entry, binder: Binder) -> m.Priority | None:
    body: Any = entry.body
    binder.known("party", entry.party, entry)
    formula = binder.formula(entry, "priority", body.priority)
    if formula is None:
        return None
    party = str(entry.party)
    return m.Priority(**binder.judged(entry), party=party, formula=formula, text=body.priority, kind=body.kind)


def _source(entry: Entry, binder: Binder) -> m.Source:
    body: Any = entry.body
    if body.side is not None:
        binder.known("party", body.side, entry, "side")
    return m.Source(id=entry.key, where=entry.where(), **body.model_dump())
