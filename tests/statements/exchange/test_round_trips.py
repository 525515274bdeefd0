"""What goes out comes back: every statement of the bundled cases and awkward ones, through each format that is read."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given

from commonground.case import load
from commonground.record import Document, read_document, seal
from commonground.statements import Statement
from commonground.statements.exchange import FORMATS, export_statements, import_statements
from tests.statements.exchange.samples import KEPT, READABLE, TEXTS, awkward, coded, documents

CASES = ("istanbul-2025", "cuba-1962")


def by_id(statements: object) -> dict[str, Statement]:
    assert isinstance(statements, (tuple, list))
    return {each.id: each for each in statements}


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize("title", CASES)
def test_a_bundled_case_comes_back_whole(title: str, name: str, tmp_path: Path) -> None:
    statements = list(load(title).statements.values())
    assert len(statements) > 10
    file = tmp_path / f"out.{name}"
    assert export_statements(statements, {}, file).written == len(statements)
    found = import_statements(file)
    assert found.problems == ()
    assert by_id(found.statements) == by_id(statements)


@pytest.mark.parametrize("title", CASES)
def test_a_table_tells_span_speaker_source_act_issue_and_polarity(title: str, tmp_path: Path) -> None:
    statements = by_id(list(load(title).statements.values()))
    export_statements(statements.values(), {}, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == list(statements)
    for row in rows:
        one = statements[row["id"]]
        assert {name: row[name] for name in KEPT} == {name: getattr(one, name) or "" for name in KEPT}
        span = (str(one.anchor.start), str(one.anchor.end)) if one.anchor else ("", "")
        assert (row["start"], row["end"]) == span


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize("texts", [True, False], ids=["with texts", "without"])
def test_awkward_statements_come_back_whole(name: str, texts: bool, tmp_path: Path) -> None:
    statements = list(awkward())
    along = documents() if texts else {}
    file = tmp_path / f"out.{name}"
    export_statements(statements, along, file)
    for check in ({}, documents()):
        found = import_statements(file, documents=check)
        assert found.problems == ()
        assert by_id(found.statements) == by_id(statements)


@pytest.mark.parametrize("name", READABLE)
def test_sealed_statements_go_out_on_the_words_of_a_text_at_hand(name: str, shared_data: Path, tmp_path: Path) -> None:
    case = load("istanbul-2025")
    document = read_document(shared_data / "record" / "interview.txt")
    statements = [each for each in case.statements.values() if each.document == "ki-interview"]
    assert len(statements) > 20
    told = export_statements(statements, {"ki-interview": document}, tmp_path / f"out.{name}")
    assert not [each for each in told.lost if "paraphrase" in each]
    found = import_statements(tmp_path / f"out.{name}", documents={"ki-interview": document})
    assert found.problems == ()
    assert by_id(found.statements) == by_id(statements)


@pytest.mark.parametrize("name", READABLE)
def test_sealed_anchors_stay_sealed_and_their_text_stays_at_home(name: str, tmp_path: Path) -> None:
    (statement,) = (each for each in awkward() if each.anchor and each.anchor.quote == "الهدنة.")
    assert statement.anchor is not None
    closed = replace(statement, anchor=seal(statement.anchor), cue=None, paraphrase="Accepts.")
    export_statements([closed], {}, tmp_path / f"out.{name}")
    assert import_statements(tmp_path / f"out.{name}").statements == (closed,)


@pytest.mark.parametrize("name", READABLE)
@given(coded())
@example((Document.from_text("\r\n\r\nno dam\r"), next(awkward())))
def test_whatever_can_be_coded_comes_back(
    name: str, tmp_path_factory: pytest.TempPathFactory, pair: tuple[Document, Statement]
) -> None:
    document, statement = pair
    file = tmp_path_factory.getbasetemp() / f"whatever.{name}"
    along = {"text": document} if statement.document == "text" else {}
    export_statements([statement], along, file)
    found = import_statements(file, documents=along)
    errors = [each for each in found.problems if each.severity == "error"]
    assert (found.statements, errors) == ((statement,), [])


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_what_it_cannot_hold(name: str) -> None:
    assert FORMATS[name].cannot_hold
    assert all(each.endswith(".") for each in FORMATS[name].cannot_hold)


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_a_file_too(name: str, tmp_path: Path) -> None:
    file = tmp_path / ("out" + FORMATS[name].suffixes[0])
    assert export_statements([], {}, file).written == 0
    if FORMATS[name].read is not None:
        assert import_statements(file).statements == ()


def test_texts_are_awkward() -> None:
    assert "\r\n" in TEXTS["crlf"]
    assert len(list(awkward())) > 40
