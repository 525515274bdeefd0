"""A file of a case written whole: refused where it would break the case, taken where it mends one."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.case import load, new
from commonground.case.mending import file_version, write_file
from commonground.errors import CaseError, NewerVersionError, UsageError
from commonground.store import ABSENT, open_folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return new(tmp_path / "talks")


def seen(case: Path, file: str = "case.yaml") -> str:
    return file_version(open_folder(case), file)


def text(case: Path) -> str:
    return (case / "case.yaml").read_text(encoding="utf-8")


def test_what_is_typed_is_what_stands_there(case: Path) -> None:
    typed = text(case).replace("title: Joint visits to the dam", "title: Visits  # was longer")
    before, after = write_file(case, "case.yaml", typed.replace("\n", "\r\n"), seen(case))
    assert text(case) == typed
    assert before != after == typed.encode()
    assert load(case).issues["visits"].title == "Visits"


def test_line_ends_stay_those_of_the_file(case: Path) -> None:
    (case / "case.yaml").write_bytes(text(case).replace("\n", "\r\n").encode())
    write_file(case, "case.yaml", text(case).replace("Joint visits", "Visits"), seen(case))
    data = (case / "case.yaml").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") > 10


def test_what_would_break_a_case_is_refused_and_nothing_written(case: Path) -> None:
    before = text(case)
    with pytest.raises(CaseError) as caught:
        write_file(case, "case.yaml", before.replace("flow <= low", "flow <= lower"), seen(case))
    assert {problem.code for problem in caught.value.problems} == {"unknown-outcome"}
    assert text(case) == before


def test_a_broken_case_is_mended_one_mistake_at_a_time(case: Path) -> None:
    whole = text(case)
    twice = whole.replace("flow <= low", "flow <= lower").replace('"gauges = shared", round: r1', '"gauge = shared"', 1)
    (case / "case.yaml").write_text(twice, encoding="utf-8")
    once = twice.replace("flow <= lower", "flow <= low")
    write_file(case, "case.yaml", once, seen(case))
    with pytest.raises(CaseError):
        load(case)
    with pytest.raises(CaseError):  # as many mistakes as before
        write_file(case, "case.yaml", once + "\n# no better\n", seen(case))
    write_file(case, "case.yaml", whole, seen(case))
    assert load(case).clauses["A1"].text == "flow <= low"


def test_a_file_that_is_no_text_can_be_mended(case: Path) -> None:
    whole = text(case)
    (case / "case.yaml").write_bytes(b"\xff\xfe" + whole.encode())
    write_file(case, "case.yaml", whole, seen(case))
    assert load(case).issues


def test_somebody_elses_change_is_not_written_over(case: Path) -> None:
    opened = seen(case)
    theirs = text(case) + "# theirs\n"
    (case / "case.yaml").write_text(theirs, encoding="utf-8")
    with pytest.raises(NewerVersionError) as caught:
        write_file(case, "case.yaml", "case: mine\n", opened)
    assert caught.value.problems[0].code == "changed-since"
    assert text(case) == theirs


def test_a_layer_is_read_as_one(case: Path) -> None:
    with pytest.raises(CaseError):
        write_file(case, "layers/dry-year.yaml", "layer: Dry\nmandates: 3\n", ABSENT)
    assert not (case / "layers/dry-year.yaml").exists()


@pytest.mark.parametrize("file", ["../case.yaml", "statements/me.jsonl", "layers/../case.yaml", ".gitignore"])
def test_no_other_file_is_written(case: Path, file: str) -> None:
    with pytest.raises(UsageError):
        write_file(case, file, "x", ABSENT)
