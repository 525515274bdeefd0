"""The gate: the one way in for whatever a proposer proposes, be it rules, a trained tagger or a language model.

A proposal passes if

* its words stand in the text, word for word and on word edges, after typography and white space are made alike
  (:mod:`commonground.record.normalise`), in exactly one place of those that its turn, prefix and suffix allow.
  A second try looks in the reading view, where editorial insertions are left out;
* its act, mode, modality and polarity are words of the schema;
* its speaker, source and addressee are actors of the vocabulary, by id or by name, or ``unknown``; its issue, if it
  names one, is an issue of the vocabulary.

Nothing is matched by likeness: a word dropped, added or changed (an "un-" before it) is a proposal refused. What
passes is anchored anew and is ``proposed``, whatever status it came with: only a person confirms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from commonground.record.anchors import anchor_at
from commonground.record.document import Document
from commonground.record.normalise import Normalised, normalise, normalise_mapped
from commonground.statements.naming import UNKNOWN, Names, document_name, vocabulary_in
from commonground.statements.schema import ACTS, MODALITIES, MODES, POLARITIES, Statement
from commonground.statements.vocabulary import Vocabulary

__all__ = ["Gated", "Proposal", "gate", "proposal_id"]

_LISTS: Final = {"act": ACTS, "mode": MODES, "modality": MODALITIES, "polarity": POLARITIES}
_ACTORS: Final = ("speaker", "source", "addressee")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a proposer says of some words that it quotes, nothing of it checked yet.

    ``prefix`` and ``suffix`` are words beside the quoted ones, ``turn`` the number of the turn, from 0.
    """

    words: str
    act: str
    speaker: str = UNKNOWN
    source: str | None = None  # None: the speaker
    prefix: str = ""
    suffix: str = ""
    turn: int | None = None
    mode: str = "own"
    modality: str = "asserted"
    polarity: str = "neutral"
    issue: str | None = None
    addressee: str | None = None
    chain: tuple[str, ...] = ()
    paraphrase: str = ""
    cue: str | None = None
    note: str | None = None
    proposer: str | None = None
    follows: str | None = None  # the id that the gate gives to the other side of a condition (:func:`proposal_id`)


@dataclass(frozen=True)
class Gated:
    """What passed, and what did not with the reason for each."""

    kept: tuple[Statement, ...]
    rejected: tuple[tuple[Statement | Proposal, str], ...]

    @cached_property
    def reasons(self) -> Mapping[str, int]:
        """How many were refused for each reason, the commonest first."""
        return dict(Counter(reason for _, reason in self.rejected).most_common())


class _Refused(Exception):
    """Why a proposal does not pass."""


def gate(document: Document, proposals: Iterable[Statement | Proposal], vocabulary: Vocabulary | None = None) -> Gated:
    """Let through what can be found in the text and named in the vocabulary.

    Without a vocabulary the actors are those found in the text.

    >>> text = Document.from_text("We do not agree to the corridor.")
    >>> gate(text, [Proposal(words="We agree to the corridor", act="accept")]).reasons
    {'the words are not in the text': 1}
    """
    known = Names(vocabulary_in(document) if vocabulary is None else vocabulary)
    kept: dict[str, Statement] = {}
    rejected: list[tuple[Statement | Proposal, str]] = []
    for proposal in proposals:
        try:
            statement = _passed(document, proposal, known)
            if statement.id in kept:
                raise _Refused("the same was proposed before")
            kept[statement.id] = statement
        except _Refused as refusal:
            rejected.append((proposal, str(refusal)))
    return Gated(tuple(kept.values()), tuple(rejected))


def proposal_id(document: Document, start: int, end: int, act: str) -> str:
    """The id under which what is proposed of ``start:end`` passes."""
    return f"{document_name(document)}.{start}-{end}.{act}"


def _passed(document: Document, proposal: Statement | Proposal, names: Names) -> Statement:
    for field, words in _LISTS.items():
        if getattr(proposal, field) not in words:
            raise _Refused(f"there is no such {field}")
    named = _named(proposal, names)
    if isinstance(proposal, Statement):
        start, end = _anchored(document, proposal)
        anchor = anchor_at(document, start, end)
        return replace(proposal, anchor=anchor, status="proposed", reviewer=None, history=(), **named)
    start, end = _place(document, proposal.words, proposal.prefix, proposal.suffix, _turn(document, proposal.turn))
    same: Any = {
        name: getattr(proposal, name) for name in ("chain", "paraphrase", "cue", "note", "proposer", "follows")
    }
    coded: Any = {name: getattr(proposal, name) for name in _LISTS}
    name = document_name(document)
    return Statement(
        id=proposal_id(document, start, end, proposal.act),
        document=name,
        anchor=anchor_at(document, start, end),
        **same,
        **coded,
        **named,
    )


