"""What is told of a next meeting, as frozen records; ``to_dict`` is plain data and the same in every run.

A list that lacks an item for want of time is no shorter answer to the same question, so every matter whose place in the
lists was not worked out is named in ``not_computed``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from commonground.agreement.meeting.agenda import Asking, Beyond, Closing
from commonground.agreement.meeting.unknowns import Unknown
from commonground.agreement.ranks.ownership import Ownership
from commonground.agreement.ranks.powers import Powers
from commonground.agreement.whole.grounds import AcceptanceRecord, ClauseRecord
from commonground.agreement.zones.zone import ZoneValue
from commonground.case.frame import Framed
from commonground.case.model import YesNo

__all__ = ["FORMS", "FormName", "MeetingForm", "NextMeeting"]

FormName = Literal["going", "going higher", "a narrower agenda", "not going"]
FORMS: tuple[FormName, ...] = get_args(FormName)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingForm:
    """One way to hold the meeting, or not to hold it, in the terms of the lists: nothing here is better or worse."""

    name: FormName
    possible: bool  # False: there is no level above those present, or no issue that is open
    present: Mapping[str, str]
    agenda: tuple[str, ...]  # issues talked about
    closing: Mapping[str, YesNo]  # accepted matters on the agenda, and whether those present may close them
    asking: tuple[str, ...]
    in_hand: tuple[str, ...]  # excluded matters that those present could open by giving up what they own
    beyond: tuple[str, ...]  # excluded matters that need another level or a new mandate
    left: tuple[str, ...]  # matters of any of the four lists that are not on the agenda
    stays: Mapping[str, str]  # issues not talked about -> their status quo

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "possible": self.possible,
            "present": dict(self.present),
            "agenda": list(self.agenda),
            "closing": dict(self.closing),
            "asking": list(self.asking),
            "in_hand": list(self.in_hand),
            "beyond": list(self.beyond),
            "left": list(self.left),
            "stays": dict(self.stays),
        }


@dataclass(frozen=True, kw_only=True)
class NextMeeting(Framed):
    """What a meeting of given levels could close, ask and not do, and what one would want to know before it."""

    present: Mapping[str, str]  # party -> level
    absent: tuple[str, ...] = ()  # parties of the table that will not be there
    taken_over: Mapping[str, str]  # party whose level was not said -> the round it sat at that level
    zones: Mapping[str, ZoneValue] = field(repr=False)  # every matter
    closing: tuple[Closing, ...] = field(repr=False)
    asking: tuple[Asking, ...] = field(repr=False)
    beyond: tuple[Beyond, ...] = field(repr=False)
    by_meaning: tuple[str, ...] = field(repr=False)  # matters that the meaning rules exclude at any level
    questions: tuple[Unknown, ...] = field(repr=False)
    forms: tuple[MeetingForm, ...] = field(repr=False)
    powers: Powers = field(repr=False)
    ownership: Mapping[str, Ownership] = field(repr=False)
    clauses: Mapping[str, ClauseRecord] = field(repr=False)
    acceptances: Mapping[str, AcceptanceRecord] = field(repr=False)
    not_computed: tuple[str, ...]
    parameters: Mapping[str, Any] = field(repr=False)

    @property
    def exhaustive(self) -> bool:
        return not self.not_computed

    @property
    def in_hand(self) -> tuple[Beyond, ...]:
        """Excluded matters that those present could open by giving up clauses that they own."""
        return tuple(item for item in self.beyond if item.in_hand)

    @property
    def out_of_hand(self) -> tuple[Beyond, ...]:
        """Excluded matters that need another level or a new mandate."""
        return tuple(item for item in self.beyond if not item.in_hand)

    @property
    def told_only_by(self) -> dict[str, str]:
        """Clauses, acceptances and powers named that only another party tells of: id to that party."""
        named = {**self.clauses, **self.acceptances}
        told = {name: item.told_only_by for name, item in named.items()}
        for party, level in self.present.items():
            for record in self.powers.records.values():
                if (record.party, record.level) == (party, level):
                    told[record.id] = record.told_only_by
        return {name: teller for name, teller in told.items() if teller is not None}

    def to_dict(self) -> dict[str, Any]:
        return {
            **self.frame(),
            "present": dict(self.present),
            "absent": list(self.absent),
            "taken_over": dict(self.taken_over),
            "may": self._may(),
            "zones": dict(self.zones),
            "closing": {item.target: item.to_dict() for item in self.closing},
            "asking": {item.target: item.to_dict() for item in self.asking},
            "in_hand": {item.target: item.to_dict() for item in self.in_hand},
            "beyond": {item.target: item.to_dict() for item in self.out_of_hand},
            "by_meaning": list(self.by_meaning),
            "questions": [item.to_dict() for item in self.questions],
            "forms": [item.to_dict() for item in self.forms],
            "powers": {name: item.to_dict() for name, item in self.powers.records.items()},
            "ownership": {name: item.to_dict() for name, item in self.ownership.items()},
            "clauses": {name: item.to_dict() for name, item in self.clauses.items()},
            "acceptances": {name: item.to_dict() for name, item in self.acceptances.items()},
            "told_only_by": self.told_only_by,
            "exhaustive": self.exhaustive,
            "not_computed": list(self.not_computed),
            "parameters": dict(self.parameters),
        }

    def _may(self) -> dict[str, Any]:
        at = self.present.items()
        return {p: {act: item.to_dict() for act, item in self.powers.answers[p][level].items()} for p, level in at}
