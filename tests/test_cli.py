"""The command line as a newcomer meets it: answers, JSON, exit codes, one clear sentence for a mistake."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from commonground.cli import main
from tests.case.folders import MINIMAL, whole

VERBS = ("demo", "brief", "agree", "check", "new", "attach")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(tmp_path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(list(arguments))
    told = capsys.readouterr()
    return code, told.out, told.err


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example(capsys: pytest.CaptureFixture[str], verb: str) -> None:
    code, out, _ = run(capsys, verb, "--help")
    assert code == 0
    assert f"Example:  commonground {verb}" in " ".join(out.split("\n")).replace("\n", "")


def test_demo_says_where_the_record_ends_first_and_writes_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "demo")
    assert code == 0
    told = " ".join(out.split())
    assert told.index("The record ends on 25 July 2025") < told.index("accepted")
    assert "One reading, by the Commonground authors" in told
    assert Path("brief.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_agree_answers_the_istanbul_talks(capsys: pytest.CaptureFixture[str]) -> None:
    told = answer(capsys, "agree", "istanbul-2025")
    zones = {issue: verdict["zone"] for issue, verdict in told["issues"].items()}
    assert {issue for issue, zone in zones.items() if zone == "accepted"} == {
        "prisoners",
        "bodies",
        "children",
        "contacts",
    }
    assert [issue for issue, zone in zones.items() if zone == "not excluded"] == ["ceasefire"]
    assert told["issues"]["children"]["outcomes"]["case_by_case"] == "accepted"
    open_outcomes = {o for o, zone in told["issues"]["ceasefire"]["outcomes"].items() if zone == "not excluded"}
    assert open_outcomes == {"infrastructure_only"}
    full, leaders, settlement = (told["targets"][name] for name in ("ceasefire=full", "leaders", "settlement"))
    assert (full["zone"], full["keystones"], full["price"]) == ("excluded", ["R1"], {"ukraine": 2, "russia": 1})
    assert (leaders["zone"], leaders["keystones"]) == ("excluded", ["R8"])
    assert leaders["price"] == {"ukraine": 7, "russia": 1}
    assert leaders["price_alone"] == {"ukraine": None, "russia": 1}
    assert (settlement["zone"], settlement["keystones"]) == ("excluded", [])
    pairs = {frozenset(pair) for pair in settlement["disjoint_blocking_sets"]}
    assert pairs == {frozenset(p.split()) for p in ("R2 U2", "R3 U3", "R4 U4", "R5 U5", "R6 U7", "R7 U6")}
    assert settlement["price"] == {"ukraine": 6, "russia": 6}
    assert all(target["exhaustive"] for target in told["targets"].values())


def test_cuba_by_round(capsys: pytest.CaptureFixture[str]) -> None:
    told = [answer(capsys, "agree", "cuba-1962", "--round", f"r{n}")["targets"]["missiles leave"] for n in range(1, 5)]
    assert [target["zone"] for target in told] == ["excluded", "not excluded", "excluded", "not excluded"]
    assert told[0]["price"] == {"us": None, "ussr": 1}
    assert told[0]["blocking_set"] == ["S1"]
    assert told[2]["price"] == {"us": 1, "ussr": 1}
    assert told[2]["blocking_set"] == ["A3o", "S4"]


def test_every_clause_in_the_answer_leads_to_statement_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    told = answer(capsys, "agree", "istanbul-2025")
    named = {name for target in told["targets"].values() for name in target["blocking_set"] + target["keystones"]}
    assert named
    assert named <= set(told["clauses"])
    for clause in told["clauses"].values():
        assert clause["unsourced"] or all(item["statement"] and item["source"] for item in clause["evidence"])


def test_a_target_a_layer_and_a_date_from_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    told = answer(
        capsys, "agree", "istanbul-2025", "--target", "leaders = to_sign", "--layer", "signing-needs-no-settlement"
    )
    assert told["targets"]["leaders = to_sign"]["price"] == {"ukraine": 1, "russia": None}
    assert [layer["id"] for layer in told["layers"]] == ["signing-needs-no-settlement"]
    early = answer(capsys, "agree", "istanbul-2025", "--as-of", "2025-05-20")
    assert early["round"] == "r1"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("agree", "nowhere"), "There is no case at “nowhere”"),
        (("agree", "istanbul-2024"), "Did you mean “istanbul-2025”?"),
        (("agree", "cuba-1962", "--round", "r9"), "no round “r9”"),
        (("agree", "cuba-1962", "--target", "misiles = stay"), "Did you mean “missiles”?"),
        (("agree", "cuba-1962", "--target", "missiles ="), "character"),
        (("agree", "istanbul-2025", "--layer", "signing"), "There is no layer “signing”"),
        (("agree", "cuba-1962", "--as-of", "October"), "has to be a day"),
        (("brief", "cuba-1962", "--to", "brief.doc"), "a name that ends in .html, .pdf, .docx"),
        (("new", "."), "There is something here already"),
        (("attach", "istanbul-2025", "ki"), "This case has no source “ki”"),
        (("attach", "istanbul-2025", "ki-interview"), "Which file holds the text?"),
        (("attach", "istanbul-2025", "ki-interview", "missing.txt"), "missing.txt"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    Path("something").write_text("here")
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err


def test_check_tells_errors_with_exit_code_1_and_warnings_with_0(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    good = whole(tmp_path / "good")
    code, out, _ = run(capsys, "check", str(good))
    assert code == 0
    assert "0 errors" in out
    bad = whole(
        tmp_path / "bad", MINIMAL.replace("kind: red line", "kind: red lin").replace("r1, until: r2", "r1, until: r7")
    )
    code, out, _ = run(capsys, "check", str(bad), "--json")
    assert code == 1
    problems = json.loads(out)["problems"]
    assert {problem["code"] for problem in problems} >= {"not-allowed"}
    assert all(problem["line"] for problem in problems)


def test_check_warns_of_verdicts_that_turn_on_one_sides_word(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    told = whole(tmp_path / "c", MINIMAL.replace("evidence: [t2, t3]", "evidence: [t2]"))
    problems = answer(capsys, "check", str(told))["problems"]
    assert "one-sides-word" in {problem["code"] for problem in problems}


def test_check_asks_about_the_codebook(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    told = whole(tmp_path / "c", MINIMAL, codebook_yaml="acts: {demnad: {definition: Asks.}}\n")
    problems = [each for each in answer(capsys, "check", str(told))["problems"] if each["file"] == "codebook.yaml"]
    assert {(each["code"], each["severity"]) for each in problems} == {
        ("no-version", "warning"),
        ("defined-not-known", "warning"),
    }


def test_new_makes_a_case_that_the_other_verbs_take(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "new", "my talks", "--title", 'The "bridge": a talk')
    assert code == 0
    assert "commonground check 'my talks'" in out
    assert answer(capsys, "check", "my talks") == {"errors": 0, "problems": []}
    assert {verdict["zone"] for verdict in answer(capsys, "agree", "my talks")["issues"].values()} == {
        "accepted",
        "not excluded",
        "excluded",
    }
    assert run(capsys, "brief", "my talks", "--to", "b.html")[0] == 0
    assert "The &#34;bridge&#34;: a talk" in Path("b.html").read_text(encoding="utf-8")


def test_attach_and_forget(capsys: pytest.CaptureFixture[str], shared_data: Path) -> None:
    text = shared_data / "record" / "interview.txt"
    (state,) = answer(capsys, "attach", "istanbul-2025", "ki-interview", str(text))["sources"]
    assert state["as_recorded"] is True
    assert state["anchors"]["exact"] == state["anchored"] > 20
    run(capsys, "brief", "istanbul-2025", "--to", "quoted.html")
    assert "<blockquote" in Path("quoted.html").read_text(encoding="utf-8")
    (state,) = answer(capsys, "attach", "istanbul-2025", "ki-interview", "--forget")["sources"]
    assert state["text"] == "not attached"


def test_the_program_runs_as_a_process_and_says_its_version() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "commonground", "--version"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("commonground ")


def test_output_cut_off_by_its_reader_is_no_traceback() -> None:
    command = f"{shlex.quote(sys.executable)} -m commonground agree istanbul-2025 --json | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, env={**os.environ})
    assert done.stdout == "{\n"
    assert "Traceback" not in done.stderr


def test_importing_the_package_imports_no_engine() -> None:
    engines = ("numpy", "pysat", "lark", "pydantic", "rich")
    code = f"import sys, commonground; print([name for name in {engines} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_check_tries_every_layer_and_the_codebook(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    root = whole(
        tmp_path / "c",
        layers__good_yaml="layer: Good\nkind: reading\nwithdraw: [N1]\n",
        layers__bad_yaml="layer: Bad\nkind: reading\nwithdraw: [N9]\n",
    )
    code, out, _ = run(capsys, "check", str(root), "--json")
    assert code == 1
    (problem,) = (problem for problem in json.loads(out)["problems"] if problem["severity"] == "error")
    assert (problem["file"], problem["line"], problem["code"]) == ("layers/bad.yaml", 3, "unknown-id")
    (root / "layers" / "bad.yaml").unlink()
    (root / "codebook.yaml").write_text("acts: {demand: {definitoin: x}}\n", encoding="utf-8")
    code, out, _ = run(capsys, "check", str(root), "--json")
    assert code == 1
    assert {problem["file"] for problem in json.loads(out)["problems"]} == {"codebook.yaml"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ways", "istanbul-2025", "full cease"), "Did you mean “full ceasefire”?"),
        (("levers", "istanbul-2025", "nothing"), "There is no target “nothing”"),
        (("order", "istanbul-2025", "--split", "XX"), "no step “XX”"),
        (("order", "istanbul-2025", "--split", "CF"), "has no phases"),
        (("next", "istanbul-2025", "--present", "ukrain=delegation"), "Did you mean “ukraine”?"),
        (("next", "istanbul-2025", "--present", "ukraine=minister"), "minister"),
        (("diff", "istanbul-2025", "r1", "r9"), "“r9” is neither a round"),
        (("diff", "istanbul-2025"), "Nothing was said to compare with."),
        (("agree", "istanbul-2025", "--what-if", "drop R99"), "Did you mean “R9”?"),
        (("agree", "istanbul-2025", "--what-if", "remove R1"), "This change cannot be read."),
        (("blocks", "istanbul-2025", "leaders", "--within", "nope"), "nope"),
    ],
)
def test_a_mistake_in_depth_is_one_sentence_too(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1
