"""A new case: it loads, ``check`` has nothing to ask, and it shows each of the three answers."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.agreement import agreement
from commonground.case import check, layer_names, load, new, open_case
from commonground.case.json_schema import json_schema_files
from commonground.errors import CommongroundError, StoreError, UsageError


def files_in(root: Path) -> dict[str, bytes]:
    found = (path for path in sorted(root.rglob("*")) if path.is_file() and path.name != ".commonground.lock")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def test_a_new_case_loads_and_is_asked_nothing(tmp_path: Path) -> None:
    root = new(tmp_path / "mine")
    assert root == tmp_path / "mine"
    case = load(root)
    assert check(case) == ()
    assert case.title == "The Arno and the Belt: sharing a river"
    assert {"case.yaml", "sources.yaml", "statements/me.jsonl", "layers/wet-year.yaml", ".gitignore"} <= files_in(
        root
    ).keys()


def test_it_has_one_target_accepted_one_not_excluded_and_one_excluded_that_either_side_can_open(tmp_path: Path) -> None:
    report = agreement(load(new(tmp_path / "mine")))
    assert {name: answer.zone for name, answer in report.issues.items()} == {
        "gauges": "accepted",
        "visits": "not excluded",
        "flow": "excluded",
    }
    blocked = report.targets["water in summer"]
    assert blocked.zone == "excluded"
    assert blocked.blocking_set == ("A1", "B1")
    assert blocked.can_open == {"arno": "government", "belt": "delegation"}


def test_its_layer_opens_what_was_excluded(tmp_path: Path) -> None:
    root = new(tmp_path / "mine")
    assert layer_names(open_case(root)) == ("wet-year",)
    case = load(root, ["wet-year"])
    assert agreement(case).targets["water in summer"].zone == "not excluded"
    assert not [problem for problem in check(case) if problem.severity == "error"]


def test_each_file_names_the_schema_that_stands_beside_it(tmp_path: Path) -> None:
    root = new(tmp_path / "mine")
    beside = {path.name: path.read_bytes() for path in (root / ".schemas").iterdir()}
    assert beside == json_schema_files()
    for name, kind in {"case.yaml": "case", "sources.yaml": "sources", "layers/wet-year.yaml": "layer"}.items():
        text = (root / name).read_text(encoding="utf-8")
        found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert found, name
        schema = (root / name).parent / found[1]
        assert schema.resolve() == (root / ".schemas" / f"{kind}.schema.json").resolve()
        assert schema.is_file()


@pytest.mark.parametrize(
    "title",
    [
        "Talks",
        'The "dam": high or low',
        "It's a \\ of sorts",
        "a: b # c",
        "- x",
        "{x}",
        "null",
        "2025",
        "two\nlines\tand a tab",
        "Ærø – 水 – 🕊",
        "a\x85b\u2028c\x07",
        "x" * 200,
    ],
)
def test_the_title_is_what_was_asked_for(tmp_path: Path, title: str) -> None:
    root = new(tmp_path / "mine", title)
    assert load(root).title == title
    assert files_in(root).keys() == files_in(new(tmp_path / "other")).keys()
    assert (root / "case.yaml").read_text(encoding="utf-8").count("\n") == (tmp_path / "other" / "case.yaml").read_text(
        encoding="utf-8"
    ).count("\n")


@settings(max_examples=30)
@given(title=st.text(min_size=1, max_size=200))
def test_any_title_is_kept_or_refused(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    root = tmp_path_factory.mktemp("new") / "c"
    try:
        new(root, title)
    except UsageError:
        assert not title.strip() or any("\ud800" <= character <= "\udfff" for character in title)
        assert not root.exists()
    else:
        assert load(root).title == title


@pytest.mark.parametrize("title", ["", "  ", "x" * 201, "half \ud800"])
def test_a_title_that_can_be_none_writes_nothing(tmp_path: Path, title: str) -> None:
    with pytest.raises(UsageError) as caught:
        new(tmp_path / "mine", title)
    assert caught.value.problems[0].code == "wrong-value"
    assert not (tmp_path / "mine").exists()


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert load(new(tmp_path / "mine"))


@pytest.mark.parametrize("taken", ["case.yaml", "notes.txt", ".git/config"])
def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, taken: str) -> None:
    root = tmp_path / "mine"
    (root / taken).parent.mkdir(parents=True)
    (root / taken).write_text("mine")
    with pytest.raises(UsageError) as caught:
        new(root)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.file) == ("not-empty", str(root))
    assert files_in(root) == {taken: b"mine"}


def test_a_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(UsageError):
        new(tmp_path / "mine")
    assert (tmp_path / "mine").read_text() == "mine"


@pytest.mark.parametrize("name", ["a\0b", "x" * 300, "file/inside"])
def test_a_folder_that_cannot_be_made(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(CommongroundError) as caught:
        new(tmp_path / name)
    assert isinstance(caught.value, StoreError)
    assert caught.value.problems[0].code == "not-possible"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(StoreError):
        new(tmp_path / "locked" / "mine")
