"""Who does what a clause tells of: its subject, the agent of a passive, or the owner of a thing.

Who is meant by the words found here is decided as for the rules (:mod:`commonground.statements.persons`).
"""

from __future__ import annotations

from typing import Any

from commonground.statements.naming import UNKNOWN
from commonground.statements.persons import Who
from commonground.statements.proposers.clause import Clause, Met
from commonground.statements.proposers.spoken import Listener, Spoken

__all__ = ["whose"]

_ABOUT = {"relcl", "appos", "punct", "acl"}


def whose(hit: Met, clause: Clause, spoken: Spoken, listener: Listener, start: int) -> Who:
    """Whose act it is; ``start`` is where the sentence begins in the voice."""
    if hit.cue.whose == "voice":
        return spoken.own
    if hit.cue.whose == "owner":
        owner = _owner(hit)
        return spoken.own if owner is None else _named(owner, spoken, listener, start)
    agent = _agent(hit.governor)
    if agent is not None:
        return _named(agent, spoken, listener, start)
    subject = _subject(hit.governor, clause)
    if subject is None or subject.dep_ == "expl":
        return spoken.own
    if subject.dep_ == "nsubjpass" and hit.act != "mandate":
        return Who(UNKNOWN, f"who does it is not said in “{hit.words}”")
    judged = hit.governor.pos_ not in {
        "VERB",
        "AUX",
    }  # "that is unacceptable": the voice judges, the thing does nothing
    if judged and subject.lower_ in {"it", "this", "that"}:
        return spoken.own
    who = _named(subject, spoken, listener, start)
    return spoken.own if judged and who.actor == UNKNOWN else who


def _agent(verb: Any) -> Any | None:
    for by in verb.children:
        if by.dep_ == "agent":
            return next((child for child in by.children if child.dep_ == "pobj"), None)
    return None


def _owner(hit: Met) -> Any | None:
    """Of "X's mandate" and "the mandate of X"."""
    for token in hit.tokens:
        for child in token.children:
            if child.dep_ == "poss":
                return child
            if child.dep_ == "prep" and child.lower_ == "of":
                return next((each for each in child.children if each.dep_ == "pobj"), None)
    return None


def _subject(governor: Any, clause: Clause) -> Any | None:
    """The subject of the word or of the nearest one above it, not beyond the clause."""
    word = governor
    while True:
        for child in word.children:
            if child.dep_ in {"nsubj", "nsubjpass", "expl"}:
                return child
        if word.i == clause.head.i or word.dep_ == "ROOT":
            return None
        word = word.head


def _named(subject: Any, spoken: Spoken, listener: Listener, start: int) -> Who:
    left_out = {below.i for child in subject.children if child.dep_ in _ABOUT for below in child.subtree}
    words = [token for token in subject.subtree if token.i not in left_out and not token.is_space]
    phrase = "".join(token.text_with_ws for token in words).strip()
    place = spoken.voice.start + start + int(words[0].idx)
    return listener.means(phrase, place, spoken)
