"""Review: a person looks at proposed statements one at a time, and stands up for each of them or does not.

A review is a value. Each decision gives the review after it and the *version* of the statement to be added to its
coder's file; whoever holds the review adds it before going on (:func:`keep`), so that a kill between two decisions
loses none, and the files alone say where to go on. Skipped statements stay proposed and come up again next time.
Undoing writes one more version: nothing is ever taken out of a file. There is no way to confirm several at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from commonground.errors import Problem, UsageError, Where, nearest_word
from commonground.statements.files import append_statement
from commonground.statements.naming import UNKNOWN
from commonground.statements.schema import ACTS, MODALITIES, MODES, POLARITIES, Statement, Status
from commonground.statements.vocabulary import Vocabulary

__all__ = [
    "CORRECTABLE",
    "Decision",
    "Review",
    "Tally",
    "begin",
    "checked",
    "choices_of",
    "confirm",
    "correct",
    "keep",
    "reject",
    "skip",
    "tally",
    "undo",
]

_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"act": ACTS, "mode": MODES, "polarity": POLARITIES, "modality": MODALITIES}
)
_ACTORS = ("speaker", "source", "addressee")
_MAY_BE_NOTHING = ("issue", "addressee", "note")

# The fields that a reviewer may put right. Where the words stand is not one of them: reject, and code the right ones.
CORRECTABLE = ("speaker", "source", "act", "issue", "polarity", "modality", "mode", "addressee", "paraphrase", "note")


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one statement: as it was, and as it is now (the same, if it was skipped)."""

    before: Statement
    after: Statement

    @property
    def skipped(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Review:
    """A sitting: what is still to be looked at, in order, and what was decided so far, oldest first."""

    reviewer: str
    waiting: tuple[Statement, ...]
    made: tuple[Decision, ...] = ()
    vocabulary: Vocabulary | None = None

    @property
    def current(self) -> Statement | None:
        return self.waiting[0] if self.waiting else None


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of all statements that something proposed, whoever decided on them."""

    waiting: int
    confirmed: int  # as proposed
    corrected: int
    rejected: int

    @property
    def decided(self) -> int:
        return self.confirmed + self.corrected + self.rejected

    @property
    def unchanged(self) -> float | None:
        """The share of those decided on that was confirmed as proposed; None before the first."""
        return self.confirmed / self.decided if self.decided else None

    def to_dict(self) -> dict[str, Any]:
        counts = {name: getattr(self, name) for name in ("waiting", "confirmed", "corrected", "rejected")}
        return {**counts, "confirmed_unchanged": self.unchanged}


def begin(statements: Iterable[Statement], reviewer: str, vocabulary: Vocabulary | None = None) -> Review:
    """A sitting over those of ``statements`` that nobody has decided on, in their order."""
    return Review(reviewer, tuple(s for s in statements if s.status == "proposed"), vocabulary=vocabulary)


def confirm(review: Review, time: str) -> tuple[Review, Statement]:
    """The current statement stands as proposed."""
    return _decided(review, time, "confirmed")


def correct(review: Review, changes: Mapping[str, str | None], time: str) -> tuple[Review, Statement]:
    """The current statement stands with these fields put right; an empty value is none.

    Raises
    ------
    UsageError
        A field that cannot be corrected, a word that cannot stand in it, or nothing that would change; all at once.
    """
    before = _current(review)
    values = checked(review, changes)
    if all(getattr(before, field) == value for field, value in values.items()):
        raise UsageError(Problem("This changes nothing. To keep it as it is, confirm it.", code="changes-nothing"))
    return _decided(review, time, "corrected", values)


def checked(review: Review, changes: Mapping[str, str | None]) -> dict[str, Any]:
    """The values that a person gave for fields; an empty one is none.

    Raises
    ------
    UsageError
        A field that cannot be corrected, or a word that cannot stand in it; all at once.
    """
    values: dict[str, Any] = {field: value or None for field, value in changes.items()}
    if "paraphrase" in values:
        values["paraphrase"] = values["paraphrase"] or ""
    problems = [problem for field, value in values.items() for problem in _wrong(review, field, value)]
    if problems:
        raise UsageError(problems)
    return values


def reject(review: Review, time: str, note: str | None = None) -> tuple[Review, Statement]:
    """The current statement does not stand. ``note`` says why, where the reviewer says so."""
    said = _current(review).note
    return _decided(review, time, "rejected", {"note": f"{said} / {note}" if said else note} if note else {})


def skip(review: Review) -> Review:
    """Leave the current statement for another time."""
    now = _current(review)
    return replace(review, waiting=review.waiting[1:], made=(*review.made, Decision(now, now)))


def undo(review: Review, time: str) -> tuple[Review, Statement | None]:
    """Take the last decision of this sitting back; with a version to keep, unless it was a skip.

    Raises
    ------
    UsageError
        Nothing has been decided in this sitting.
    """
    if not review.made:
        raise UsageError(Problem("Nothing was decided in this sitting that could be taken back.", code="nothing-made"))
    last = review.made[-1]
    again = last.before
    if not last.skipped:
        history = (*last.after.history, last.after.version)
        again = replace(last.before, reviewer=review.reviewer, time=time, history=history)
    earlier = replace(review, waiting=(again, *review.waiting), made=review.made[:-1])
    return earlier, None if last.skipped else again


def keep(folder: Path | str, statement: Statement) -> None:
    """Add a version to the file that the statement stands in; the file holds it whole or not at all."""
    append_statement(folder, statement.coder or statement.reviewer or UNKNOWN, statement)


def tally(statements: Iterable[Statement]) -> Tally:
    """What became of the proposals among ``statements``; what a person coded himself is none."""
    fates = [fate for statement in statements if (fate := _fate(statement)) is not None]
    return Tally(*(fates.count(status) for status in ("proposed", "confirmed", "corrected", "rejected")))


def choices_of(review: Review, field: str) -> tuple[str, ...]:
    """The words that may stand in a field; none where any may."""
    if field in _WORDS:
        return _WORDS[field]
    if review.vocabulary is None:
        return ()
    if field in _ACTORS and review.vocabulary.actors:
        return (*review.vocabulary.actors, UNKNOWN)
    return tuple(review.vocabulary.issues) if field == "issue" else ()


def _fate(statement: Statement) -> Status | None:
    """The last decision since it was last proposed, a correction outweighing what was confirmed of it afterwards."""
    fates = [version.status for version in (*statement.history, statement.version)]
    if "proposed" not in fates:
        return None
    since = fates[len(fates) - fates[::-1].index("proposed") :]
    if not since:
        return "proposed"
    return "corrected" if since[-1] == "confirmed" and "corrected" in since else since[-1]


def _current(review: Review) -> Statement:
    if review.current is None:
        raise UsageError(Problem("No statement is waiting to be looked at.", code="nothing-waiting"))
    return review.current


def _decided(
    review: Review, time: str, status: Status, changes: Mapping[str, Any] = MappingProxyType({})
) -> tuple[Review, Statement]:
    before = _current(review)
    history = (*before.history, before.version)
    after = replace(before, **changes, status=status, reviewer=review.reviewer, time=time, history=history)
    made = (*review.made, Decision(before, after))
    return replace(review, waiting=review.waiting[1:], made=made), after


def _wrong(review: Review, field: str, value: str | None) -> list[Problem]:
    where = Where(field=field)
    if field not in CORRECTABLE:
        what, expected = "This field cannot be corrected here.", "one of " + ", ".join(CORRECTABLE)
        return [Problem(what, where, field, expected, nearest_word(field, CORRECTABLE), code="no-such-field")]
    if value is None:
        needed = field not in (*_MAY_BE_NOTHING, "paraphrase")
        return [Problem(f"The {field} cannot be left open.", where, code="missing-field")] if needed else []
    if field in _WORDS and value not in _WORDS[field]:
        what, expected = f"There is no such {field}.", "one of " + ", ".join(_WORDS[field])
        return [Problem(what, where, value, expected, nearest_word(value, _WORDS[field]), code=f"unknown-{field}")]
    known = choices_of(review, field)
    if value in known or not known or review.vocabulary is None:
        return []
    problem = review.vocabulary.unknown("issue" if field == "issue" else "actor", value, where)
    return [] if problem is None else [problem]
