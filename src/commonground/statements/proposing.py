"""The default proposer: rules alone, in pure Python.

Voices (:mod:`commonground.statements.voices`) are cut into sentences, sentences into what may each be a statement
(:mod:`commonground.statements.splitting`), and each is coded by the cue it holds (:mod:`commonground.statements.cues`)
and by whom it speaks of (:mod:`commonground.statements.persons`). What holds no cue is listed as a claim, sentence by
sentence, because claims carry no cue at all; a quotation without a cue is one claim, however many sentences it has.

Everything is ``proposed``; what was guessed stands in the note. A person confirms, corrects or rejects.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from commonground._version import __version__
from commonground.record.anchors import anchor_at
from commonground.record.document import Document
from commonground.statements import splitting
from commonground.statements.cues import Hit, Lexicon, lexicon, modality_of
from commonground.statements.issues import Issues
from commonground.statements.naming import UNKNOWN, Names, document_name, vocabulary_in
from commonground.statements.persons import Persons, Who
from commonground.statements.schema import MOVES, Act, Modality, Mode, Polarity, Statement
from commonground.statements.vocabulary import Vocabulary
from commonground.statements.voices import Voice, sentences, voices

__all__ = ["PROPOSER", "Pair", "pairs", "propose"]

PROPOSER = f"rules {__version__}"
LONGEST = 3_000  # characters of a sentence in which cues are looked for; what is longer is no sentence
_ANNOUNCES = re.compile(
    r"^\s+(?:an?|the following|this|another|two|three|four)\s+(?:\w+\s+)?(?:proposals?|offers?)\s*[.:]?$"
)
_NONE = re.compile(r"^\W*(?:nobody|no|not|never|without|none)\b", re.IGNORECASE)
_LIMITS = re.compile(r"^(?:and\s+)?(?:only|until|while)\b|\bonly\b", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:no|not|nothing|never|nobody|cannot|only)\b|n[’']t\b", re.IGNORECASE)
_WE_AGREED = re.compile(r"\bwe (?:both )?(?:have |had )?agreed$", re.IGNORECASE)
_OWN_ACT: frozenset[Act] = frozenset({"propose", "threaten", "reject"})  # of what a condition is put to
_FRAME = re.compile(r"(?:\s+that)?\s*[,:]?\s*[\"'“‘«„]")
_ONLY_FRAME = re.compile(r"[:,]\s*[\"'“‘«„]\s+\W*$|^\W*[\"'“‘«„]\s{2}")


@dataclass(frozen=True, slots=True)
class Pair:
    """What comes first and what then, by the words of one statement or two: a condition, or an edge of the order.

    ``first`` and ``then`` are stretches of the document. ``statements`` are the ids of the two sides of a condition,
    or of the one statement that holds an ordering; its act and polarity say whether the order is asked for or refused.
    """

    kind: str  # condition | order
    first: tuple[int, int]
    then: tuple[int, int]
    cue: str
    statements: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    statements: dict[str, Statement] = field(default_factory=dict)
    pairs: list[Pair] = field(default_factory=list)
    frames: dict[int, Hit] = field(default_factory=dict)  # the cue of the frame of the quotation that begins there


Progress = Callable[[int, int], None]


def propose(
    document: Document,
    vocabulary: Vocabulary | None = None,
    *,
    claims: bool = True,
    progress: Progress | None = None,
) -> tuple[Statement, ...]:
    """Statements that the rules see in a document, in the order of the text; none of them is confirmed.

    Without a vocabulary the actors are those found in the text. ``claims=False`` leaves out what holds no cue.
    ``progress`` is told how many characters of how many are done.
    """
    found = _read(document, vocabulary, claims=claims, progress=progress)
    return tuple(sorted(found.statements.values(), key=_place))


def pairs(document: Document, vocabulary: Vocabulary | None = None) -> tuple[Pair, ...]:
    """The conditions and orderings among the proposed statements."""
    return tuple(_read(document, vocabulary, claims=False).pairs)


def _place(statement: Statement) -> tuple[int, int]:
    anchor = statement.anchor
    return (anchor.start, -anchor.end) if anchor else (0, 0)


def _read(
    document: Document, vocabulary: Vocabulary | None, *, claims: bool, progress: Progress | None = None
) -> _Found:
    names = Names(vocabulary_in(document) if vocabulary is None else vocabulary)
    issues, persons, found = Issues(names.vocabulary), Persons(document, names), _Found()
    for voice in voices(document):
        _VoiceReader(document, names, issues, persons, voice, found).read(claims=claims)
        if progress is not None:
            progress(voice.end, len(document.text))
    return found


class _VoiceReader:
    """Reads one voice of a document into what is found."""

    def __init__(
        self, document: Document, names: Names, issues: Issues, persons: Persons, voice: Voice, found: _Found
    ) -> None:
        self.document, self.names, self.issues, self.persons = document, names, issues, persons
        self.voice, self.found = voice, found
        self.lexicon: Lexicon = lexicon()
        self.speaker, self.own = persons.voice(voice)
        self.about: str | None = None  # the issue of the sentence
        self.before: str | None = None  # the last issue before it in the paragraph
        self.told: list[tuple[int, int, Who]] = []  # stretches told as somebody else's words, in the voice
        if voice.turn is not None and not voice.quoted:
            for each in document.turns[voice.turn].quotations:
                if each.mode == "reported" and each.source is not None:
                    who = persons.surface(each.source, each.start, voice.turn, self.speaker)
                    self.told.append((each.start - voice.start, each.end - voice.start, who))

    def read(self, *, claims: bool) -> None:
        moves = self._whole()
        enumerated: Hit | None = None
        announced: Hit | None = None
        memorandum = self.document.kind == "memcon" and not self.voice.quoted
        bare: list[tuple[int, int]] = []
        for start, end in sentences(self.voice):
            sentence = self.voice.text[start:end]
            self._on(start, end)
            if memorandum and (reported := self.persons.reporter(sentence)) is not None:
                self.speaker, self.own = reported, self.persons.own(reported)
            opened = splitting.ordinal_start(sentence)
            seen, hit = self._sentence(start, end)
            if not seen and announced is not None:
                self._move((start, end), announced, (start, end), own=True)
                seen = True
            elif not seen and enumerated is not None and opened is not None:
                self._move((start + opened, end), enumerated, (start, end))
                seen = True
            elif not seen:
                bare.append((start, end))
            moves = moves or seen
            announced = hit if hit is not None and _announces(sentence, 0, hit) else None
            if opened is None:
                enumerated = hit
            elif hit is not None:
                enumerated = None  # items that speak for themselves do not go on with the act of their head
        if claims and bare:
            self._claims(bare, moves=moves)

    def _whole(self) -> bool:
        """Take a reply that is one move from its first word, such as "Why? The engineers are meeting."."""
        if not self.voice.quoted:
            return False
        hit = self.lexicon.whole(self.voice.text)
        span = _trimmed(self.voice.text)
        if hit is None or span is None:
            return False
        self._add(span, hit.act, hit.polarity, self.own, cue=hit.words)
        return True

    def _sentence(self, start: int, end: int) -> tuple[bool, Hit | None]:
        """Whether a sentence holds moves, and the cue that a list after it would go on with."""
        if end - start > LONGEST:
            return False, None
        text = self.voice.text[start:end]
        hit = self.lexicon.first(text, quoted=self.voice.quoted)
        if modality_of(text) == "questioned" and not self.voice.quoted and (hit is None or hit.act != "propose"):
            return False, None  # what a question takes for granted is the asker's
        condition = splitting.condition_in(text)
        if condition is not None:
            self._condition(start, condition)
            return True, None
        head, parts = splitting.items(text)
        if parts:
            lead = self.lexicon.first(text[:head], quoted=self.voice.quoted)
            hits = [lead or self.lexicon.first(text[low:high], quoted=self.voice.quoted) for low, high in parts]
            self.about = self.before = None  # each item is a matter of its own
            for (low, high), met in zip(parts, hits, strict=True):
                if met is not None:
                    each = replace(met, polarity="against") if lead and _NONE.match(text[low:high]) else met
                    self._move((start + low, start + high), each, (start, start + head if lead else end), own=not lead)
            return any(hits), None
        seen = False
        spans = list(splitting.clauses(text))
        for low, high in spans:
            said = hit if len(spans) == 1 else self.lexicon.first(text[low:high], quoted=self.voice.quoted)
            if said is not None:
                seen = True
                if not self._is_frame(start + low + said.end, said) and not _announces(text, low, said):
                    self._move((start + low, start + high), said, (start + low, start + high))
        if not seen:
            seen = self._order(start, end, None)
        return seen, hit

    def _is_frame(self, end: int, hit: Hit) -> bool:
        """Whether the cue only introduces a quotation ("They demanded: …"), which then is the statement."""
        place = self.voice.start + end
        match = _FRAME.match(self.document.text, place)
        if match is None or hit.act not in MOVES:
            return False
        inside = match.end() - self.voice.start
        if (
            self.voice.text[inside : inside + 2].strip()
            or not self.document.text[match.end() : match.end() + 1].strip()
        ):
            return False  # marks that hold no speech
        self.found.frames[match.end()] = hit
        return True

    def _move(self, span: tuple[int, int], hit: Hit, clause: tuple[int, int], *, own: bool = False) -> None:
        who = self.own if own else self.persons.of(hit, self.voice, clause, self.speaker, self.own)
        statement = self._add(span, hit.act, hit.polarity, who, cue=hit.words)
        if statement is not None and hit.act in MOVES:
            self._order(*span, statement)
        if statement is not None and hit.act == "accept" and _WE_AGREED.search(hit.words) and not self.voice.quoted:
            place = self.voice.start + clause[0] + hit.start
            other = self.persons.counterpart(place, self.voice.turn, who.actor, hit.words)
            if other.actor != UNKNOWN:  # whoever says that both agreed gives the other side's word, too
                self._add(span, hit.act, hit.polarity, other, cue=hit.words, second=True)

    def _condition(self, start: int, split: splitting.Split) -> None:
        sides: list[Statement] = []
        words = self.voice.text[start + split.then[0] : start + split.then[1]]
        polarity: Polarity = "against" if _LIMITS.search(split.cue) or _DENIES.search(words) else "for"
        hit = self.lexicon.first(words, quoted=self.voice.quoted)
        takes = hit is not None and hit.act in _OWN_ACT and split.cue.casefold() not in {"until", "while", "before"}
        for low, high in (split.first, split.then):
            span = (start + low, start + high)
            if hit is not None and takes and (low, high) == split.then:
                who = self.persons.of(hit, self.voice, span, self.speaker, self.own)
                added = self._add(span, hit.act, hit.polarity, who, cue=hit.words, modality="conditional")
            else:
                added = self._add(span, "condition", polarity, self.own, cue=split.cue)
            if added is None:
                return
            sides.append(added)
        first, then = sides
        for side, text in ((first, f"comes first; then {then.id}"), (then, f"only after {first.id}")):
            self.found.statements[side.id] = replace(
                side,
                follows=first.id if side is then else None,
                note="; ".join(filter(None, (side.note, text))),
            )
        self._pair(start, split, (first.id, then.id))

    def _order(self, start: int, end: int, statement: Statement | None) -> bool:
        """Note the orderings in a stretch; where no cue made it a move, an ordering alone makes it a condition."""
        text = self.voice.text[start:end]
        for split in splitting.orderings(text, self.lexicon.steps):
            holder = statement or self._add((start, end), "condition", "for", self.own, cue=split.cue)
            if holder is None:
                return False
            current = self.found.statements[holder.id]
            said = f"order: “{text[slice(*split.first)]}” before “{text[slice(*split.then)]}”"
            self.found.statements[holder.id] = replace(current, note="; ".join(filter(None, (current.note, said))))
            self._pair(start, split, (holder.id,))
            statement = holder
        return statement is not None

    def _pair(self, start: int, split: splitting.Split, ids: tuple[str, ...]) -> None:
        at = self.voice.start + start
        first, then = ((at + low, at + high) for low, high in (split.first, split.then))
        self.found.pairs.append(Pair(split.kind, first, then, split.cue, ids))

    def _claims(self, bare: list[tuple[int, int]], *, moves: bool) -> None:
        if self.voice.quoted:
            span = _trimmed(self.voice.text)
            if not moves and span is not None:
                frame = self.found.frames.get(self.voice.start)
                act, polarity = (frame.act, frame.polarity) if frame else ("claim", "neutral")
                self._add(span, act, polarity, self.own, cue=frame.words if frame else None)
            return
        for span in bare:
            if not _ONLY_FRAME.search(self.voice.text[slice(*span)]):
                self._add(span, "claim", "neutral", self.own)

    def _add(
        self,
        span: tuple[int, int],
        act: Act,
        polarity: Polarity,
        who: Who,
        *,
        cue: str | None = None,
        modality: Modality | None = None,
        second: bool = False,
    ) -> Statement | None:
        """Add a statement on a stretch of the voice; None if there is one already."""
        words = self.voice.text[slice(*span)]
        start, end = self.voice.start + span[0], self.voice.start + span[1]
        name = document_name(self.document)
        key = f"{name}.{start}-{end}.{act}" + (".2" if second else "")
        if key in self.found.statements or not words.strip():
            return None
        who = self._teller(span, who)
        told = who.actor != self.own.actor
        issue, guess = self._issue(words, act)
        statement = Statement(
            id=key,
            document=name,
            speaker=self.speaker,
            source=who.actor,
            act=act,
            polarity=polarity,
            modality=modality or ("conditional" if act == "condition" else modality_of(words)),
            mode=self._mode(words, told=told),
            chain=self._chain(told=told),
            anchor=anchor_at(self.document, start, end),
            issue=issue,
            cue=cue,
            proposer=PROPOSER,
            note="; ".join(filter(None, (who.guess, guess))) or None,
        )
        self.found.statements[key] = statement
        return statement

    def _on(self, start: int, end: int) -> None:
        """Note what a sentence is about, and forget it at the end of a paragraph."""
        if "\n\n" in self.voice.text[max(0, start - 4) : start]:
            self.before = None
        else:
            self.before = self.about or self.before
        self.about = self.issues.of(self.voice.text[start:end])

    def _issue(self, words: str, act: Act) -> tuple[str | None, str | None]:
        """What a statement is about, and the guess if its own words do not tell."""
        if (own := self.issues.of(words)) is not None or act not in MOVES:  # what a claim is about is not guessed
            return own, None
        if self.about is not None:
            return self.about, f"about {self.about} by the rest of the sentence"
        if act == "mandate":  # it need not be about the matter at hand
            return None, None
        return self.before, f"about {self.before} by what is said before" if self.before else None

    def _teller(self, span: tuple[int, int], who: Who) -> Who:
        """The one whose words a stretch is told as, where the rules found no other than the speaker."""
        if who.actor != self.own.actor:
            return who
        middle = sum(span) // 2
        return next((told for start, end, told in self.told if start <= middle < end), who)

    def _mode(self, words: str, *, told: bool) -> Mode:
        if not told:
            return "direct" if self.voice.quoted else "own"
        return "label" if self.lexicon.labels.search(words) else "reported"

    def _chain(self, *, told: bool) -> tuple[str, ...]:
        through = [self.names.actor(name) or name for name in self.voice.chain]
        if told:
            through.append(self.own.actor if self.voice.quoted else self.speaker)
        return tuple(through)


def _announces(sentence: str, clause: int, hit: Hit) -> bool:
    """Whether the cue only announces what the next sentence says ("He put forward a proposal.")."""
    return hit.act == "propose" and _ANNOUNCES.match(sentence[clause + hit.end :]) is not None


def _trimmed(text: str) -> tuple[int, int] | None:
    """The words of a quotation without its marks."""
    edges = " \t\r\n\"'“”‘’«»„‚"
    start, end = len(text) - len(text.lstrip(edges)), len(text.rstrip(edges))
    return (start, end) if start < end else None
