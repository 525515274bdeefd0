"""What goes out comes back: every statement of the bundled cases and awkward ones, through each format that is read."""

from __future__ import annotations

import csv
import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given

from commonground.case import bundled, load
from commonground.case.quotes import document_of
from commonground.record import Document, anchor_at, read_document, seal
from commonground.statements import Statement, Version
from commonground.statements.exchange import CANNOT_HOLD, FORMATS, export_statements, import_codebook, import_statements
from commonground.statements.exchange.plover import mapping
from tests.statements.exchange.samples import KEPT, READABLE, TEXTS, awkward, coded, documents

CASES = tuple(bundled())


def by_id(statements: object) -> dict[str, Statement]:
    assert isinstance(statements, (tuple, list))
    return {each.id: each for each in statements}


def texts_of(title: str) -> dict[str, Document]:
    case = load(title)
    found = {source.id: document_of(case, source) for source in case.sources.values()}
    return {name: document for name, document in found.items() if document is not None}


def test_all_bundled_cases_are_tried_and_one_has_its_texts() -> None:
    assert {"istanbul-2025", "cuba-1962", "saltmarsh"} <= set(CASES)
    assert len(texts_of("saltmarsh")) == 4


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize("texts", [True, False], ids=["with texts", "without"])
@pytest.mark.parametrize("title", CASES)
def test_a_bundled_case_comes_back_whole(title: str, texts: bool, name: str, tmp_path: Path) -> None:
    statements = list(load(title).statements.values())
    assert len(statements) > 10
    along = texts_of(title) if texts else {}
    file = tmp_path / f"out.{name}"
    assert export_statements(statements, along, file).written == len(statements)
    found = import_statements(file, documents=along)
    assert found.problems == ()
    assert by_id(found.statements) == by_id(statements)
    back = by_id(found.statements)
    for one in statements:
        two = back[one.id]
        assert one.anchor == two.anchor  # the span, to the letter
        assert {each: getattr(one, each) for each in KEPT} == {each: getattr(two, each) for each in KEPT}


@pytest.mark.parametrize("title", CASES)
def test_a_codebook_holds_the_words_of_every_statement_and_none_of_the_statements(title: str, tmp_path: Path) -> None:
    statements = list(load(title).statements.values())
    told = export_statements(statements, {}, tmp_path / "out.qdc")
    assert told.lost == (f"{len(statements)} statements: a codebook holds only the codes that they use.",)
    codes = {(code.under, code.name) for code in import_codebook(tmp_path / "out.qdc")}
    for facet in ("speaker", "source", "act", "issue", "polarity", "mode", "modality", "addressee"):
        used = {getattr(each, facet) for each in statements} - {None}
        assert {name for under, name in codes if under == (facet,)} == used
    assert import_statements(tmp_path / "out.qdc").statements == ()


# What a format does not hold of a statement, and the words with which its CANNOT_HOLD says so.
LOST_IN_A_TABLE = {
    "anchor.prefix": "words around a passage",
    "anchor.suffix": "words around a passage",
    "history": "earlier versions",
}
LOST_IN_EVENTS = LOST_IN_A_TABLE | {
    "anchor.sha256": "checksum",
    "blind": "whether blind",
    "chain": "its chain",
    "codebook": "by which codebook",
    "cue": "its cue",
    "follows": "it follows",
    "modality": "not asserted",
    "mode": "its mode",
    "note": "notes",
    "paraphrase": "The paraphrase",
    "polarity": "for or against",
    "proposer": "who proposed",
    "reviewer": "and confirmed it",
    "status": "nobody has confirmed",
    "time": "and when",
}


@pytest.mark.parametrize(("name", "lost"), [("csv", LOST_IN_A_TABLE), ("plover", LOST_IN_EVENTS)])
def test_what_is_lost_is_said(name: str, lost: dict[str, str]) -> None:
    assert {field for field, words in lost.items() if words not in " ".join(CANNOT_HOLD[name])} == set()


def parts(statement: Statement) -> dict[str, object]:
    """Every field of a statement; the anchor's by themselves, its words as a reader would see them."""
    found = {each.name: getattr(statement, each.name) for each in fields(statement) if each.name != "where"}
    anchor = found.pop("anchor")
    found |= {f"anchor.{name}": getattr(anchor, name, None) for name in ("sha256", "start", "end", "prefix", "suffix")}
    found["anchor.exact"] = anchor.quote if anchor else None
    return found


