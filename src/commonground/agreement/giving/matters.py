"""What a party can give: its matters, and on ordered issues the rungs of them.

A *matter* is all that one party's clauses in force, of one owner, say about one set of issues. Clauses are first taken
into parts (``solving.parts``), so a conjunction counts as its members; parts about the same issues
are then taken together, so that a clause cut in two, or written down twice, is one thing to give as before. Owners are
kept apart, since what a delegation may give up is another thing than what only its leader may.

A matter is *stepped* if all its parts bound one ordered issue, the rest of them being the same: "``territory >=
line``", "``terms = package -> flow in {none, low}``", where the outcomes let through follow each other without a gap.
It is then given rung by rung: ``flow <= low`` says of every further rung that it is out, and giving up one rung lets
one more outcome through. What has a gap, bounds two ordered issues at once, or bounds none, is given whole.

A *unit* is a matter given whole, or one rung of a stepped one. Rungs are nested, so a minimal set of units to give
never takes a rung without those before it. That they are alike in number does not make them alike in weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonground.agreement.solving.parts import atoms, parts
from commonground.agreement.solving.question import Question, natural
from commonground.logic import Among, Encoding, Formula, Names, Or, mentions

__all__ = ["Matter", "MatterEncoding", "Rung", "Unit", "matters"]


@dataclass(frozen=True, slots=True)
class Matter:
    """What one party's clauses of one owner say about one set of issues: ``parts`` are clause ids with formulas."""

    party: str
    owner: str
    about: tuple[str, ...]  # issues, and options, in natural order
    parts: tuple[tuple[str, Formula], ...]

    @property
    def clauses(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name, _ in self.parts))


@dataclass(frozen=True, slots=True)
class Rung:
    """One step along an ordered issue: outcome ``to`` comes within reach, next to ``from_``, the last let through."""

    issue: str
    from_: str
    to: str
    place: int  # 1 for the first rung given
    of: int  # rungs there are in this direction
    upwards: bool  # in the order of the file


@dataclass(frozen=True, slots=True)
class Unit:
    """Something to give: a matter, or one rung of it. Parts hold as long as the unit is kept."""

    matter: Matter
    rung: Rung | None
    parts: tuple[tuple[str, Formula], ...]


def matters(question: Question) -> tuple[Matter, ...]:
    """The matters of all parties at the table, in the order of parties and then of clauses."""
    found: dict[tuple[str, str, tuple[str, ...]], list[tuple[str, Formula]]] = {}
    place = {party.id: number for number, party in enumerate(question.parties)}
    for clause in sorted(question.clauses.values(), key=lambda clause: place[clause.party]):
        for part in parts(clause.formula, question.case.names):
            about = tuple(sorted(mentions(part), key=natural))
            found.setdefault((clause.party, clause.owner, about), []).append((clause.id, part))
    return tuple(Matter(*key, tuple(own)) for key, own in found.items())


def units(matter: Matter, names: Names) -> tuple[Unit, ...]:
    """The rungs of a stepped matter, or the matter whole."""
    bounds = _bounds(matter, names)
    return (Unit(matter, None, matter.parts),) if bounds is None else tuple(_rungs(matter, names, *bounds))


def _bounds(matter: Matter, names: Names) -> tuple[str, tuple[Formula, ...], range] | None:
    """The ordered issue of a stepped matter, what else its parts say, and the places let through; None: not stepped."""
    ordered = [name for name in matter.about if name in names.ordered]
    each = [atoms(part) for _, part in matter.parts]
    if len(ordered) != 1 or any(signed is None for signed in each):
        return None
    issue = ordered[0]
    domain = names.issues[issue]
    spans = [_span(signed[issue], domain) for signed in each if signed is not None]
    rests = {frozenset((name, among) for name, among in (signed or {}).items() if name != issue) for signed in each}
    if len(rests) != 1 or any(span is None for span in spans):
        return None
    within = [span for span in spans if span is not None]
    let = range(max(span.start for span in within), min(span.stop for span in within))
    if not let:
        return None
    (rest,) = rests
    others = [Among(name, tuple(o for o in names.issues[name] if o in among)) for name, among in sorted(rest)]
    return issue, tuple(others), let


def _span(outcomes: frozenset[str], domain: Sequence[str]) -> range | None:
    """The places of outcomes that follow each other without a gap."""
    places = [place for place, outcome in enumerate(domain) if outcome in outcomes]
    gapless = bool(places) and places[-1] - places[0] == len(places) - 1
    return range(places[0], places[-1] + 1) if gapless else None


def _rungs(matter: Matter, names: Names, issue: str, others: tuple[Formula, ...], let: range) -> Iterator[Unit]:
    domain = names.issues[issue]
    upwards = [(place, domain[: place + 1]) for place in range(let.stop - 1, len(domain) - 1)]
    downwards = [(place, domain[place:]) for place in range(let.start, 0, -1)]
    for ladder, step in ((upwards, 1), (downwards, -1)):
        for number, (place, kept) in enumerate(ladder, 1):
            rung = Rung(issue, domain[place], domain[place + step], number, len(ladder), upwards=step > 0)
            bound = Among(issue, kept)
            formula: Formula = Or((*others, bound)) if others else bound
            # The clauses that a rung weakens are those that shut out the outcome it lets in.
            who = [name for name, part in matter.parts if rung.to not in (atoms(part) or {})[issue]]
            yield Unit(matter, rung, tuple((name, formula) for name in dict.fromkeys(who)))


class MatterEncoding:
    """The meaning rules as clauses for SAT, each unit behind a selector, and each part of a unit behind its own."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._encoding = Encoding(question.encoded.names)
        for rule in question.rules:
            self._encoding.require(rule.formula)
        self.units: dict[int, Unit] = {}  # selector -> unit
        self.parts: dict[int, dict[int, str]] = {}  # selector of a unit -> selectors of its parts -> clause
        for matter in matters(question):
            for unit in units(matter, question.case.names):
                self._add(unit)
        self.whose: Mapping[str, tuple[int, ...]] = {
            party.id: tuple(s for s, unit in self.units.items() if unit.matter.party == party.id)
            for party in question.parties
        }

    def _add(self, unit: Unit) -> None:
        selector = self._encoding.fresh()
        self.units[selector] = unit
        self.parts[selector] = {}
        for name, formula in unit.parts:
            own = self._encoding.fresh()
            self.parts[selector][own] = name
            self._encoding.clauses.append([-selector, own])
            self._encoding.require(formula, unless=-own)

    def literal(self, formula: Formula) -> int:
        return self._encoding.literal(formula)

    @property
    def clauses(self) -> list[list[int]]:
        return self._encoding.clauses

    @property
    def top(self) -> int:
        return self._encoding.top

    def status_quo(self, issues: Iterable[str]) -> list[int]:
        return [self._encoding.outcome(issue, self._encoding.names.issues[issue][0]) for issue in issues]
