"""The rows of a brief of one text: frozen, free of any form, each with its place in the text.

``id`` is a short name within one brief: ``m3`` a move, ``q2`` a quotation, ``c7`` a claim. ``start:end`` are code
points of the text, ``line`` is the line of the text from 1, ``turn`` the turn from 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from commonground.brief.document import Line, Runs, plain


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Who speaks, as written in the record (None: nobody named), and how much of it; shares are of one."""

    name: str | None
    turns: int
    words: int
    turn_share: float
    word_share: float
    turn_percent: int  # the same, as they are printed
    word_percent: int


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A proposed move.

    ``cue`` are the words that gave it away, ``guess`` how its source was guessed, ``order`` what it says comes first.
    """

    id: str
    statement: str
    act: str
    polarity: str
    modality: str
    mode: str
    words: str
    speaker: str
    source: str
    told: bool  # somebody else's position than the speaker's
    chain: tuple[str, ...]
    cue: str | None
    matters: tuple[str, ...]
    guess: str | None
    order: str | None
    start: int
    end: int
    line: int
    turn: int | None


@dataclass(frozen=True, slots=True)
class QuotationRow:
    """A quotation: ``surface`` are the words that name its source, ``taken_for`` who that is taken to be."""

    id: str
    words: str
    speaker: str | None
    surface: str | None
    taken_for: str | None
    guess: str | None  # how it was guessed; None where the source is named by its name
    mode: str
    depth: int
    start: int
    end: int
    line: int
    turn: int | None


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """Who answered a claim, how by the look of it (denies, grants, takes up), and where."""

    speaker: str
    how: str
    turn: int
    line: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim. Presupposed: a question takes it for granted, so that it is the asker's."""

    id: str
    statement: str
    words: str
    speaker: str
    source: str
    of: tuple[str, ...]
    checkable: tuple[str, ...]
    presupposed: bool
    answer: AnswerRow | None
    start: int
    end: int
    line: int
    turn: int | None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question to which the rules see no answer, and what they see in its place."""

    words: str
    asker: str | None
    how: str  # nobody replies | declined | asked back | in other words
    by: str | None
    reply: str
    line: int
    turn: int


@dataclass(frozen=True, slots=True)
class Position:
    """The moves that give one actor's position, by act."""

    source: str
    moves: int
    told: int  # of these, told by somebody else
    acts: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]  # act, on what, ids of the moves


@dataclass(frozen=True, slots=True)
class Told:
    """How much of what one speaker utters is somebody else's position."""

    speaker: str
    moves: int
    moves_told: int
    statements: int
    statements_told: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What the sentences about the whole text count; of moves and claims all, also those that are not listed."""

    moves: int
    moves_of_unknown: int  # whose position they give is not known
    moves_by_tellers: int
    moves_told: int  # of these, told of somebody else
    moves_told_percent: int
    statements: int
    statements_told: int
    statements_told_percent: int
    questions: int  # without an answer by the look of it
    questions_to_look_at: int
    claims: int
    claims_checkable: int
    claims_answered: int
    claims_presupposed: int


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about the whole text, and the part of the brief that it rests on."""

    runs: Runs
    on: str

    @property
    def words(self) -> str:
        return plain(self.runs)


@dataclass(frozen=True, slots=True)
class SetAside:
    """What was taken for nobody's statement at the talks (``what``: its role or its use), and what stands before it."""

    what: str
    words: str
    before: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: of one turn, of one aside, or of neither."""

    turn: int | None
    speaker: str | None
    aside: str | None
    lines: tuple[Line, ...]
