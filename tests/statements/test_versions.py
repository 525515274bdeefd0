"""Going back to an earlier version of a statement: nothing is lost, and nobody's later decision is written over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from commonground.errors import NewerVersionError, UsageError
from commonground.statements import Statement, append_statement, read_statements
from commonground.statements.versions import gone_back, keep_if_seen, versions_of

FIRST = Statement(
    id="s1", document="a", speaker="x", source="x", act="demand", paraphrase="More.", proposer="ada", coder="ada"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "statements").mkdir()
    append_statement(tmp_path, "ada", FIRST)
    history = (FIRST.version,)
    corrected = replace(FIRST, act="reject", status="corrected", reviewer="bo", time="2025-01-02", history=history)
    append_statement(tmp_path, "ada", corrected)
    return tmp_path


def now(folder: Path) -> Statement:
    return read_statements((folder / "statements/ada.jsonl").read_bytes(), "statements/ada.jsonl")[0][0]


def test_every_version_is_whole(folder: Path) -> None:
    found = versions_of(folder, FIRST)
    assert [(each.act, each.status, each.reviewer) for each in found] == [
        ("demand", "proposed", None),
        ("reject", "corrected", "bo"),
    ]


def test_a_line_repeated_by_a_merge_is_no_version(folder: Path) -> None:
    file = folder / "statements/ada.jsonl"
    file.write_bytes(file.read_bytes() + file.read_bytes().splitlines(keepends=True)[-1])
    assert len(versions_of(folder, FIRST)) == 2


def test_going_back_adds_a_line_and_says_what_was_said(folder: Path) -> None:
    keep_if_seen(folder, gone_back(versions_of(folder, FIRST), 1, "cy", "2025-01-03"), 2)
    stands = now(folder)
    assert (stands.act, stands.status, stands.reviewer) == ("demand", "proposed", "cy")
    assert [version.status for version in stands.history] == ["proposed", "corrected"]
    keep_if_seen(folder, gone_back(versions_of(folder, FIRST), 2, "cy", "2025-01-04"), 3)
    assert (now(folder).act, now(folder).status) == ("reject", "corrected")


def test_what_was_never_otherwise_is_rejected(folder: Path) -> None:
    taken = gone_back(versions_of(folder, FIRST), 0, "cy", "2025-01-03")
    assert taken.status == "rejected"
    assert not taken.counts


@pytest.mark.parametrize("to", [-1, 3])
def test_there_are_only_the_versions_there_are(folder: Path, to: int) -> None:
    with pytest.raises(UsageError) as caught:
        gone_back(versions_of(folder, FIRST), to, "cy", "2025-01-03")
    assert caught.value.problems[0].code == "no-such-version"


def test_going_to_where_it_stands_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError) as caught:
        gone_back(versions_of(folder, FIRST), 2, "cy", "2025-01-03")
    assert caught.value.problems[0].code == "changes-nothing"


def test_a_decision_made_on_an_older_version_is_not_written(folder: Path) -> None:
    before = (folder / "statements/ada.jsonl").read_bytes()
    with pytest.raises(NewerVersionError) as caught:
        keep_if_seen(folder, replace(FIRST, status="confirmed"), 1)
    assert caught.value.problems[0].code == "changed-since"
    assert (folder / "statements/ada.jsonl").read_bytes() == before
