"""What a voice lends to the statements in it: who utters them, whose they are unless told otherwise, through whom.

For proposers that find a stretch and an act by other means than rules. Places are of the voice's text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonground.record.document import Document
from commonground.statements.cues import lexicon, modality_of
from commonground.statements.gating import Proposal, proposal_id
from commonground.statements.issues import Issues
from commonground.statements.naming import Names, vocabulary_in
from commonground.statements.persons import Persons, Who
from commonground.statements.proposers.contract import proposal_at
from commonground.statements.splitting import Split
from commonground.statements.vocabulary import Vocabulary
from commonground.statements.voices import Voice

__all__ = ["Listener", "Spoken"]

_WE = {"i", "we", "us", "our", "my"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One voice with its speaker, and the party whose words it has."""

    voice: Voice
    speaker: str
    own: Who


class Listener:
    """Knows the persons and issues of one document."""

    def __init__(self, document: Document, vocabulary: Vocabulary | None) -> None:
        self.document = document
        self.names = Names(vocabulary_in(document) if vocabulary is None else vocabulary)
        self.persons = Persons(document, self.names)
        self.issues = Issues(self.names.vocabulary)

    def hear(self, voice: Voice) -> Spoken:
        return Spoken(voice, *self.persons.voice(voice))

    def follow(self, spoken: Spoken, sentence: str) -> Spoken:
        """The voice from this sentence on: in a memorandum a sentence may begin to report somebody else."""
        if self.document.kind == "memcon" and not spoken.voice.quoted:
            reported = self.persons.reporter(sentence)
            if reported is not None:
                return Spoken(spoken.voice, reported, self.persons.own(reported))
        return spoken

    def pair(self, spoken: Spoken, start: int, split: Split) -> list[tuple[tuple[int, int], str | None]]:
        """The two sides of the condition in a sentence that begins at ``start``: each stretch, and what it follows."""
        first, then = ((start + low, start + high) for low, high in (split.first, split.then))
        at = spoken.voice.start
        return [(first, None), (then, proposal_id(self.document, at + first[0], at + first[1], "condition"))]

    def means(self, words: str, place: int, spoken: Spoken) -> Who:
        """Whom a subject means. Somebody of the voice's own side speaks for that side."""
        own, low = spoken.own, words.casefold()
        reported = self.document.kind == "memcon" and not spoken.voice.quoted and low in {"he", "she"}
        if low in _WE or reported:
            return Who(own.actor, own.guess or f"“{words}” taken as {own.actor}")
        who = self.persons.surface(words, place, spoken.voice.turn, own.actor)
        if who.actor != own.actor and self.names.party(who.actor) == self.names.party(own.actor):
            return Who(own.actor, own.guess or f"“{words}” taken as {own.actor}, for whom it speaks")
        return who

    def proposal(self, spoken: Spoken, span: tuple[int, int], who: Who, **coded: Any) -> Proposal:
        """What is coded of a stretch of the voice, with all that follows from whose words they are."""
        voice = spoken.voice
        words = voice.text[slice(*span)]
        who = self._teller(spoken, span, who)
        told = who.actor != spoken.own.actor
        through = [self.names.actor(name) or name for name in voice.chain]
        if told:
            through.append(spoken.own.actor if voice.quoted else spoken.speaker)
        mode = "direct" if voice.quoted else "own"
        if told:
            mode = "label" if lexicon().labels.search(words) else "reported"
        return proposal_at(
            self.document,
            voice.start + span[0],
            voice.start + span[1],
            **{
                "turn": voice.turn,
                "speaker": spoken.speaker,
                "source": who.actor,
                "mode": mode,
                "chain": tuple(through),
                "modality": modality_of(words),
                "issue": self.issues.of(words),
                "note": who.guess,
            }
            | coded,
        )

    def _teller(self, spoken: Spoken, span: tuple[int, int], who: Who) -> Who:
        """Whose words a stretch is told as, where nobody but the speaker was found."""
        voice = spoken.voice
        if who.actor != spoken.own.actor or voice.turn is None or voice.quoted:
            return who
        middle = voice.start + sum(span) // 2
        for each in self.document.turns[voice.turn].quotations:
            if each.mode == "reported" and each.source is not None and each.start <= middle < each.end:
                return self.persons.surface(each.source, each.start, voice.turn, spoken.speaker)
        return who
