"""The rules (:mod:`commonground.statements.proposing`) under the contract of all proposers."""

from __future__ import annotations

from dataclasses import dataclass

from commonground.record.document import Document
from commonground.statements.proposers.contract import Found, Progress
from commonground.statements.proposing import PROPOSER, propose
from commonground.statements.vocabulary import Vocabulary

__all__ = ["RulesProposer"]


@dataclass(frozen=True, slots=True)
class RulesProposer:
    """The default: rules alone. ``claims`` adds what holds no cue, sentence by sentence."""

    claims: bool = False
    name: str = "rules"
    version: str = PROPOSER

    def read(self, document: Document, vocabulary: Vocabulary | None = None, progress: Progress | None = None) -> Found:
        return Found(propose(document, vocabulary, claims=self.claims, progress=progress))
