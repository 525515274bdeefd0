"""Discourse Network Analyzer: what its readers look at, what was changed there, files of others, and hostile ones."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commonground.errors import RecordError
from commonground.record import Document, find, seal
from commonground.statements import Statement
from commonground.statements.exchange import export_statements, import_statements
from commonground.statements.exchange.bounded import open_database
from commonground.statements.exchange.dna import PASSWORD
from tests.statements.exchange.samples import awkward, documents, statement

TEXT = Document.from_text("😀 One.\r\nWe refuse the dam, we do.\r\n")


def one(number: int = 0) -> Statement:
    start = TEXT.text.index("refuse")
    return statement(TEXT, "text", start, start + 6, number)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    export_statements([one()], {"text": TEXT}, tmp_path / "out.dna")
    return tmp_path / "out.dna"


def rows(file: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as database:
        return list(database.execute(query))


def change(file: Path, *queries: str) -> None:
    with closing(sqlite3.connect(file)) as database:
        for query in queries:
            database.execute(query)
        database.commit()


def test_positions_are_java_offsets_in_a_text_with_line_feeds(file: Path) -> None:
    ((text, start, stop),) = rows(file, "SELECT Text, Start, Stop FROM DOCUMENTS JOIN STATEMENTS")
    assert isinstance(text, str)
    assert text == "😀 One.\nWe refuse the dam, we do.\n"
    assert (start, stop) == (11, 17)  # the emoji counts two, the line end one
    assert text.encode("utf-16-le")[22:34].decode("utf-16-le") == "refuse"


def test_the_four_variables_of_its_analyses(file: Path) -> None:
    query = (
        "SELECT v.Variable, e.Value FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity "
        "JOIN VARIABLES v ON v.ID = d.VariableId AND e.VariableId = v.ID"
    )
    found = dict(rows(file, query))
    assert (found["person"], found["organization"], found["concept"]) == ("arno", "belt", "")
    assert rows(file, "SELECT Value FROM DATABOOLEAN") == [(1,)]
    assert rows(file, "PRAGMA foreign_key_check") == []


def test_the_password_fits_its_digest(file: Path) -> None:
    stored = {value for (value,) in rows(file, "SELECT Password FROM CODERS")}
    raw = base64.b64decode(str(stored.pop()))
    digest = raw[:16] + PASSWORD.encode()
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    assert digest == raw[16:]


def test_what_was_changed_there_counts(file: Path) -> None:
    change(
        file,
        "UPDATE ENTITIES SET Value = 'carla' WHERE Value = 'arno'",
        "UPDATE DATABOOLEAN SET Value = 0",
        "UPDATE STATEMENTS SET Start = 8, Stop = 17",
    )
    (found,) = import_statements(file, documents={"text": TEXT}).statements
    assert (found.speaker, found.polarity, found.source) == ("carla", "against", "belt")
    assert found.anchor is not None
    assert (found.anchor.quote, found.anchor.sha256) == ("We refuse", TEXT.sha256)
    assert TEXT.text[found.anchor.start : found.anchor.end] == "We refuse"
    assert (found.note, found.history, found.said) == (one().note, one().history, one().said)


def test_a_sealed_passage_moved_there_stays_sealed(tmp_path: Path) -> None:
    anchor = one().anchor
    assert anchor is not None
    export_statements([replace(one(), anchor=seal(anchor))], {"text": TEXT}, tmp_path / "out.dna")
    change(tmp_path / "out.dna", "UPDATE STATEMENTS SET Start = 8, Stop = 17")
    start = TEXT.text.index("We refuse")
    for along in ({}, {"text": TEXT}):
        (found,) = import_statements(tmp_path / "out.dna", documents=along).statements
        assert found.anchor is not None
        assert found.anchor.sealed
        place = find(TEXT, found.anchor)
        assert (place.start, place.end) == (start, start + len("We refuse"))


def test_neutral_stays_neutral_until_agreement_is_changed(tmp_path: Path) -> None:
    neutral = one(2)
    assert neutral.polarity == "neutral"
    told = export_statements([neutral], {}, tmp_path / "out.dna")
    assert any("neutral" in each for each in told.lost)
    assert import_statements(tmp_path / "out.dna").statements == (neutral,)
    change(tmp_path / "out.dna", "UPDATE DATABOOLEAN SET Value = 0")
    assert import_statements(tmp_path / "out.dna").statements[0].polarity == "against"


def test_moving_a_passage_of_a_stand_in_does_not_touch_the_anchor(tmp_path: Path) -> None:
    export_statements([one()], {}, tmp_path / "out.dna")
    change(tmp_path / "out.dna", "UPDATE STATEMENTS SET Stop = Stop - 3")
    assert import_statements(tmp_path / "out.dna", documents={"text": TEXT}).statements == (one(),)


@pytest.mark.parametrize("version", [2, 3])
def test_a_file_of_others_comes_in_as_claims_proposed(version: int, file: Path) -> None:
    change(
        file,
        "DELETE FROM VARIABLES WHERE ID > 4",
        "INSERT INTO VARIABLES VALUES (9, 'frame', 'short text', 1)",
        "INSERT INTO STATEMENTTYPES VALUES (2, 'Annotation', 0, 0, 0)",
        "INSERT INTO STATEMENTS VALUES (7, 2, 1, 0, 2, 1)",
    )
    if version == 2:
        change(
            file,
            "CREATE TABLE OLD AS SELECT d.ID, StatementId, d.VariableId, e.Value FROM DATASHORTTEXT d "
            "JOIN ENTITIES e ON e.ID = d.Entity",
            "DROP TABLE DATASHORTTEXT",
            "CREATE TABLE DATASHORTTEXT(ID, StatementId, VariableId, Value)",
            "INSERT INTO DATASHORTTEXT SELECT * FROM OLD",
        )
    found = import_statements(file)
    (statement,) = found.statements
    assert (statement.id, statement.act, statement.status, statement.coder) == ("dna1", "claim", "proposed", "ada")
    assert (statement.speaker, statement.source, statement.polarity) == ("arno", "belt", "for")
    assert statement.anchor is not None
    assert statement.anchor.quote == "refuse"
    assert any("no act" in each for each in found.lost)
    assert any("types without" in each for each in found.lost)
    assert any("“frame”" in each for each in found.lost)


ENDLESS = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t)"
HOSTILE = {
    "a view": [
        "DROP TABLE STATEMENTS",
        "CREATE VIEW STATEMENTS AS SELECT 1 ID, 1 DocumentId, 0 Start, 1 Stop, 1 Coder",
    ],
    "an endless view": ["DROP TABLE CODERS", f"CREATE VIEW CODERS AS {ENDLESS} SELECT n ID, n Name FROM t"],
    "an endless view of entities": [
        "DROP TABLE ENTITIES",
        f"CREATE VIEW ENTITIES AS {ENDLESS} SELECT n ID, n Value FROM t",
    ],
    "a column that computes": [
        "DROP TABLE CODERS",
        "CREATE TABLE CODERS(ID, Name AS (length(hex(zeroblob(20000000)))))",
        "INSERT INTO CODERS (ID) VALUES (1), (2)",
    ],
    "a virtual table": ["DROP TABLE DOCUMENTS", "CREATE VIRTUAL TABLE DOCUMENTS USING fts5(Title, Text)"],
    "a missing table": ["DROP TABLE VARIABLES"],
    "a missing column": ["ALTER TABLE DOCUMENTS DROP COLUMN Title"],
}


@pytest.mark.parametrize("queries", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_database_is_refused_in_a_sentence(queries: list[str], file: Path) -> None:
    change(file, *queries)
    with pytest.raises(RecordError) as caught:
        import_statements(file)
    assert [each.code for each in caught.value.problems] == ["bad-database"]


def test_a_query_that_never_ends_is_stopped(file: Path) -> None:
    with pytest.raises(RecordError) as caught, open_database(file, ("CODERS",)) as database:
        list(database.execute(f"{ENDLESS} SELECT max(n) FROM t"))
    assert [each.code for each in caught.value.problems] == ["bad-database"]


def test_nothing_can_be_written(file: Path) -> None:
    with pytest.raises(RecordError, match="readonly"), open_database(file, ("CODERS",)) as database:
        database.execute("DELETE FROM CODERS")


@pytest.mark.parametrize("value", ["NULL", "x'ff00'", "1e400", "-1", "'x'", "9223372036854775807", "5"])
@pytest.mark.parametrize("column", ["Start", "Stop", "DocumentId", "Coder"])
def test_cells_of_any_kind_are_met_with_a_sentence(column: str, value: str, file: Path) -> None:
    change(
        file,
        "CREATE TABLE OLD AS SELECT * FROM STATEMENTS",
        "DROP TABLE STATEMENTS",
        "CREATE TABLE STATEMENTS(ID, StatementTypeId, DocumentId, Start, Stop, Coder)",
        "INSERT INTO STATEMENTS SELECT * FROM OLD",
        f"UPDATE STATEMENTS SET {column} = {value}",
    )
    found = import_statements(file)
    assert len(found.statements) + len(found.problems) == 1


def test_cells_that_are_no_text_do_not_stop_the_rest(tmp_path: Path) -> None:
    statements = list(awkward())
    export_statements(statements, documents(), tmp_path / "out.dna")
    change(
        tmp_path / "out.dna",
        "UPDATE DATALONGTEXT SET Value = CAST(x'ff' AS TEXT) WHERE StatementId = 1",
        "UPDATE DATALONGTEXT SET Value = x'ff' WHERE StatementId = 2",
        "UPDATE DOCUMENTS SET Text = NULL WHERE ID = 99",
        "UPDATE ENTITIES SET Value = replace(hex(zeroblob(300)), '0', 'x') || ID WHERE VariableId = 3",
    )
    found = import_statements(tmp_path / "out.dna")
    assert len(found.statements) + len({each.where for each in found.problems}) >= len(statements)
    assert {each.code for each in found.problems} == {"wrong-value"}


@pytest.mark.parametrize("cut", [0, 15, 100, 4096, 50_000])
def test_a_torn_file_is_refused_or_read(cut: int, file: Path) -> None:
    file.write_bytes(file.read_bytes()[:cut])
    with pytest.raises(RecordError) as caught:
        import_statements(file)
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_file_is_refused_or_read_never_a_crash(seed: int, file: Path) -> None:
    import random

    random_ = random.Random(seed)
    data = bytearray(file.read_bytes())
    for _ in range(40):
        data[random_.randrange(16, len(data))] = random_.randrange(256)
    file.write_bytes(data)
    with suppress(RecordError):  # and nothing else
        assert len(import_statements(file).statements) <= 1
