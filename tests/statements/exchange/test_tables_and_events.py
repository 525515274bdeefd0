"""What is only written: tables and event records; and the doors themselves."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from commonground.errors import RecordError, StoreError, UsageError
from commonground.statements import ACTS, Statement
from commonground.statements.exchange import export_statements, import_statements
from commonground.statements.exchange.csv_table import COLUMNS
from commonground.statements.exchange.plover import mapping
from tests.statements.exchange.samples import awkward

EVENTS = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "DEMAND", "DISAPPROVE", "REJECT", "THREATEN"}


def said(act: str, **more: object) -> Statement:
    values = {"id": "s1", "document": "d", "speaker": "envoy", "source": "belt", "act": act, "status": "confirmed"}
    return Statement(**(values | more))  # type: ignore[arg-type]


def test_every_act_has_an_event_or_none() -> None:
    assert set(mapping()) == set(ACTS)
    assert {each for each in mapping().values() if each is not None} <= EVENTS
    assert mapping()["claim"] is mapping()["mandate"] is mapping()["condition"] is None


def test_events_are_what_is_confirmed_and_asserted(tmp_path: Path) -> None:
    statements = [
        said("demand", addressee="arno", issue="dam", paraphrase="Wants water."),
        said("claim"),
        said("reject", modality="questioned"),
        said("reject", status="rejected"),
        said("reject", speaker="belt"),
    ]
    told = export_statements(statements, {}, tmp_path / "out.plover.json")
    first, second = json.loads((tmp_path / "out.plover.json").read_text(encoding="utf-8"))
    assert first == {
        "id": "s1",
        "source": [{"actorText": "belt"}],
        "target": [{"actorText": "arno"}],
        "event": "DEMAND",
        "eventText": "demand",
        "context": "dam",
        "text": "Wants water.",
        "textInfo": {"document": "d"},
        "comment": "as told by envoy",
    }
    assert (second["event"], "comment" in second) == ("REJECT", False)
    assert len(told.lost) == 3


def test_a_table_holds_awkward_cells_and_no_formula(tmp_path: Path) -> None:
    statements = list(awkward())
    export_statements(statements, {}, tmp_path / "out.csv")
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,document,")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    for row, one in zip(rows, statements, strict=True):
        assert row["speaker"].removeprefix("'") == one.speaker
        assert one.anchor is not None
        assert row["quote"] in (one.anchor.quote, f"'{one.anchor.quote}")
        assert row["chain"] == " > ".join(one.chain)


def test_an_export_replaces_the_file_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("old", encoding="utf-8")
    with pytest.raises(KeyError):
        export_statements([replace(said("demand"), act="sing")], {}, tmp_path / "out.csv", "plover")  # type: ignore[arg-type]
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "old"
    with pytest.raises(StoreError):
        export_statements([], {}, tmp_path / "no" / "folder" / "out.csv")


@pytest.mark.parametrize(("name", "format"), [("out.docx", None), ("out", None), ("out.csv", "qdpz")])
def test_an_unknown_format_is_refused(name: str, format: str | None, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        export_statements([], {}, tmp_path / name, format)
    assert [each.code for each in caught.value.problems] == ["unknown-format"]
    assert caught.value.problems[0].nearest == ("qdpx" if format else None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["plover.json", "out.json", "OUT.JSON"])
def test_json_alone_says_too_little_to_be_written_and_is_read(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        export_statements([], {}, tmp_path / name)
    assert all(ending in str(caught.value.problems[0]) for ending in (".jsonld", ".plover.json"))
    assert list(tmp_path.iterdir()) == []
    assert export_statements([], {}, tmp_path / name, "jsonld").format == "jsonld"
    assert import_statements(tmp_path / name).statements == ()


@pytest.mark.parametrize("name", ["out.csv", "out.plover.json"])
def test_a_format_that_is_not_read_says_so(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        import_statements(tmp_path / name)
    assert [each.code for each in caught.value.problems] == ["not-read"]


@pytest.mark.parametrize("name", ["in.jsonld", "in.qdpx", "in.qdc", "in.dna"])
def test_no_file_and_a_folder_are_refused(name: str, tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(RecordError) as caught:
            import_statements(tmp_path / name)
        assert [each.code for each in caught.value.problems] == ["no-document"]
        (tmp_path / name).mkdir(exist_ok=True)
