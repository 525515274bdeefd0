"""What stands out in one text: whose moves, on what, how much is told of others, and which claims to check first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from commonground.brief.of_record.questions import LOOK_ONLY
from commonground.brief.of_record.rows import ClaimRow, MoveRow, Position, QuestionRow, Told
from commonground.statements import ACTS, MOVES, UNKNOWN, Statement

__all__ = ["positions", "summary", "teller_of_all", "to_check_first", "told_by"]

_NAMED = 6  # sources named in the summary


def positions(moves: Iterable[MoveRow]) -> tuple[Position, ...]:
    """The moves by whose position they give, those with most moves first; within one, by act."""
    by_source: dict[str, list[MoveRow]] = defaultdict(list)
    for move in moves:
        by_source[move.source].append(move)
    rows = [_position(source, own) for source, own in by_source.items()]
    return tuple(sorted(rows, key=lambda row: (row.source == UNKNOWN, -row.moves)))


def _position(source: str, moves: Sequence[MoveRow]) -> Position:
    acts = []
    for act in ACTS:
        own = [move for move in moves if move.act == act]
        if own:
            matters = dict.fromkeys(matter for move in own for matter in move.matters)
            acts.append((act, tuple(matters), tuple(move.id for move in own)))
    return Position(source, len(moves), sum(move.told for move in moves), tuple(acts))


def told_by(proposals: Iterable[Statement]) -> tuple[Told, ...]:
    """By speaker, how many of the proposed statements give somebody else's position; those who tell most first."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for each in proposals:
        if each.modality == "questioned" and each.act not in MOVES:
            continue  # a question is no position
        move, told = each.act in MOVES, each.attributed
        for place, counted in enumerate((move, move and told, True, told)):
            counts[each.speaker][place] += counted
    rows = [Told(speaker, *numbers) for speaker, numbers in counts.items()]
    return tuple(sorted(rows, key=lambda row: -row.statements))


def to_check_first(claims: Iterable[ClaimRow]) -> list[ClaimRow]:
    """Claims with something to check, in an order that anybody can follow.

    First those that another speaker denies; then those about somebody else than the one who claims; then those whose
    checkable part holds a figure or a date in digits; then in the order of the text.
    """
    telling = [claim for claim in claims if claim.checkable]
    return sorted(telling, key=lambda claim: (not _denied(claim), not _of_others(claim), not _figures(claim)))


def _denied(claim: ClaimRow) -> bool:
    return claim.answer is not None and claim.answer.how == "denies"


def _of_others(claim: ClaimRow) -> bool:
    return any(actor != claim.source for actor in claim.of)


def _figures(claim: ClaimRow) -> bool:
    return any(character.isdigit() for part in claim.checkable for character in part)


def teller_of_all(kind: str) -> tuple[str, ...]:
    """A warning where one who is no party tells the whole of a text."""
    tellers = {"memcon": "whoever took it down", "news": "whoever wrote it"}
    return (f"All of it is told by {tellers[kind]}, in that person's words and choice.",) if kind in tellers else ()


def summary(
    moves: Sequence[MoveRow],
    by_source: Sequence[Position],
    told: Sequence[Told],
    questions: Sequence[QuestionRow],
    claims: Sequence[ClaimRow],
) -> tuple[str, ...]:
    """The first page in a few sentences."""
    return (*_of_moves(moves, by_source), *_of_telling(told), _of_questions(questions), _of_claims(claims))


def _of_moves(moves: Sequence[MoveRow], by_source: Sequence[Position]) -> list[str]:
    if not moves:
        return [
            "The rules see no move in it: nobody demands, offers, accepts, refuses or threatens in words they know."
        ]
    named = [f"{row.source} {row.moves:,}" for row in by_source if row.source != UNKNOWN]
    shown = f"{', '.join(named[:_NAMED])}{', others' if len(named) > _NAMED else ''}"
    whose = f" By whose position they give: {shown}." if named else ""
    unknown = next((row.moves for row in by_source if row.source == UNKNOWN), 0)
    are = "one of them gives" if unknown == 1 else f"{unknown:,} of them give"
    rest = f" Whose position {are} is not known." if unknown else ""
    return [f"The rules see {_counted(len(moves), 'move')} in it.{whose}{rest}"]


def _of_telling(told: Sequence[Told]) -> list[str]:
    moves, moves_told = sum(row.moves for row in told), sum(row.moves_told for row in told)
    total, others = sum(row.statements for row in told), sum(row.statements_told for row in told)
    if not total:
        return []
    of_moves = f"{moves_told:,} of {_counted(moves, 'move')} ({moves_told / moves:.0%}) and " if moves else ""
    return [
        f"Somebody else's position, as the speaker tells it: {of_moves}{others:,} of all "
        f"{_counted(total, 'statement')} ({others / total:.0%}). What is told of others is theirs only by the "
        "teller's word."
    ]


def _of_questions(questions: Sequence[QuestionRow]) -> str:
    plain = sum(row.how != LOOK_ONLY for row in questions)
    look = len(questions) - plain
    head = (
        f"{_counted(plain, 'question')} without an answer."
        if plain
        else "No question is plainly left without an answer."
    )
    if not look:
        return head
    return (
        f"{head} To {_counted(look, 'question')} the reply takes up none of the question's words, which may be an "
        "answer all the same."
    )


def _of_claims(claims: Sequence[ClaimRow]) -> str:
    telling = sum(bool(claim.checkable) for claim in claims)
    taken = sum(claim.presupposed for claim in claims)
    answered = sum(claim.answer is not None for claim in claims)
    told = f"{_counted(len(claims), 'claim')}, {telling:,} with a part that can be checked; another speaker is seen to "
    told += f"answer {answered:,}." if answered else "answer none."
    if taken:
        told += f" {taken:,} of them a question takes for granted: {'it is' if taken == 1 else 'they are'} the asker's."
    return told


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
