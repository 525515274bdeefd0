"""Coding a text afresh: a second coder reads it stretch by stretch, chooses words, and says what they do.

This is what blind coding needs: nothing that a program proposed and nothing that another coder wrote is looked at, but
the text, the coder's own earlier blind work, and the words that the case lends (actors, issues). A *stretch* is what is
read at once: a turn, or a block between turns that is nobody's (a headline, an editor's note) and may hold quoted
words all the same.

Words are chosen by typing them as they stand there, or their first and last ones with three dots between. Typographic
quotation marks, dashes and white space do not matter; where the words stand twice, more of them have to be typed.

Everything written is marked as coded blind. Taking something back writes a rejected version of it: nothing is ever
taken out of a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from commonground.errors import Problem, UsageError
from commonground.record import Document, anchor_at, normalise, normalise_mapped, seal
from commonground.record.normalise import Normalised
from commonground.statements.files import coder_file
from commonground.statements.reliability.blind import as_blind, seen_blind
from commonground.statements.schema import Statement

__all__ = ["Afresh", "Stretch", "begin_blind", "chosen", "coded", "stretches_of", "taken_back"]

_DOTS = re.compile(r"\s*(?:\.\.\.|…)\s*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is read at once: a turn with who has it, or a block with what it is."""

    start: int
    end: int
    speaker: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Afresh:
    """A sitting: the coder's statements that stand in this document, and those made in this sitting, oldest first."""

    coder: str
    source: str  # the id of the document in the case
    codebook: str | None
    sealed: bool  # the text may not be kept in the case
    taken: frozenset[str]  # ids of all statements there are, whosever
    own: tuple[Statement, ...] = ()
    made: tuple[Statement, ...] = ()


def stretches_of(document: Document) -> tuple[Stretch, ...]:
    """The turns and the blocks between them that hold words, in the order of the text."""
    turns = [Stretch(turn.start, turn.end, turn.speaker) for turn in document.turns]
    asides = [Stretch(aside.start, aside.end, None, aside.role) for aside in document.asides]
    found = [each for each in (*turns, *asides) if any(map(str.isalnum, document.text[each.start : each.end]))]
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def begin_blind(
    statements: Iterable[Statement], coder: str, source: str, codebook: str | None = None, *, sealed: bool = False
) -> Afresh:
    """A sitting over one source, going on with what ``coder`` coded blind in it before.

    Raises
    ------
    UsageError
        The coder has coded or reviewed something of this source with open eyes, so that nothing more of it is blind.
    CaseError
        A name that no file can have.
    """
    coder_file(coder)
    everything = tuple(statements)
    seen = [each for each in everything if each.document == source and _with_open_eyes(each, coder)]
    if seen:
        ids = ", ".join(each.id for each in seen[:3]) + (", …" if len(seen) > 3 else "")
        what = f"{coder} has seen statements from {source} before ({ids}), so coding it now would not be blind."
        expected = "somebody who has neither coded nor reviewed this source, or another source"
        raise UsageError(Problem(what, read=coder, expected=expected, code="not-blind"))
    own = (each for each in seen_blind(everything, coder) if each.document == source and each.counts)
    taken = frozenset(each.id for each in everything)
    return Afresh(coder, source, codebook, sealed, taken, tuple(sorted(own, key=_place)))


def chosen(document: Document, stretch: Stretch, words: str) -> tuple[int, int]:
    """Where the words that a coder typed stand in the document.

    >>> text = Document.from_text("We will not sign. Not now, and not here.")
    >>> start, end = chosen(text, stretches_of(text)[0], "not now ... here")
    >>> text.text[start:end]
    'Not now, and not here'

    Raises
    ------
    UsageError
        The words are not in the stretch, or in several places of it.
    """
    text = normalise_mapped(document.text[stretch.start : stretch.end])
    places = _places(text, normalise(words))
    if not places and len(ends := _DOTS.split(words.strip(), maxsplit=1)) == 2 and all(map(normalise, ends)):
        places = _spans(text, *map(normalise, ends))
    if len(places) != 1:
        raise UsageError(_not_one(words, len(places)))
    start, end = text.original(*places[0])
    return stretch.start + start, stretch.start + end


