"""Coalitions in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from commonground.brief.terminal.together import print_together, together_in_words
from commonground.case import load
from commonground.conflict.coalitions.report import together
from tests.case.folders import folder
from tests.conflict.coalitions.test_report import FERRY


def words(tmp_path: Path, text: str, state: str | None = None) -> list[str]:
    case = load(folder(tmp_path / "c", text))
    return together_in_words(case, together(case, state))


def test_who_could_do_better_by_which_steps_and_what_deters(tmp_path: Path) -> None:
    assert words(tmp_path, FERRY) == [
        "Of 7 coalitions asked, 2 could do better for all members.",
        "",
        "West bank and East bank together could bring about one state that is strictly better for each of them.",
        "  To NNN: West bank: no “takes a toll”; then East bank: no “takes a toll too”.",
        "  It could be deterred by an answer of the rest that leaves no way round it.",
        "",
        "West bank, East bank and The carrier together could bring about one state that is strictly better for each of "
        "them (so could fewer of them).",
        "  To NNN: West bank: no “takes a toll”; then East bank: no “takes a toll too”.",
        "  Nobody is left who could deter it.",
    ]


def test_one_alone_is_not_together(tmp_path: Path) -> None:
    said = words(tmp_path, FERRY, "NNN")
    assert said[2] == "West bank could bring about one state that is strictly better for it."


def test_where_only_a_joint_move_leads_there(tmp_path: Path) -> None:
    rule = "feasible: [{id: X1, rule: toll iff toll_too}]\n"
    said = words(tmp_path, FERRY + rule)
    assert said[3] == (
        "  To NNN, only if all change at the same time, for what lies between cannot be: "
        "West bank: no “takes a toll”; East bank: no “takes a toll too”."
    )


def test_where_nobody_could_do_better(tmp_path: Path) -> None:
    content = FERRY.replace("E1, priority: not stop", "E1, priority: toll and toll_too and not stop")
    assert words(tmp_path, content) == ["None of 7 coalitions asked could do better for all its members."]


def test_named_states(tmp_path: Path) -> None:
    quarrel = """\
case: A quarrel
parties: {a: Ay, b: Be}
states: [quarrel, trust, deal]
status_quo: quarrel
moves: {a: [[quarrel, trust]], b: [[trust, deal]]}
preferences: {a: {ranking: [deal, quarrel, trust]}, b: {ranking: [deal, quarrel, trust]}}
"""
    assert words(tmp_path, quarrel)[3] == "  To deal: Ay: to trust; then Be: to deal."


def test_what_is_cut_and_what_was_not_computed_is_said(tmp_path: Path) -> None:
    case = load(folder(tmp_path / "c", FERRY))
    report = together(case)
    each = report.coalitions[0]
    unknown = replace(each, deterred=dict.fromkeys(each.deterred), improving=replace(each.improving, count=4))
    said = together_in_words(case, replace(report, coalitions=(unknown,), exhaustive=False))
    assert said[0] == "Of 7 coalitions asked, the smallest ones, 1 could do better for all members."
    assert said[4:] == [
        "  3 more are not shown: they are no better, or too many.",
        "  Whether the rest could deter it was not computed: there are too many states.",
    ]


def test_where_only_the_groups_were_not_asked(tmp_path: Path) -> None:
    case = load(folder(tmp_path / "c", FERRY))
    report = together(case)
    each = report.coalitions[0]
    unasked = replace(each, deterred=each.deterred | {"cseq": None})
    assert together_in_words(case, replace(report, coalitions=(unasked,)))[-1] == (
        "  It could be deterred by an answer of the rest that leaves no way round it. "
        "What groups among the rest would want was not computed: there are too many states."
    )


def test_the_page_says_whose_reading_and_that_it_is_assumed(tmp_path: Path, capsys: object) -> None:
    case = load(folder(tmp_path / "c", FERRY))
    print_together(case, together(case))
    said = " ".join(capsys.readouterr().out.split())  # type: ignore[attr-defined]
    assert "under these assumed preferences only" in said
    assert "8 preferences are presumed, without a statement: W1, W2, W3" in said
    assert "West bank: yes “takes a toll”" in said
