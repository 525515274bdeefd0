"""What stands out: the order of claims to check, moves by whose position, and how much is told of others."""

from __future__ import annotations

from dataclasses import replace

from commonground.brief.of_record.rows import AnswerRow, ClaimRow, MoveRow
from commonground.brief.of_record.standing_out import (
    counts_of,
    positions,
    summary,
    teller_of_all,
    to_check_first,
    told_by,
)
from commonground.statements import Act, Modality, Statement

CLAIM = ClaimRow("c1", "s", "", "Ann", "Ann", (), ("The quay was built.",), False, None, 0, 0, 1, 1)
MOVE = MoveRow(
    "m1", "s", "demand", "for", "asserted", "own", "", "Ann", "Ann", False, (), None, (), None, None, 0, 1, 1, 1
)


def said(act: Act, speaker: str, source: str, modality: Modality = "asserted") -> Statement:
    return Statement(id="s", document="d", speaker=speaker, act=act, source=source, modality=modality)


def test_denied_claims_come_first_then_those_of_others_then_figures() -> None:
    denied = replace(CLAIM, id="denied", answer=AnswerRow("Bea", "denies", 2, 2))
    granted = replace(CLAIM, id="granted", answer=AnswerRow("Bea", "grants", 2, 2))
    of_others = replace(CLAIM, id="others", of=("Bea",))
    of_self = replace(CLAIM, id="self", of=("Ann",))
    figure = replace(CLAIM, id="figure", checkable=("It cost 40 crowns.",))
    nothing = replace(CLAIM, id="nothing", checkable=(), answer=denied.answer)
    order = to_check_first([nothing, of_self, granted, figure, of_others, denied])
    assert [claim.id for claim in order] == ["denied", "others", "figure", "self", "granted"]


def test_positions_are_of_the_source_and_not_of_the_speaker() -> None:
    told = replace(MOVE, id="m2", source="Bea", told=True, act="reject", matters=("toll",))
    rows = positions(
        [MOVE, told, replace(told, id="m3", matters=("toll", "bridge")), replace(told, id="m4", source="unknown")]
    )
    assert [(row.source, row.moves, row.told) for row in rows] == [("Bea", 2, 2), ("Ann", 1, 0), ("unknown", 1, 1)]
    assert rows[0].acts == (("reject", ("toll", "bridge"), ("m2", "m3")),)


def test_a_question_is_no_position_and_counts_nowhere() -> None:
    rows = told_by(
        [
            said("demand", "Ann", "Bea"),
            said("claim", "Ann", "Ann"),
            said("claim", "Ann", "Bea"),
            said("claim", "Ann", "Ann", "questioned"),
            said("propose", "Bea", "Bea", "questioned"),
        ]
    )
    told = [(row.speaker, row.moves, row.moves_told, row.statements, row.statements_told) for row in rows]
    assert told == [("Ann", 1, 1, 3, 2), ("Bea", 1, 0, 1, 0)]


def test_the_summary_says_how_much_is_told_of_others() -> None:
    move = replace(MOVE, source="Bea", told=True)
    told = told_by([said("demand", "Ann", "Bea"), said("claim", "Ann", "Ann")])
    by_source = positions([move])
    parts = summary(counts_of([move], by_source, told, [], [replace(CLAIM, presupposed=True)]), by_source)
    lines = [each.words for each in parts]
    assert [each.on for each in parts] == ["moves", "moves", "questions", "claims"]
    assert lines[0] == "The rules see 1 move in it. By whose position they give: Bea 1."
    assert "1 of 1 move (100%) and 1 of all 2 statements (50%)" in lines[1]
    assert "1 of them a question takes for granted: it is the asker's." in lines[-1]


def test_a_text_without_moves_says_so() -> None:
    assert summary(counts_of([], (), (), [], []), ())[0].words.startswith("The rules see no move in it")


def test_a_memorandum_is_told_by_its_writer() -> None:
    assert teller_of_all("memcon")[0].startswith("All of it is told by whoever took it down")
    assert teller_of_all("interview") == ()
