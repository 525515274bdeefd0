"""What each level may do: listen, explore, propose, initial, sign, refer back.

A *power* on record says of one level of one party that it may do something, may not, or that this is not known. For
each party at the table, each of its levels and each act the answer is *yes* or *no* where the record says one of the
two and never the other, and *unknown* everywhere else: where nothing is recorded, where the record itself says that it
is not known, and where it says both (then it is *contested*). Silence about a power is neither a power nor the lack of
one, and what one level may do says nothing about the levels above or below it.

A claim of authority carries its evidence: each answer names the records it rests on, the parties whose people speak
there, and the other party on whose word alone it rests, if it does. In talks a side often tells what the other's
delegates were allowed to do; that is an account, and is told as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from commonground.case.evidence import speaker_party, statements_of, told_only_by
from commonground.case.model import Case, Power, YesNo

__all__ = ["ACTS", "PowerAnswer", "PowerRecord", "Powers", "each_may", "one_may", "power_record", "powers"]

ACTS = ("listen", "explore", "propose", "initial", "sign", "refer back")


@dataclass(frozen=True, slots=True)
class PowerAnswer:
    """Whether one level of one party may do one thing."""

    party: str
    level: str
    act: str
    value: YesNo
    contested: bool  # the record says yes and says no
    powers: tuple[str, ...]  # the records that speak of it, those that say "unknown" among them
    told_only_by: str | None  # the other party on whose word alone the answer rests

    @property
    def recorded(self) -> bool:
        """Whether the record speaks of it at all, be it to say that it is not known."""
        return bool(self.powers)

    def to_dict(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "contested": self.contested,
            "powers": list(self.powers),
            "told_only_by": self.told_only_by,
        }


@dataclass(frozen=True, slots=True)
class PowerRecord:
    """A record of powers as the case has it, with whose word it is."""

    id: str
    party: str
    level: str
    may: Mapping[str, YesNo]
    evidence: tuple[str, ...]
    told_by: tuple[str, ...]  # the parties whose people speak in its evidence
    told_only_by: str | None
    note: str | None
    layer: str | None
    hypothesis: bool

    @property
    def unsourced(self) -> bool:
        return not self.evidence

    def to_dict(self) -> dict[str, Any]:
        return {
            "party": self.party,
            "level": self.level,
            "may": dict(self.may),
            "evidence": list(self.evidence),
            "unsourced": self.unsourced,
            "told_by": list(self.told_by),
            "told_only_by": self.told_only_by,
            "note": self.note,
            "layer": self.layer,
            "hypothesis": self.hypothesis,
        }


@dataclass(frozen=True)
class Powers:
    """The answers for every party at the table, each of its levels, highest first, and every act."""

    answers: Mapping[str, Mapping[str, Mapping[str, PowerAnswer]]]
    records: Mapping[str, PowerRecord]

    def of(self, party: str, level: str, act: str) -> PowerAnswer:
        return self.answers[party][level][act]

    def close(self, party: str, level: str) -> YesNo:
        """Whether a level may sign or initial: one of the two is enough to close something there."""
        return one_may(self.of(party, level, act).value for act in ("sign", "initial"))

    def to_dict(self) -> dict[str, Any]:
        return {
            party: {level: {act: item.to_dict() for act, item in acts.items()} for level, acts in levels.items()}
            for party, levels in self.answers.items()
        }


def powers(case: Case) -> Powers:
    """What each level of each party at the table may do, as far as the record says.

    >>> from commonground.case import load
    >>> answer = powers(load("istanbul-2025")).of("russia", "delegation", "listen")
    >>> answer.value, answer.powers, answer.told_only_by
    ('no', ('P1',), 'ukraine')
    """
    answers = {
        party.id: {level: {act: _answer(case, party.id, level, act) for act in ACTS} for level in party.levels}
        for party in case.table
    }
    table = {party.id for party in case.table}
    records = {item.id: power_record(case, item) for item in case.powers.values() if item.party in table}
    return Powers(answers, records)


def power_record(case: Case, item: Power) -> PowerRecord:
    voices = {speaker_party(case, statement) for statement in statements_of(case, item)}
    return PowerRecord(
        id=item.id,
        party=item.party,
        level=item.level,
        may=item.may,
        evidence=item.evidence,
        told_by=tuple(party for party in case.parties if party in voices),
        told_only_by=told_only_by(case, item),
        note=item.note,
        layer=item.layer,
        hypothesis=item.hypothesis,
    )


def one_may(values: Iterable[YesNo]) -> YesNo:
    """Whether at least one of several may."""
    told = set(values)
    return "yes" if "yes" in told else "unknown" if "unknown" in told else "no"


def each_may(values: Iterable[YesNo]) -> YesNo:
    """Whether every one of several may."""
    told = set(values)
    return "no" if "no" in told else "unknown" if "unknown" in told or not told else "yes"


def _answer(case: Case, party: str, level: str, act: str) -> PowerAnswer:
    own = [item for item in case.powers.values() if (item.party, item.level) == (party, level) and act in item.may]
    said = {item.may[act] for item in own} - {"unknown"}
    value: YesNo = "unknown" if len(said) != 1 else "yes" if "yes" in said else "no"
    tellers = {told_only_by(case, item) for item in own if item.may[act] == value != "unknown"}
    return PowerAnswer(
        party=party,
        level=level,
        act=act,
        value=value,
        contested=len(said) > 1,
        powers=tuple(item.id for item in own),
        told_only_by=next(iter(tellers)) if len(tellers) == 1 else None,
    )
