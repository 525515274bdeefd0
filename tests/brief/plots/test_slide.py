"""The slide as a file: which ending, what it needs, and that a file there before is not lost."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import commonground as cg
from commonground.agreement import glance
from commonground.brief.plots.slide import write_slide
from commonground.cli import app
from commonground.errors import StoreError, UsageError


def test_the_ending_says_which_picture(tmp_path: Path) -> None:
    case = cg.load("saltmarsh")
    seen = glance(case)
    svg = write_slide(case, seen, tmp_path / "slide.svg").read_text(encoding="utf-8")
    assert svg.startswith("<svg")
    assert "Not a finding on law or responsibility." in svg
    png = write_slide(case, seen, tmp_path / "slide.PNG", language="uk").read_bytes()
    wide, high = struct.unpack(">II", png[16:24])
    assert wide * 9 == high * 16


@pytest.mark.parametrize("name", ["slide.jpg", "slide", "slide.svgz"])
def test_another_ending_is_refused_with_those_there_are(tmp_path: Path, name: str) -> None:
    case = cg.load("saltmarsh")
    with pytest.raises(UsageError, match=r"ends in \.svg or \.png") as caught:
        write_slide(case, glance(case), tmp_path / name)
    assert caught.value.problems[0].code == "not-a-picture"
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    case = cg.load("saltmarsh")
    with pytest.raises(StoreError) as caught:
        write_slide(case, glance(case), tmp_path / "away" / "slide.svg")
    assert caught.value.problems[0].code == "no-folder"


def test_without_vl_convert_the_install_line_is_told_and_nothing_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    case, there = cg.load("saltmarsh"), tmp_path / "slide.svg"
    there.write_text("before")
    with pytest.raises(UsageError) as caught:
        write_slide(case, glance(case), there)
    assert caught.value.problems[0].code == "no-vl-convert"
    assert "pip install 'commonground[report]'" in str(caught.value)
    assert there.read_text() == "before"


def test_the_verb_writes_it_and_says_where(tmp_path: Path) -> None:
    to = tmp_path / "talks.svg"
    done = CliRunner().invoke(app, ["glance", "cuba-1962", "--to", str(to), "--language", "uk"])
    assert done.exit_code == 0
    assert done.stdout == f"The picture is in {to}.\n"
    assert "Не виключено (6)" in to.read_text(encoding="utf-8")


def test_the_verb_prints_json_beside_the_picture(tmp_path: Path) -> None:
    to = tmp_path / "talks.png"
    done = CliRunner().invoke(app, ["glance", "cuba-1962", "--to", str(to), "--json"])
    assert done.stdout.startswith("{")
    assert to.stat().st_size > 10_000
