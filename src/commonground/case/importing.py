"""Statements of another program's file on their way into a case: only with the case's own words.

Actors and issues are known by their ids, or by the names the case gives them. A statement that names somebody or
something else, or a source that the case has not, does not come in; each such word is told once, with the nearest one.
Since statements whose ids the case has are left out, the same file can be read again once the case knows the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from commonground.case.model import Case
from commonground.case.vocabulary import vocabulary_of
from commonground.errors import Problem, Where, nearest_word
from commonground.statements import Statement
from commonground.statements.exchange import Imported
from commonground.statements.naming import UNKNOWN, Names

__all__ = ["Taken", "taken_in"]

_ACTORS = ("speaker", "source", "addressee")


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a file comes into a case, and why the rest does not."""

    statements: tuple[Statement, ...]
    known: int  # left out, for the case has statements of their ids
    problems: tuple[Problem, ...]
    lost: tuple[str, ...]  # what neither a statement nor its line can hold, in sentences


def taken_in(case: Case, found: Imported) -> Taken:
    """The statements of an import by the case's ids, without those that name what it does not know."""
    names = Names(vocabulary_of(case))
    fresh = [statement for statement in found.statements if statement.id not in case.statements]
    unknown: dict[tuple[str, str], list[Where]] = {}
    taken: dict[str, Statement] = {}
    twice: list[Problem] = []
    for statement in fresh:
        if statement.id in taken:  # of two coders, who become one here
            what = "Two statements have this id; the first was kept."
            twice.append(Problem(what, statement.where, read=statement.id, code="same-id"))
            continue
        changes, words = _in_ids(statement, names)
        if statement.document not in case.sources:
            words.append(("source", statement.document))
        for word in words:
            unknown.setdefault(word, []).append(statement.where)
        if not words:
            taken[statement.id] = replace(statement, **changes)
    told = tuple(_told(kind, word, places, case, names) for (kind, word), places in unknown.items())
    lost = (*found.lost, *_versions_lost(taken.values()))
    return Taken(tuple(taken.values()), len(found.statements) - len(fresh), (*found.problems, *twice, *told), lost)


def _in_ids(statement: Statement, names: Names) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Fields by the case's ids, and the words that it does not have: what they should name, and the word."""
    changes: dict[str, Any] = {}
    words: list[tuple[str, str]] = []
    for field in _ACTORS:
        word = getattr(statement, field)
        if word is None or word in names.vocabulary.actors or word == UNKNOWN:
            continue
        changes[field] = names.actor(word)
        if changes[field] is None and ("actor", word) not in words:
            words.append(("actor", word))
    if statement.issue is not None and statement.issue not in names.vocabulary.issues:
        changes["issue"] = names.issue(statement.issue)
        if changes["issue"] is None:
            words.append(("issue", statement.issue))
    return changes, words


def _told(kind: str, word: str, places: list[Where], case: Case, names: Names) -> Problem:
    count = f"{len(places)} statements name" if len(places) > 1 else "A statement names"
    if kind == "source":
        count = f"{len(places)} statements are" if len(places) > 1 else "A statement is"
        what = f"{count} from “{word[:80]}”, which is no source of this case."
        return Problem(what, places[0], nearest=nearest_word(word, case.sources), code="unknown-source")
    what = f"{count} “{word[:80]}”, which is no {kind} of this case."
    nearest = names.vocabulary.nearest("issue" if kind == "issue" else "actor", word)
    return Problem(what, places[0], nearest=nearest, code=f"unknown-{kind}")


def _versions_lost(taken: Iterable[Statement]) -> tuple[str, ...]:
    """What is lost on the way into a coder's file, where earlier versions are earlier lines."""
    statements = list(taken)
    with_history = sum(bool(statement.history) for statement in statements)
    was_blind = sum(
        not statement.blind and any(version.blind for version in statement.history) for statement in statements
    )
    told: Mapping[str, int] = {
        "The earlier versions behind {} statements: each comes in as it stands now.": with_history,
        "The blind coding behind {} statements that were settled since.": was_blind,
    }
    return tuple(sentence.format(count) for sentence, count in told.items() if count)
