"""What differs between a case and the same case otherwise, in every answer at once: two materials laid side by side.

A *matter* is an issue leaving its status quo, one outcome, or a target of the case. Its verdict is another iff one of
these is: the zone, within a package or alone; whether meaning by itself rules it out; the clauses in every blocking
set, and a smallest blocking set; how many clauses each party alone, and all together, would have to give up, and at
which level. Beside them stand the deadlock of the order of steps, what the ultimatum tests say of each side, the list
of the next meeting that each matter is in, and the states from which nobody gains by leaving, by concept.

Only what was settled on both sides is compared; what was not is named. That something is another says nothing about
which change carries it, where there are several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from commonground.agreement import NextMeeting, OrderReport, TargetAnswer, UltimatumReport
from commonground.brief.material import Material
from commonground.case import Case

if TYPE_CHECKING:
    from commonground.conflict.stability.results import StabilityReport

__all__ = ["Otherwise", "StatesOtherwise", "TestOtherwise", "VerdictOtherwise", "otherwise"]

QUESTIONS = ("verdicts", "order", "tests", "meeting", "states")


@dataclass(frozen=True, slots=True)
class VerdictOtherwise:
    """A matter with another verdict. ``before`` or ``after`` is None where the case does not have the matter."""

    matter: str
    before: TargetAnswer | None
    after: TargetAnswer | None
    fields: tuple[str, ...]  # of zone, alone, by_meaning, keystones, blocks, price, least, levels

    def to_dict(self) -> dict[str, Any]:
        return {
            "fields": list(self.fields),
            "before": None if self.before is None else self.before.to_dict(),
            "after": None if self.after is None else self.after.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class TestOtherwise:
    """What the tests say of a side on a form of a matter, where it is another word."""

    __test__ = False  # for pytest, which takes it for one of its own

    scope: str
    party: str
    before: str | None
    after: str | None

    def to_dict(self) -> dict[str, Any]:
        return {"scope": self.scope, "party": self.party, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class StatesOtherwise:
    """The equilibria under one concept that came and went; lists are None where there are too many states to list."""

    concept: str
    before: int
    after: int
    came: tuple[str, ...] | None
    went: tuple[str, ...] | None

    def to_dict(self) -> dict[str, Any]:
        came, went = (None if each is None else list(each) for each in (self.came, self.went))
        return {"before": self.before, "after": self.after, "came": came, "went": went}


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """Every answer's difference; what is as it was is counted, or named in ``same``."""

    version: ClassVar[int] = 1

    verdicts: tuple[VerdictOtherwise, ...]
    verdicts_same: int
    order: tuple[OrderReport | None, OrderReport | None] | None  # None: as it was, or no order in either
    tests: tuple[TestOtherwise, ...]
    tests_same: int
    meeting: Mapping[str, tuple[str | None, str | None]]  # matter -> the list it was in, the list it is in
    states: tuple[StatesOtherwise, ...]
    states_apart: bool  # the options are others, so states cannot be compared
    same: tuple[str, ...]  # of QUESTIONS, those asked of both whose answers are all as they were
    not_computed: tuple[str, ...]
    before: Material = field(repr=False)
    after: Material = field(repr=False)

    @property
    def nothing(self) -> bool:
        """Whether no answer that was compared is another."""
        return not (self.verdicts or self.order or self.tests or self.meeting or self.states or self.states_apart)

    def to_dict(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "verdicts": {item.matter: item.to_dict() for item in self.verdicts},
            "verdicts_same": self.verdicts_same,
            "order": None if self.order is None else [_order_told(report) for report in self.order],
            "tests": [item.to_dict() for item in self.tests],
            "tests_same": self.tests_same,
            "meeting": {name: list(places) for name, places in self.meeting.items()},
            "states": {item.concept: item.to_dict() for item in self.states},
            "states_apart": self.states_apart,
            "same": list(self.same),
            "exhaustive": not self.not_computed,
            "not_computed": list(self.not_computed),
        }


def otherwise(
    before: Material, after: Material, states: tuple[StabilityReport, StabilityReport] | None = None
) -> Otherwise:
    """What differs between two materials of one case.

    Parameters
    ----------
    before, after
        The case as it stands and as it would be.
    states
        The stability of both, where both have a conflict part that is a model.

    Examples
    --------
    >>> from commonground.brief.time_given import TimeGiven
    >>> from commonground.case import load, what_if
    >>> case = load("istanbul-2025")
    >>> one, two = (Material(case=each, time=TimeGiven(10)) for each in (case, what_if(case, ["drop R1"])))
    >>> [(item.matter, item.after.zone) for item in otherwise(one, two).verdicts if "zone" in item.fields][0]
    ('full ceasefire', 'not excluded')
    """
    late: list[str] = []
    names = tuple(dict.fromkeys((*_matters(before), *_matters(after))))
    verdicts = tuple(item for name in names if (item := _verdict(before, after, name, late)) is not None)
    tests, tests_same = _tests(before.ultimatum, after.ultimatum)
    meeting = _meeting(before.next, after.next)
    apart = states is not None and not _alike(before.case, after.case)
    came_went = tuple(_states(*states)) if states is not None and not apart else ()
    found: dict[str, Any] = {
        "verdicts": verdicts,
        "order": _order(before.order, after.order),
        "tests": tests,
        "meeting": meeting,
        "states": came_went,
    }
    asked = _asked(before, states) - ({"states"} if apart else set())
    return Otherwise(
        **found,
        verdicts_same=len(names) - len(verdicts),
        tests_same=tests_same,
        states_apart=apart,
        same=tuple(name for name in QUESTIONS if name in asked and not found[name]),
        not_computed=tuple(dict.fromkeys(late)),
        before=before,
        after=after,
    )


