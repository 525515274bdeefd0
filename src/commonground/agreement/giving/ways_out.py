"""Ways out of a block: what would have to be given for a target to open, by whom, and in whose eyes.

Given a target that the mandates exclude. A *way out* is a set of units (matters of a party, or rungs of one that is
stepped; ``giving.matters``) without which the remaining mandates leave a zone, and of which none
could be kept: a minimal correction set. They are told in order of size up to a cap; those of least size are marked. The
size says how many things are given and in no way what they are worth.

* A party *must move* iff its own mandate, the meaning rules and the target cannot hold together: whatever the others
  give, it has to give something.
* The *front* by party and by level compares who gives what (``giving.fronts``).
* Each party's own priorities, where recorded, order the ways out for that party
  (``giving.ranking``).

Every way out meets every blocking set (Reiter 1987), and each may be taken without any blocking set being listed. A way
out says what would do as far as the record goes, not that anybody would take it, and not that anybody ought to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from commonground.agreement.giving.fronts import count_front, level_front
from commonground.agreement.giving.matters import Matter, MatterEncoding, Unit
from commonground.agreement.giving.ranking import Ranking, priorities_of, ranking
from commonground.agreement.giving.results import Give, LevelPoint, Point, Steps, WayOut, WaysOut
from commonground.agreement.solving.budget import Budget, OutOfTime, budget_of
from commonground.agreement.solving.corrections import Corrections, corrections
from commonground.agreement.solving.oracle import Oracle
from commonground.agreement.solving.question import Question, ask, natural
from commonground.agreement.solving.wanted import wanted
from commonground.agreement.zones.zone import opens, zone
from commonground.case.evidence import told_only_by
from commonground.case.model import Case, Target
from commonground.errors import Problem, UsageError
from commonground.logic import mentions

__all__ = ["CAP", "ways_out", "ways_out_of"]

CAP = 100


def ways_out(
    case: Case | Question,
    target: Target | str,
    round: str | None = None,
    *,
    alone: bool = False,
    cap: int = CAP,
    budget: Budget | float | None = 10.0,
) -> WaysOut:
    """The ways out of one target.

    Parameters
    ----------
    case
        A loaded case, or a question already asked of a round.
    target
        A target, the name of one, or a formula.
    round
        The id of a round; by default the latest.
    alone
        Keep every issue that the target does not mention at its status quo.
    cap
        The most ways out, and points of a front, to be told.
    budget
        Seconds, or a budget shared with other questions.

    Examples
    --------
    >>> from commonground.case import load
    >>> [way.clauses for way in ways_out(load("istanbul-2025"), "full ceasefire").ways]
    [('R1',), ('U1', 'U2'), ('U1', 'U5', 'U6')]
    """
    limit = budget if isinstance(budget, Budget) else budget_of(budget)
    question = case if isinstance(case, Question) else ask(case, round)
    _check_cap(cap)
    return _Search(question, wanted(question.case, target), alone, cap).answer(limit)


def ways_out_of(
    case: Case,
    names: Iterable[str] | None = None,
    round: str | None = None,
    *,
    alone: bool = False,
    cap: int = CAP,
    budget: Budget | float | None = 10.0,
) -> dict[str, WaysOut]:
    """The ways out of several targets, by name, with one budget for all; by default of the case's own targets."""
    limit = budget if isinstance(budget, Budget) else budget_of(budget)
    question = ask(case, round)
    _check_cap(cap)
    asked = {name: wanted(case, name) for name in (case.targets if names is None else names)}
    return {
        name: _Search(question, item, alone, cap).answer(limit.share(len(asked) - done))
        for done, (name, item) in enumerate(asked.items())
    }


