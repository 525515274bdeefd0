"""What the speakers themselves call the talks: labels, each side's own beside those that others put on it.

A *label* is a statement that a person has stood up for, in mode ``label`` and with an act that argues (claim, appeal,
praise, criticise): a name given to what happened, such as negotiation, dialogue or ultimatum. It belongs to a target if
it is coded to one of the target's issues, and to the talks as a whole if it is coded to none.

A label is *about* the party it is addressed to; one addressed to nobody is the speaker's own word for the talks and
stands with the speaker's side. So a side's denial that its terms are an ultimatum is found among its own labels, and
what the other side calls them among those of others. Whether a label is fitting is not asked: it is shown beside the
test, never counted in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from commonground.case.evidence import speaker_party
from commonground.case.model import Case
from commonground.logic import Formula, mentions
from commonground.statements import Statement
from commonground.statements.schema import CLAIMS

__all__ = ["Label", "labels_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name that somebody gave to the talks, or to what a side does in them."""

    statement: str
    speaker: str
    by: str | None  # the speaker's party
    about: str | None  # the party it is put on; None: spoken by no party, and to none
    words: str  # the coder's paraphrase
    source: str  # the document
    said: date | None

    @property
    def own(self) -> bool:
        return self.by is not None and self.by == self.about

    def to_dict(self) -> dict[str, Any]:
        return {
            "statement": self.statement,
            "speaker": self.speaker,
            "by": self.by,
            "about": self.about,
            "own": self.own,
            "words": self.words,
            "source": self.source,
            "said": None if self.said is None else self.said.isoformat(),
        }


def labels_of(case: Case, formula: Formula | None = None) -> tuple[Label, ...]:
    """The labels coded to an issue of a formula; without one, those put on the talks as a whole."""
    issues = None if formula is None else mentions(formula)
    found = (s for s in case.statements.values() if s.counts and s.mode == "label" and s.act in CLAIMS)
    return tuple(_label(case, s) for s in found if (s.issue is None if issues is None else s.issue in issues))


def _label(case: Case, statement: Statement) -> Label:
    by = speaker_party(case, statement)
    return Label(
        statement=statement.id,
        speaker=statement.speaker,
        by=by,
        about=_party(case, statement.addressee) or by,
        words=statement.paraphrase,
        source=statement.document,
        said=statement.said,
    )


def _party(case: Case, name: str | None) -> str | None:
    if name is None or name in case.parties:
        return name
    return case.actors[name].party if name in case.actors else None
