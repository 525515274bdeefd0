"""A folder at a Git revision: read from Git alone, not steered by a revision, clear where there is none."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from commonground.errors import StoreError, UsageError
from commonground.store import open_folder
from commonground.store.revision import not_a_revision, open_revision


def git(folder: Path, *words: str) -> str:
    names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": "2025-03-01T12:00:00Z", "GIT_COMMITTER_DATE": "2025-03-02T12:00:00Z"}
    environment = os.environ | names | dates | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-c", "init.defaultBranch=main", *words]
    return subprocess.run(
        command, cwd=folder, env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()


def keep(folder: Path, message: str = "more") -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """A folder inside a repository, with two commits."""
    root = tmp_path / "work"
    talks = root / "cases" / "my talks"
    (talks / "layers").mkdir(parents=True)
    git(root, "init", "-q")
    (root / "other.txt").write_text("outside")
    (talks / "case.yaml").write_text("case: before\n")
    (talks / "layers" / "ä.yaml").write_text("layer: one\n")
    (talks / ".hidden").write_text("no")
    keep(root)
    (talks / "case.yaml").write_text("case: after\n")
    keep(root)
    return talks


def test_a_folder_is_read_as_it_was_and_nothing_around_it(talks: Path) -> None:
    (talks / "case.yaml").write_text("case: not committed\n")
    before = open_revision(talks, "HEAD~1")
    assert before.names() == ["case.yaml", "layers/ä.yaml"]
    assert before.read("case.yaml") == b"case: before\n"
    assert open_revision(talks, "main").read("case.yaml") == b"case: after\n"
    assert before.title == "my talks"
    assert before.commit == git(talks, "rev-parse", "HEAD~1")
    assert str(before.day) == "2025-03-02"
    assert open_folder(talks).read("case.yaml") == b"case: not committed\n"


def test_the_top_of_a_repository_is_a_folder_too(talks: Path) -> None:
    root = talks.parent.parent
    assert open_revision(root, "HEAD").names() == [
        "cases/my talks/case.yaml",
        "cases/my talks/layers/ä.yaml",
        "other.txt",
    ]


def test_a_tag_a_checksum_and_its_beginning_are_revisions(talks: Path) -> None:
    git(talks, "tag", "-a", "-m", "sealed", "v1", "HEAD~1")
    commit = git(talks, "rev-parse", "HEAD~1")
    for revision in ("v1", commit, commit[:9], "refs/tags/v1", "main^", "HEAD@{1}"):
        assert open_revision(talks, revision).commit == commit, revision


@pytest.mark.parametrize(
    "revision",
    [
        "",
        "-h",
        "--output=stolen",
        "--upload-pack=touch stolen",
        "-",
        "nowhere",
        "HEAD~99",
        "HEAD..main",
        "HEAD --all",
        "HEAD:case.yaml",
        "HEAD\n--all",
        "HEAD\0",
        "$(touch stolen)",
        "HEAD; touch stolen",
        "x" * 300,
    ],
)
def test_what_is_no_revision_is_refused_in_a_sentence_and_does_nothing(talks: Path, revision: str) -> None:
    with pytest.raises(UsageError) as error:
        open_revision(talks, revision)
    assert error.value.problems[0].code == "no-such-revision"
    assert not list(talks.parent.parent.rglob("stolen"))
    assert not_a_revision(talks, revision) == error.value.problems[0]
    assert not_a_revision(talks, "HEAD") is None


def test_a_file_that_was_not_there_and_one_outside_cannot_be_read(talks: Path) -> None:
    folder = open_revision(talks, "HEAD")
    for name in ("sources.yaml", ".hidden"):
        with pytest.raises(StoreError, match="no such file in this revision"):
            folder.read(name)
    for name in ("../../other.txt", "/etc/passwd"):
        with pytest.raises(StoreError, match="not the name of a file inside"):
            folder.read(name)
    with pytest.raises(StoreError, match="larger than 3 bytes"):
        folder.read("case.yaml", limit=3)


def test_a_link_is_followed_inside_the_folder_and_never_out_of_it(talks: Path) -> None:
    (talks / "layers" / "again.yaml").symlink_to("ä.yaml")
    (talks / "layers" / "out.yaml").symlink_to("../../../other.txt")
    (talks / "layers" / "root.yaml").symlink_to("/etc/passwd")
    keep(talks)
    folder = open_revision(talks, "HEAD")
    assert folder.names() == ["case.yaml", "layers/again.yaml", "layers/ä.yaml"]
    assert folder.read("layers/again.yaml") == b"layer: one\n"


def test_a_folder_that_was_not_there_yet_is_told(talks: Path) -> None:
    later = talks.parent / "later"
    later.mkdir()
    (later / "case.yaml").write_text("case: later\n")
    keep(later)
    assert open_revision(later, "HEAD").names() == ["case.yaml"]
    with pytest.raises(UsageError, match="The folder later was not in the repository at HEAD~1"):
        open_revision(later, "HEAD~1")


def test_where_a_file_stood_there_was_no_folder(talks: Path) -> None:
    other = talks.parent.parent / "other.txt"
    other.unlink()
    other.mkdir()
    (other / "case.yaml").write_text("case: now a folder\n")
    with pytest.raises(UsageError, match=r"The folder other.txt was not in the repository at HEAD"):
        open_revision(other, "HEAD")


def test_outside_of_any_repository_there_are_no_revisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(UsageError, match="does not lie in a Git repository"):
        open_revision(tmp_path, "HEAD")


def test_no_folder_no_git_and_an_empty_repository_are_told(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(StoreError, match="Only a folder can be read at a revision"):
        open_revision(talks / "case.yaml", "HEAD")
    empty = tmp_path / "empty"
    empty.mkdir()
    git(empty, "init", "-q")
    with pytest.raises(UsageError, match="no revision “HEAD”"):
        open_revision(empty, "HEAD")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(StoreError, match="Git is not installed"):
        open_revision(talks, "HEAD")
    problem = not_a_revision(talks, "HEAD")
    assert problem is not None
    assert problem.code == "no-git"


def test_surroundings_that_point_elsewhere_decide_nothing(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    git(elsewhere, "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(elsewhere / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(elsewhere))
    assert open_revision(talks, "HEAD~1").read("case.yaml") == b"case: before\n"


def test_nothing_of_the_repository_is_run_or_written(talks: Path) -> None:
    root = talks.parent.parent
    program = root / "program"
    program.write_text("#!/bin/sh\ntouch stolen\n")
    program.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "gpg.program", "diff.external", "core.sshCommand"):
        git(root, "config", name, str(program))
    git(root, "config", "log.showSignature", "true")
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}
    open_revision(talks, "HEAD~1").read("case.yaml")
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()} == before
