"""The words that a coding may use: a case supplies its own, so that this room need not know what a case is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from commonground.errors import Problem, Where, nearest_word
from commonground.statements.schema import Statement

__all__ = ["Vocabulary"]

Kind = Literal["actor", "issue", "option"]


def _nothing() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Actors (persons, bodies and parties), issues and options: each id with the words by which it goes.

    ``parties`` says who "we" is: the party (itself an actor) for which an actor speaks.
    """

    actors: Mapping[str, tuple[str, ...]] = field(default_factory=_nothing)
    issues: Mapping[str, tuple[str, ...]] = field(default_factory=_nothing)
    options: Mapping[str, tuple[str, ...]] = field(default_factory=_nothing)
    parties: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def words(self, kind: Kind) -> Mapping[str, tuple[str, ...]]:
        return {"actor": self.actors, "issue": self.issues, "option": self.options}[kind]

    def nearest(self, kind: Kind, word: str) -> str | None:
        """The id that goes by a word most like ``word``.

        >>> Vocabulary(actors={"kyslytsya": ("Sergiy Kyslytsya",)}).nearest("actor", "Sergij Kyslyzya")
        'kyslytsya'
        """
        ids = {name: known for known, names in self.words(kind).items() for name in (*names, known)}
        nearest = nearest_word(word, ids)
        return None if nearest is None else ids[nearest]

    def unknown(self, kind: Kind, word: str, where: Where | None = None) -> Problem | None:
        """What is wrong with ``word`` as the id of an actor, issue or option; None if nothing is."""
        if word in self.words(kind):
            return None
        what = f"This case has no such {kind}."
        nearest = self.nearest(kind, word)
        return Problem(what, where or Where(), read=word, nearest=nearest, code=f"unknown-{kind}")

    def problems(self, statement: Statement) -> list[Problem]:
        """All words of a statement that the case does not know."""
        found = (self.unknown(kind, word, Where(*place)) for kind, word, place in _named(statement))
        return [problem for problem in found if problem is not None]


def _named(statement: Statement) -> Iterator[tuple[Kind, str, tuple[str | None, int | None, None, str]]]:
    for name in ("speaker", "source", "addressee"):
        if (word := getattr(statement, name)) is not None:
            yield "actor", word, (statement.file, statement.line, None, f"body.{name}")
    if statement.issue is not None:
        yield "issue", statement.issue, (statement.file, statement.line, None, "body.issue")
