"""Questions to which no answer is in sight.

A *question* here is what a turn ends with: asked within a turn it is more often a way of speaking. What follows it, by
the next turn of another speaker, is one of

* ``nobody replies``: no other turn comes, or the one who asked goes on first;
* ``declined``: the reply opens by saying that there will be none ("I will not comment", "that is not for me to say");
* ``asked back``: the reply is itself nothing but a question;
* ``in other words``: it has no word of the question and opens with no yes or no. Often that is an answer all the same;
* an answer, by the look of it: everything else. It is not listed.

Whether an answer is a good one, no rule can say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from commonground.brief.of_record.places import Places
from commonground.brief.of_record.rows import QuestionRow
from commonground.record import Document
from commonground.statements import Statement

__all__ = ["LOOK_ONLY", "questions_without_answer"]

LOOK_ONLY = "in other words"  # the one sort that says little by itself

_SHOWN = 160  # characters of a reply
_OPENING = 250
_DECLINED = re.compile(
    r"\b(?:no comment|(?:will|would|can|could|do|does|shall)(?: ?not|n[’']t) (?:want to |wish to |be able to )?"
    r"(?:comment|answer|speculate|discuss|go into|say (?:more|anything)|disclose|tell you)"
    r"|won[’']t (?:comment|answer|speculate|discuss|go into)|decline to|rather not"
    r"|not (?:for me|up to me|my place) to|not (?:authori[sz]ed|allowed|free|at liberty) to "
    r"(?:say|comment|answer|discuss|disclose)|ask (?:him|her|them) )",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"^\W*(?:yes|no|not|never|nobody|nothing|none|indeed|of course|exactly|right|correct|certainly|absolutely"
    r"|perhaps|maybe|because|both|neither|it (?:is|was|does|did)|they (?:are|were|do|did)"
    r"|(?:i|we) (?:do|did|have|am|are|was|were))\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]{4,}")
_EMPTY_WORDS = """
    what when where which whom whose that this these those there their they them your yours with from have been were
    will would could should about into than then does doing after before over more most some such very just also only
    being because between said says tell told think know make made mean going come came
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


def questions_without_answer(
    document: Document, places: Places, statements: Iterable[Statement]
) -> tuple[QuestionRow, ...]:
    """The questions at the end of turns that nothing which looks like an answer follows, in the order of the text."""
    if len({turn.speaker for turn in document.turns}) < 2:
        return ()
    return tuple(_rows(document, places, _at_the_end(document, places, statements)))


def _at_the_end(document: Document, places: Places, statements: Iterable[Statement]) -> dict[int, tuple[int, int]]:
    """By turn (from 1), the question that it ends with: the last of what its speaker asks."""
    found: dict[int, tuple[int, int]] = {}
    for each in statements:
        if each.modality != "questioned" or each.anchor is None or each.mode != "own":
            continue
        turn = places.turn(each.anchor.start)
        if turn is None:
            continue
        end = document.turns[turn - 1].end
        if not any(character.isalnum() for character in document.text[each.anchor.end : end]):
            found[turn] = (each.anchor.start, each.anchor.end)
    return found


def _rows(document: Document, places: Places, asked: dict[int, tuple[int, int]]) -> Iterator[QuestionRow]:
    for turn, (start, end) in sorted(asked.items()):
        question = document.turns[turn - 1]
        following = document.turns[turn] if turn < len(document.turns) else None
        replied = following is not None and following.speaker != question.speaker
        reply = document.text[following.start : following.end] if following is not None and replied else ""
        whole = document.text[question.start : question.end]
        how = _how(whole, reply, turn + 1 in asked)
        if how is not None:
            by = following.speaker if following is not None and replied else None
            words = document.text[start:end]
            yield QuestionRow(words, question.speaker, how, by, _shown(reply), places.line(start), turn)


def _how(question: str, reply: str, ends_asking: bool) -> str | None:
    if not reply.strip():
        return "nobody replies"
    if _DECLINED.search(reply[:_OPENING]):
        return "declined"
    if ends_asking and not re.search(r"[.!…]\s", reply):
        return "asked back"
    if _YES_OR_NO.match(reply) or _alike(_words(question), _words(reply)):
        return None
    return LOOK_ONLY


def _words(text: str) -> Sequence[str]:
    return [word.casefold() for word in _WORD.findall(text) if word.casefold() not in _EMPTY]


def _alike(question: Sequence[str], reply: Sequence[str]) -> bool:
    """Whether a word of one comes again in the other, by its first five letters."""
    return not {word[:5] for word in question}.isdisjoint(word[:5] for word in reply)


def _shown(text: str) -> str:
    flat = " ".join(text[: 2 * _SHOWN].split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN].rsplit(' ', 1)[0]} …"