def _named(proposal: Statement | Proposal, names: Names) -> dict[str, Any]:
    """Speaker, source, addressee and issue by their ids."""
    ids: dict[str, Any] = {}
    for field in _ACTORS:
        word = getattr(proposal, field)
        ids[field] = None if word is None else names.actor(word)
        if word is not None and ids[field] is None:
            raise _Refused(f"the {field} is not among the actors")
    ids["source"] = ids["source"] or ids["speaker"]
    ids["issue"] = None if proposal.issue is None else names.issue(proposal.issue)
    if proposal.issue is not None and ids["issue"] is None:
        raise _Refused("the issue is not among the issues")
    return ids


def _turn(document: Document, number: int | None) -> tuple[int, int]:
    if number is None:
        return 0, len(document.text)
    if not 0 <= number < len(document.turns):
        raise _Refused("there is no such turn")
    return document.turns[number].start, document.turns[number].end


def _anchored(document: Document, statement: Statement) -> tuple[int, int]:
    anchor = statement.anchor
    if anchor is None:
        raise _Refused("it quotes no words")
    if not isinstance(anchor.exact, str) or not isinstance(anchor.prefix, str) or not isinstance(anchor.suffix, str):
        raise _Refused("its words are sealed")
    start, end = anchor.start, anchor.end
    if 0 <= start < end <= len(document.text) and document.text[start:end] == anchor.exact and anchor.exact.strip():
        return start, end  # the position tells places alike apart
    return _place(document, anchor.exact, anchor.prefix, anchor.suffix, (0, len(document.text)))


def _place(document: Document, words: str, prefix: str, suffix: str, within: tuple[int, int]) -> tuple[int, int]:
    """The one place of ``words`` in the text, tried with editorial insertions and then without them."""
    sought = normalise(words)
    if not any(character.isalnum() for character in sought):
        raise _Refused("it quotes no words")
    before, after = normalise(prefix), normalise(suffix)
    seen_elsewhere = False
    for places in (_in_text(document, sought, before, after), _in_view(document, sought, before, after)):
        hits = [(start, end) for start, end, beside in places if beside and within[0] <= start and end <= within[1]]
        if len(hits) == 1:
            return hits[0]
        if hits:
            raise _Refused("the words are in several places")
    for places in (_in_text(document, sought, "", ""), _in_view(document, sought, "", "")):
        seen_elsewhere = seen_elsewhere or next(places, None) is not None
    raise _Refused("the words are not where it says" if seen_elsewhere else "the words are not in the text")


def _in_text(document: Document, sought: str, before: str, after: str) -> Iterator[tuple[int, int, bool]]:
    text = normalise_mapped(document.text)
    for start, end, beside in _occurrences(text, sought, before, after):
        yield (*text.original(start, end), beside)


def _in_view(document: Document, sought: str, before: str, after: str) -> Iterator[tuple[int, int, bool]]:
    view = document.view
    text = normalise_mapped(view.text)
    for start, end, beside in _occurrences(text, sought, before, after):
        yield (*view.original(*text.original(start, end)), beside)


def _occurrences(text: Normalised, sought: str, before: str, after: str) -> Iterator[tuple[int, int, bool]]:
    """Where ``sought`` stands on word edges, and whether ``before`` and ``after`` stand beside it."""
    whole = text.text
    hit = whole.find(sought)
    while hit >= 0:
        end = hit + len(sought)
        if _on_edges(whole, hit, end) and text.whole(hit, end):
            beside = whole[max(0, hit - len(before) - 1) : hit].rstrip()[-len(before) :] == before if before else True
            if beside and after:
                beside = whole[end : end + len(after) + 1].lstrip().startswith(after)
            yield hit, end, beside
        hit = whole.find(sought, hit + 1)


def _on_edges(whole: str, start: int, end: int) -> bool:
    """Whether no word is cut: "lawful" does not stand in "unlawful"."""
    cut_before = start > 0 and whole[start - 1].isalnum() and whole[start].isalnum()
    cut_after = end < len(whole) and whole[end].isalnum() and whole[end - 1].isalnum()
    return not cut_before and not cut_after
