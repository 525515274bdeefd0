"""Who goes by which name: from the words of a text to the ids of a vocabulary.

A name is found with or without its article, title and possessive ("the Kremlin's", "Mr. Orlo (Veldania)"); a person
by the last word of the name where only one bears it; a party by the words for its people ("Veldanian" from
"Veldania"). What is not found is ``unknown``, never the nearest.

Without a case the actors are those found in the text: who has a turn, who is quoted, antecedents in brackets, and
names written in capitals inside sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from commonground.record.document import Document
from commonground.statements.vocabulary import Vocabulary

__all__ = ["PRONOUNS", "UNKNOWN", "Names", "document_name", "vocabulary_in"]

UNKNOWN: Final = "unknown"
_PRONOUN_WORDS: Final = """
    i we us me my our ours myself ourselves you your he she him her his hers it its they them their theirs one someone
    somebody who this that these those both all everybody everyone nobody
"""
PRONOUNS: Final = frozenset(_PRONOUN_WORDS.split())
_PEOPLE: Final = ("ian", "ians", "an", "ans", "n", "ns", "ish", "ese", "i", "is", "ic")
_TITLES: Final = (
    r"(?:the|a|an|one|mr|mrs|ms|dr|sir|president|minister|ambassador|secretary|chancellor|general|governor)"
)
_HEAD: Final = re.compile(rf"^(?:{_TITLES}\b\.?\s+)+", re.IGNORECASE)
_TAIL: Final = re.compile(r"(?:\s*\([^()]*\))+\s*$|['’]s?$")
_BODY: Final = re.compile(
    r"\s+(?:side|delegation|team|government|leadership|officials?|representatives?|negotiators?)$"
)
_CAPITALS: Final = re.compile(
    r"(?<=[a-z,;] )(?:[A-Z][\w’'-]*[a-z](?: (?:[A-Z][\w’'-]*[a-z]))*)(?: (?:side|delegation|government|team))?"
)
_NO_ACTORS: Final = """
    January February March April May June July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday English French God Internet
"""
_NOBODY: Final = frozenset(_NO_ACTORS.split())


def document_name(document: Document) -> str:
    """What a document goes by where no case gives it an id: the name of its file, else the start of its checksum."""
    return document.path.stem if document.path else document.sha256[:12]


def vocabulary_in(document: Document) -> Vocabulary:
    """The actors found in a text, each by its words; no issues."""
    actors: dict[str, tuple[str, ...]] = {}
    for name in _found(document):
        key = _bare(name)
        if key and key.casefold() not in PRONOUNS and not any(len(word) > 40 for word in key.split()):
            known = actors.setdefault(key, (key,))
            actors[key] = known if name in known else (*known, name)
    return Vocabulary(actors=actors)


def _found(document: Document) -> Iterator[str]:
    yield from (turn.speaker for turn in document.turns if turn.speaker)
    for quotation in document.quotations:
        yield from (name for name in (quotation.speaker, quotation.source) if name)
    yield from (insertion.text.strip("()[] ") for insertion in document.insertions if insertion.use == "antecedent")
    for turn in document.turns:
        for match in _CAPITALS.finditer(document.text, turn.start, turn.end):
            if match.group() not in _NOBODY:
                yield re.sub(r"['’]s$", "", match.group())


def _bare(name: str) -> str:
    """A name without article, title, possessive and what stands in brackets after it."""
    name = " ".join(name.split())
    shorter = _TAIL.sub("", _HEAD.sub("", name)).strip(" ,.:;")
    return shorter or name


class Names:
    """The way from words to ids, made once for a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._actors: dict[str, str] = {UNKNOWN: UNKNOWN}
        self._asked: dict[str, str | None] = {}
        self._issues: dict[str, str] = {}
        self._parties = frozenset(vocabulary.parties.values())
        for key, words in vocabulary.actors.items():
            for word in (key, *words):
                self._actors.setdefault(word.casefold(), key)
                self._actors.setdefault(_bare(word).casefold(), key)
        written = set(self._actors)
        self._derived = tuple(self._derive())
        for word, key in self._derived:
            self._actors.setdefault(word.casefold(), key)
        self._made = frozenset(self._actors) - written
        for key, words in vocabulary.issues.items():
            for word in (key, *words):
                self._issues.setdefault(word.casefold(), key)

    def actor(self, word: str) -> str | None:
        """The id of the actor who goes by ``word``.

        >>> names = Names(Vocabulary(actors={"vel": ("Veldania",), "orlo": ("Anna Orlo",)}))
        >>> names.actor("the Veldanian side"), names.actor("Ms. Orlo"), names.actor("Bolivia")
        ('vel', 'orlo', None)
        """
        if word not in self._asked:  # a long text asks for the same few names again and again
            bare = _bare(word).casefold()
            forms = (word.casefold(), bare, _BODY.sub("", bare))
            self._asked[word] = next((self._actors[form] for form in forms if form in self._actors), None)
        return self._asked[word]

    def issue(self, word: str) -> str | None:
        """The id of the issue that goes by ``word``."""
        return self._issues.get(word.casefold())

    def party(self, actor: str) -> str:
        """For whom an actor speaks: a party, or the actor alone where none is known."""
        return self.vocabulary.parties.get(actor, actor)

    def is_party(self, actor: str) -> bool:
        """Whether somebody is known to speak for this actor."""
        return actor in self._parties

    def speaks_for(self, actor: str) -> bool:
        """Whether an actor is known to speak for another, as a person or a body does."""
        return self.party(actor) != actor

    def is_made(self, word: str) -> bool:
        """Whether a word was made from a name ("Orskian") and is not itself in the vocabulary."""
        return word.casefold() in self._made

    def forms(self) -> list[str]:
        """All words by which actors go, the longest first."""
        written = {word for key, words in self.vocabulary.actors.items() for word in (*words, key, *map(_bare, words))}
        derived = {word for word, _ in self._derived}
        return sorted((word for word in written | derived if word[:1].isupper()), key=lambda word: (-len(word), word))

    def _derive(self) -> Iterator[tuple[str, str]]:
        """Last names that only one actor bears, and the words for the people of a party."""
        actors = self.vocabulary.actors
        last: dict[str, set[str]] = {}
        for key, words in actors.items():
            for name in map(_bare, words):
                if " " in name and name.split()[-1][:1].isupper():
                    last.setdefault(name.split()[-1], set()).add(key)
        yield from ((word, next(iter(keys))) for word, keys in last.items() if len(keys) == 1)
        parties = set(self.vocabulary.parties.values()) or set(actors)
        for key in (key for key in actors if key in parties):
            for name in actors[key]:
                stem = name.rstrip("aeiouy")
                if name[:1].isupper() and " " not in name and len(stem) >= 3:
                    yield from ((stem + ending, key) for ending in _PEOPLE)
