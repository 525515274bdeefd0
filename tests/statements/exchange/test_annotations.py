"""W3C annotations: also those of others, and of browsers that count UTF-16 units."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from commonground.errors import RecordError
from commonground.record import Document, to_utf16
from commonground.statements.exchange import export_statements, import_statements
from tests.statements.exchange.samples import awkward, documents, statement


def page(tmp_path: Path, change: Any, along: dict[str, Document] | None = None) -> Any:
    document = Document.from_text("😀 We refuse the dam, and the dam only.")
    start = document.text.index("the dam,")
    export_statements([statement(document, "text", start, start + 7, 3)], {}, tmp_path / "out.jsonld")
    value = json.loads((tmp_path / "out.jsonld").read_text(encoding="utf-8"))
    change(value["items"][0])
    (tmp_path / "out.jsonld").write_text(json.dumps(value), encoding="utf-8")
    return import_statements(tmp_path / "out.jsonld", documents={"text": document} if along is None else along)


def position(item: Any) -> Any:
    return item["target"]["selector"][0]


def test_positions_in_utf16_units_are_put_right_and_told(tmp_path: Path) -> None:
    def browser(item: Any) -> None:
        for name in ("start", "end"):
            position(item)[name] = to_utf16("😀 We refuse the dam", position(item)[name])

    found = page(tmp_path, browser)
    (one,) = found.statements
    assert (one.anchor.start, one.anchor.end, one.anchor.quote) == (12, 19, "the dam")
    assert [(each.code, each.severity) for each in found.problems] == [("anchor-moved", "warning")]


def test_words_that_are_not_in_the_text_are_refused(tmp_path: Path) -> None:
    def invented(item: Any) -> None:
        item["target"]["selector"][1]["exact"] = "the bridge"

    found = page(tmp_path, invented)
    assert found.statements == ()
    assert [(each.code, each.read) for each in found.problems] == [("anchor-lost", "the bridge")]


def test_words_that_stand_elsewhere_are_taken_with_a_warning_and_not_moved(tmp_path: Path) -> None:
    def shifted(item: Any) -> None:
        position(item).update(start=3, end=10)

    found = page(tmp_path, shifted)
    assert [each.code for each in found.problems] == ["anchor-moved"]
    assert found.statements[0].anchor.start == 3


def test_words_in_several_places_are_refused(tmp_path: Path) -> None:
    def bare(item: Any) -> None:
        position(item).update(start=0, end=7)
        item["target"]["selector"][1].update(prefix="", suffix="")

    found = page(tmp_path, bare)
    assert [each.code for each in found.problems] == ["anchor-ambiguous"]


def test_each_bad_annotation_is_told_with_its_place_and_the_rest_is_kept(tmp_path: Path) -> None:
    export_statements(list(awkward())[:4], {}, tmp_path / "out.jsonld")
    value = json.loads((tmp_path / "out.jsonld").read_text(encoding="utf-8"))
    value["items"][0]["body"]["act"] = "demnad"
    value["items"][1]["creator"] = ["ada"]
    value["items"][2]["body"]["paraphrase"] = "\ud800"
    value["items"] += [7, value["items"][3]]
    (tmp_path / "out.jsonld").write_text(json.dumps(value), encoding="utf-8")
    found = import_statements(tmp_path / "out.jsonld", documents=documents())
    assert [each.id for each in found.statements] == ["s3"]
    assert [each.code for each in found.problems] == ["unknown-act", "wrong-type", "bad-json", "same-id"]
    assert found.problems[0].nearest == "demand"
    assert "items[0]" in str(found.problems[0].where)
    assert found.lost == ("1 items are no annotations and were left out.",)


@pytest.mark.parametrize("history", [[{"status": "sure"}], [7], "old", [{"status": "proposed", "time": 3}]])
def test_an_odd_history_is_left_out(history: object, tmp_path: Path) -> None:
    found = page(tmp_path, lambda item: item["body"].update({"cg:history": history}))
    assert found.statements[0].history == ()


@pytest.mark.parametrize("shape", ["list", "one", "collection"])
def test_a_list_a_single_one_and_a_collection_are_read(shape: str, tmp_path: Path) -> None:
    one = next(awkward())
    export_statements([one], {}, tmp_path / "out.jsonld")
    whole = json.loads((tmp_path / "out.jsonld").read_text(encoding="utf-8"))
    items = whole["items"]
    value = {"list": items, "one": items[0], "collection": {"type": "AnnotationCollection", "first": whole}}[shape]
    (tmp_path / "in.json").write_text(json.dumps(value), encoding="utf-8")
    assert import_statements(tmp_path / "in.json").statements == (one,)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "bad-json"),
        (b"\xff\xfe{}", "not-utf8"),
        (b"[" * 200_000, "too-deep"),
        (b'{"type": "Note"}', "no-annotations"),
        (b"3", "no-annotations"),
        (b"9" * 5000, "bad-json"),
    ],
)
def test_what_is_no_page_is_refused_in_a_sentence(content: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "in.jsonld").write_bytes(content)
    with pytest.raises(RecordError) as caught:
        import_statements(tmp_path / "in.jsonld")
    assert [each.code for each in caught.value.problems] == [code]
