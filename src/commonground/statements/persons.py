"""Of whom a clause speaks: its subject, the owner of a thing, and what the pronouns stand for.

* "I" and "we" are the party of whoever says it: of the speaker, and inside a quotation of the quoted source;
* "they (the guests)" are whom the brackets name; else the last other party named before it in the turn, else in the
  turn before;
* a name is looked up in the vocabulary; a subject that is neither name nor pronoun is ``unknown``;
* "you" is whom the turn after or before has, but in an answer to an interviewer it may be anybody: ``unknown``;
* a body or a person of the speaker's own side ("our parliament") is that side;
* in a memorandum of conversation "he" and "she" are whom the paragraph reports at that place.

Every guess is told in a note; none is hidden.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from commonground.record.document import Document
from commonground.statements.cues import Hit
from commonground.statements.mentions import Mention, Mentions
from commonground.statements.naming import UNKNOWN, Names
from commonground.statements.voices import Voice

__all__ = ["Persons", "Who"]

_WE = frozenset(["i", "we", "us", "me", "my", "our", "ours", "ourselves"])
_OWNING = frozenset(["my", "our", "your", "his", "her", "its", "their"])
_THEY = frozenset(["he", "she", "it", "they", "them", "him", "his", "her", "its", "their"])
_PREPOSITION = re.compile(
    r"\b(?:of|with|to|for|from|against|by|in|on|at|about|between|after|before|than|like|as)\s+(?:the\s+|[A-Z]\w+\s+)?$"
)
_BODY_OF = re.compile(
    r"\b(?:delegations?|envoys?|sides?|governments?|teams?|representatives?|officials?|ministers?|leaders?|negotiators?)"
    r"\s+(?:of|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OWN_WORD = re.compile(r"(?:we|I)\b")
_OWN_CLAUSE = re.compile(r"\b(?:that|whether|which|what|who|how|why)\b")
_BARE_SUBJECT = re.compile(
    r"\b(?:the|a|an|one|some|both|all|most|many|these|those|another|no|every|each)\s+(?:[\w-]+\s+){0,3}$", re.IGNORECASE
)
_REPORTS = re.compile(
    r"\s+(?:(?:then|also|again|further|next|\w+ly)\s+)?"
    r"(?!(?:had|has|was|were|need|indeed)\b)(?:said|told|thought|put|gave|took|read|spoke|began|saw|felt|\w{3,}ed)\b"
)
_PERSON = frozenset(["he", "she", "him", "his", "her"])
_THING = frozenset(["it", "its"])
_BODY_NAME = re.compile(r"\b(?:Council|Parliament|Government|Cabinet|Assembly|Congress|Senate|Ministry)\b")
_ADJECTIVE = re.compile(r"\s+[a-z]+")  # "Orskian boats" do not name Orsk
_TURNS = 6  # back to where a person was named whom "he" or "she" may mean
_REACH = 3_000  # characters in which the last other party is looked for


@dataclass(frozen=True, slots=True)
class Who:
    """An actor, and the guess that led there where one was made."""

    actor: str
    guess: str | None = None


class Persons:
    """Finds persons in one document with one vocabulary."""

    def __init__(self, document: Document, names: Names) -> None:
        self.document = document
        self.names = names
        self._brackets = {each.start: each.text for each in document.insertions if each.use in {"antecedent", "name"}}
        self._mentions = Mentions(names.forms()).find

    def voice(self, voice: Voice) -> tuple[str, Who]:
        """The speaker of a voice, and whose words it has: the party of the speaker, or the quoted source."""
        speaker = self.names.actor(voice.speaker) or UNKNOWN
        if voice.source is None:
            return speaker, self.own(speaker)
        return speaker, self.surface(voice.source, voice.start, voice.turn, speaker)

    def own(self, speaker: str) -> Who:
        """Whose words those of a speaker are, where nobody is quoted."""
        return self._party(speaker, "own words")

    def reporter(self, sentence: str) -> str | None:
        """Whom a sentence of a memorandum reports, by its subject: a person and no party."""
        for mention in self._mentions(sentence[:160]):
            actor = self.names.actor(_without_s(mention.word))
            if (
                actor in {None, UNKNOWN}
                or self.names.is_party(str(actor))
                or _OWN_CLAUSE.search(sentence[: mention.start])
            ):
                continue
            if _REPORTS.match(sentence, mention.end):
                return actor
        return None

    def surface(self, word: str, place: int, turn: int | None, speaker: str) -> Who:
        """Who is meant by the words that name a source."""
        low = word.casefold()
        if low in {"i", "me"}:
            return Who(speaker, f"“{word}” taken as {speaker}")
        if low in _WE:
            return self._party(speaker, f"“{word}”")
        if low in _THEY:
            return self._other(word, place, turn, self.names.party(speaker))
        if low == "you":
            return self._addressed(turn, speaker)
        actor = self.names.actor(word)
        if actor is not None:
            return Who(actor)
        for mention in reversed(list(self._mentions(word))):
            if (actor := self.names.actor(mention.word)) is not None:
                return Who(actor, f"“{word}” taken as {actor}")
        opening = low.split(" ", 1)[0]
        if opening in _OWNING & _WE:  # "our envoy", "their envoy": for whom the envoy speaks
            return self._party(speaker, f"“{word}”")
        if opening in _OWNING & _THEY:
            return self._other(word, place, turn, self.names.party(speaker))
        return Who(UNKNOWN, f"“{word}” is not among the actors" if word != UNKNOWN else "no source is named")

    def of(self, hit: Hit, voice: Voice, clause: tuple[int, int], speaker: str, own: Who) -> Who:
        """Whose act a met cue tells of, by the rule's ``whose``."""
        if hit.cue.whose == "voice" or _OWN_WORD.match(hit.words):
            return own
        text = voice.text[clause[0] : clause[1]]
        if (agent := self._agent(text, hit)) is not None:
            mention = agent
        else:
            before = text[: hit.start]
            mentions = list(self._mentions(before))
            fit = [each for each in mentions if self._fits(each, before, owner=hit.cue.whose == "owner")]
            if not fit:
                bare = _BARE_SUBJECT.search(before[-60:]) is not None
                return Who(UNKNOWN, f"the subject of “{hit.words}” is not among the actors") if bare else own
            mention = fit[-1]
        word = _without_s(mention.word)
        low = word.casefold()
        if low in _WE:
            return Who(own.actor, own.guess or f"“{word}” taken as {own.actor}")
        if low in {"you", "your"}:
            return Who(UNKNOWN, f"“{word}” may be anybody")
        if low in {"he", "she", "his", "her"} and self.document.kind == "memcon" and not voice.quoted:
            return Who(own.actor, own.guess or f"“{word}” taken as {own.actor}, whom the memorandum reports here")
        if low in _THEY:
            place = voice.start + clause[0] + mention.start
            return self._other(word, place, voice.turn, self.names.party(own.actor))
        actor = self.names.actor(word) or UNKNOWN
        if actor != own.actor and self.names.party(actor) == self.names.party(own.actor):
            return Who(own.actor, own.guess or f"“{word}” taken as {own.actor}, for whom it speaks")
        return Who(actor)

    def counterpart(self, place: int, turn: int | None, own: str, word: str) -> Who:
        """The other side of an agreement that is told as "we agreed": the last other party named before ``place``."""
        return self._other(word, place, turn, self.names.party(own))

    def about(self, start: int, end: int, turn: int | None, own: str) -> tuple[str, ...]:
        """Of whom a stretch of the document speaks: those it names or, failing that, whom its first pronoun means."""
        text = self.document.text[start:end]
        mentions = list(self._mentions(text))
        named = (self.names.actor(_without_s(each.word)) for each in mentions)
        actors = dict.fromkeys(actor for actor in named if actor not in {None, UNKNOWN, own})
        if actors:
            return tuple(str(actor) for actor in actors)
        for each in mentions:
            if each.word.casefold() in _THEY - {"it", "its"}:
                who = self._other(each.word, start + each.start, turn, self.names.party(own)).actor
                return () if who == UNKNOWN else (who,)
            if each.word.casefold() in _WE:
                return (self.names.party(own),)
        return ()

    def _agent(self, text: str, hit: Hit) -> Mention | None:
        """Who does it in "was rejected by X"."""
        if match := re.match(r"\s+by\s+(?:the\s+)?", text[hit.end :]):
            first = next(self._mentions(text, hit.end + match.end()), None)
            if first is not None and first.start == hit.end + match.end():
                return first
        return None

    def _fits(self, mention: Mention, before: str, *, owner: bool) -> bool:
        owning = mention.word.casefold() in _OWNING or mention.word.endswith(("'s", "’s"))
        if owner:
            return owning or re.search(r"\bof\s+(?:the\s+)?$", before[: mention.start]) is not None
        if not owning and _BODY_OF.search(before[: mention.start]):
            return True
        return not owning and _PREPOSITION.search(before[: mention.start]) is None

    def _addressed(self, turn: int | None, speaker: str) -> Who:
        """Whom "you said" means: whoever answers next, or spoke before; nobody who is there to ask.

        Who answers an interviewer with "you say: …" means anybody, more often than not.
        """
        turns = self.document.turns
        for number, where in (((turn or 0) + 1, "after"), ((turn or 0) - 1, "before")):
            if turn is not None and 0 <= number < len(turns):
                actor = self.names.actor(turns[number].speaker or UNKNOWN)
                if actor in {None, UNKNOWN, speaker}:
                    continue
                if self._is_asked_by(turns[number].speaker, turns[turn].speaker):
                    return Who(UNKNOWN, f"“you” may be anybody, or {actor}, who asks here")
                return Who(str(actor), f"“you” taken as {actor}, who speaks {where} it")
        return Who(UNKNOWN, "“you” may be anybody")

    def _is_asked_by(self, asker: str | None, answerer: str | None) -> bool:
        """Whether one interviews the other: at least half of the turns ask, and more of them than the other's do."""
        share = self._asking.get(asker or "", 0.0)
        return share >= 0.5 and share > self._asking.get(answerer or "", 0.0)

    @cached_property
    def _asking(self) -> dict[str, float]:
        """Which share of the turns of each in an interview end in a question."""
        asked: dict[str, list[bool]] = {}
        for turn in self.document.turns if self.document.kind == "interview" else ():
            ending = self.document.text[max(turn.start, turn.end - 20) : turn.end]
            asked.setdefault(turn.speaker or "", []).append(ending.rstrip(" \n\r\t\"'”’)").endswith("?"))
        return {name: sum(each) / len(each) for name, each in asked.items()}

    def _party(self, speaker: str, word: str) -> Who:
        party = self.names.party(speaker)
        return Who(party, f"{word} taken as {party}, for whom {speaker} speaks" if party != speaker else None)

    def _other(self, word: str, place: int, turn: int | None, own: str) -> Who:
        """Whom "they" stands for, if not for the party that says it."""
        text = self.document.text
        after = place + len(word)
        bracket = self._brackets.get(after + (text[after : after + 1] == " "))
        if bracket is not None and (actor := self.names.actor(bracket)) is not None:
            return Who(actor, f"“{word}” taken as {actor}, by the brackets after it")
        low, turn = word.casefold(), -1 if turn is None else turn
        if low in _PERSON and (person := self._last(low, place, range(turn, turn - _TURNS, -1), own)) is not None:
            return Who(person, f"“{word}” taken as {person}, the last other person named")
        for number, where in ((turn, "before it in the turn"), (turn - 1, "in the turn before")):
            if (actor := self._last(low, place, range(number, number - 1, -1), own)) is not None:
                return Who(actor, f"“{word}” taken as {actor}, the last other party {where}")
        return Who(UNKNOWN, f"whom “{word}” stands for is not clear")

    def _last(self, low: str, place: int, turns: range, own: str) -> str | None:
        """The last actor named before ``place`` whom a pronoun may mean: "he" no party, "it" any side, else another."""
        for number in (each for each in turns if each >= 0):
            stretch = self.document.turns[number]
            end = min(place, stretch.end)
            before = self.document.text[max(stretch.start, end - _REACH) : end]
            for mention in reversed(list(self._mentions(before))):
                actor = self.names.actor(_without_s(mention.word))
                if actor is None or actor == UNKNOWN or (self.names.party(actor) == own and low not in _THING):
                    continue
                if low in _PERSON and (self.names.is_party(actor) or _BODY_NAME.search(mention.word)):
                    continue
                described = self.names.is_made(mention.word) and _ADJECTIVE.match(before, mention.end)
                if low not in _THING or not (described or self.names.speaks_for(actor)):
                    return actor
        return None


def _without_s(word: str) -> str:
    return re.sub(r"['’]s$", "", word)
