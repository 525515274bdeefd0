"""The verbs that write a brief: in which form, in which language, how long, opened or not; and what has no meaning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer

from tests.test_cli import run


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []

    def launch(url: str, *_: object, **__: object) -> int:
        asked.append(url)
        return 0

    monkeypatch.setattr(typer, "launch", launch)
    return asked


@pytest.mark.parametrize(
    ("ending", "start"), [("html", b"<!doctype html>"), ("md", b"# "), ("json", b"{"), ("docx", b"PK")]
)
def test_the_ending_says_which_form(capsys: pytest.CaptureFixture[str], ending: str, start: bytes) -> None:
    code, out, _ = run(capsys, "brief", "cuba-1962", "--pages", "1", "--to", f"cuba.{ending}")
    assert code == 0
    assert f"The brief is in cuba.{ending}" in out
    assert Path(f"cuba.{ending}").read_bytes().startswith(start)


def test_in_ukrainian(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "brief", "cuba-1962", "--pages", "1", "--language", "uk", "--to", "cuba.md")[0] == 0
    assert "Запис закінчується 28 жовтня 1962" in Path("cuba.md").read_text(encoding="utf-8")


def test_on_letter(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "brief", "cuba-1962", "--pages", "1", "--paper", "Letter", "--to", "cuba.html")[0] == 0
    assert "size: letter" in Path("cuba.html").read_text(encoding="utf-8")


def test_what_changed_since_an_earlier_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "brief", "cuba-1962", "--round", "r3", "--to", "old.json")[0] == 0
    assert run(capsys, "brief", "cuba-1962", "--since", "old.json", "--to", "new.md")[0] == 0
    assert "Compared with old.json" in Path("new.md").read_text(encoding="utf-8").replace("\\", "")


def test_as_data_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "brief", "cuba-1962", "--json")
    assert code == 0
    assert json.loads(out)["data"]["case"]["id"] == "cuba-1962"
    assert not Path("brief.html").exists()


def test_it_is_opened_where_that_is_asked(capsys: pytest.CaptureFixture[str], opened: list[str]) -> None:
    run(capsys, "brief", "cuba-1962", "--pages", "1")
    assert opened == []
    run(capsys, "brief", "cuba-1962", "--pages", "1", "--open")
    assert opened == [Path("brief.html").resolve().as_uri()]
    run(capsys, "demo", "--to", "demo.html", "--open")
    assert opened[1:] == [Path("demo.html").resolve().as_uri()]


def test_demo_ends_in_the_whole_brief(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "demo")[0] == 0
    page = Path("brief.html").read_text(encoding="utf-8")
    assert all(f'id="{anchor}"' in page for anchor in ("page-one", "issues", "order", "rounds", "ways-out", "evidence"))


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("brief", "cuba-1962", "--to", "b.xyz"), ".html, .pdf, .docx, .md, .json"),
        (("brief", "cuba-1962", "--pages", "2"), "Expected: 1, or nothing for all of it"),
        (("brief", "cuba-1962", "--paper", "A3"), "A4 or letter"),
        (("brief", "cuba-1962", "--language", "ua"), "one of en, uk"),
        (("brief", "cuba-1962", "--since", "r17"), "neither a round nor a layer"),
        (("brief", "cuba-1962", "--since", "none.json"), "Reading the earlier brief did not succeed"),
        (("brief", "cuba-1962", "--to", "no/b.html"), "no such folder"),
        (("brief", "x.txt", "--of", "record", "--pages", "2"), "Expected: 1, or nothing for all of it"),
        (
            ("brief", "x.txt", "--of", "record", "--since", "r1", "--round", "r2"),
            "--round, --since have no meaning",
        ),
    ],
)
def test_what_cannot_be_is_one_sentence(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...], told: str
) -> None:
    code, out, err = run(capsys, *command)
    assert (code, out) == (2, "")
    assert told in err
    assert "Traceback" not in err
    assert list(Path.cwd().iterdir()) == []
