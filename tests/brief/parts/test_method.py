"""The last page: how the brief was made, to the byte, and what it leaves out."""

from __future__ import annotations

from pathlib import Path

from commonground import __version__
from commonground.brief.document import Document
from commonground.brief.forms.markdown import to_markdown
from commonground.brief.material import Material, gather
from commonground.brief.parts.method import part
from commonground.case import load
from commonground.case.checksum import case_checksum
from commonground.case.places import open_case
from tests.agreement.cases import case as made_up
from tests.case.folders import folder, whole


def _told(material: Material) -> str:
    return to_markdown(Document("t", "f", "en", "p", (part(material),)))


def test_the_terms_name_the_case_the_program_and_the_command() -> None:
    told = _told(gather(load("istanbul-2025", layers=["energy-halt-again"], as_of="2025-07-24"), "r2", budget=7))
    assert case_checksum(open_case("istanbul-2025")) in told
    assert f"commonground {__version__}" in told
    assert "python-sat " in told
    command = "commonground brief istanbul-2025 --round r2 --layer energy-halt-again --as-of 2025-07-24 --seconds 7"
    assert f"{command} --to brief.html" in told
    assert "24 July 2025" in told


def test_every_source_stands_there_with_owner_and_copy() -> None:
    material = gather(load("istanbul-2025"), budget=5)
    told = _told(material)
    spoken = {statement.document for statement in material.case.statements.values()}
    assert all(f"(#on-sources.{name})" in told for name in spoken)
    assert "read in Ukrainska Pravda" in told


def test_what_was_not_assessed_is_said(tmp_path: Path) -> None:
    told = _told(gather(load(whole(tmp_path / "c")), budget=5))
    assert "The order of steps was not assessed" in told
    assert "Whether a deal would last was not assessed" in told
    istanbul = _told(gather(load("istanbul-2025"), budget=5))
    assert "The order of steps was not assessed" not in istanbul
    assert "Whether a deal would last was not assessed" not in istanbul


def test_what_was_not_answered_in_time_is_said() -> None:
    hurried = gather(load("istanbul-2025"), budget=0.001)
    assert "Not answered whole in the seconds given" in _told(hurried)
    assert "Not answered whole in the seconds given" not in _told(gather(load("saltmarsh"), budget=30))


def test_a_case_in_no_folder_has_no_checksum(tmp_path: Path) -> None:
    assert "the case lies in no folder" in _told(gather(made_up({"a": ["no", "yes"]}, {"north": ["a = no"]}), budget=5))
    assert "Method" in _told(gather(load(folder(tmp_path / "tiny", "case: Tiny\n")), budget=5))
