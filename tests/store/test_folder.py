"""One face over folders and zips, neither of which may be trusted."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from commonground.errors import StoreError
from commonground.store import Folder, open_folder
from commonground.store.folder import MOST_ENTRIES

FILES = {"case.yaml": b"case: A\n", "layers/x.yaml": b"layer: X\n", "sources/a b.txt": "Ж".encode()}


def in_a_folder(path: Path) -> Folder:
    for name, data in FILES.items():
        (path / "talks" / name).parent.mkdir(parents=True, exist_ok=True)
        (path / "talks" / name).write_bytes(data)
    return open_folder(path / "talks")


def zipped(path: Path, files: dict[str, bytes] | dict[zipfile.ZipInfo, bytes], name: str = "talks.zip") -> Path:
    with zipfile.ZipFile(path / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, data in files.items():
            archive.writestr(file, data)
    return path / name


def in_a_zip(path: Path) -> Folder:
    return open_folder(zipped(path, FILES))


def in_a_folder_in_a_zip(path: Path) -> Folder:
    inner = {f"istanbul/{name}": data for name, data in FILES.items()}
    return open_folder(zipped(path, {"__MACOSX/istanbul/._case.yaml": b"", ".DS_Store": b"", **inner}))


class TestBoth:
    """What holds for a folder holds for a zip of it."""

    @pytest.fixture(params=[in_a_folder, in_a_zip, in_a_folder_in_a_zip])
    def folder(self, request: pytest.FixtureRequest, tmp_path: Path) -> Folder:
        folder: Folder = request.param(tmp_path)
        return folder

    def test_names_and_bytes(self, folder: Folder) -> None:
        assert folder.names() == sorted(FILES)
        assert {name: folder.read(name) for name in folder.names()} == FILES

    def test_its_own_name(self, folder: Folder) -> None:
        assert folder.title == "talks"
        assert folder.root.exists()

    def test_a_file_may_be_as_large_as_the_limit_and_no_larger(self, folder: Folder) -> None:
        assert folder.read("case.yaml", limit=8) == FILES["case.yaml"]
        with pytest.raises(StoreError, match="larger than 7 bytes") as caught:
            folder.read("case.yaml", limit=7)
        assert caught.value.problems[0].read == "case.yaml"

    @pytest.mark.parametrize("name", ["none.yaml", "layers", "layers/x.yaml/y"])
    def test_no_such_file(self, folder: Folder, name: str) -> None:
        with pytest.raises(StoreError):
            folder.read(name)

    @pytest.mark.parametrize("name", ["../talks/case.yaml", "layers/../case.yaml", "/etc/hosts", "./case.yaml", ""])
    def test_no_climbing(self, folder: Folder, name: str) -> None:
        with pytest.raises(StoreError, match="not the name of a file inside"):
            folder.read(name)


def test_hidden_files_and_what_is_no_file_are_left_out(tmp_path: Path) -> None:
    folder = in_a_folder(tmp_path)
    root = folder.root
    (root / ".git" / "objects").mkdir(parents=True)
    (root / ".git" / "objects" / "aa").touch()
    (root / ".commonground.lock").touch()
    (root / "empty").mkdir()
    os.mkfifo(root / "pipe")
    assert folder.names() == sorted(FILES)
    with pytest.raises(StoreError, match="not a file"):
        folder.read("pipe")


def test_links_may_lead_inside_but_not_out(tmp_path: Path) -> None:
    folder = in_a_folder(tmp_path)
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (folder.root / "in.yaml").symlink_to("case.yaml")
    (folder.root / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder.root / "up").symlink_to("..")
    (folder.root / "broken").symlink_to("nowhere")
    assert folder.names() == sorted([*FILES, "in.yaml"])
    assert folder.read("in.yaml") == FILES["case.yaml"]
    for name in ("out.txt", "up/secret.txt"):
        with pytest.raises(StoreError, match="leads out"):
            folder.read(name)
    with pytest.raises(StoreError, match="no such file"):
        folder.read("broken")


def test_a_link_to_the_folder_itself_is_the_folder(tmp_path: Path) -> None:
    in_a_folder(tmp_path)
    (tmp_path / "link").symlink_to("talks")
    assert open_folder(tmp_path / "link").names() == sorted(FILES)


def test_there_is_no_such_folder(tmp_path: Path) -> None:
    (tmp_path / "istanbul-2025").mkdir()
    with pytest.raises(StoreError, match="Did you mean “istanbul-2025”"):
        open_folder(tmp_path / "istambul-2025")
    for path in (tmp_path / "a\x00b", tmp_path / ("a" * 1000), tmp_path / "none" / "case"):
        with pytest.raises(StoreError):
            open_folder(path)


def test_a_home_folder_is_no_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commonground.store.folder.MOST_ENTRIES", 20)
    for number in range(21):
        (tmp_path / f"{number}").touch()
    with pytest.raises(StoreError, match="does not look like a case"):
        open_folder(tmp_path).names()


def link_in_zip() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("link")
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def test_a_zip_offers_no_way_out(tmp_path: Path) -> None:
    bad = {"../a": b"", "/b": b"", "c/../../d": b"", "C:\\e": b"", "C:/f": b""}
    entries = {**{zipfile.ZipInfo(name): data for name, data in bad.items()}, link_in_zip(): b"/etc/hosts"}
    folder = open_folder(zipped(tmp_path, {**entries, zipfile.ZipInfo("case.yaml"): b"x"}))
    assert folder.names() == ["case.yaml"]
    for name in (*bad, "link", "d", "a"):
        with pytest.raises(StoreError):
            folder.read(name)


def test_a_zip_with_two_folders_keeps_both(tmp_path: Path) -> None:
    assert open_folder(zipped(tmp_path, {"a/x": b"", "b/x": b""})).names() == ["a/x", "b/x"]


def test_a_zip_that_expands_is_stopped_before_it_does(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"case.yaml": b"0" * 5_000_000})
    assert path.stat().st_size < 10_000
    with pytest.raises(StoreError, match="larger than 2,000,000 bytes"):
        open_folder(path).read("case.yaml")


def test_a_zip_that_lies_about_a_size_is_not_believed(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"case.yaml": b"0" * 5_000_000})
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + offset
        assert struct.unpack_from("<I", data, at) == (5_000_000,)
        struct.pack_into("<I", data, at, 10)
    path.write_bytes(data)
    folder = open_folder(path)
    with pytest.raises(StoreError):
        folder.read("case.yaml")
    assert folder.names() == ["case.yaml"]


def test_zips_that_cannot_be_read(tmp_path: Path) -> None:
    whole = zipped(tmp_path, FILES).read_bytes()
    encrypted = bytearray(whole)
    encrypted[encrypted.index(b"PK\x01\x02") + 8] |= 1
    damaged = bytearray(whole)
    damaged[40] ^= 0xFF
    for name, data, words in (
        ("text", b"case: A", "neither a folder nor a .zip"),
        ("empty", b"", "neither a folder nor a .zip"),
        ("cut", whole[:-30], "neither a folder nor a .zip"),
        ("encrypted", bytes(encrypted), "encrypted"),
        ("damaged", bytes(damaged), "cannot be read"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(StoreError, match=words) as caught:
            open_folder(path).read("case.yaml")
        assert caught.value.problems[0].where.file == str(path)


def test_a_zip_with_two_files_of_one_name_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("case.yaml", "a")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("case.yaml", "b")
    with pytest.raises(StoreError, match="two files of the same name"):
        open_folder(tmp_path / "x.zip")


def test_a_zip_with_too_many_files_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(MOST_ENTRIES + 1):
            archive.writestr(str(number), b"")
    (tmp_path / "x.zip").write_bytes(buffer.getvalue())
    with pytest.raises(StoreError, match="more than 10,000 files"):
        open_folder(tmp_path / "x.zip")
