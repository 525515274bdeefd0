"""Several files as one: what is refused writes nothing, what was decided is finished, what is damaged is said."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from commonground.errors import NewerVersionError, StoreError
from commonground.store import ABSENT, commit, open_folder, read_file, recover, version_of

JOURNAL = ".commonground-journal.json"
STAGED = ".commonground-stage-0123456789abcde"


def pending(folder: Path, **files: tuple[bytes, bytes]) -> None:
    """A save of these files (old and new bytes) that was decided and cut off before any file had its name."""
    entries = []
    for number, (name, (old, new)) in enumerate(files.items()):
        (folder / f"{STAGED}{number}").write_bytes(new)
        if not (folder / name).exists():
            (folder / name).write_bytes(old)
        stage = f"{STAGED}{number}"
        entries.append({"name": name, "stage": stage, "before": version_of(old), "after": version_of(new)})
    (folder / JOURNAL).write_text(json.dumps({"version": 1, "files": entries}))


def entry(**changed: object) -> str:
    """A journal with one entry, sound but for what is changed."""
    sound = {"name": "x", "stage": f"{STAGED}0", "before": version_of(b""), "after": version_of(b"")}
    return json.dumps({"version": 1, "files": [{**sound, **changed}]})


def visible(folder: Path) -> dict[str, bytes]:
    opened = open_folder(folder)
    return {name: opened.read(name) for name in opened.names()}


def test_files_in_folders_that_are_not_there_yet(tmp_path: Path) -> None:
    files = {"case.yaml": b"a", "layers/x.yaml": b"b", "sources/deep/down.txt": b"c"}
    commit(tmp_path, files, expected=dict.fromkeys(files, ABSENT))
    assert visible(tmp_path) == files
    assert sorted(os.listdir(tmp_path)) == [".commonground.lock", "case.yaml", "layers", "sources"]


def test_one_newer_file_keeps_all_from_being_written(tmp_path: Path) -> None:
    commit(tmp_path, {"a": b"1", "b": b"1"})
    with pytest.raises(NewerVersionError, match="b: This file was changed"):
        commit(tmp_path, {"a": b"2", "b": b"2"}, {"a": version_of(b"1"), "b": version_of(b"0")})
    assert visible(tmp_path) == {"a": b"1", "b": b"1"}


def test_a_file_that_is_only_read_may_be_expected_too(tmp_path: Path) -> None:
    commit(tmp_path, {"a": b"1", "b": b"1"})
    with pytest.raises(NewerVersionError):
        commit(tmp_path, {"a": b"2"}, {"b": version_of(b"0")})
    assert visible(tmp_path) == {"a": b"1", "b": b"1"}


def test_nothing_to_write_is_no_save(tmp_path: Path) -> None:
    commit(tmp_path, {})
    assert visible(tmp_path) == {}


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "", ".", "a//b", "a\\b", "C:a", "C:/a", "a\x00b", "a/"])
def test_names_that_lead_out_are_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    with pytest.raises(StoreError):
        commit(folder, {"good": b"", name: b"x"})
    assert os.listdir(tmp_path) == ["case"]
    assert visible(folder) == {}
    with pytest.raises(StoreError):
        read_file(folder, name)


def test_a_link_that_leads_out_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "secret").write_bytes(b"old")
    (tmp_path / "case" / "a").symlink_to(tmp_path / "secret")
    (tmp_path / "case" / "b").symlink_to(tmp_path)
    for name in ("a", "b/secret"):
        with pytest.raises(StoreError, match="leads out"):
            commit(tmp_path / "case", {name: b"new"})
    assert (tmp_path / "secret").read_bytes() == b"old"


def test_a_full_disk_while_staging_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(tmp_path, {"a": b"1", "b": b"1"})
    write = os.write

    def full(descriptor: int, data: bytes) -> int:
        if bytes(data) == b"too much":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data)

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(StoreError, match="No space left"):
            commit(tmp_path, {"a": b"2", "b": b"too much"})
    assert visible(tmp_path) == {"a": b"1", "b": b"1"}
    assert sorted(os.listdir(tmp_path)) == [".commonground.lock", "a", "b"]


def test_readers_see_a_decided_save_and_writers_finish_it(tmp_path: Path) -> None:
    pending(tmp_path, a=(b"1", b"2"), b=(b"1", b"2"))
    os.replace(tmp_path / f"{STAGED}0", tmp_path / "a")  # cut off after the first file
    assert visible(tmp_path) == {"a": b"2", "b": b"2"}
    assert (tmp_path / "b").read_bytes() == b"1"
    commit(tmp_path, {"b": b"3"}, {"b": version_of(b"2")})
    assert visible(tmp_path) == {"a": b"2", "b": b"3"}
    assert sorted(os.listdir(tmp_path)) == [".commonground.lock", "a", "b"]


def test_a_new_file_of_a_decided_save_is_listed(tmp_path: Path) -> None:
    pending(tmp_path, a=(b"", b"2"))
    (tmp_path / "a").unlink()
    assert visible(tmp_path) == {"a": b"2"}


def test_an_edit_after_the_cut_is_not_lost(tmp_path: Path) -> None:
    pending(tmp_path, a=(b"1", b"2"), b=(b"1", b"2"))
    (tmp_path / "b").write_bytes(b"edited by hand")
    with pytest.raises(NewerVersionError, match="after a save that was cut off"):
        recover(tmp_path)
    assert (tmp_path / "b").read_bytes() == b"edited by hand"
    (tmp_path / JOURNAL).unlink()  # as the message advises
    recover(tmp_path)
    assert visible(tmp_path) == {"a": b"1", "b": b"edited by hand"}


def test_a_damaged_staged_file_is_not_taken(tmp_path: Path) -> None:
    pending(tmp_path, a=(b"1", b"2"))
    (tmp_path / f"{STAGED}0").write_bytes(b"rot")
    with pytest.raises(StoreError, match="damaged"):
        recover(tmp_path)
    assert (tmp_path / "a").read_bytes() == b"1"


@pytest.mark.parametrize(
    "journal",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "files": []}',
        '{"version": 1, "files": [1]}',
        entry(name="../x"),
        entry(name="/etc/passwd"),
        entry(stage="../../etc/passwd"),
        entry(stage="case.yaml"),
        entry(stage=1),
        entry(after=None),
        "[" * 100_000,
        " " * 1_000_001,
    ],
)
def test_a_journal_that_is_not_ours_stops_everybody(tmp_path: Path, journal: str) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / JOURNAL).write_text(journal)
    for act in (lambda: recover(tmp_path), lambda: read_file(tmp_path, "a"), lambda: open_folder(tmp_path).names()):
        with pytest.raises(StoreError, match="journal") as caught:
            act()
        assert caught.value.problems[0].code == "bad-journal"
    assert (tmp_path / "a").read_bytes() == b"1"


def test_what_was_left_is_cleared_and_what_is_being_written_is_not(tmp_path: Path) -> None:
    (tmp_path / f"{STAGED}0").touch()
    for name, age in (("old", 100_000), ("young", 10)):
        aside = tmp_path / f".commonground-aside-{name}"
        aside.touch()
        os.utime(aside, (aside.stat().st_mtime - age,) * 2)
    recover(tmp_path)
    assert sorted(os.listdir(tmp_path)) == [".commonground-aside-young", ".commonground.lock"]
