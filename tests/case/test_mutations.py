"""Damaged and huge case files, a few hundred of the many that ``tests.case.mutations`` can make."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from commonground.case import load
from commonground.errors import CaseError, CommongroundError, Problem, Where
from tests.case import mutations
from tests.case.damage import TO_BYTES, TO_DATA
from tests.case.folders import MINIMAL, folder, statement, whole
from tests.case.mutations import WITHOUT_LINE, Tally, damaged, one, sound, tried

GIGABYTE = 1_000_000_000
NOTHING: tuple[Problem, ...] = ()

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the guards against hanging need a Unix alarm")


def told(root: Path, *arguments: str) -> str:
    """What a program of the tests prints; it runs by itself, so that its memory is its own."""
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-5_000:] + done.stderr[-5_000:]
    return done.stdout


def test_undamaged_they_load() -> None:
    for contents in sound():
        layers = tuple(Path(name).stem for name in contents if name.startswith("layers/"))
        assert tried(contents, layers, None) == NOTHING


def test_five_hundred_load_or_are_refused_in_words(root: Path) -> None:
    tally = json.loads(told(root, "tests.case.mutations", "--count", "500", "--json"))
    assert tally["failures"] == []
    assert tally["count"] == tally["loaded"] + tally["refused"] == 500
    assert tally["loaded"] > 80
    assert tally["refused"] > 250
    assert set(tally["kinds"]) == {kind.__name__ for kind in (*TO_BYTES, *TO_DATA)}
    assert len(tally["codes"]) > 20
    assert tally["peak"] < GIGABYTE


def test_a_number_makes_the_same_case_again() -> None:
    for number in range(40):
        assert damaged(7, number) == damaged(7, number)
    assert len({str(damaged(7, number)) for number in range(40)}) == 40


def test_huge_files_load_or_are_refused_within_bounds(root: Path) -> None:
    *lines, peak = told(root, "tests.case.huge").splitlines()
    assert len(lines) >= 15
    assert all(": loaded, " in line or ": refused, " in line for line in lines)
    assert any(": loaded, " in line for line in lines)
    assert int(peak) < GIGABYTE


# --- that the search would find something ---


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException | None) -> str:
    """What is noted of one damaged case when loading does this."""

    def load_folder(*_: Any) -> None:
        if error is None:
            while True:
                time.sleep(0.01)
        raise error

    monkeypatch.setattr(mutations, "load_folder", load_folder)
    tally = Tally(0)
    one(tally, 0)
    assert tally.loaded + tally.refused + len(tally.failures) == 1
    return "".join(tally.failures)


def test_another_exception_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "KeyError" in failing(monkeypatch, KeyError("x"))
    assert "RecursionError" in failing(monkeypatch, RecursionError())


def test_hanging_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutations, "LONGEST", 1)
    assert "more than 1 s" in failing(monkeypatch, None)


def test_a_problem_without_its_place_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere, in_file, in_line = Where(), Where("case.yaml"), Where("case.yaml", 3)
    assert "no file" in failing(monkeypatch, CaseError(Problem("x", nowhere)))
    assert "no file" in failing(monkeypatch, CaseError(Problem("x", Where("other.yaml", 3))))
    assert "no line" in failing(monkeypatch, CaseError([Problem("x", in_line), Problem("x", in_file)]))
    assert failing(monkeypatch, CaseError(Problem("x", in_line))) == ""
    for code in WITHOUT_LINE:
        assert failing(monkeypatch, CaseError(Problem("x", in_file, code=code))) == ""


# --- refused by size, unread ---


@pytest.mark.parametrize("name", ["case.yaml", "sources.yaml", "layers/one.yaml"])
def test_a_file_over_two_megabytes_is_never_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    talks = whole(tmp_path / "c", layers__one_yaml="layer: x\nkind: reading\n")
    parsed: list[int] = []
    parse = yaml.parse

    def watched(text: str, **options: Any) -> Any:
        parsed.append(len(text))
        return parse(text, **options)

    monkeypatch.setattr(yaml, "parse", watched)
    text = (talks / name).read_text()
    (talks / name).write_text(text + "#" * (2_000_000 - len(text)))
    assert load(talks, ["one"])
    assert 2_000_000 in parsed
    parsed.clear()
    (talks / name).write_text(text + "#" * (2_000_001 - len(text)))
    with pytest.raises(CommongroundError) as caught:
        load(talks, ["one"])
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.file) == ("too-large", name)
    assert max(parsed, default=0) < 2_000_000


def test_coders_may_write_more_than_that_and_are_bounded_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "".join(statement(f"s{n}", "letter", "ann", paraphrase="x" * 1_000) for n in range(2_000))
    assert len(lines) > 2_000_000
    talks = folder(tmp_path / "c", MINIMAL, statements__me_jsonl=lines)
    assert len(load(talks).statements) == 2_000
    with (talks / "statements" / "me.jsonl").open("r+b") as file:
        file.truncate(50_000_001)  # takes no space on disk

    def parsed(*_: object) -> None:
        raise AssertionError("read all the same")

    monkeypatch.setattr(sys.modules["commonground.case.load"], "read_statements", parsed)
    with pytest.raises(CaseError) as caught:
        load(talks)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.file) == ("too-large", "statements/me.jsonl")
