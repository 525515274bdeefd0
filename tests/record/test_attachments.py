"""Texts that may not lie in the case stay where they are, and what becomes of them is noticed."""

from __future__ import annotations

import threading
from hashlib import sha256
from pathlib import Path

import pytest

from commonground.errors import RecordError, StoreError
from commonground.record.attachments import Attachment, attach, attached, detach


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "Texte à moi" / "interview.txt"
    path.parent.mkdir()
    path.write_text("A long interview.")
    return path


def test_the_place_is_kept_and_never_the_text(home: Path, text: Path) -> None:
    attach("istanbul", "ki-interview", text)
    kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert text.name.encode() in kept
    assert b"long" not in kept
    found = attached("istanbul")["ki-interview"]
    assert (found.path, found.state(), found.read().text) == (text, "present", "A long interview.")


def test_nothing_attached_leaves_no_trace(home: Path) -> None:
    assert attached("istanbul") == {}
    detach("istanbul", "x")
    assert not home.exists()


def test_cases_and_sources_are_kept_apart(text: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Another.")
    one = attach("a", "s", text)
    two = attach("b", "s", other)
    three = attach("a", "t", other)
    assert attached("a") == {"s": one, "t": three}
    assert attached("b") == {"s": two}
    detach("a", "s")
    assert attached("a") == {"t": three}
    assert text.exists()


def test_attaching_again_replaces(text: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Another.")
    first, second = attach("a", "s", text), attach("a", "s", other)
    assert attached("a") == {"s": second}
    assert first != second


def test_a_changed_and_a_missing_file_are_noticed(text: Path) -> None:
    found = attach("a", "s", text)
    text.write_text("Something else.")
    assert (found.state(), attached("a")["s"].state()) == ("changed", "changed")
    assert found.read().text == "Something else."
    text.unlink()
    assert found.state() == "missing"
    with pytest.raises(RecordError, match="no such file"):
        found.read()


def test_another_text_than_the_case_was_coded_on_is_noticed(text: Path) -> None:
    right = sha256(text.read_bytes()).hexdigest()
    assert attach("a", "s", text, right).as_declared is True
    assert attach("a", "s", text, "0" * 64).as_declared is False
    assert attached("a")["s"].as_declared is False
    assert attach("a", "s", text).as_declared is None


def test_a_path_is_remembered_from_the_root(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(text.parent)
    assert attach("a", "s", "interview.txt").path == text


def test_what_is_no_file_is_refused(tmp_path: Path, home: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path, tmp_path / "a\x00b"):
        with pytest.raises(RecordError):
            attach("a", "s", path)
    assert not home.exists()


def test_two_at_once_lose_nothing(text: Path) -> None:
    threads = [threading.Thread(target=attach, args=("a", f"s{number}", text)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(attached("a")) == sorted(f"s{number}" for number in range(12))


@pytest.mark.parametrize(
    "index", ["", "[]", "{", '{"attached": []}', '{"attached": {"a": {"s": {}}}}', '{"attached": {"a": 1}}']
)
def test_a_spoilt_list_is_said_and_kept(home: Path, text: Path, index: str) -> None:
    (home / "data").mkdir(parents=True)
    (home / "data" / "attachments.json").write_text(index)
    for act in (lambda: attached("a"), lambda: attach("a", "s", text), lambda: detach("a", "s")):
        with pytest.raises(StoreError, match="what is attached cannot be read"):
            act()
    assert (home / "data" / "attachments.json").read_text() == index


def test_an_attachment_is_a_plain_record(text: Path) -> None:
    assert attach("a", "s", text) == Attachment("a", "s", text, sha256(b"A long interview.").hexdigest(), None)
