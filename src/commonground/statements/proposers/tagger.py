"""A proposer that somebody trained: a linear-chain conditional random field (Lafferty, McCallum, Pereira, 2001).

No model comes with the program. One is trained from statements that persons confirmed, on texts of which the user has
the right to do so (:mod:`commonground.statements.proposers.training`). The file is one line that says what is in it,
and then the model as CRFsuite (Okazaki, 2007) writes it. Its checksum stands in the line, because the library trusts
what it reads; that guards against damage and not against malice, so take such a file only from people you trust. It
holds words of the texts it was trained on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from commonground.errors import Problem, UsageError, Where
from commonground.record.document import Document
from commonground.statements.cues import lexicon
from commonground.statements.gating import Proposal, proposal_id
from commonground.statements.proposers.contract import Found, Progress
from commonground.statements.proposers.extras import library
from commonground.statements.proposers.features import FEATURES_VERSION, LONGEST, features_of
from commonground.statements.proposers.spoken import Listener, Spoken
from commonground.statements.proposers.tokens import Sentence, sentences_of, spans_of
from commonground.statements.schema import Polarity
from commonground.statements.splitting import condition_in
from commonground.statements.vocabulary import Vocabulary
from commonground.statements.voices import voices

__all__ = ["MAGIC", "About", "Tagger", "tagged", "tagger_from", "tagger_of"]

MAGIC = b"commonground tagger "
LARGEST = 200_000_000  # bytes
_POLARITIES: dict[str, Polarity] = {"reject": "against", "threaten": "against", "criticise": "against"}
_NEUTRAL = frozenset(["claim"])


@dataclass(frozen=True, slots=True)
class About:
    """What the first line of a model's file says."""

    features: int
    sha256: str  # of the model that follows
    documents: int
    statements: int
    program: str  # the version of this program that trained it


@dataclass(frozen=True)
class Tagger:
    """A trained model under the contract of all proposers. Mere claims are left out unless asked for."""

    about: About
    model: bytes = field(repr=False)
    claims: bool = False
    name: str = "crf"

    @property
    def version(self) -> str:
        return f"crf {self.about.sha256[:12]}, {self.about.statements} statements"

    def read(self, document: Document, vocabulary: Vocabulary | None = None, progress: Progress | None = None) -> Found:
        tagger = library("pycrfsuite", "crf").Tagger()
        tagger.open_inmemory(self.model)
        listener, version = Listener(document, vocabulary), self.version
        found: list[Proposal] = []
        for voice in voices(document):
            spoken = listener.hear(voice)
            for sentence in sentences_of(voice):
                spoken = listener.follow(spoken, sentence.text)
                proposed = tagged(sentence, tagger.tag(features_of(sentence)), listener, spoken, version)
                found += [each for each in proposed if self.claims or each.act != "claim"]
            if progress is not None:
                progress(voice.end, len(document.text))
        return Found(tuple(found))

    def to_bytes(self) -> bytes:
        """The file that :func:`tagger_of` reads."""
        return MAGIC + json.dumps(asdict(self.about)).encode() + b"\n" + self.model


def tagged(sentence: Sentence, tags: list[str], listener: Listener, spoken: Spoken, version: str) -> Iterator[Proposal]:
    """The stretches that the tags mark; who is meant, and for or against, come from the cue in them if there is one."""
    spans = spans_of(sentence, tags)
    follows = _follows(spans, sentence, listener, spoken)
    for start, end, act in spans:
        cue = lexicon().first(sentence.voice.text[start:end], quoted=sentence.voice.quoted)
        who, words, polarity = spoken.own, None, _POLARITIES.get(act, "neutral" if act in _NEUTRAL else "for")
        if cue is not None and cue.act == act:
            who = listener.persons.of(cue, spoken.voice, (start, end), spoken.speaker, spoken.own)
            words, polarity = cue.words, cue.polarity
        coded = {"act": act, "polarity": polarity, "cue": words, "proposer": version}
        coded["follows"] = follows.get((start, end)) if act == "condition" else None
        yield listener.proposal(spoken, (start, end), who, **coded)


def _follows(
    spans: list[tuple[int, int, str]], sentence: Sentence, listener: Listener, spoken: Spoken
) -> dict[tuple[int, int], str]:
    """Where a sentence was tagged as two sides of a condition: the side that comes after, and the id of the other."""
    sides = [(start, end) for start, end, act in spans if act == "condition"]
    split = condition_in(sentence.text) if len(sides) == 2 and len(sentence.text) <= LONGEST else None
    if split is None:
        return {}
    first, then = sides if split.first < split.then else sides[::-1]
    at = spoken.voice.start
    return {then: proposal_id(listener.document, at + first[0], at + first[1], "condition")}


def tagger_from(path: Path, *, claims: bool = False) -> Tagger:
    """The tagger in the file at ``path``.

    Raises
    ------
    UsageError
        There is no such file, or it is not one of ours, or one for other features than these.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _no_tagger(path, f"The model cannot be read: {reason}.", "commonground train CASE --to FILE") from None
    return replace(tagger_of(data, path), claims=claims)


def tagger_of(data: bytes, path: Path) -> Tagger:
    """The tagger in the bytes of a file."""
    head, _, model = data.partition(b"\n")
    try:
        if not head.startswith(MAGIC) or len(data) > LARGEST:
            raise ValueError
        about = About(**_typed(json.loads(head.removeprefix(MAGIC))))
    except (ValueError, TypeError, RecursionError):
        what = "This is not the model of a tagger."
        raise _no_tagger(path, what, "a file that `commonground train` wrote") from None
    if about.features != FEATURES_VERSION:
        raise _no_tagger(path, "This model was trained by another version of the program.", "to train it again")
    if sha256(model).hexdigest() != about.sha256:
        raise _no_tagger(path, "This model is damaged: its checksum is another.", "to train or to copy it again")
    return Tagger(about, model)


def _typed(value: Any) -> dict[str, Any]:
    kinds = {"features": int, "sha256": str, "documents": int, "statements": int, "program": str}
    if not isinstance(value, dict) or any(not isinstance(value.get(name), kind) for name, kind in kinds.items()):
        raise ValueError
    return value


def _no_tagger(path: Path, what: str, expected: str) -> UsageError:
    return UsageError(Problem(what, Where(str(path)), expected=expected, code="bad-tagger"))
