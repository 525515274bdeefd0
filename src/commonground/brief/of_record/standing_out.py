"""What stands out in one text: whose moves, on what, how much is told of others, and which claims to check first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from commonground.brief.document import Number, Plain, Runs
from commonground.brief.language import Tongue, tongue
from commonground.brief.of_record.questions import LOOK_ONLY
from commonground.brief.of_record.rows import ClaimRow, Counts, MoveRow, Position, QuestionRow, Said, Told
from commonground.statements import ACTS, MOVES, UNKNOWN, Statement

__all__ = ["counts_of", "positions", "summary", "teller_of_all", "thousands", "to_check_first", "told_by"]

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


def teller_of_all(kind: str, speak: Tongue | None = None) -> tuple[str, ...]:
    """A warning where one who is no party tells the whole of a text."""
    speak = speak or tongue("en")
    if kind == "memcon":
        return (speak.text("All of it is told by whoever took it down, in that person's words and choice."),)
    if kind == "news":
        return (speak.text("All of it is told by whoever wrote it, in that person's words and choice."),)
    return ()


def counts_of(
    moves: Sequence[MoveRow],
    by_source: Sequence[Position],
    told: Sequence[Told],
    questions: Sequence[QuestionRow],
    claims: Sequence[ClaimRow],
) -> Counts:
    """All that the sentences about the whole text count."""
    by_tellers, moves_told = sum(row.moves for row in told), sum(row.moves_told for row in told)
    statements, statements_told = sum(row.statements for row in told), sum(row.statements_told for row in told)
    open_ones = sum(row.how != LOOK_ONLY for row in questions)
    return Counts(
        moves=len(moves),
        moves_of_unknown=next((row.moves for row in by_source if row.source == UNKNOWN), 0),
        moves_by_tellers=by_tellers,
        moves_told=moves_told,
        moves_told_percent=round(100 * moves_told / (by_tellers or 1)),
        statements=statements,
        statements_told=statements_told,
        statements_told_percent=round(100 * statements_told / (statements or 1)),
        questions=open_ones,
        questions_to_look_at=len(questions) - open_ones,
        claims=len(claims),
        claims_checkable=sum(bool(claim.checkable) for claim in claims),
        claims_answered=sum(claim.answer is not None for claim in claims),
        claims_presupposed=sum(claim.presupposed for claim in claims),
    )


def summary(counts: Counts, by_source: Sequence[Position], speak: Tongue | None = None) -> tuple[Said, ...]:
    """The first page in a few sentences, each with the part of the brief that it rests on."""
    speak = speak or tongue("en")
    return (
        Said(_of_moves(speak, counts, by_source), "moves"),
        *(Said(runs, "moves") for runs in _of_telling(speak, counts)),
        Said(_of_questions(speak, counts), "questions"),
        Said(_of_claims(speak, counts), "claims"),
    )


def _counted(counts: Counts, name: str) -> Number:
    return Number(getattr(counts, name), ("counts", name))


def _spaced(parts: Iterable[Runs]) -> Runs:
    return tuple(run for place, part in enumerate(parts) for run in ((Plain(" "), *part) if place else part))


def _of_moves(speak: Tongue, counts: Counts, by_source: Sequence[Position]) -> Runs:
    if not counts.moves:
        return speak.say(
            "The rules see no move in it: nobody demands, offers, accepts, refuses or threatens in words they know."
        )
    moves = _counted(counts, "moves")
    parts = [speak.count("The rules see {n} move in it.", "The rules see {n} moves in it.", moves)]
    named: list[Runs] = [
        (Plain(f"{row.source} "), Number(row.moves, ("positions", place, "moves")))
        for place, row in enumerate(by_source)
        if row.source != UNKNOWN
    ]
    if len(named) > _NAMED:
        named = [*named[:_NAMED], speak.say("others")]
    if named:
        names = tuple(run for place, each in enumerate(named) for run in ((Plain(", "), *each) if place else each))
        parts.append(speak.say("By whose position they give: {names}.", names=names))
    if counts.moves_of_unknown:
        parts.append(
            speak.count(
                "Whose position {n} of them gives is not known.",
                "Whose position {n} of them give is not known.",
                _counted(counts, "moves_of_unknown"),
            )
        )
    return _spaced(parts)


def _of_telling(speak: Tongue, counts: Counts) -> list[Runs]:
    if not counts.statements:
        return []
    statements = speak.count(
        "{told} of all {n} statement ({share})",
        "{told} of all {n} statements ({share})",
        _counted(counts, "statements"),
        told=_counted(counts, "statements_told"),
        share=(_counted(counts, "statements_told_percent"), Plain("%")),
    )
    rest = speak.say("What is told of others is theirs only by the teller's word.")
    if not counts.moves_by_tellers:
        head = speak.say("Somebody else's position, as the speaker tells it: {statements}.", statements=statements)
        return [_spaced((head, rest))]
    of_moves = speak.count(
        "{told} of {n} move ({share})",
        "{told} of {n} moves ({share})",
        _counted(counts, "moves_by_tellers"),
        told=_counted(counts, "moves_told"),
        share=(_counted(counts, "moves_told_percent"), Plain("%")),
    )
    head = speak.say(
        "Somebody else's position, as the speaker tells it: {moves} and {statements}.",
        moves=of_moves,
        statements=statements,
    )
    return [_spaced((head, rest))]


def _of_questions(speak: Tongue, counts: Counts) -> Runs:
    head = (
        speak.count(
            "{n} question without an answer.", "{n} questions without an answer.", _counted(counts, "questions")
        )
        if counts.questions
        else speak.say("No question is plainly left without an answer.")
    )
    if not counts.questions_to_look_at:
        return head
    rest = speak.count(
        "To {n} question the reply takes up none of the question's words, which may be an answer all the same.",
        "To {n} questions the reply takes up none of the question's words, which may be an answer all the same.",
        _counted(counts, "questions_to_look_at"),
    )
    return _spaced((head, rest))


def _of_claims(speak: Tongue, counts: Counts) -> Runs:
    answered = _counted(counts, "claims_answered")
    parts = [
        speak.count(
            "{n} claim, {checkable} with a part that can be checked; another speaker is seen to answer {answered}.",
            "{n} claims, {checkable} with a part that can be checked; another speaker is seen to answer {answered}.",
            _counted(counts, "claims"),
            checkable=_counted(counts, "claims_checkable"),
            answered=answered if answered.value else speak.say("none"),
        )
    ]
    if counts.claims_presupposed:
        parts.append(
            speak.count(
                "{n} of them a question takes for granted: it is the asker's.",
                "{n} of them a question takes for granted: they are the asker's.",
                _counted(counts, "claims_presupposed"),
            )
        )
    return _spaced(parts)


def thousands(speak: Tongue, count: int) -> str:
    """A count with its thousands apart, as the language sets them.

    >>> thousands(tongue("en"), 12345)
    '12,345'
    """
    apart = f"{count:,}"
    return apart if speak.language == "en" else apart.replace(",", "\N{NO-BREAK SPACE}")
