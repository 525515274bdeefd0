"""Blind coding: what may be seen, what is recorded in the line, and what is not taken for blind."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commonground.errors import Where
from commonground.statements import append_statements, read_statements
from commonground.statements.annotation import statement_from, to_annotation
from commonground.statements.reliability import as_blind, blind_coding, seen_blind
from tests.statements.reliability.coding import coded_by, file_of, said

ONE = said("s1", 0, 10)


def test_a_coder_sees_their_own_work_and_neither_another_s_nor_proposals() -> None:
    own = replace(said("s1", 0, 10), coder="ann")
    draft = replace(said("s2", 0, 10, proposer="ann", status="proposed"), coder="ann")
    taken = replace(said("s3", 0, 10, proposer="rules 1"), coder="ann")
    theirs = replace(said("s4", 0, 10), coder="ben")
    proposal = replace(said("s5", 0, 10, proposer="rules 1", status="proposed"), coder="rules")
    assert seen_blind([own, draft, taken, theirs, proposal], "ann") == (own, draft)
    assert seen_blind([own, theirs], "cem") == ()


def test_the_mark_and_the_codebook_are_kept_in_the_line_under_a_prefix() -> None:
    marked = as_blind(replace(ONE, blind=False), "ann", "2")
    written = to_annotation(marked)
    assert (written["body"]["cg:blind"], written["body"]["cg:codebook"]) == (True, "2")
    assert statement_from(json.loads(json.dumps(written)), "ann", Where()) == (marked, [])
    plain = to_annotation(replace(marked, blind=False, codebook=None))["body"]
    assert {key for key in plain if ":" in key} == set()


@pytest.mark.parametrize(("field", "value"), [("cg:blind", "yes"), ("cg:blind", 1), ("cg:codebook", 2)])
def test_a_mark_of_another_type_is_told(field: str, value: Any) -> None:
    written = to_annotation(ONE)
    written["body"][field] = value
    _, problems = statement_from(written, "ann", Where("ann.jsonl", 1))
    assert [(problem.code, problem.where.field) for problem in problems] == [("wrong-type", f"body.{field}")]


def test_what_was_changed_after_talking_counts_as_it_was_coded_blind(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("case: Talks\n", encoding="utf-8")
    append_statements(tmp_path, "ann", [ONE, replace(ONE, act="claim")])
    append_statements(tmp_path, "ann", [replace(ONE, act="appeal", blind=False, status="corrected")])
    data = (tmp_path / "statements" / "ann.jsonl").read_bytes()
    now, _ = read_statements(data, "ann.jsonl")
    coding = blind_coding(data, "ann.jsonl")
    assert [statement.act for statement in now] == ["appeal"]
    assert [statement.act for statement in coding.statements] == ["claim"]
    assert [statement.line for statement in coding.statements] == [2]
    assert (coding.coder, coding.others) == ("ann", 0)


def test_what_was_coded_with_open_eyes_or_proposed_is_not_blind_for_being_marked() -> None:
    coding = coded_by(
        "ann",
        replace(ONE, blind=False),
        ONE,
        said("s2", 20, 30, proposer="rules 1"),
        said("s3", 40, 50, anchor=None),
        said("s4", 60, 70, status="rejected"),
        said("s5", 80, 90, blind=False),
        said("s6", 100, 110),
    )
    assert [statement.id for statement in coding.statements] == ["s6"]
    assert [problem.code for problem in coding.left_out] == ["opened-before", "proposed-not-blind", "no-place"]
    assert [problem.where.line for problem in coding.left_out] == [2, 3, 4]
    assert coding.others == 1


def test_an_odd_file_is_read_as_far_as_it_goes() -> None:
    text = file_of(ONE) + 'not json\n[1]\n{"body": {"cg:blind": true}}\n{"id": "s1", "body": {"cg:blind": tru'
    assert [statement.id for statement in blind_coding(text, "ann.jsonl").statements] == ["s1"]
    assert blind_coding("", "ann.jsonl").statements == ()
    assert blind_coding(file_of(ONE).encode() + b"\xff", "ann.jsonl").documents == ("letter",)
