"""The contract of all proposers: a document in, proposals out, nothing of them trusted.

``name`` becomes the name of the file in which the proposals of this kind wait (``statements/NAME.jsonl``), ``version``
stands in each statement as its proposer. A proposer that asks somebody else, as a language model is asked, hands over
each question and reply as they were, so that they can be kept beside the proposals. What could not be read is said in
``unread``, one sentence each, and takes nothing from what was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from commonground.record.document import Document
from commonground.statements.gating import Proposal
from commonground.statements.schema import Statement
from commonground.statements.vocabulary import Vocabulary

__all__ = ["Asked", "Found", "Progress", "Proposer", "proposal_at"]

BESIDE = 40  # characters on each side by which a stretch is told apart from others of the same words

Progress = Callable[[int, int], None]  # how many characters of how many are done


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a language model and its reply, as they were."""

    system: str
    question: str
    model: str
    seed: int
    address: str
    stretch: tuple[int, int]  # of the document: what was sent
    reply: str | None  # None: there was none
    trouble: str | None  # why nothing could be read in it

    def to_dict(self) -> dict[str, Any]:
        return {
            "model": self.model,
            "address": self.address,
            "seed": self.seed,
            "stretch": list(self.stretch),
            "system": self.system,
            "question": self.question,
            "reply": self.reply,
            "trouble": self.trouble,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """What a proposer found in one document, before the gate."""

    proposals: tuple[Statement | Proposal, ...]
    asked: tuple[Asked, ...] = ()
    unread: tuple[str, ...] = ()
    malformed: tuple[str, ...] = ()  # for each entry that is no proposal at all, why


class Proposer(Protocol):
    """Anything that reads a document and proposes statements."""

    @property
    def name(self) -> str:
        """The kind of proposer, which is the name of its file of statements."""
        ...

    @property
    def version(self) -> str:
        """The kind and what else has to be known to get the same proposals again."""
        ...

    def read(self, document: Document, vocabulary: Vocabulary | None = None, progress: Progress | None = None) -> Found:
        """What it sees in a document."""
        ...


def proposal_at(document: Document, start: int, end: int, **fields: Any) -> Proposal:
    """A proposal that quotes ``start:end`` with as much beside it as tells it from other places.

    >>> proposal_at(Document.from_text("Yes. We agree."), 5, 13, act="accept").prefix
    'Yes. '
    """
    text = document.text
    return Proposal(
        words=text[start:end], prefix=text[max(0, start - BESIDE) : start], suffix=text[end : end + BESIDE], **fields
    )
