"""Statements of another program's file on their way into a case: only with the case's own words.

Actors and issues are known by their ids, or by the names the case gives them. A statement that names somebody or
something else, or a source that the case has not, does not come in; each such word is told once, with the nearest one.
Since statements whose ids the case has are left out, the same file can be read again once the case knows the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from commonground.case.model import Case
from commonground.case.vocabulary import vocabulary_of
from commonground.errors import Problem, nearest_word
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
    unknown: dict[tuple[str, str], list[Problem]] = {}
    taken: dict[str, Statement] = {}
    twice: list[Problem] = []
    for given in fresh:
        if given.id in taken:  # of two coders, who become one here
            what = "Two statements have this id; the first was kept."
            twice.append(Problem(what, given.where, read=given.id, code="same-id"))
            continue
        statement = _by_ids(given, names)
        problems = [problem.at(given.where) for problem in _unknown(statement, case, names)]
        for key, problem in {(problem.code, problem.read or ""): problem for problem in problems}.items():
            unknown.setdefault(key, []).append(problem)
        if not problems:
            taken[given.id] = statement
    told = tuple(_told(problems) for problems in unknown.values())
    lost = (*found.lost, *_versions_lost(taken.values()))
    return Taken(tuple(taken.values()), len(found.statements) - len(fresh), (*found.problems, *twice, *told), lost)


def _by_ids(statement: Statement, names: Names) -> Statement:
    """The statement with the ids of those that it calls by a name the case gives them."""
    words = {field: word for field in _ACTORS if (word := getattr(statement, field)) is not None}
    changes: dict[str, Any] = {
        field: names.actor(word) or word for field, word in words.items() if word not in names.vocabulary.actors
    }
    if statement.issue is not None and statement.issue not in names.vocabulary.issues:
        changes["issue"] = names.issue(statement.issue) or statement.issue
    return replace(statement, **changes)


def _unknown(statement: Statement, case: Case, names: Names) -> Iterator[Problem]:
    """What a statement names that the case does not have."""
    yield from (problem for problem in names.vocabulary.problems(statement) if problem.read != UNKNOWN)
    if statement.document not in case.sources:
        nearest = nearest_word(statement.document, case.sources)
        what = "This case has no such source."
        yield Problem(what, read=statement.document, nearest=nearest, code="unknown-source")


def _told(problems: Sequence[Problem]) -> Problem:
    """One sentence for all statements that name one unknown word."""
    first, kind = problems[0], (problems[0].code or "").removeprefix("unknown-")
    count = f"{len(problems)} statements name" if len(problems) > 1 else "A statement names"
    what = f"{count} “{(first.read or '')[:80]}”, which is no {kind} of this case."
    return replace(first, what=what, read=None)


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
