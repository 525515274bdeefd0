"""One file: the new bytes or the old ones, never over somebody else's newer ones."""

from __future__ import annotations

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from commonground.errors import NewerVersionError, StoreError
from commonground.store import ABSENT, version_of, write_atomic

NOT_ROOT = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")


def test_writes_a_new_file_and_leaves_nothing_beside(tmp_path: Path) -> None:
    write_atomic(tmp_path / "a.yaml", b"one")
    assert (tmp_path / "a.yaml").read_bytes() == b"one"
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_atomic(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_permissions_are_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.yaml"
    path.touch()
    path.chmod(mode)
    write_atomic(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_link_goes_on_leading_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.yaml").write_bytes(b"old")
    (tmp_path / "a.yaml").symlink_to("real/a.yaml")
    write_atomic(tmp_path / "a.yaml", b"new")
    assert (tmp_path / "a.yaml").is_symlink()
    assert (tmp_path / "real" / "a.yaml").read_bytes() == b"new"


def test_the_version_expected_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    write_atomic(path, b"one", expected=ABSENT)
    write_atomic(path, b"two", expected=version_of(b"one"))
    assert path.read_bytes() == b"two"


@pytest.mark.parametrize(
    ("on_disk", "expected", "words"),
    [
        (b"theirs", version_of(b"ours"), "changed since it was read"),
        (b"theirs", ABSENT, "has made this file"),
        (None, version_of(b"ours"), "removed or renamed"),
    ],
)
def test_another_version_is_not(tmp_path: Path, on_disk: bytes | None, expected: str, words: str) -> None:
    path = tmp_path / "a.yaml"
    if on_disk is not None:
        path.write_bytes(on_disk)
    with pytest.raises(NewerVersionError, match=words) as caught:
        write_atomic(path, b"mine", expected=expected)
    assert caught.value.problems[0].code == "newer-version"
    assert (path.read_bytes() if path.exists() else None) == on_disk


def test_of_writers_who_read_the_same_version_one_succeeds(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"first")

    def save(number: int) -> int | None:
        try:
            write_atomic(path, f"{number}".encode(), expected=version_of(b"first"))
        except NewerVersionError:
            return None
        return number

    with ThreadPoolExecutor(8) as pool:
        winners = [number for number in pool.map(save, range(8)) if number is not None]
    assert [path.read_bytes()] == [f"{number}".encode() for number in winners]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_full_disk_leaves_the_old_file(tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, call, full)
        with pytest.raises(StoreError, match="No space left") as caught:
            write_atomic(path, b"new")
    assert caught.value.problems[0].where.file == str(path)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_bytes_taken_a_few_at_a_time_all_arrive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, bytes(data)[:7]))
    write_atomic(tmp_path / "a", b"more than seven bytes")
    assert (tmp_path / "a").read_bytes() == b"more than seven bytes"


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "none" / "a.yaml", tmp_path / "folder", tmp_path / ("a" * 300), tmp_path / "a\x00b"):
        with pytest.raises(StoreError):
            write_atomic(path, b"")
    assert os.listdir(tmp_path) == ["folder"]


@NOT_ROOT
def test_a_write_protected_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(StoreError, match="write-protected"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
