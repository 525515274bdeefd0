"""What the brief of one text says, before it is given any form: frozen rows made of what was read in it.

Nothing here decides anything: moves come from :mod:`commonground.statements`, turns and quotations from
:mod:`commonground.record`. What is left out, because the text is long, is said in ``left_out``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from commonground.brief.language import Tongue, tongue
from commonground.brief.of_record.kind_words import why_this_kind
from commonground.brief.of_record.marked_text import marked_text
from commonground.brief.of_record.places import Places
from commonground.brief.of_record.questions import questions_without_answer
from commonground.brief.of_record.reading import (
    claim_rows,
    insertion_rows,
    move_rows,
    note_rows,
    quotation_rows,
    speaker_rows,
)
from commonground.brief.of_record.rows import (
    Block,
    ClaimRow,
    Counts,
    MoveRow,
    Position,
    QuestionRow,
    QuotationRow,
    SetAside,
    SpeakerRow,
    Told,
)
from commonground.brief.of_record.standing_out import (
    counts_of,
    positions,
    summary,
    teller_of_all,
    thousands,
    to_check_first,
    told_by,
)
from commonground.record import Document
from commonground.statements import Claim, Statement, Vocabulary, vocabulary_in

__all__ = ["MOST_ROWS", "MOST_WORDS", "VERSION", "RecordContents", "record_contents"]

VERSION = 1
MOST_WORDS = 100_000  # words of a text that is given in full: a book of some 300 pages
MOST_ROWS = 1_000  # of each table
_FIRST = 8  # claims named on the first page


@dataclass(frozen=True, slots=True)
class RecordContents:
    """Everything that a brief of one text says."""

    version: int
    language: str  # of the sentences: why_kind, caveats, summary, left_out
    program: str
    proposer: str
    title: str
    file: str
    sha256: str
    kind: str
    why_kind: str
    words: int
    turns: int
    caveats: tuple[str, ...]
    notes: tuple[str, ...]  # what the reader could not read, or left out
    participants: tuple[str, ...]
    speakers: tuple[SpeakerRow, ...]
    summary: tuple[str, ...]
    summary_on: tuple[str, ...]  # for each sentence of the summary, the part of the brief that it rests on
    counts: Counts  # of the sentences of the summary
    positions: tuple[Position, ...]
    told: tuple[Told, ...]
    questions: tuple[QuestionRow, ...]
    check_first: tuple[str, ...]  # ids of claims
    claims: tuple[ClaimRow, ...]
    moves: tuple[MoveRow, ...]
    quotations: tuple[QuotationRow, ...]
    set_aside: tuple[SetAside, ...]
    insertions: tuple[SetAside, ...]
    text: tuple[Block, ...]
    left_out: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain data, as ``brief --of record --json`` prints it."""
        return asdict(self)


def record_contents(
    document: Document,
    proposals: Sequence[Statement],
    claims: Sequence[Claim],
    program: str,
    vocabulary: Vocabulary | None = None,
    language: str = "en",
) -> RecordContents:
    """The brief of ``document`` with what was proposed from it; without a vocabulary, by the names found in it."""
    speak = tongue(language)
    known = vocabulary_in(document) if vocabulary is None else vocabulary
    places, words = Places(document), len(document.text.split())
    moves = move_rows(document, places, proposals)
    quotations, claimed = quotation_rows(document, places, known), claim_rows(places, claims)
    questions = questions_without_answer(document, places, proposals)
    by_source, told = positions(moves), told_by(proposals)
    first = to_check_first(claimed)[:_FIRST]
    shown = _bounded(claimed, {claim.id for claim in first})
    marks: tuple[MoveRow | QuotationRow | ClaimRow, ...] = (*moves[:MOST_ROWS], *quotations[:MOST_ROWS], *shown)
    lengths = (len(moves), len(quotations), len(claimed), len(questions))
    counts = counts_of(moves, by_source, told, questions, claimed)
    said = summary(counts, by_source, speak)
    warned = teller_of_all(document.kind, speak)
    return RecordContents(
        version=VERSION,
        language=language,
        program=program,
        proposer=next((each.proposer for each in proposals if each.proposer), "nobody"),
        title=document.title or _file(document),
        file=_file(document),
        sha256=document.sha256,
        kind=document.kind,
        why_kind=why_this_kind(speak, document),
        words=words,
        turns=len(document.turns),
        caveats=(
            speak.text("Rules proposed all of this from the words of one text; no person has confirmed any of it."),
            speak.text("Nothing here is a finding on who is right, or on whether a claim is true."),
        ),
        notes=tuple(map(str, document.notes)),
        participants=tuple(map(str, document.participants)),
        speakers=speaker_rows(document),
        summary=(*warned, *(each.words for each in said)),
        summary_on=(*("read" for _ in warned), *(each.on for each in said)),
        counts=counts,
        positions=by_source,
        told=told,
        questions=questions[:MOST_ROWS],
        check_first=tuple(claim.id for claim in first),
        claims=shown,
        moves=moves[:MOST_ROWS],
        quotations=quotations[:MOST_ROWS],
        set_aside=note_rows(document, places)[:MOST_ROWS],
        insertions=insertion_rows(document, places)[:MOST_ROWS],
        text=marked_text(document, places, marks) if words <= MOST_WORDS else (),
        left_out=_left_out(speak, words, lengths),
    )


def _file(document: Document) -> str:
    return document.path.name if document.path else "a text from no file"


def _bounded(claims: tuple[ClaimRow, ...], first: set[str]) -> tuple[ClaimRow, ...]:
    """The claims that are shown: the first so many, and those to check first wherever they stand."""
    return tuple(claim for place, claim in enumerate(claims) if place < MOST_ROWS or claim.id in first)


def _left_out(speak: Tongue, words: int, counts: tuple[int, int, int, int]) -> tuple[str, ...]:
    shown = thousands(speak, MOST_ROWS)
    moves, quotations, claims, questions = (thousands(speak, count) for count in counts)
    said = (
        speak.text("Of {n} moves, the first {shown} are listed.", n=moves, shown=shown),
        speak.text("Of {n} quotations, the first {shown} are listed.", n=quotations, shown=shown),
        speak.text("Of {n} claims, the first {shown} are listed.", n=claims, shown=shown),
        speak.text("Of {n} questions, the first {shown} are listed.", n=questions, shown=shown),
    )
    left = [each for each, count in zip(said, counts, strict=True) if count > MOST_ROWS]
    if words > MOST_WORDS:
        left.append(
            speak.text(
                "The text has {words} words and is not given here: a text is given in full up to {most} words. "
                "Each row says on which line of it to look.",
                words=thousands(speak, words),
                most=thousands(speak, MOST_WORDS),
            )
        )
    return tuple(left)
