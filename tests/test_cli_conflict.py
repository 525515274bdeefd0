"""Whether it would hold, on the command line: each verb says under what it holds, and wrong input is one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import commonground as cg
from commonground.cli import main
from commonground.conflict.array import back_end
from tests.case.folders import folder

MILL = """\
case: A mill
parties: {up: Upstream, down: Downstream}
options: {up: {dam: builds the dam}, down: {sue: goes to court}}
status_quo: NN
preferences:
  up: [{id: V1, priority: not sue}, {id: V2, priority: dam}]
  down: {ranking: [NN, NY, YY, YN], kind: presumed}
"""
PLACES = """\
case: A raid
parties: {a: A, b: B}
states: [truce, raid, peace]
status_quo: truce
moves: {a: [[truce, raid]], b: [[raid, truce], [truce, peace]]}
preferences: {a: {ranking: [raid, truce, peace]}, b: {ranking: [peace, truce, raid]}}
"""


def _said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "words", [("stability",), ("stability", "--state", "NN"), ("paths",), ("together",), ("explain", "up")]
)
@pytest.mark.parametrize("form", [MILL, PLACES])
def test_every_answer_says_that_preferences_are_assumed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], form: str
) -> None:
    if form is PLACES:
        words = tuple({"NN": "truce", "up": "a"}.get(word, word) for word in words)
    case = folder(tmp_path / "c", form)
    assert main([words[0], str(case), *words[1:]]) == 0
    assert "under these assumed preferences" in _said(capsys)
    assert main([words[0], str(case), *words[1:], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["case"] == "c"


def test_a_state_is_told_with_the_changes_that_would_give_another_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = folder(tmp_path / "c", MILL)
    assert main(["stability", str(case), "--state", "nn", "--concept", "seq"]) == 0
    said = _said(capsys)
    assert "│ Upstream │ stays │" in said
    assert "Without V1 of Upstream: under seq Upstream would gain by leaving NN." in said
    assert "With the other order of V1 and V2 of Upstream: under seq Upstream would gain by leaving NN." in said
    assert "With places 3 and 4 in the ranking of Downstream exchanged: under seq Upstream would gain" in said
    assert "Tried, one at a time: one presumed preference left out, or two neighbours in the other order (6)." in said


def test_the_list_of_equilibria_says_which_changes_alter_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = folder(tmp_path / "c", MILL)
    assert main(["stability", str(case), "--concept", "nash", "--concept", "seq"]) == 0
    said = _said(capsys)
    assert "Some other states would be equilibria, or some of these not, without V1 or V2" in said


def test_what_a_thing_turns_on_stands_in_json_as_python_gives_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = folder(tmp_path / "c", MILL)
    assert main(["stability", str(case), "--state", "YN", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == cg.stability(cg.load(case), about="YN").to_dict()


def test_sets_are_kept_in_a_file_that_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, kept = folder(tmp_path / "c", MILL), tmp_path / "kept.npz"
    assert main(["stability", str(case), "--keep", str(kept), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["file"] == str(kept)
    bits = np.unpackbits(np.load(kept)["seq/equilibria"], count=4)
    assert [cg.stability(cg.load(case)).model.name(place) for place in np.flatnonzero(bits).tolist()] == told[
        "equilibria"
    ]["seq"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("stability", "--state", "YYY"), "2 letters, Y or N for each of dam, sue"),
        (("stability", "--concept", "nashh"), "Did you mean “nash”?"),
        (("paths", "--to", "raid"), "is no state of this model"),
        (("explain", "ups"), "Did you mean “up”?"),
        (("explain", "up", "NNN"), "is no state of this model"),
        (("together", "Y-"), "is no state of this model"),
    ],
)
def test_wrong_input_is_one_sentence_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    assert main([words[0], str(folder(tmp_path / "c", MILL)), *words[1:]]) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.err.count("\n") == 1


def _large(folder_: Path, options: int) -> Path:
    lists = {party: [f"{party}{number}" for number in range(options // 2)] for party in "ab"}
    named = {party: dict.fromkeys(own) for party, own in lists.items()}
    text = f"case: Large\nparties: {{a: A, b: B}}\noptions: {json.dumps(named)}\npreferences: {json.dumps(lists)}\n"
    return folder(folder_, text)


def test_before_long_work_it_says_how_long(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stability", str(_large(tmp_path / "c", 18)), "--concept", "nash"]) == 0
    assert capsys.readouterr().err.startswith("This will take a second or two, ")


@pytest.mark.parametrize(
    ("words", "says"), [(("together",), "This will take "), (("explain", "a"), "The reasons will take ")]
)
def test_so_do_coalitions_and_reasons_of_large_models(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], says: str
) -> None:
    case = _large(tmp_path / "c", 18)
    assert main([words[0], str(case), *words[1:], "N" * 18]) == 0
    assert capsys.readouterr().err.startswith(says)
    assert (
        main([words[0], str(folder(tmp_path / "small", MILL)), *("up" if each == "a" else each for each in words[1:])])
        == 0
    )
    assert capsys.readouterr().err == ""


def test_what_does_not_fit_is_refused_with_no_promise_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stability", str(_large(tmp_path / "c", 24)), "--memory", "0.1"]) == 2
    told = capsys.readouterr()
    assert told.err.startswith("commonground: The 24 options make 16,777,216 states")
    assert told.err.count("\n") == 1


def test_stopping_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(back_end.ArrayBackEnd, "stable", stopped)
    kept = tmp_path / "kept.npz"
    assert main(["stability", str(folder(tmp_path / "c", MILL)), "--keep", str(kept)]) == 130
    assert capsys.readouterr().err == "commonground: stopped; nothing was left half written.\n"
    assert not kept.exists()


def test_ways_and_coalitions_tell_what_they_turn_on_in_a_few_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", "istanbul-2025", "--to", "YNYNNYNY"]) == 0
    said = _said(capsys)
    assert "12 preferences are presumed, without a statement: V4, V5" in said
    assert "Tried, one at a time" in said
    assert main(["together", "istanbul-2025"]) == 0
    said = _said(capsys)
    assert "Without V5 of Russia: Russia and Ukraine together could not do better." in said
    assert "2 more changes give another answer: see --json." in said
    assert main(["paths", "istanbul-2025"]) == 0
    assert "Without V5 of Russia: NNNNYNYY, NNNNYYYN and NNNNYYYY: no equilibrium." in _said(capsys)


def test_many_changes_that_alter_other_states_are_a_count(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stability", "istanbul-2025"]) == 0
    said = _said(capsys)
    assert "18 of 28 single changes alter which other states are equilibria: --json names each." in said
    assert "without V4, V5" not in said
