"""Whose word an object rests on.

In talks most positions are reported by the other side. A clause of Russia's that only Ukrainians speak of is known
*by Ukraine's account*, and every answer that turns on it has to say so.
"""

from __future__ import annotations

from collections.abc import Mapping

from commonground.case.model import Case, Clause, Judged
from commonground.statements import Statement

__all__ = ["SOUND", "shares_told_by_others", "speaker_party", "statements_of", "told_only_by"]

# A statement that a person has looked at and kept.
SOUND = frozenset({"confirmed", "corrected"})


def statements_of(case: Case, item: Judged) -> tuple[Statement, ...]:
    """The statements an object rests on that are in the case, in the order its evidence names them."""
    return tuple(case.statements[name] for name in item.evidence if name in case.statements)


def speaker_party(case: Case, statement: Statement) -> str | None:
    """The party of whoever utters a statement in the record; None for a reporter or somebody unknown."""
    if statement.speaker in case.parties:
        return statement.speaker
    actor = case.actors.get(statement.speaker)
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
    voices = {speaker_party(case, statement) for statement in statements_of(case, item)}
    if item.as_told_by not in (None, about) and (not voices or voices == {item.as_told_by}):
        return item.as_told_by
    others = {party.id for party in case.table if party.id != about}
    if len(voices) == 1 and voices <= others:
        return next(iter(voices))
    return None


def shares_told_by_others(case: Case, round: str | None = None) -> Mapping[str, tuple[tuple[Clause, ...], int]]:
    """For each table party, the clauses of its mandate known only from another side, and how many it has in all."""
    shares: dict[str, tuple[tuple[Clause, ...], int]] = {}
    for party in case.table:
        mandate = case.mandate(party.id, round)
        shares[party.id] = (tuple(c for c in mandate if told_only_by(case, c) is not None), len(mandate))
    return shares
