"""A coded statement: one stretch of the record, who utters it, whose position it is, and what it does.

``speaker`` is who utters the words in the record, ``source`` whose position they give. The two are separate because
in talks most positions are told by the other side: "as reported by X" is not the same as "X holds". ``mode`` says
how the position stands in the text: the speaker's ``own`` words, quoted ``direct`` or ``reported``, or a ``label``
put on somebody. ``chain`` names those through whom the words passed, outermost first (article, interviewee, ...).

Acts are of two tiers. Moves change what lies on the table; claims argue about it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from commonground.errors import Where
from commonground.record.anchors import Anchor

Mode = Literal["own", "direct", "reported", "label"]
Act = Literal[
    "demand",
    "propose",
    "accept",
    "reject",
    "threaten",
    "condition",
    "commit",
    "concede",
    "mandate",
    "claim",
    "appeal",
    "praise",
    "criticise",
]
Polarity = Literal["for", "against", "neutral"]
Modality = Literal["asserted", "questioned", "habitual", "conditional"]
Status = Literal["proposed", "confirmed", "corrected", "rejected"]

MODES: tuple[Mode, ...] = get_args(Mode)
ACTS: tuple[Act, ...] = get_args(Act)
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
MODALITIES: tuple[Modality, ...] = get_args(Modality)
STATUSES: tuple[Status, ...] = get_args(Status)

CLAIMS: frozenset[Act] = frozenset({"claim", "appeal", "praise", "criticise"})
MOVES: frozenset[Act] = frozenset(ACTS) - CLAIMS


@dataclass(frozen=True, slots=True)
class Version:
    """What became of a statement at one time: an earlier line of the coder's file."""

    status: Status
    reviewer: str | None = None
    time: str | None = None
    anchor: Anchor | None = field(default=None, repr=False, compare=False)  # where it stood then
    blind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One coded span, as its coder's file has it now; earlier versions are in ``history``, oldest first."""

    id: str
    document: str  # the id of a source
    speaker: str  # actor or party: who utters it in the record
    act: Act
    source: str  # actor or party: whose position it is
    anchor: Anchor | None = None  # None: the text was not at hand
    chain: tuple[str, ...] = ()
    mode: Mode = "own"
    issue: str | None = None
    polarity: Polarity = "neutral"
    modality: Modality = "asserted"
    addressee: str | None = None
    paraphrase: str = ""  # in the coder's own words
    follows: str | None = None  # the statement of what has to come first, where a condition is two statements
    cue: str | None = None  # the words that gave the act away
    said: date | None = None  # if other than the document's date
    proposer: str | None = None  # what proposed it: a reader's name and version, or a person
    coder: str | None = None  # the stem of the file it stands in
    status: Status = "proposed"
    reviewer: str | None = None
    time: str | None = None  # ISO 8601, of this version
    note: str | None = None
    codebook: str | None = None  # the version of the codebook by which it was coded
    blind: bool = False  # coded without sight of another's work or of proposals
    history: tuple[Version, ...] = field(default=(), repr=False)
    where: Where = field(default_factory=Where, repr=False, compare=False)

    @property
    def file(self) -> str | None:
        """The coder's file, as it was named when read."""
        return self.where.file

    @property
    def line(self) -> int | None:
        """The line of the file on which this version stands."""
        return self.where.line

    @property
    def counts(self) -> bool:
        """Whether a person has stood up for it: only such statements may feed a model."""
        return self.status in {"confirmed", "corrected"}

    @property
    def attributed(self) -> bool:
        """Whether the position is somebody else's than the one who utters it."""
        return self.source != self.speaker

    @property
    def version(self) -> Version:
        return Version(self.status, self.reviewer, self.time, self.anchor, self.blind)
