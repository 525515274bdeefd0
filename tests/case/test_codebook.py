"""The codebook of a case, its version, and where it and the case part."""

from __future__ import annotations

import json
import shutil
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from commonground.case import bundled, load
from commonground.case.codebook import Codebook, codebook_problems, read_codebook
from commonground.errors import CaseError

BOOK = """\
version: "3"
acts:
  demand: {definition: Asks for something., include: Lists., exclude: Wishes., example: Leave first.}
  clam: Says how something is.
issues:
  river: Who may use the water.
"""
CASE = 'case: Talks\nparties: {north: {}, south: {}}\nissues: {river: {outcomes: {none: "No", shared: "Shared"}}}\n'


def place(folder: Path, book: str | None = BOOK, act: str = "demand") -> Path:
    (folder / "statements").mkdir()
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    (folder / "sources.yaml").write_text("letter: {title: A letter}\n", encoding="utf-8")
    body = {"speaker": "north", "act": act, "issue": "river", "paraphrase": "Wants it.", "status": "confirmed"}
    line = json.dumps({"id": "s1", "body": body, "target": {"source": "letter"}})
    (folder / "statements" / "ann.jsonl").write_text(f"{line}\n", encoding="utf-8")
    if book is not None:
        (folder / "codebook.yaml").write_text(book, encoding="utf-8")
    return folder


def read(folder: Path) -> Codebook:
    book = read_codebook(folder)
    assert book is not None
    return book


def test_what_is_written_is_read_and_does_not_change(tmp_path: Path) -> None:
    book = read(place(tmp_path))
    assert (book.version, book.written, list(book.acts)) == ("3", True, ["demand", "clam"])
    demand = book.acts["demand"]
    assert (demand.definition, demand.include) == ("Asks for something.", "Lists.")
    assert (demand.exclude, demand.example, demand.where.line) == ("Wishes.", "Leave first.", 3)
    assert book.issues["river"].definition == "Who may use the water."
    with pytest.raises(FrozenInstanceError):
        book.version = "4"  # type: ignore[misc]
    with pytest.raises(TypeError):
        book.acts["demand"] = demand  # type: ignore[index]
    assert json.loads(json.dumps(book.to_dict()))["acts"]["demand"]["exclude"] == "Wishes."


def test_without_a_version_any_change_is_another(tmp_path: Path) -> None:
    first = read(place(tmp_path, BOOK.replace('version: "3"\n', "")))
    (tmp_path / "codebook.yaml").write_text("acts: {demand: Asks.}\n", encoding="utf-8")
    second = read(tmp_path)
    assert first.version.startswith("sha256:")
    assert first.version != second.version
    assert not second.written


def test_no_codebook_and_an_empty_one(tmp_path: Path) -> None:
    assert read_codebook(place(tmp_path, None)) is None
    (tmp_path / "codebook.yaml").write_text("", encoding="utf-8")
    assert read(tmp_path).acts == {}


def test_a_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    place(tmp_path, "acts:\n  demand: {definitoin: x}\n")
    with pytest.raises(CaseError) as error:
        read_codebook(tmp_path)
    assert {problem.where.file for problem in error.value.problems} == {"codebook.yaml"}
    assert error.value.problems[0].where.line == 2


def test_words_that_only_one_of_case_and_codebook_knows_are_told(tmp_path: Path) -> None:
    place(tmp_path, BOOK.replace('version: "3"\n', ""), act="appeal")
    problems = codebook_problems(read(tmp_path), load(tmp_path))
    assert [(p.code, p.read, p.nearest) for p in problems] == [
        ("no-version", None, None),
        ("defined-not-known", "clam", "claim"),
        ("coded-not-defined", "appeal", None),
    ]
    assert {problem.severity for problem in problems} == {"warning"}


def test_bundled_codebooks_define_what_is_coded_with(tmp_path: Path) -> None:
    books = {name: read_codebook(name) for name in bundled()}
    assert books["istanbul-2025"] is not None
    for name, book in books.items():
        if book is not None:
            assert codebook_problems(book, load(name)) == ()
    shutil.copytree(str(load("istanbul-2025").path), tmp_path / "copy")
    assert read(tmp_path / "copy") == books["istanbul-2025"]
