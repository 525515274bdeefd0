"""An import into a case: by the case's own words, each unknown one told once, and nothing twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from commonground.case import Case, load
from commonground.case.importing import taken_in
from commonground.statements import Statement, Version
from commonground.statements.exchange import Imported, export_statements, import_statements

BASE = Statement(
    id="x1",
    document="post-interview",
    speaker="corrane",
    source="halvora",
    act="claim",
    issue="line",
    status="confirmed",
)


@pytest.fixture(scope="module")
def case() -> Case:
    return load("saltmarsh")


def into(case: Case, *statements: Statement) -> tuple[tuple[Statement, ...], list[str]]:
    found = taken_in(case, Imported(statements))
    return found.statements, [str(problem) for problem in found.problems]


def test_names_of_the_case_become_its_ids(case: Case) -> None:
    named = replace(BASE, speaker="Ilsabet Corrane", source="the Halvoran side", addressee="Mr. Urlow")
    (one,), told = into(case, named)
    assert (one.speaker, one.source, one.addressee) == ("corrane", "halvora", "urlow")
    assert told == []
    assert into(case, replace(BASE, speaker="unknown"))[0]


def test_each_word_that_the_case_does_not_have_is_told_once_with_the_nearest(case: Case) -> None:
    several = (
        replace(BASE, id="x1", speaker="corrana"),
        replace(BASE, id="x2", speaker="corrana", source="corrana"),
        replace(BASE, id="x3", issue="lien"),
        replace(BASE, id="x4", document="post-intervew"),
        replace(BASE, id="x5"),
    )
    taken, told = into(case, *several)
    assert [each.id for each in taken] == ["x5"]
    assert told == [
        "2 statements name “corrana”, which is no actor of this case. Did you mean “corrane”?",
        "A statement names “lien”, which is no issue of this case. Did you mean “line”?",
        "A statement names “post-intervew”, which is no source of this case. Did you mean “post-interview”?",
    ]


def test_what_the_case_has_is_left_out_so_that_a_file_can_be_read_again(case: Case, tmp_path: Path) -> None:
    export_statements(case.statements.values(), {}, tmp_path / "all.jsonld")
    found = taken_in(case, import_statements(tmp_path / "all.jsonld"))
    assert (found.statements, found.known, found.problems) == ((), len(case.statements), ())
    bare = replace(case, statements={})
    again = taken_in(bare, import_statements(tmp_path / "all.jsonld"))
    assert len(again.statements) == len(case.statements)
    assert again.problems == ()


def test_two_coders_statements_of_one_id_do_not_become_versions_of_each_other(case: Case) -> None:
    taken, told = into(case, replace(BASE, coder="ann"), replace(BASE, coder="ben", act="reject"))
    assert [each.coder for each in taken] == ["ann"]
    assert told == ["Two statements have this id; the first was kept. Read: x1."]


def test_what_a_coders_file_cannot_hold_is_said(case: Case) -> None:
    settled = replace(BASE, history=(Version("confirmed", "ben", blind=True),))
    corrected = replace(BASE, id="x2", history=(Version("proposed"),))
    assert taken_in(case, Imported((settled, corrected, replace(BASE, id="x3")))).lost == (
        "The earlier versions behind 2 statements: each comes in as it stands now.",
        "The blind coding behind 1 statements that were settled since.",
    )
