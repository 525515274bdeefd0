"""The words that a coding of this case may use."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from commonground.case.model import Case
from commonground.statements import Vocabulary

__all__ = ["vocabulary_of"]


def vocabulary_of(case: Case) -> Vocabulary:
    """The actors, parties, issues and options of a case, each id with the words by which it goes.

    Each actor comes with the party for which it speaks, where it speaks for one. An id that is a party's and an
    actor's at once goes by the words of both.

    >>> from commonground.case import load
    >>> vocabulary_of(load("istanbul-2025")).actors["peskov"]
    ('Dmitry Peskov', 'Peskov', 'Kremlin spokesman')
    """
    actors: dict[str, tuple[str, ...]] = {party.id: _words(party.name) for party in case.parties.values()}
    for actor in case.actors.values():
        actors[actor.id] = _distinct((*actors.get(actor.id, ()), *_words(actor.name, *actor.aliases)))
    return Vocabulary(
        actors=MappingProxyType(actors),
        issues=MappingProxyType({issue.id: _words(issue.title) for issue in case.issues.values()}),
        options=MappingProxyType({option.id: _words(option.title) for option in case.options.values()}),
        parties=MappingProxyType({actor.id: actor.party for actor in case.actors.values() if actor.party is not None}),
    )


def _words(*names: str) -> tuple[str, ...]:
    return _distinct(name for name in names if name.strip())


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
