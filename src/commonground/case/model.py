"""A case as it is meant: names bound, defaults filled in, formulas parsed.

``schema`` describes what a person writes in the files, these frozen records what the analyses read. Every judged
object (clause, acceptance, offer, rule, edge, power, priority) has an id, its evidence (ids of statements), the
layer it came from (None: the case itself) and the place where it is written, so that each answer can be walked back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from commonground.errors import Problem, Where
from commonground.logic import Formula, Names
from commonground.statements import Statement

Role = Literal["table", "outside"]
ClauseKind = Literal["red line", "position", "presumed"]
RuleKind = Literal["definition", "judged link"]
EdgeKind = Literal["demanded", "structural", "done"]
OneWay = Literal["once taken", "once dropped"]
LayerKind = Literal["reading", "hypothesis", "coder", "role"]
YesNo = Literal["yes", "no", "unknown"]
TextKind = Literal["interview", "verbatim", "memcon", "statement", "news", "captions"]  # as record.kinds has them


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Judged:
    """What everything judged has in common."""

    id: str
    evidence: tuple[str, ...]  # ids of statements
    as_told_by: str | None  # a party, where the evidence is another side's word about this one
    note: str | None
    layer: str | None  # the layer that added or replaced it; None: the case itself
    hypothesis: bool  # came from a layer of kind hypothesis
    where: Where


@dataclass(frozen=True, slots=True)
class Party:
    """A side: at the ``table``, or ``outside`` (levers, mediators, audiences). Levels, highest first."""

    id: str
    name: str
    role: Role
    levels: tuple[str, ...]

    def rank(self, level: str) -> int:
        """0 for the highest level."""
        return self.levels.index(level)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or body that speaks in the record."""

    id: str
    name: str
    aliases: tuple[str, ...]
    party: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class Round:
    """A dated meeting; ``present`` gives the level at which each party sat there."""

    id: str
    title: str
    date: date | None
    place: str | None
    channel: str | None
    convener: str | None
    present: Mapping[str, str]
    position: int  # 0 for the first round
    where: Where


@dataclass(frozen=True, slots=True)
class Issue:
    """A matter on the table with finitely many outcomes; the first is the status quo."""

    id: str
    title: str
    outcomes: Mapping[str, str]  # id -> words, in file order
    ordered: bool
    where: Where

    @property
    def status_quo(self) -> str:
        return next(iter(self.outcomes))


@dataclass(frozen=True, slots=True)
class Clause(Judged):
    """One constraint that a party's mandate sets on outcomes.

    ``level`` is whose mandate it is, ``owner`` the lowest level that may give it up. In force from ``round``
    (None: from the start) until, but not in, ``until`` (None: to the end).
    """

    party: str
    formula: Formula
    text: str
    level: str
    owner: str
    kind: ClauseKind
    round: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Rule(Judged):
    """A meaning or feasibility rule: nobody's mandate, never relaxed, but judged and so open to question."""

    formula: Formula
    text: str
    kind: RuleKind


@dataclass(frozen=True, slots=True)
class Holding(Judged):
    """Which states of the conflict part carry an outcome of an issue out: those in which the formula is true."""

    issue: str
    outcome: str
    formula: Formula
    text: str
    kind: RuleKind


@dataclass(frozen=True, slots=True)
class Acceptance(Judged):
    """Outcomes of one issue that a party is on record as accepting."""

    party: str
    formula: Formula
    text: str
    issue: str
    outcomes: tuple[str, ...]
    round: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Offer(Judged):
    """What a party proposed in a round."""

    party: str
    formula: Formula
    text: str
    round: str | None


@dataclass(frozen=True, slots=True)
class Power(Judged):
    """What a level may do: listen, explore, propose, initial, sign, refer back."""

    party: str
    level: str
    may: Mapping[str, YesNo]


@dataclass(frozen=True, slots=True)
class Target:
    """What would have to be agreed: a formula over issues."""

    id: str
    formula: Formula
    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Step:
    """A step of carrying a deal out."""

    id: str
    title: str
    by: str | None
    irreversible: bool
    shifts_power: bool
    covered_by: tuple[str, ...]
    phases: tuple[str, ...]
    divisible: bool
    done: bool
    where: Where


@dataclass(frozen=True, slots=True)
class Edge(Judged):
    """``before`` has to be done before ``after``, by a party's demand (party None: by the nature of things)."""

    party: str | None
    before: str
    after: str
    kind: EdgeKind


@dataclass(frozen=True, slots=True)
class Option:
    """Something a party can do or leave."""

    id: str
    title: str
    party: str
    irreversible: OneWay | None


@dataclass(frozen=True, slots=True)
class Preference(Judged):
    """Something said of what a party prefers."""

    party: str
    kind: ClauseKind

    @property
    def presumed(self) -> bool:
        """Whether it is an assumption: coded as presumed, or resting on no statement of the record."""
        return self.kind == "presumed" or not self.evidence