def as_cell(value: object) -> str:
    if isinstance(value, tuple):
        return " > ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else ""
    cell = "" if value is None else str(value)
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r", "'")) else cell


def in_a_table(statements: list[Statement], file: Path) -> dict[str, dict[str, str]]:
    export_statements(statements, {}, file)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    places = {"sha256", "start", "end"}
    renamed = {**{name: f"anchor.{name}" for name in places}, "quote": "anchor.exact"}
    return {row["id"]: {renamed.get(name, name): cell for name, cell in row.items()} for row in rows}


@pytest.mark.parametrize("title", [*CASES, "awkward"])
def test_a_table_lacks_what_it_says_and_nothing_else(title: str, tmp_path: Path) -> None:
    statements = list(awkward()) if title == "awkward" else list(load(title).statements.values())
    rows = in_a_table(statements, tmp_path / "out.csv")
    assert list(rows) == [each.id for each in statements]
    lost: set[str] = set()
    for each in statements:
        lost |= {name for name, value in parts(each).items() if rows[each.id].get(name, "") != as_cell(value)}
    assert lost <= set(LOST_IN_A_TABLE)
    if title == "awkward":
        assert lost == set(LOST_IN_A_TABLE)


def event_parts(event: dict[str, Any]) -> dict[str, object]:
    """What an event record tells, by the statement's fields."""
    place = event["textInfo"]
    told_by = event.get("comment", "").removeprefix("as told by ")
    return {
        "id": event["id"],
        "document": place["document"],
        "source": event["source"][0]["actorText"],
        "speaker": told_by or event["source"][0]["actorText"],
        "addressee": event["target"][0]["actorText"] if "target" in event else None,
        "act": event["eventText"],
        "issue": event.get("context"),
        "said": event.get("date"),
        "coder": event.get("coder"),
        "anchor.start": place.get("start"),
        "anchor.end": place.get("end"),
        "anchor.exact": event["text"],
    }


@pytest.mark.parametrize("title", [*CASES, "awkward"])
def test_events_lack_what_they_say_and_nothing_else(title: str, tmp_path: Path) -> None:
    statements = by_id(list(awkward()) if title == "awkward" else list(load(title).statements.values()))
    told = export_statements(statements.values(), {}, tmp_path / "out.plover.json")
    events = json.loads((tmp_path / "out.plover.json").read_text(encoding="utf-8"))
    expected = [
        each.id
        for each in statements.values()
        if each.counts and each.modality == "asserted" and mapping()[each.act] is not None
    ]
    assert [event["id"] for event in events] == expected
    assert sum(int(sentence.split()[0]) for sentence in told.lost) == len(statements) - len(expected)
    lost: set[str] = set()
    for event in events:
        whole, held = parts(statements[event["id"]]), event_parts(event)
        whole["said"] = None if whole["said"] is None else str(whole["said"])
        if whole["anchor.exact"] is None:
            whole["anchor.exact"] = whole["paraphrase"]  # stands in where the words may not be kept
        told_of = {name: value for name, value in whole.items() if value not in (None, "", (), False)}
        lost |= {name for name, value in told_of.items() if held.get(name) != value}
    assert lost <= set(LOST_IN_EVENTS)
    if title == "awkward":
        assert lost == set(LOST_IN_EVENTS)


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
def test_earlier_versions_come_back_with_their_places_and_sealed_where_the_statement_is(
    name: str, tmp_path: Path
) -> None:
    document = documents()["arabic"]
    moved = anchor_at(document, 4, 11)
    (now,) = (each for each in awkward() if each.anchor and each.anchor.quote == "الهدنة.")
    assert now.anchor is not None
    earlier = (
        Version("confirmed", "ada", "2025-03-01", moved, blind=True),
        Version("corrected", "ben", None, now.anchor),
    )
    for statement in (replace(now, history=earlier), replace(now, history=earlier, anchor=seal(now.anchor), cue=None)):
        export_statements([statement], {}, tmp_path / f"out.{name}")
        (back,) = import_statements(tmp_path / f"out.{name}").statements
        assert statement.anchor is not None
        closed = statement.anchor.sealed
        assert back.history == earlier
        assert [each.anchor for each in back.history] == [seal(moved) if closed else moved, statement.anchor]


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
