"""The checksum of a case: the same for the same files, another for any other."""

from __future__ import annotations

import shutil
from pathlib import Path

from commonground.case.checksum import case_checksum
from commonground.store import open_folder
from tests.case.folders import whole


def test_a_folder_and_its_zip_have_the_same(tmp_path: Path) -> None:
    root = whole(tmp_path / "c")
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path, "c")
    assert case_checksum(open_folder(root)) == case_checksum(open_folder(packed))


def test_any_other_byte_or_name_gives_another(tmp_path: Path) -> None:
    root = whole(tmp_path / "c")
    before = case_checksum(open_folder(root))
    with (root / "case.yaml").open("a", encoding="utf-8") as file:
        file.write("# one more\n")
    changed = case_checksum(open_folder(root))
    (root / "case.yaml").write_text((root / "case.yaml").read_text(encoding="utf-8")[:-11], encoding="utf-8")
    assert case_checksum(open_folder(root)) == before != changed
    (root / "sources.yaml").rename(root / "source.yaml")
    assert case_checksum(open_folder(root)) != before


def test_what_is_hidden_does_not_count(tmp_path: Path) -> None:
    root = whole(tmp_path / "c")
    before = case_checksum(open_folder(root))
    (root / ".git").mkdir()
    (root / ".git" / "HEAD").write_text("x", encoding="utf-8")
    assert case_checksum(open_folder(root)) == before