def coded(
    sitting: Afresh, document: Document, place: tuple[int, int], labels: Mapping[str, Any], time: str
) -> tuple[Afresh, Statement]:
    """The sitting with a statement on the words at ``place``; ``labels`` are fields of it. The statement is to be kept.

    Raises
    ------
    UsageError
        The text may not be kept, and no paraphrase says what the words say.
    """
    if sitting.sealed and not labels.get("paraphrase"):
        what = "The text of this source is not kept in the case, so a paraphrase has to say what the words say."
        raise UsageError(Problem(what, expected="one sentence in your own words", code="no-words"))
    anchor = anchor_at(document, *place)
    statement = Statement(
        id=_free(sitting),
        document=sitting.source,
        anchor=seal(anchor) if sitting.sealed else anchor,
        proposer=sitting.coder,
        status="confirmed",
        reviewer=sitting.coder,
        time=time,
        **labels,
    )
    statement = as_blind(statement, sitting.coder, sitting.codebook)
    own = tuple(sorted((*sitting.own, statement), key=_place))
    taken = sitting.taken | {statement.id}
    return replace(sitting, taken=taken, own=own, made=(*sitting.made, statement)), statement


def taken_back(sitting: Afresh, time: str) -> tuple[Afresh, Statement]:
    """The sitting without its last statement, and the version that rejects it, to be kept.

    Raises
    ------
    UsageError
        Nothing was coded in this sitting.
    """
    if not sitting.made:
        raise UsageError(Problem("Nothing was coded in this sitting that could be taken back.", code="nothing-made"))
    last = sitting.made[-1]
    history = (*last.history, last.version)
    gone = replace(last, status="rejected", time=time, note="taken back while coding", history=history)
    own = tuple(each for each in sitting.own if each.id != last.id)
    return replace(sitting, own=own, made=sitting.made[:-1]), gone


def _with_open_eyes(statement: Statement, coder: str) -> bool:
    """Whether ``coder`` has coded or decided on a statement that was not coded blind by the coder alone."""
    if statement.coder == coder:
        return not statement.blind
    return coder in (statement.reviewer, *(version.reviewer for version in statement.history))


def _place(statement: Statement) -> tuple[int, int]:
    return (statement.anchor.start, statement.anchor.end) if statement.anchor else (0, 0)


def _free(sitting: Afresh) -> str:
    """An id that tells coder and source, and that nothing has."""
    number = 1
    while (name := f"{sitting.coder}.{sitting.source}.{number}") in sitting.taken:
        number += 1
    return name


def _places(text: Normalised, sought: str) -> list[tuple[int, int]]:
    """Where ``sought`` stands on word edges: as typed, or else in whatever case."""
    for whole, words in ((text.text, sought), (text.text.lower(), sought.lower())):
        if len(whole) == len(text.text) and (found := list(_on_edges(text, whole, words))):
            return found
    return []


def _on_edges(text: Normalised, whole: str, words: str) -> Iterator[tuple[int, int]]:
    at = whole.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        cut_before = at > 0 and whole[at - 1].isalnum() and whole[at].isalnum()
        cut_after = end < len(whole) and whole[end].isalnum() and whole[end - 1].isalnum()
        if not cut_before and not cut_after and text.whole(at, end):
            yield at, end
        at = whole.find(words, at + 1)


def _spans(text: Normalised, first: str, last: str) -> list[tuple[int, int]]:
    """From each place of the first words to the nearest of the last ones after it."""
    ends = _places(text, last)
    found: list[tuple[int, int]] = []
    for start, after in _places(text, first):
        end = next((end for begin, end in ends if begin >= after), None)
        if end is not None:
            found.append((start, end))
    return found


def _not_one(words: str, count: int) -> Problem:
    if not count:
        what, expected = "These words do not stand in this stretch.", "words as they stand there, or first ... last"
        return Problem(what, read=words, expected=expected, code="words-not-here")
    what = f"These words stand {count} times in this stretch."
    return Problem(what, read=words, expected="more of the words around those meant", code="words-several")
