"""Who has a turn in a text and is nobody that the case knows; and saying of each whom they speak for, or who they are.

A statement of somebody unknown is nobody's position, and proposes nothing. So whoever codes a text is asked once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from commonground.case.beginning import id_of
from commonground.case.model import Case
from commonground.case.save import Draft
from commonground.case.vocabulary import vocabulary_of
from commonground.errors import Problem, UsageError, Where, nearest_word
from commonground.record import Document
from commonground.statements.naming import Names

__all__ = ["NOBODY", "name_speakers", "unknown_speakers"]

NOBODY = "nobody"


def unknown_speakers(case: Case, document: Document) -> dict[str, int]:
    """Who has turns in the text and goes by no name of the case: the name as it stands there, and how many turns."""
    names = Names(vocabulary_of(case))
    turns = Counter(turn.speaker for turn in document.turns if turn.speaker)
    return {name: count for name, count in turns.most_common() if names.actor(name) is None}


def name_speakers(draft: Draft, answers: Mapping[str, str]) -> tuple[str, ...]:
    """Write into ``draft`` who these speakers are, and give the ids by which they go now.

    Parameters
    ----------
    draft
        The case.
    answers
        By name: ``party:ID`` for whom they speak, ``actor:ID`` whose other name it is, or ``nobody`` for a reporter, a
        chair, and whoever else speaks for no side.

    Raises
    ------
    UsageError
        There is no such party or actor, or this is no answer.
    """
    case = draft.preview()
    made: list[str] = []
    taken = {*case.parties, *case.actors, *case.issues}
    aliases = {name: list(actor.aliases) for name, actor in case.actors.items()}
    for name, answer in answers.items():
        kind, _, who = answer.partition(":")
        known: Mapping[str, object] = case.actors if kind == "actor" else case.parties
        if answer != NOBODY and (kind not in {"actor", "party"} or who not in known):
            what, expected = f"For whom does {name} speak?", "a party, somebody the case knows, or nobody’s side"
            nearest = nearest_word(who, known)
            raise UsageError(Problem(what, Where(), answer[:80], expected, nearest, code="unknown-party"))
        if kind == "actor":
            aliases[who].append(name)
            draft.set(("actors", who, "aliases"), list(dict.fromkeys(aliases[who])))
            made.append(who)
            continue
        actor = id_of(name, taken, "person")
        taken.add(actor)
        draft.set(("actors", actor), {"name": name, **({"party": who} if kind == "party" else {})})
        made.append(actor)
    return tuple(made)
