"""Which form a name asks for, and that a brief is written whole or not at all."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from commonground.brief.forms import choose, pdf
from commonground.brief.forms.choose import checked_path, form_of, write
from commonground.errors import CommongroundError, Problem, UsageError
from tests import needs
from tests.brief.forms.samples import sample

_BEGINNINGS = {
    ".html": b"<!doctype",
    ".htm": b"<!doctype",
    ".docx": b"PK",
    ".md": b"# x",
    ".json": b"{",
    ".pdf": b"%PDF",
}


@pytest.mark.parametrize("ending", list(choose.ENDINGS))
def test_each_ending_is_written_in_its_form(tmp_path: Path, ending: str) -> None:
    if ending == ".pdf":
        needs.weasyprint()
    written = write(sample("x"), tmp_path / f"brief{ending}")
    assert written.path.read_bytes().startswith(_BEGINNINGS[ending])
    assert written.form == choose.ENDINGS[ending]
    assert written.notes == ()


def test_json_is_the_document() -> None:
    from commonground.brief.forms.json import to_json

    assert json.loads(to_json(sample())) == json.loads(json.dumps(sample().to_dict()))


@pytest.mark.parametrize(("name", "nearest"), [("brief.docs", ".docx"), ("brief.pfd", ".pdf"), ("brief", None)])
def test_another_ending_is_refused_with_those_there_are(tmp_path: Path, name: str, nearest: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        write(sample("x"), tmp_path / name)
    (problem,) = caught.value.problems
    assert (problem.code, problem.nearest) == ("not-a-form", nearest)
    assert ".docx" in str(problem.expected)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(CommongroundError) as caught:
        checked_path(tmp_path / "no" / "brief.html")
    assert caught.value.problems[0].code == "no-folder"
    assert form_of("a.HTM") == "html"


def test_a_template_means_something_for_word_alone(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write(sample("x"), tmp_path / "brief.html", template="house.docx")
    assert caught.value.problems[0].code == "option-without-meaning"


def _without_pango(document: object, *, paper: str, apart: object) -> bytes:
    raise UsageError(Problem("no", expected=pdf.SYSTEM, code="no-pango"))


def test_without_what_sets_a_pdf_the_page_is_written_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "to_pdf", _without_pango)
    first = write(sample("x"), tmp_path / "brief.pdf")
    assert first.path == tmp_path / "brief.html"
    assert first.notes[0].code == "no-pango"
    first.path.write_text("mine", encoding="utf-8")
    second = write(sample("x"), tmp_path / "brief.pdf")
    assert second.path == tmp_path / "brief.pdf.html"
    assert first.path.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "brief.pdf").exists()


@pytest.mark.parametrize("ending", [".html", ".docx", ".json"])
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    target = tmp_path / f"brief{ending}"
    target.write_text("before", encoding="utf-8")

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(CommongroundError) as caught:
        write(sample("x"), target)
    assert len(caught.value.problems) == 1
    assert "No space left" in str(caught.value.problems[0])
    assert [each.name for each in tmp_path.iterdir()] == [target.name]
    assert target.read_text(encoding="utf-8") == "before"


def test_a_folder_of_that_name_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "brief.html").mkdir()
    with pytest.raises(CommongroundError) as caught:
        write(sample("x"), tmp_path / "brief.html")
    assert caught.value.problems[0].code == "not-a-file"
