"""What a brief is compared with: an earlier brief as it was told, or a round, a layer, a folder or a revision."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from commonground.brief import brief, brief_document
from commonground.brief.document import Sentence, parts_of, plain
from commonground.brief.earlier import earlier_of, objects_told
from commonground.case import load
from commonground.errors import CommongroundError
from tests.agreement.cases import case as small
from tests.case.folders import MINIMAL, whole


def test_an_earlier_brief_tells_what_was_told_then(tmp_path: Path) -> None:
    old = brief(load("cuba-1962"), to=tmp_path / "old.json", round="r3")
    then = earlier_of(load("cuba-1962"), old)
    assert then.name == "old.json"
    assert then.zone("missiles leave") == "excluded"
    assert then.zone("no such target") is None
    assert then.wording("S4") == objects_told(load("cuba-1962"))["S4"]
    assert then.wording("no such clause") is None


def test_a_round_is_asked_afresh() -> None:
    assert earlier_of(load("cuba-1962"), "r2").zone("missiles leave") == "not excluded"
    assert earlier_of(load("cuba-1962"), "r1").zone("missiles leave") == "excluded"


def test_a_layer_is_the_case_with_it() -> None:
    case = load("istanbul-2025")
    assert earlier_of(case, "without-russian-memorandum").zone("settlement") != "excluded"


def test_a_revision_is_the_case_as_it_was(tmp_path: Path) -> None:
    root = whole(tmp_path / "c")

    def git(*words: str) -> None:
        name = ["-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(root), *name, *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    before = objects_told(load(root))["N1"]
    (root / "case.yaml").write_text(MINIMAL.replace("kind: red line", "kind: position", 1), encoding="utf-8")
    then = earlier_of(load(root), "HEAD")
    assert then.wording("N1") == before
    assert objects_told(load(root))["N1"] != before
    assert then.name.startswith("HEAD, ")


def test_what_is_new_is_marked(tmp_path: Path) -> None:
    case = load("cuba-1962")
    told = brief_document(case, since="r3")
    words = [plain(part.runs) for part in parts_of(told.sections[1]) if isinstance(part, Sentence)]
    assert told.sections[1].anchor == "changed"
    assert any("r3" in each for each in words)
    assert "changed" not in {section.anchor for section in brief_document(case).sections}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        "{}",
        '{"data": 3}',
        '{"data": {"agreement": {"targets": {"a": 1}}, "case": {"objects": {}}}}',
    ],
)
def test_a_file_that_is_no_brief_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "old.json").write_text(text, encoding="utf-8")
    with pytest.raises(CommongroundError) as caught:
        earlier_of(load("saltmarsh"), tmp_path / "old.json")
    assert caught.value.problems[0].code == "not-a-brief"


def test_a_file_that_is_not_there_a_word_that_is_nothing_a_case_without_folder(tmp_path: Path) -> None:
    asked = [(load("saltmarsh"), str(tmp_path / "none.json"), "not-possible")]
    asked += [(load("saltmarsh"), "r17", "neither-round-nor-version")]
    asked += [(small({"a": ("b", "c")}, {"x": []}), "r1", "nothing-to-compare")]
    for case, since, code in asked:
        with pytest.raises(CommongroundError) as caught:
            earlier_of(case, since)
        assert caught.value.problems[0].code == code


def test_objects_are_plain_data() -> None:
    told = objects_told(load("istanbul-2025"))
    assert json.loads(json.dumps(told)) == told
    assert told["R1"].startswith("russia | ")
