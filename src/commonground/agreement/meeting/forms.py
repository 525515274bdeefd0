"""The forms a next meeting could take, side by side: going, going higher, a narrower agenda, not going.

A matter is *on an agenda* iff the meaning rules let it come about with all issues off the agenda as they stand: a full
ceasefire is not on an agenda that leaves its terms out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from commonground.agreement.meeting.agenda import Asking, Beyond, Closing, may_close
from commonground.agreement.meeting.results import FORMS, FormName, MeetingForm
from commonground.agreement.ranks.ownership import owned_at
from commonground.agreement.ranks.powers import Powers, each_may
from commonground.agreement.solving.budget import UNLIMITED, Budget, OutOfTime
from commonground.agreement.solving.question import Question
from commonground.agreement.solving.targets import issue_target
from commonground.agreement.zones.zone import ZoneAnswer, opens
from commonground.case.model import Target

__all__ = ["forms", "one_level_up", "open_issues"]


def forms(
    question: Question,
    present: Mapping[str, str],
    targets: Mapping[str, Target],
    zones: Mapping[str, ZoneAnswer],
    closings: Mapping[str, Closing],
    askings: Mapping[str, Asking],
    beyonds: Mapping[str, Beyond],
    may: Powers,
    budget: Budget = UNLIMITED,
    absent: tuple[str, ...] = (),
) -> tuple[tuple[MeetingForm, ...], bool]:
    """The four forms, and whether all of them could be worked out in time; ``targets`` are the matters by name."""
    return _Forms(question, present, targets, zones, closings, askings, beyonds, may, absent).all(budget)


def one_level_up(question: Question, present: Mapping[str, str]) -> dict[str, str]:
    """Every party one level higher, those at their highest where they are."""
    there = (party for party in question.parties if party.id in present)
    return {p.id: p.levels[max(0, p.rank(present[p.id]) - 1)] for p in there}


def open_issues(question: Question, zones: Mapping[str, ZoneAnswer]) -> tuple[str, ...]:
    """The issues that can leave their status quo, as far as their zones are known."""
    names = {issue.id: issue_target(issue).id for issue in question.case.issues.values()}
    return tuple(issue for issue, name in names.items() if name in zones and zones[name].zone != "excluded")


class _Forms:
    def __init__(
        self,
        question: Question,
        present: Mapping[str, str],
        targets: Mapping[str, Target],
        zones: Mapping[str, ZoneAnswer],
        closings: Mapping[str, Closing],
        askings: Mapping[str, Asking],
        beyonds: Mapping[str, Beyond],
        may: Powers,
        absent: tuple[str, ...],
    ) -> None:
        self._absent = absent
        self._question, self._present, self._zones, self._may = question, present, zones, may
        self._closings, self._askings, self._beyonds = closings, askings, beyonds
        self._targets = {name: targets[name] for name in (*closings, *askings, *beyonds)}

    def all(self, budget: Budget) -> tuple[tuple[MeetingForm, ...], bool]:
        found: list[MeetingForm] = []
        try:
            found.extend(self._each(budget))
        except OutOfTime:
            return tuple(found), False
        return tuple(sorted(found, key=lambda form: FORMS.index(form.name))), True

    def _each(self, budget: Budget) -> Iterator[MeetingForm]:
        every = tuple(self._question.case.issues)
        narrow = open_issues(self._question, self._zones)
        in_hand = {name for name, item in self._beyonds.items() if item.in_hand}
        yield self._form("going", self._present, every, in_hand, budget, possible=True)
        yield self._form("a narrower agenda", self._present, narrow, in_hand, budget, possible=bool(narrow))
        yield self._form("not going", {}, (), set(), budget, possible=True)
        higher = one_level_up(self._question, self._present)
        own = owned_at(self._question, higher)
        in_hand = {name for name in self._beyonds if opens(self._question, self._targets[name], own, budget=budget)}
        yield self._form("going higher", higher, every, in_hand, budget, possible=higher != dict(self._present))

    def _form(
        self,
        name: FormName,
        present: Mapping[str, str],
        agenda: tuple[str, ...],
        in_hand: set[str],
        budget: Budget,
        *,
        possible: bool,
    ) -> MeetingForm:
        closes = each_may(may_close(self._may, present, self._absent).values())
        talked_about = {each for each in self._targets if name != "not going" and self._on(agenda, each, budget)}
        issues = self._question.case.issues.values()
        return MeetingForm(
            name=name,
            possible=possible,
            present=dict(present),
            agenda=agenda,
            closing={each: closes for each in self._closings if each in talked_about},
            asking=tuple(each for each in self._askings if each in talked_about),
            in_hand=tuple(each for each in self._beyonds if each in talked_about & in_hand),
            beyond=tuple(each for each in self._beyonds if each in talked_about - in_hand),
            left=tuple(each for each in self._targets if each not in talked_about),
            stays={issue.id: issue.status_quo for issue in issues if issue.id not in agenda},
        )

    def _on(self, agenda: tuple[str, ...], name: str, budget: Budget) -> bool:
        """Whether a matter can be had with no other issues than those of an agenda, as far as meaning goes."""
        encoded = self._question.encoded
        still = [literal for issue, literal in encoded.status_quo.items() if issue not in agenda]
        return encoded.zones.oracle.satisfiable([encoded.zones.literal(self._targets[name].formula), *still], budget)