@dataclass(frozen=True, slots=True)
class Priority(Preference):
    """One preference statement of a party; earlier ones matter more."""

    formula: Formula
    text: str


@dataclass(frozen=True, slots=True)
class Ranking(Preference):
    """All states as a party ranks them.

    ``places``: best first; in each place one or more patterns of Y, N and - over the options, or names of states, whose
    states are tied.
    """

    places: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Weights(Preference):
    """How much each option counts for a party where it is taken; what is left out counts nothing."""

    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class StatusQuo:
    """Today's state: one Y or N per option in the order of the case, or the name of a state."""

    state: str
    where: Where


@dataclass(frozen=True, slots=True)
class ConflictPart:
    """What the graph model needs beside options, rules and preferences.

    ``states`` and ``moves`` (party: pairs of states, from and to) are there in graph form alone.
    """

    status_quo: StatusQuo | None = None
    states: tuple[str, ...] = ()
    moves: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=_nothing)
    coalitions: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document of the record, described well enough to be weighed."""

    id: str
    title: str
    publisher: str | None
    owner: str | None
    side: str | None  # the party whose voice it is, if it is one's
    copy_of: str | None
    read_in: str | None  # where a copy only was read
    said: date | None
    published: date | None
    url: str | None
    licence: str | None
    language: str | None
    edited: bool
    translated: bool
    handling: str | None
    sha256: str | None
    file: str | None
    note: str | None
    where: Where
    kind: TextKind | None = None  # None: as is recognised from its words


@dataclass(frozen=True, slots=True)
class LayerInfo:
    """A layer that was on when the case was loaded."""

    id: str
    title: str
    kind: LayerKind
    source: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """One set of talks, loaded, checked and bound. Made by :func:`commonground.load`; never changed afterwards."""

    id: str
    title: str
    reading: str | None  # whose reading of the record this is
    record_ends: date | None
    parties: Mapping[str, Party]
    rounds: Mapping[str, Round]
    issues: Mapping[str, Issue]
    clauses: Mapping[str, Clause]
    names: Names = field(repr=False)
    meaning: Mapping[str, Rule] = field(default_factory=_nothing, repr=False)
    acceptances: Mapping[str, Acceptance] = field(default_factory=_nothing, repr=False)
    offers: Mapping[str, Offer] = field(default_factory=_nothing, repr=False)
    powers: Mapping[str, Power] = field(default_factory=_nothing, repr=False)
    targets: Mapping[str, Target] = field(default_factory=_nothing, repr=False)
    steps: Mapping[str, Step] = field(default_factory=_nothing, repr=False)
    order: Mapping[str, Edge] = field(default_factory=_nothing, repr=False)
    options: Mapping[str, Option] = field(default_factory=_nothing, repr=False)
    feasible: Mapping[str, Rule] = field(default_factory=_nothing, repr=False)
    holdings: Mapping[str, Holding] = field(default_factory=_nothing, repr=False)
    priorities: Mapping[str, Priority] = field(default_factory=_nothing, repr=False)
    actors: Mapping[str, Actor] = field(default_factory=_nothing, repr=False)
    sources: Mapping[str, Source] = field(default_factory=_nothing, repr=False)
    statements: Mapping[str, Statement] = field(default_factory=_nothing, repr=False)
    rankings: Mapping[str, Ranking] = field(default_factory=_nothing, repr=False)
    weights: Mapping[str, Weights] = field(default_factory=_nothing, repr=False)
    conflict: ConflictPart = field(default_factory=ConflictPart, repr=False)
    layers: tuple[LayerInfo, ...] = ()
    withdrawn: Mapping[str, str] = field(default_factory=_nothing, repr=False)  # id -> why it is out
    warnings: tuple[Problem, ...] = field(default=(), repr=False)  # read past while loading
    as_of: date | None = None
    path: str | None = field(default=None, repr=False)

    @property
    def table(self) -> tuple[Party, ...]:
        """The parties over which zones, acceptances and prices range."""
        return tuple(party for party in self.parties.values() if party.role == "table")

    @property
    def latest_round(self) -> str | None:
        """The last round, or None for a case without rounds."""
        return tuple(self.rounds)[-1] if self.rounds else None

    def in_force(self, item: Clause | Acceptance, round: str | None) -> bool:
        """Whether a clause or acceptance holds at a round. Without rounds everything does."""
        if round is None:
            return True
        now = self.rounds[round].position
        starts = 0 if item.round is None else self.rounds[item.round].position
        ends = len(self.rounds) if item.until is None else self.rounds[item.until].position
        return starts <= now < ends

    def mandate(self, party: str, round: str | None = None) -> tuple[Clause, ...]:
        """The clauses of a party in force at a round, in file order."""
        return tuple(c for c in self.clauses.values() if c.party == party and self.in_force(c, round))
