"""A parsed clause, and the cue that is met in it.

The words of the lexicon are looked for in the clause as it stands and then in its *bare* form, without what is put in
between ("we will, as I said, never accept"). A cue is denied if a "not" hangs on its verb or on a verb that governs
it, if its subject is "nobody" or "no ...", or if it is what somebody refuses or fails to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonground.statements.cues import Cue, lexicon
from commonground.statements.schema import Act, Polarity

__all__ = ["Clause", "Met", "met"]

_PUT_BETWEEN = {"parataxis", "intj", "npadvmod", "dep"}
_KEPT = {"only", "no", "longer", "then", "first", "never", "not"}  # adverbs that cues are made of
_CARRIED = {"xcomp", "acomp", "attr", "oprd", "dobj", "auxpass", "prep", "pobj"}  # what its governor denies for it
_DENYING = {"refuse", "fail", "decline"}
_NOBODY = {"nobody", "none", "neither", "nothing"}
_OTHER_WAY: dict[Polarity, Polarity] = {"for": "against", "against": "for", "neutral": "neutral"}


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a clause in its sentence, and the verb on which they hang."""

    sentence: str
    head: Any
    tokens: tuple[Any, ...]

    @property
    def start(self) -> int:
        return int(self.tokens[0].idx)

    @property
    def end(self) -> int:
        return int(self.tokens[-1].idx + len(self.tokens[-1].text))


@dataclass(frozen=True, slots=True)
class Met:
    """A cue that is met in a clause, with the act after any denial; ``governor`` is the word it hangs on."""

    cue: Cue
    act: Act
    polarity: Polarity
    words: str
    governor: Any
    tokens: tuple[Any, ...]


def met(clause: Clause, *, quoted: bool) -> Met | None:
    """The first cue of the lexicon that is met in a clause."""
    whole = tuple(token for token in clause.head.doc if clause.start <= token.idx < clause.end)
    for tokens in (whole, _bare(clause)):
        hit = _met_in(tokens, quoted=quoted)
        if hit is not None:
            return hit
    return None


def _met_in(tokens: tuple[Any, ...], *, quoted: bool) -> Met | None:
    text, places = "", list[tuple[int, int]]()
    for token in tokens:
        places.append((len(text), len(text) + len(token.text)))
        text += token.text_with_ws
    for cue in lexicon().cues:
        if cue.whole or (cue.where == "quotation" and not quoted):
            continue
        match = cue.pattern.search(text)
        if match is None:
            continue
        inside = tuple(t for t, (a, b) in zip(tokens, places, strict=True) if a < match.end() and match.start() < b)
        governor = min((t for t in inside if t.is_alpha), key=_depth, default=None)
        if governor is None:
            continue
        act, polarity = cue.act, cue.polarity
        if act != "condition" and _denied(governor, inside):
            if cue.negated is None:
                continue
            act, polarity = cue.negated, _OTHER_WAY[polarity]
        if act != "claim" or cue.act == "claim":
            return Met(cue, act, polarity, " ".join(match.group().split()), governor, inside)
    return None


def _bare(clause: Clause) -> tuple[Any, ...]:
    """The clause without what is put between its words."""
    dropped: set[int] = set()
    for token in clause.tokens:
        adverb = token.dep_ == "advmod" and token.lower_ not in _KEPT
        inner = token.dep_ == "advcl" and clause.tokens[0].i < token.left_edge.i and token.right_edge.i < clause.head.i
        if token.i != clause.head.i and (adverb or inner or token.dep_ in _PUT_BETWEEN):
            dropped |= {below.i for below in token.subtree}
    return tuple(token for token in clause.tokens if token.i not in dropped and not token.is_punct)


def _depth(token: Any) -> int:
    return sum(1 for _ in token.ancestors)


def _denied(governor: Any, inside: tuple[Any, ...]) -> bool:
    within = {token.i for token in inside}
    word = governor
    while True:
        verbs = (word, *(child for child in word.children if child.dep_ in {"aux", "auxpass"}))
        if any(child.dep_ == "neg" and child.i not in within for verb in verbs for child in verb.children):
            return True
        if any(child.dep_ in {"nsubj", "nsubjpass"} and _is_nobody(child) for child in word.children):
            return True
        if word.dep_ not in _CARRIED or word.head.i in within:
            return False
        word = word.head
        if word.lemma_ in _DENYING:
            return True


def _is_nobody(subject: Any) -> bool:
    return subject.lower_ in _NOBODY or any(child.dep_ == "det" and child.lower_ == "no" for child in subject.children)
