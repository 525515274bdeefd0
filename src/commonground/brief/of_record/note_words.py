"""What the rules note on a proposal, in the language of the brief: whose words they take it for, and what comes first.

The notes are written in English by :mod:`commonground.statements`, each from a handful of sentences, and those on a
whole text by :mod:`commonground.record`; they are known here by their words. What is not one of them, such as a coder's
own note, stands as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonground.brief.language import Tongue

__all__ = ["note_words"]

_PIECES = re.compile(r"; (?!then )")  # “comes first; then …” is one


def note_words(tongue: Tongue, note: str) -> str:
    """A note of the rules in this language.

    >>> from commonground.brief.language import tongue
    >>> note_words(tongue("uk"), "“we” taken as North; only after m3")
    '«we» віднесено до такого учасника: North; лише після m3'
    """
    if tongue.language == "en":
        return note
    known = [(_pattern(english), said) for english, said in _sentences(tongue)]
    return "; ".join(_piece(piece, known) for piece in _PIECES.split(note))


def _piece(piece: str, known: list[tuple[re.Pattern[str], str]]) -> str:
    for pattern, said in known:
        found = pattern.fullmatch(piece)
        if found is not None:
            return said.format(**{name: _quoted(words) for name, words in found.groupdict().items()})
    return piece


def _quoted(words: str) -> str:
    """The rules quote as English does."""
    return re.sub("“([^”]*)”", r"«\1»", words)


def _pattern(english: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", english)
    made = (f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return re.compile("".join(made))


def _sentences(tongue: Tongue) -> Iterator[tuple[str, str]]:
    """Each sentence of the rules with its translation; those that say more before those that say less."""
    places = {name: f"{{{name}}}" for name in ("word", "who", "by", "what", "id", "then")}

    def say(template: str) -> tuple[str, str]:
        return template, tongue.text(template, **places)

    yield say("{word} taken as {who}, whom the memorandum reports here")
    yield say("{word} taken as {who}, for whom it speaks")
    yield say("{word} taken as {who}, who speaks after it")
    yield say("{word} taken as {who}, who speaks before it")
    yield say("{word} taken as {who}, for whom {by} speaks")
    yield say("{word} taken as {who}, by the brackets after it")
    yield say("{word} taken as {who}, the last other person named")
    yield say("{word} taken as {who}, the last other party before it in the turn")
    yield say("{word} taken as {who}, the last other party in the turn before")
    yield say("{word} taken as {who}")
    yield say("the subject of {word} is not among the actors")
    yield say("{word} is not among the actors")
    yield say("no source is named")
    yield say("{word} may be anybody, or {who}, who asks here")
    yield say("{word} may be anybody")
    yield say("whom {word} stands for is not clear")
    yield say("who does it is not said in {word}")
    yield say("about {what} by the rest of the sentence")
    yield say("about {what} by what is said before")
    yield say("comes first; then {id}")
    yield say("only after {id}")
    yield say("order: {what} before {then}")
    # What the reader of a text notes on the whole of it, a sentence each; from :mod:`commonground.record`.
    yield say(
        "This does not look like English, and the rules know English only: turns are found, "
        "but few quotations, sources or moves."
    )
    yield say(
        "Its lines end with carriage returns alone, and count as one: "
        "save it with other line ends to have its turns found."
    )
    yield say("The footnotes are not read.")
    yield say("No text layer, and so not read: page {what}.")
    yield say("The page numbers of {word} of {what} pages are left out.")
    yield say("{word} of {what} paragraphs were taken for the frame of the page and left out.")
