"""Whose word an object rests on.

In talks most positions are reported by the other side. A clause of Russia's that only Ukrainians speak of is known
*by Ukraine's account*, and every answer that turns on it has to say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from commonground.case.model import Case, Clause, Judged
from commonground.statements import Statement

__all__ = [
    "SOUND",
    "other_voice",
    "party_of",
    "shares_told_by_others",
    "speaker_party",
    "statements_of",
    "told_only_by",
]

# A statement that a person has looked at and kept.
SOUND = frozenset({"confirmed", "corrected"})


def statements_of(case: Case, item: Judged) -> tuple[Statement, ...]:
    """The statements an object rests on that are in the case, in the order its evidence names them."""
    return tuple(case.statements[name] for name in item.evidence if name in case.statements)


def speaker_party(case: Case, statement: Statement) -> str | None:
    """The party of whoever utters a statement in the record; None for a reporter or somebody unknown."""
    return party_of(case, statement.speaker)


def party_of(case: Case, name: str) -> str | None:
    """The party that ``name`` is, or that the actor of this name speaks for."""
    if name in case.parties:
        return name
    actor = case.actors.get(name)
    return actor.party if actor else None


def told_only_by(case: Case, item: Judged) -> str | None:
    """The other party on whose word alone an object about ``item.party`` rests, if it does.

    Rules and structural edges are about no party. One word of the party itself, or of a third, is enough to make it
    None; so is having no evidence at all, which is
    a different lack and told as such.
    """
    about = getattr(item, "party", None)
    if about is None:
        return None
    statements = statements_of(case, item)
    voices = {speaker_party(case, statement) for statement in statements}
    if item.as_told_by not in (None, about) and (not voices or voices == {item.as_told_by}):
        return item.as_told_by
    return other_voice(case, about, statements)


def other_voice(case: Case, about: str, statements: Iterable[Statement]) -> str | None:
    """The one other table party that utters all of ``statements`` about ``about``, if there is such a one."""
    voices = {speaker_party(case, statement) for statement in statements}
    others = {party.id for party in case.table if party.id != about}
    return next(iter(voices)) if len(voices) == 1 and voices <= others else None


def shares_told_by_others(case: Case, round: str | None = None) -> Mapping[str, tuple[tuple[Clause, ...], int]]:
    """For each table party, the clauses of its mandate known only from another side, and how many it has in all."""
    shares: dict[str, tuple[tuple[Clause, ...], int]] = {}
    for party in case.table:
        mandate = case.mandate(party.id, round)
        shares[party.id] = (tuple(c for c in mandate if told_only_by(case, c) is not None), len(mandate))
    return shares
