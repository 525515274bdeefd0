"""The language model under the contract of all proposers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from commonground._version import __version__
from commonground.record.document import Document
from commonground.statements.gating import Proposal
from commonground.statements.naming import Names, vocabulary_in
from commonground.statements.proposers.contract import Asked, Found, Progress
from commonground.statements.proposers.language_model.endpoint import Endpoint
from commonground.statements.proposers.language_model.prompt import prompt_version, question_of, system_of
from commonground.statements.proposers.language_model.reply import Malformed, content_of, entries_in, proposal_of
from commonground.statements.proposers.language_model.stretches import Part, stretches
from commonground.statements.vocabulary import Vocabulary

__all__ = ["SEED", "LanguageModelProposer"]

SEED = 0
PATIENCE = 2  # questions in a row without any reply after which no more are asked


@dataclass(frozen=True, slots=True)
class LanguageModelProposer:
    """A model behind an endpoint. ``claims`` asks it for mere claims, too."""

    endpoint: Endpoint
    claims: bool = False
    name: str = "lm"

    @property
    def version(self) -> str:
        return f"lm {__version__}, {self.endpoint.model}, prompt {prompt_version()}, seed {SEED}"

    def read(self, document: Document, vocabulary: Vocabulary | None = None, progress: Progress | None = None) -> Found:
        """What it sees in a document. Ctrl-C ends the asking and keeps what was replied so far."""
        known = vocabulary_in(document) if vocabulary is None else vocabulary
        names, notes = Names(known), _Notes()
        questions = list(stretches(document))
        why: str | None = None
        while len(notes.asked) < len(questions) and why is None:
            parts = questions[len(notes.asked)]
            try:
                notes.take(self._ask(document, parts, known), document, parts, names, self.version)
                if progress is not None:
                    progress(parts[-1].end, len(document.text))
            except KeyboardInterrupt:
                why = "it was stopped"
            if len(notes.asked) >= PATIENCE and all(each.reply is None for each in notes.asked[-PATIENCE:]):
                why = f"{PATIENCE} questions in a row had no reply"
        left = [part for each in questions[len(notes.asked) :] for part in each]
        if left:
            notes.unread.append(f"{_turns(left)} not asked about: {why}")
        return Found(tuple(notes.proposals), tuple(notes.asked), tuple(notes.unread), tuple(notes.malformed))

    def _ask(self, document: Document, parts: Sequence[Part], vocabulary: Vocabulary) -> Asked:
        system, question = system_of(self.claims), question_of(document, parts, vocabulary)
        reply = self.endpoint.ask(system, question, SEED)
        stretch = (parts[0].start, parts[-1].end)
        address, model = self.endpoint.url, self.endpoint.model
        return Asked(system, question, model, SEED, address, stretch, reply.body, reply.trouble)


class _Notes:
    """What is gathered over the questions about one document."""

    def __init__(self) -> None:
        self.proposals: list[Proposal] = []
        self.asked: list[Asked] = []
        self.unread: list[str] = []
        self.malformed: list[str] = []

    def take(self, asked: Asked, document: Document, parts: Sequence[Part], names: Names, proposer: str) -> None:
        """Take the proposals out of a reply, or note why there are none."""
        entries: Sequence[Any] = ()
        trouble = asked.trouble
        if trouble is None:
            try:
                entries = entries_in(content_of(asked.reply or ""))
            except Malformed as error:
                trouble = str(error)
        if trouble is not None:
            self.unread.append(f"{_turns(parts)} not read: {trouble}")
        self.asked.append(replace(asked, trouble=trouble))
        for entry in entries:
            try:
                self.proposals.append(proposal_of(entry, document, parts, names, proposer))
            except Malformed as error:
                self.malformed.append(str(error))


def _turns(parts: Sequence[Part]) -> str:
    """The turns of some parts, counted from 1."""
    first, last = parts[0].turn + 1, parts[-1].turn + 1
    return f"turn {first} was" if first == last else f"turns {first} to {last} were"
