"""From the body of a reply to proposals: the form is checked here, the truth by the gate.

Of an entry only the fields that were asked for are read. Who speaks is known from the turn and is never asked; a
status that a reply gives is not looked at. An entry that has not the form is left out with the reason, and the others
stand. Words that the reply puts into a turn that was not sent, or into none, are refused by the gate.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from commonground.record.document import Document
from commonground.record.normalise import normalise
from commonground.statements.gating import Proposal
from commonground.statements.naming import UNKNOWN, Names
from commonground.statements.proposers.contract import BESIDE
from commonground.statements.proposers.language_model.stretches import Part

__all__ = ["Malformed", "content_of", "entries_in", "proposal_of"]

MOST = 500  # entries of one reply
LONGEST = 1_000  # characters of a paraphrase
NO_OBJECT = "an entry of the reply was not in the form asked for"
NOT_SENT = "the entry names a turn that was not sent"
_FENCED = re.compile(r"\s*```(?:json)?\s*\n(?P<inside>.*?)\n?\s*```\s*", re.DOTALL | re.IGNORECASE)
_WORDS = ("act", "source", "mode", "polarity", "modality", "issue", "paraphrase", "addressee")


class Malformed(ValueError):
    """Why something in a reply cannot be read, in words."""


def content_of(body: str) -> str:
    """The text that the model wrote, out of the envelope of its server."""
    envelope = _json(body, "the reply of the server is not JSON")
    try:
        choice = envelope["choices"][0]
        content = choice["message"]["content"]
    except (LookupError, TypeError):
        raise Malformed("the reply of the server holds no message") from None
    if not isinstance(content, str):
        raise Malformed("the reply of the server holds no message")
    if choice.get("finish_reason") == "length":
        raise Malformed("the reply was cut off before its end")
    return content


def entries_in(content: str) -> Sequence[Any]:
    """The list that was asked for, also out of a fence of a code block or under a single name."""
    fenced = _FENCED.fullmatch(content)
    value = _json(fenced["inside"] if fenced else content, "the reply is not the JSON list that was asked for")
    if isinstance(value, dict) and len(value) == 1:
        value = next(iter(value.values()))
    if not isinstance(value, list):
        raise Malformed("the reply is not the JSON list that was asked for")
    if len(value) > MOST:
        raise Malformed(f"the reply lists more than {MOST} statements")
    return value


def proposal_of(entry: Any, document: Document, parts: Sequence[Part], names: Names, proposer: str) -> Proposal:
    """What one entry proposes."""
    if not isinstance(entry, dict) or not isinstance(words := entry.get("exact"), str) or not _storable(entry):
        raise Malformed(NO_OBJECT)
    given = {name: value for name in _WORDS if (value := entry.get(name)) is not None}
    if not all(isinstance(value, str) for value in given.values()) or "act" not in given:
        raise Malformed(NO_OBJECT)
    part = _part(entry.get("turn"), words, document, parts)
    turn = document.turns[part.turn]
    speaker = (names.actor(turn.speaker) if turn.speaker else None) or UNKNOWN
    own = names.party(speaker)
    source = names.actor(given["source"]) or given["source"] if given.get("source", "").strip() else own
    told = source not in {own, speaker}
    return Proposal(
        words=words,
        act=given["act"],
        speaker=speaker,
        source=source,
        turn=part.turn,
        mode=given.get("mode", "reported" if told else "own"),
        modality=given.get("modality", "asserted"),
        polarity=given.get("polarity", "neutral"),
        issue=given.get("issue"),
        addressee=given.get("addressee"),
        chain=(speaker,) if told else (),
        paraphrase=_plain(given.get("paraphrase", "")),
        proposer=proposer,
        **_beside(document, part, words),
    )


def _part(number: Any, words: str, document: Document, parts: Sequence[Part]) -> Part:
    """The part in which an entry says that it quotes; of a turn sent in two parts, the one that has the words."""
    if isinstance(number, bool) or not isinstance(number, int):
        raise Malformed(NO_OBJECT)
    sent = [part for part in parts if part.turn == number]
    if not sent:
        raise Malformed(NOT_SENT)
    sought = normalise(words)
    return next((part for part in sent if sought in normalise(document.text[part.start : part.end])), sent[0])


def _beside(document: Document, part: Part, words: str) -> Mapping[str, str]:
    """What stands beside the words, if they stand in the part just once, for a turn of which only a part was sent."""
    text = document.text[part.start : part.end]
    place = text.find(words) if words else -1
    if place < 0 or text.find(words, place + 1) >= 0:
        return {}
    start, end = part.start + place, part.start + place + len(words)
    return {"prefix": document.text[max(0, start - BESIDE) : start], "suffix": document.text[end : end + BESIDE]}


def _plain(words: str) -> str:
    """Words on one line, without anything that a screen would obey."""
    return "".join(letter for letter in " ".join(words.split()) if letter.isprintable())[:LONGEST]


def _storable(entry: Mapping[str, Any]) -> bool:
    """Whether an entry could be written to a file: half a character cannot."""
    try:
        json.dumps(entry, ensure_ascii=False).encode()
    except (UnicodeEncodeError, RecursionError):
        return False
    return True


def _json(text: str, otherwise: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed(otherwise) from None
