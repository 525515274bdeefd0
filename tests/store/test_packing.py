"""What is packed can be read like a folder, and the same files give the same bytes."""

from __future__ import annotations

from pathlib import Path

from commonground.store import open_folder
from commonground.store.packing import packed


def test_what_is_packed_is_read_like_the_folder(tmp_path: Path) -> None:
    contents = {"case.yaml": b"case: x\n", "sources/\u00e9.txt": "\u00e9".encode()}
    made = packed("talks", contents)
    assert made == packed("talks", dict(reversed(contents.items())))
    (tmp_path / "talks.zip").write_bytes(made)
    zipped = open_folder(tmp_path / "talks.zip")
    assert {name: zipped.read(name) for name in zipped.names()} == contents
