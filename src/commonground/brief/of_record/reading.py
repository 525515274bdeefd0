"""The rows of what was read: speakers, moves, quotations, claims, and what is nobody's statement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from commonground.brief.matters import matters_named
from commonground.brief.of_record.places import Places
from commonground.brief.of_record.rows import AnswerRow, ClaimRow, MoveRow, QuotationRow, SetAside, SpeakerRow
from commonground.record import Document
from commonground.statements import MOVES, UNKNOWN, Claim, Statement, Vocabulary
from commonground.statements.naming import Names
from commonground.statements.persons import Persons

__all__ = ["claim_rows", "insertion_rows", "move_rows", "note_rows", "quotation_rows", "speaker_rows"]

_BEFORE = 40  # characters shown before an insertion
_ORDER = re.compile(r"(?:^|; )(?:order: |comes first; then |only after )")
_OTHER = re.compile(r"(?<=then )\S.*?\.\d+-\d+\.[a-z]+|(?<=only after )\S.*?\.\d+-\d+\.[a-z]+")


def speaker_rows(document: Document) -> tuple[SpeakerRow, ...]:
    """Who speaks, by the words they have."""
    turns: Counter[str | None] = Counter()
    words: Counter[str | None] = Counter()
    for turn in document.turns:
        turns[turn.speaker] += 1
        words[turn.speaker] += len(document.text[turn.start : turn.end].split())
    total_turns, total_words = turns.total() or 1, words.total() or 1
    return tuple(
        _speaker(name, turns[name], count, turns[name] / total_turns, count / total_words)
        for name, count in words.most_common()
    )


def _speaker(name: str | None, turns: int, words: int, of_turns: float, of_words: float) -> SpeakerRow:
    return SpeakerRow(name, turns, words, of_turns, of_words, round(100 * of_turns), round(100 * of_words))


def move_rows(document: Document, places: Places, proposals: Iterable[Statement]) -> tuple[MoveRow, ...]:
    """The proposed moves in the order of the text."""
    moves = [each for each in proposals if each.act in MOVES and each.status != "rejected"]
    placed = [(each, each.anchor.start, each.anchor.end) for each in moves if each.anchor is not None]
    ids = {each.id: f"m{number}" for number, (each, _, _) in enumerate(placed, 1)}
    return tuple(_move_row(document, places, each, (start, end), ids) for each, start, end in placed)


def _move_row(
    document: Document, places: Places, move: Statement, stretch: tuple[int, int], ids: dict[str, str]
) -> MoveRow:
    start, end = stretch
    guess, order = _note_parts(move.note or "")
    words = document.text[start:end]
    matters = matters_named(words)
    return MoveRow(
        id=ids[move.id],
        statement=move.id,
        act=move.act,
        polarity=move.polarity,
        modality=move.modality,
        mode=move.mode,
        words=words,
        speaker=move.speaker,
        source=move.source,
        told=move.attributed,
        chain=move.chain,
        cue=move.cue,
        matters=(move.issue,) if move.issue else matters,
        guess=guess or None,
        order=_OTHER.sub(lambda found: ids.get(found.group(), found.group()), order) or None,
        start=start,
        end=end,
        line=places.line(start),
        turn=places.turn(start),
    )


def _note_parts(note: str) -> tuple[str, str]:
    """What a note of the proposer says of whose words they are, and what of the order of things."""
    found = _ORDER.search(note)
    return (note, "") if found is None else (note[: found.start()], note[found.start() :].removeprefix("; "))


def quotation_rows(document: Document, places: Places, vocabulary: Vocabulary) -> tuple[QuotationRow, ...]:
    """The quotations, each with who its source is taken to be."""
    names = Names(vocabulary)
    persons = Persons(document, names)
    rows: list[QuotationRow] = []
    for number, each in enumerate(document.quotations, 1):
        turn = places.turn(each.start)
        speaker = (names.actor(each.speaker) if each.speaker else None) or UNKNOWN
        who = None
        if each.source is not None:
            who = persons.surface(each.source, each.start, None if turn is None else turn - 1, speaker)
        rows.append(
            QuotationRow(
                id=f"q{number}",
                words=document.text[each.start : each.end],
                speaker=each.speaker,
                surface=each.source,
                taken_for=None if who is None or who.actor == UNKNOWN else who.actor,
                guess=_how_taken(each.source, who.actor, who.guess, speaker) if who and each.source else None,
                mode=each.mode,
                depth=each.depth,
                start=each.start,
                end=each.end,
                line=places.line(each.start),
                turn=turn,
            )
        )
    return tuple(rows)


def _how_taken(surface: str, actor: str, guess: str | None, speaker: str) -> str | None:
    """How a source was found; "we" and "I" are taken for the one who speaks, which is a guess like any other."""
    own = surface.casefold() in {"i", "we", "us", "me"}
    return guess or (f"“{surface}” taken as {actor}, who speaks" if own and actor == speaker else None)


def claim_rows(places: Places, claims: Sequence[Claim]) -> tuple[ClaimRow, ...]:
    """The table of claims in the order of the text."""
    return tuple(_claim_row(places, each, f"c{number}") for number, each in enumerate(claims, 1))


def _claim_row(places: Places, claim: Claim, id: str) -> ClaimRow:
    answer = None
    if claim.answer is not None:
        start = places.turn_start(claim.answer.turn)
        answer = AnswerRow(claim.answer.speaker, claim.answer.how, claim.answer.turn + 1, places.line(start))
    return ClaimRow(
        id=id,
        statement=claim.statement,
        words=claim.words,
        speaker=claim.speaker,
        source=claim.source,
        of=claim.of,
        checkable=claim.checkable,
        presupposed=claim.presupposed,
        answer=answer,
        start=claim.start,
        end=claim.end,
        line=places.line(claim.start),
        turn=None if claim.turn is None else claim.turn + 1,
    )


def note_rows(document: Document, places: Places) -> tuple[SetAside, ...]:
    """Blocks that are nobody's statement: headline, byline, lead, notes."""
    return tuple(
        SetAside(each.role, document.text[each.start : each.end], "", places.line(each.start))
        for each in document.asides
    )


def insertion_rows(document: Document, places: Places) -> tuple[SetAside, ...]:
    """Words in brackets, with what they were taken for, and the words before them."""
    return tuple(
        SetAside(
            each.use, document.text[each.start : each.end], _before(document.text, each.start), places.line(each.start)
        )
        for each in document.insertions
    )


def _before(text: str, place: int) -> str:
    words = text[max(0, place - _BEFORE) : place].rsplit("\n", 1)[-1]
    cut = place > _BEFORE and len(words) == _BEFORE
    return f"… {words.partition(' ')[2]}" if cut else words