def _asked(before: Material, states: object) -> set[str]:
    """The questions that there is something to ask about."""
    about = {"order": before.order, "meeting": before.next, "states": states, "tests": before.ultimatum.scopes}
    return {"verdicts", *(name for name, there in about.items() if there)}


def _matters(material: Material) -> tuple[str, ...]:
    """Targets and issues first, then outcomes."""
    named = (*material.case.targets, *material.case.issues)
    return (*named, *(name for name in material.report.targets if name not in named))


def _verdict(before: Material, after: Material, name: str, late: list[str]) -> VerdictOtherwise | None:
    one, two = before.report.targets.get(name), after.report.targets.get(name)
    if one is None or two is None:
        return VerdictOtherwise(name, one, two, ())
    if one.not_computed or two.not_computed:
        late.append(name)
    fields = tuple(_differing(one, two))
    return VerdictOtherwise(name, one, two, fields) if fields else None


def _differing(one: TargetAnswer, two: TargetAnswer) -> Iterator[str]:
    """Fields settled on both sides that differ."""
    missing = {*one.not_computed, *two.not_computed}
    pairs = {
        "zone": (one.zone, two.zone),
        "alone": (one.alone, two.alone),
        "by_meaning": (one.by_meaning, two.by_meaning),
        "keystones": (set(one.keystones), set(two.keystones)),
        "blocks": (set(one.blocking_set), set(two.blocking_set)),
        "price": (one.price, two.price),
        "least": (len(one.concession), len(two.concession)),
        "levels": (one.can_open, two.can_open),
    }
    from_ = {"blocks": "blocking_set", "least": "concession", "levels": "can_open"}
    yield from (name for name, (a, b) in pairs.items() if from_.get(name, name) not in missing and a != b)


def _order(one: OrderReport | None, two: OrderReport | None) -> tuple[OrderReport | None, OrderReport | None] | None:
    return None if _order_told(one) == _order_told(two) else (one, two)


def _order_told(report: OrderReport | None) -> dict[str, Any] | None:
    """What is compared of an order: the verdict, its circles, and how little would undo them."""
    if report is None:
        return None
    return {
        "verdict": report.verdict,
        "cycles": [list(cycle) for cycle in report.cycles],
        "repairs": [list(point) for point in report.pareto],
    }


def _tests(one: UltimatumReport, two: UltimatumReport) -> tuple[tuple[TestOtherwise, ...], int]:
    changed, same = [], 0
    for scope in dict.fromkeys((*one.scopes, *two.scopes)):
        tests = [report.scopes[scope].sides or {} if scope in report.scopes else {} for report in (one, two)]
        for party in dict.fromkeys((*tests[0], *tests[1])):
            words = [sides[party].word if party in sides else None for sides in tests]
            if words[0] == words[1]:
                same += 1
            else:
                changed.append(TestOtherwise(scope, party, words[0], words[1]))
    return tuple(changed), same


def _meeting(one: NextMeeting | None, two: NextMeeting | None) -> dict[str, tuple[str | None, str | None]]:
    lists = [_lists(meeting) for meeting in (one, two)]
    names = dict.fromkeys((*lists[0], *lists[1]))
    moved = {name: (lists[0].get(name), lists[1].get(name)) for name in names}
    return {name: places for name, places in moved.items() if places[0] != places[1]}


def _lists(meeting: NextMeeting | None) -> dict[str, str]:
    """Each matter of a meeting with the list that it is in."""
    if meeting is None:
        return {}
    found = {item.target: "closing" for item in meeting.closing} | {item.target: "asking" for item in meeting.asking}
    found |= {item.target: "in hand" if item.in_hand else "beyond" for item in meeting.beyond}
    return found | dict.fromkeys(meeting.by_meaning, "by meaning")


def _alike(one: Case, two: Case) -> bool:
    """Whether states of both go by the same names."""
    return tuple(one.options) == tuple(two.options) and one.conflict.states == two.conflict.states


def _states(one: StabilityReport, two: StabilityReport) -> Iterator[StatesOtherwise]:
    listed = one.listed and two.listed
    for concept in one.masks:
        if concept not in two.masks:
            continue
        masks = [report.equilibria(concept) for report in (one, two)]
        counts = [int(mask.sum()) for mask in masks]
        if not listed:
            if counts[0] != counts[1]:
                yield StatesOtherwise(concept, counts[0], counts[1], None, None)
            continue
        names = [report.names(mask) for report, mask in zip((one, two), masks, strict=True)]
        came, went = (tuple(n for n in names[a] if n not in set(names[1 - a])) for a in (1, 0))
        if came or went:
            yield StatesOtherwise(concept, counts[0], counts[1], came, went)
