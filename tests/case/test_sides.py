"""What a comparison compares: rounds, layers, folders and revisions, told apart by what a word can be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commonground.case.revision import load_revision
from commonground.case.sides import diff_sides
from commonground.errors import CaseError, UsageError
from tests.case.folders import MINIMAL, folder, whole
from tests.store.test_revision import git, keep

LAYER = "layer: No bridge\nkind: reading\nwithdraw: [S2]\n"


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A case with a layer in a repository, changed since its first commit and again since its last."""
    talks = whole(tmp_path / "repository" / "talks", layers__without_yaml=LAYER)
    git(talks.parent, "init", "-q")
    keep(talks)
    (talks / "case.yaml").write_text(MINIMAL.replace("bridge <= foot", "bridge = foot"), encoding="utf-8")
    keep(talks)
    (talks / "case.yaml").write_text(MINIMAL.replace("bridge <= foot", "bridge != open"), encoding="utf-8")
    return talks


def test_a_case_is_loaded_as_it_was(talks: Path) -> None:
    assert load_revision(talks, "HEAD~1").clauses["N1"].text == "bridge <= foot"
    assert load_revision(talks, "HEAD").clauses["N1"].text == "bridge = foot"
    layered = load_revision(talks, "HEAD", layers=["without"], as_of=date(2025, 1, 20))
    assert [layer.id for layer in layered.layers] == ["without"]
    assert list(layered.rounds) == ["r1"]


def test_what_stood_there_then_is_checked_like_any_case(talks: Path) -> None:
    (talks / "case.yaml").write_text("case: [", encoding="utf-8")
    keep(talks)
    with pytest.raises(CaseError):
        load_revision(talks, "HEAD")
    (talks / "case.yaml").unlink()
    keep(talks)
    with pytest.raises(CaseError, match=r"no case\.yaml"):
        load_revision(talks, "HEAD")


def test_two_rounds(talks: Path) -> None:
    sides = diff_sides(talks, "r1", "r2")
    assert (sides.kind, sides.before.name, sides.after.name) == ("rounds", "r1", "r2")
    assert sides.before.case is sides.after.case
    assert diff_sides(talks, "r1").after.name == "r2"


def test_two_revisions_and_one_with_the_folder_as_it_is(talks: Path) -> None:
    sides = diff_sides(talks, "HEAD~1", "HEAD")
    assert sides.kind == "versions"
    texts = [side.case.clauses["N1"].text for side in (sides.before, sides.after)]
    assert texts == ["bridge <= foot", "bridge = foot"]
    assert sides.before.commit == git(talks, "rev-parse", "HEAD~1")
    since = diff_sides(talks, "HEAD")
    assert [side.kind for side in (since.before, since.after)] == ["revision", "case"]
    assert since.after.case.clauses["N1"].text == "bridge != open"
    told = since.to_dict()
    assert told["before"]["day"] == "2025-03-02"
    assert told["after"]["commit"] is None


def test_two_folders_and_two_layers(talks: Path, tmp_path: Path) -> None:
    other = folder(tmp_path / "other", MINIMAL.replace("A small one", "Another"))
    sides = diff_sides(talks, str(other))
    assert [side.kind for side in (sides.before, sides.after)] == ["case", "folder"]
    assert sides.after.case.title == "Another"
    bundled = diff_sides("cuba-1962", "istanbul-2025")
    assert bundled.after.case.id == "istanbul-2025"
    layer = diff_sides(talks, "without")
    assert "S2" in layer.before.case.clauses
    assert "S2" not in layer.after.case.clauses
    assert [side.kind for side in (layer.before, layer.after)] == ["case", "layer"]
    mixed = diff_sides(talks, "HEAD~1", "without")
    assert [side.kind for side in (mixed.before, mixed.after)] == ["revision", "layer"]


def test_layers_are_on_for_both_sides_or_where_nothing_else_is_said_for_the_second(talks: Path) -> None:
    both = diff_sides(talks, "HEAD~1", "HEAD", layers=["without"])
    assert all([layer.id for layer in side.case.layers] == ["without"] for side in (both.before, both.after))
    one = diff_sides(talks, layers=["without"])
    assert (one.before.case.layers, [layer.id for layer in one.after.case.layers]) == ((), ["without"])


def test_a_word_is_a_round_before_it_is_anything_else(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(talks, "branch", "r1")
    git(talks, "branch", "without")
    git(talks, "branch", "elsewhere")
    assert diff_sides(talks, "r1", "r2").kind == "rounds"
    assert diff_sides(talks, "without").after.kind == "layer"
    assert diff_sides(talks, "refs/heads/r1").before.kind == "revision"
    folder(talks.parent / "elsewhere")
    monkeypatch.chdir(talks.parent)
    assert diff_sides("talks", "elsewhere").after.kind == "folder"
    assert diff_sides("talks", "refs/heads/elsewhere").before.kind == "revision"


def test_a_folder_that_is_no_case_may_still_be_the_name_of_a_branch(
    talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (talks.parent / "main").mkdir()
    monkeypatch.chdir(talks.parent)
    assert diff_sides("talks", "main").before.kind == "revision"


def test_the_day_asked_about_is_the_day_of_both_sides(talks: Path) -> None:
    sides = diff_sides(talks, "HEAD~1", "without", as_of="2025-01-20")
    assert [list(side.case.rounds) for side in (sides.before, sides.after)] == [["r1"], ["r1"]]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("r1", "HEAD"), "“r1” is a round and “HEAD” a revision"),
        (("without", "r1"), "“r1” is a round and “without” a layer"),
        (("r1", "r22"), "“r22” is neither a round nor a layer"),
        (("withuot",), "Did you mean “without”"),
        (("--exec=touch stolen",), "is neither a round nor a layer"),
        ((), "Nothing was said to compare with"),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_sentence(talks: Path, words: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        diff_sides(talks, *words)


def test_outside_of_a_repository_the_sentence_says_why_no_revision_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match=r"“HEAD” is neither .* does not lie in a Git repository"):
        diff_sides(folder(tmp_path / "talks"), "HEAD")