class _Search:
    """The questions about one target, cheap ones first."""

    def __init__(self, question: Question, target: Target, alone: bool, cap: int) -> None:
        self._question = question
        self._target = target
        self._alone = alone
        self._cap = cap
        self._missing: set[str] = set()

    def answer(self, limit: Budget) -> WaysOut:
        question, target = self._question, self._target
        told = WaysOut(
            case=question.case.id,
            round=question.round,
            target=target.id,
            formula=target.text,
            alone=self._alone,
            cap=self._cap,
            zone=None,
            by_meaning=None,
            ways=(),
            all_ways=True,
            by_size=True,
            must_move=None,
            front=(),
            front_exhaustive=True,
            level_front=(),
            level_front_exhaustive=True,
        )
        try:
            found = zone(question, target, limit)
        except OutOfTime:
            return self._left_out(told)
        told = replace(told, zone=found.alone if self._alone else found.zone)
        told = replace(told, by_meaning=found.alone_by_meaning if self._alone else found.by_meaning)
        if told.zone != "excluded" or told.by_meaning:
            nobody = {party.id: False for party in question.parties}
            return replace(told, must_move=None if told.by_meaning else nobody)
        return self._blocked(told, limit)

    def _left_out(self, told: WaysOut) -> WaysOut:
        names = ("zone", "ways", "must_move", "front", "level_front", "rankings")
        return replace(
            told,
            all_ways=False,
            by_size=False,
            front_exhaustive=False,
            level_front_exhaustive=False,
            not_computed=names,
        )

    def _blocked(self, told: WaysOut, limit: Budget) -> WaysOut:
        encoding = self._encoding = MatterEncoding(self._question)
        self._literals = {
            item.id: encoding.literal(item.formula)
            for party in self._question.parties
            for item in priorities_of(self._question, party.id)
        }
        units = [[encoding.literal(self._target.formula)]]
        if self._alone:
            named = mentions(self._target.formula)
            rest = (issue for issue in self._question.encoded.names.issues if issue not in named)
            units += [[literal] for literal in encoding.status_quo(rest)]
        self._hard = [*encoding.clauses, *units]
        self._saying: dict[str, list[int]] = {}  # clause -> the units in whose matter it says something
        for selector, unit in encoding.units.items():
            for name in dict.fromkeys(name for name, _ in unit.matter.parts):
                self._saying.setdefault(name, []).append(selector)
        with Oracle(self._hard, limit) as self._oracle:
            return self._searched(told, limit)

    def _searched(self, told: WaysOut, limit: Budget) -> WaysOut:
        encoding = self._encoding
        try:
            told = replace(told, must_move=self._must_move(limit))
        except OutOfTime:
            self._missing.add("must_move")
        by_level, level_all = level_front(encoding, self._hard, self._cap, limit.part(0.2))
        sets = corrections(self._hard, list(encoding.units), encoding.top, self._cap, limit.part(0.6))
        if not sets.sets:
            self._missing.add("ways")
        ordered = self._ordered(sets)
        least = min(map(len, ordered), default=0) if sets.by_size or sets.exhaustive else None
        ways = [self._way(given, None if least is None else len(given) == least) for given in ordered]
        known = {frozenset(given): way for given, way in zip(ordered, ways, strict=True)}
        told = replace(told, ways=tuple(ways), all_ways=sets.exhaustive, by_size=sets.by_size)
        points = sorted(by_level, key=lambda point: [self._height(*each) for each in point[0].items()])
        told = replace(
            told,
            level_front=tuple(LevelPoint(at, self._at_levels(at, ways) or self._known(known, it)) for at, it in points),
            level_front_exhaustive=level_all,
        )
        told = self._with_front(told, known, sets.exhaustive, limit)
        told = replace(told, rankings=self._rankings(ordered))
        return replace(told, told_only_by=self._tellers(told), not_computed=tuple(sorted(self._missing)))

    def _must_move(self, limit: Budget) -> dict[str, bool]:
        """Whether a party's own mandate by itself leaves no zone, all others set aside."""
        clauses = self._question.clauses.values()
        return {
            party.id: not opens(
                self._question,
                self._target,
                {clause.id for clause in clauses if clause.party != party.id},
                alone=self._alone,
                budget=limit,
            )
            for party in self._question.parties
        }

    def _ordered(self, sets: Corrections) -> list[tuple[int, ...]]:
        """The sets in the order they are told: by size, then by clauses."""
        units = self._encoding.units
        place = {name: number for number, name in enumerate(self._question.clauses)}

        def key(given: tuple[int, ...]) -> tuple[int, list[int], list[int]]:
            return len(given), sorted(place[name] for s in given for name, _ in units[s].parts), sorted(given)

        return sorted(sets.sets, key=key)

    def _known(self, known: Mapping[frozenset[int], WayOut], given: tuple[int, ...]) -> WayOut:
        found = known.get(frozenset(given))
        return self._way(given, None) if found is None else found

    def _at_levels(self, levels: Mapping[str, str | None], ways: Sequence[WayOut]) -> WayOut | None:
        """The first of the ways told that asks no more of anybody."""
        for way in ways:
            if all(
                self._height(give.party, give.owner) <= self._height(give.party, levels[give.party])
                for give in way.gives
            ):
                return way
        return None

    def _way(self, selectors: Sequence[int], minimum: bool | None) -> WayOut:
        units, given = self._encoding.units, frozenset(selectors)
        falling = self._needed(given)
        by_matter: dict[int, list[int]] = {}
        for selector in selectors:
            by_matter.setdefault(id(units[selector].matter), []).append(selector)
        gives = tuple(self._give(mine, falling, given) for mine in by_matter.values())
        return WayOut(gives, minimum)

    def _give(self, selectors: Sequence[int], falling: frozenset[int], given: frozenset[int]) -> Give:
        units, parts = self._encoding.units, self._encoding.parts
        mine = [units[selector] for selector in selectors]
        matter = mine[0].matter
        clauses = {parts[s][part] for s in selectors for part in parts[s] if part in falling or units[s].rung}
        return Give(
            party=matter.party,
            owner=matter.owner,
            about=matter.about,
            clauses=tuple(sorted(clauses, key=natural)),
            in_part=tuple(sorted((name for name in clauses if self._stays(name, matter, given)), key=natural)),
            matter=tuple(sorted(matter.clauses, key=natural)),
            steps=_steps(mine),
        )

    def _stays(self, clause: str, matter: Matter, given: frozenset[int]) -> bool:
        """Whether a clause says something in another matter that is not given."""
        return any(
            selector not in given and self._encoding.units[selector].matter is not matter
            for selector in self._saying[clause]
        )

    def _needed(self, given: frozenset[int]) -> frozenset[int]:
        """Selectors of the parts that fall: where a matter has several, those that cannot be kept, first ones first."""
        encoding = self._encoding
        loose = [part for s in sorted(given) if not encoding.units[s].rung for part in encoding.parts[s]]
        if all(len(encoding.parts[s]) == 1 for s in given):
            return frozenset(loose)
        standing = [s for s in encoding.units if s not in given]
        kept: list[int] = []
        try:
            for part in loose:
                if self._oracle.satisfiable([*standing, *kept, part]):
                    kept.append(part)
        except OutOfTime:
            # More may be named than had to fall, and never less.
            self._missing.add("clauses")
        return frozenset(loose) - frozenset(kept)

    def _with_front(
        self, told: WaysOut, known: Mapping[frozenset[int], WayOut], all_ways: bool, limit: Budget
    ) -> WaysOut:
        """From all ways out, if they are known; else searched for by itself."""
        parties = [party.id for party in self._question.parties]
        points: dict[tuple[int, ...], list[WayOut]] = {}
        for way in told.ways:
            points.setdefault(tuple(_count(way, party) for party in parties), []).append(way)
        if all_ways:
            best = {at: ways for at, ways in points.items() if not any(_better(other, at) for other in points)}
            exhaustive = True
        else:
            found, exhaustive = count_front(self._encoding, self._hard, self._cap, limit.part(0.5))
            reached = {tuple(at.get(party, 0) for party in parties): given for at, given in found}
            best = {at: points.get(at) or [self._known(known, given)] for at, given in reached.items()}
        front = tuple(Point(dict(zip(parties, at, strict=True)), tuple(best[at])) for at in sorted(best))
        return replace(told, front=front, front_exhaustive=exhaustive)

    def _rankings(self, ordered: Sequence[tuple[int, ...]]) -> dict[str, Ranking]:
        """Every side's, or none: one alone would be no answer."""
        standing = [[s for s in self._encoding.units if s not in given] for given in map(frozenset, ordered)]
        try:
            return {
                party.id: ranking(self._question, party.id, self._oracle, self._literals, standing)
                for party in self._question.parties
            }
        except OutOfTime:
            self._missing.add("rankings")
            return {}

    def _height(self, party: str, level: str | None) -> int:
        """Higher levels are higher; nothing given is below them all."""
        own = self._question.case.parties[party]
        return 0 if level is None else len(own.levels) - own.rank(level)

    def _tellers(self, told: WaysOut) -> dict[str, str]:
        every = [*told.ways, *(p.way for p in told.level_front), *(way for p in told.front for way in p.ways)]
        named = sorted({name for way in every for name in way.clauses}, key=natural)
        tellers = {name: told_only_by(self._question.case, self._question.clauses[name]) for name in named}
        return {name: teller for name, teller in tellers.items() if teller is not None}


def _steps(mine: Sequence[Unit]) -> Steps | None:
    rungs = sorted((unit.rung for unit in mine if unit.rung), key=lambda rung: rung.place)
    if not rungs:
        return None
    first, last = rungs[0], rungs[-1]
    return Steps(first.issue, first.from_, last.to, len(rungs), first.of)


def _count(way: WayOut, party: str) -> int:
    return sum(give.size for give in way.given_by(party))


def _better(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def _check_cap(cap: int) -> None:
    if isinstance(cap, bool) or not isinstance(cap, int) or cap < 1:
        raise UsageError(
            Problem("A cap is a number of ways out.", read=repr(cap), expected="1 or more", code="bad-cap")
        )
