"""REFI-QDA: read by another program's models, changed there, made by others, and hostile."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commonground.errors import RecordError
from commonground.record import Document
from commonground.statements import Statement
from commonground.statements.exchange import (
    Code,
    export_codebook,
    export_statements,
    import_codebook,
    import_statements,
)
from tests.statements.exchange.samples import awkward, documents, statement

TEXT = Document.from_text("😀 One.\r\nWe refuse the dam, we do.\r\n")
NAMESPACE = "urn:QDA-XML:project:1.0"


def one(number: int = 0) -> Statement:
    start = TEXT.text.index("refuse")
    return statement(TEXT, "text", start, start + 6, number)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    export_statements([one()], {"text": TEXT}, tmp_path / "out.qdpx")
    return tmp_path / "out.qdpx"


def change(file: Path, name: str, edit: Callable[[bytes], bytes], *, called: str | None = None) -> None:
    """Write the archive anew, one file of it (by the end of its name) edited."""
    with zipfile.ZipFile(file) as archive:
        content = {each: archive.read(each) for each in archive.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, data in content.items():
            chosen = each.endswith(name)
            archive.writestr((called or each) if chosen else each, edit(data) if chosen else data)


def project(tmp_path: Path, xml: str, **files: str) -> Path:
    with zipfile.ZipFile(tmp_path / "in.qdpx", "w") as archive:
        archive.writestr("project.qde", f'<Project xmlns="{NAMESPACE}" name="p">{xml}</Project>')
        for name, content in files.items():
            archive.writestr(f"sources/{name}.txt", content)
    return tmp_path / "in.qdpx"


def test_another_reader_finds_the_passages_codes_and_texts(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyrefiqda: Any = pytest.importorskip("pyrefiqda")
        statements = list(awkward())
        export_statements(statements, documents(), tmp_path / "out.qdpx")
        found = pyrefiqda.RefiProject.load(tmp_path / "out.qdpx", str(tmp_path / "unpacked"))
    names = {inner.guid: (outer.name, inner.name) for outer in found.code_book.codes.code for inner in outer.code}
    told = {}
    for source in found.sources.text_source:
        path = tmp_path / "unpacked" / "sources" / source.plain_text_path.removeprefix("internal://")
        text = path.read_bytes().decode()
        for each in source.plain_text_selection:
            codes = dict(names[coding.code_ref.target_guid] for coding in each.coding)
            told[each.name] = (source.name, text[each.start_position : each.end_position], codes)
    assert len(told) == len(statements)
    for each in statements:
        source, words, codes = told[each.id]
        assert (source, codes["act"], codes.get("issue"), codes["polarity"]) == (
            each.document,
            each.act,
            each.issue,
            each.polarity,
        )
        assert (codes["speaker"], codes["source"]) == (each.speaker, each.source)
        assert each.anchor is not None
        assert words == each.anchor.quote


def test_the_same_statements_give_the_same_file(tmp_path: Path) -> None:
    for name in ("a.qdpx", "b.qdpx"):
        export_statements(awkward(), documents(), tmp_path / name)
    assert (tmp_path / "a.qdpx").read_bytes() == (tmp_path / "b.qdpx").read_bytes()


def test_what_was_changed_there_counts(file: Path) -> None:
    change(
        file,
        ".qde",
        lambda data: data.replace(b'name="arno"', b'name="carla"').replace(b'startPosition="10"', b'startPosition="7"'),
    )
    (found,) = import_statements(file, documents={"text": TEXT}).statements
    assert (found.speaker, found.source) == ("carla", "belt")
    assert found.anchor is not None
    assert (found.anchor.quote, found.anchor.sha256) == ("We refuse", TEXT.sha256)
    assert TEXT.text[found.anchor.start : found.anchor.end] == "We refuse"
    assert (found.note, found.history) == (one().note, one().history)


def test_a_code_taken_away_there_is_gone(file: Path) -> None:
    named = statement(TEXT, "text", 0, 6, 1)
    export_statements([named], {"text": TEXT}, file)
    change(file, ".qde", lambda data: data.replace(b'name="addressee"', b'name="other"'))
    (found,) = import_statements(file).statements
    assert (named.addressee, found.addressee) == ("belt", None)


FOREIGN = """
<Users><User guid="{11111111-0000-0000-0000-000000000000}" name="Ann"/></Users>
<CodeBook><Codes>
 <Code guid="A0000000-0000-0000-0000-000000000000" name="Acts" isCodable="true">
  <Code guid="A1" name="Demand" isCodable="true"/></Code>
 <Code guid="B0" name="Issue" isCodable="false"><Code guid="B1" name="dam" isCodable="true"/></Code>
 <Code guid="C0" name="emotion" isCodable="true"/>
</Codes></CodeBook>
<Sources>
 <TextSource guid="S1" name="talk"><PlainTextContent>We demand 😀 water.</PlainTextContent>
  <PlainTextSelection guid="P1" startPosition="3" endPosition="11" creatingUser="11111111-0000-0000-0000-000000000000">
   <Description>asks</Description>
   <Coding guid="X"><CodeRef targetGUID="{a1}"/></Coding><Coding guid="Y"><CodeRef targetGUID="B1"/></Coding>
   <Coding guid="Z"><CodeRef targetGUID="gone"/></Coding>
  </PlainTextSelection>
  <PlainTextSelection guid="P2" startPosition="0" endPosition="2">
   <Coding guid="Z"><CodeRef targetGUID="C0"/></Coding></PlainTextSelection>
 </TextSource>
 <TextSource guid="S2" name="far" plainTextPath="https://example.org/x.txt">
  <PlainTextSelection guid="P3" startPosition="0" endPosition="2">
   <Coding guid="Z"><CodeRef targetGUID="a1"/></Coding></PlainTextSelection></TextSource>
 <PictureSource guid="S3" name="map"/>
</Sources>
<Notes><Note guid="N" name="memo"/></Notes>
"""


def test_a_project_of_others_gives_what_has_an_act_and_says_what_was_left(tmp_path: Path) -> None:
    found = import_statements(project(tmp_path, FOREIGN))
    first, second = found.statements
    assert (first.id, first.act, first.issue, first.speaker, first.coder) == ("p1", "demand", "dam", "unknown", "Ann")
    assert (first.status, first.paraphrase) == ("proposed", "asks")
    assert first.anchor is not None
    assert first.anchor.quote == "demand 😀"
    assert (second.id, second.anchor) == ("p3", None)
    assert len(found.lost) == 4


@pytest.mark.parametrize("place", ["", "x", "-1", "99", "3.5", "9" * 5000])
def test_positions_outside_of_the_text_give_no_anchor(place: str, tmp_path: Path) -> None:
    found = import_statements(project(tmp_path, FOREIGN.replace('endPosition="11"', f'endPosition="{place}"')))
    assert found.statements[0].anchor is None


@pytest.mark.parametrize("piece", [b"{", b"7", b"[" * 5000, b'{"annotation": 3}', b'{"annotation": {"body": 1}}'])
def test_a_spoilt_note_leaves_what_the_codes_say(piece: bytes, file: Path) -> None:
    start, end = b"<PlainTextContent>", b"</PlainTextContent>"
    change(file, ".qde", lambda data: data.split(start)[0] + start + piece + end + data.split(end)[1])
    (found,) = import_statements(file).statements
    assert (found.speaker, found.source, found.act, found.issue) == ("arno", "belt", "demand", None)
    assert found.anchor is not None
    assert found.anchor.quote == "refuse"


def bomb(data: bytes) -> bytes:
    return b" " * 60_000_000


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE P [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Project xmlns="%s">&b;</Project>'
OUTSIDE = b'<!DOCTYPE P [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project xmlns="%s">&x;</Project>'
HOSTILE: dict[str, tuple[str, Callable[[bytes], bytes], str | None, str]] = {
    "a bomb": (".qde", bomb, None, "too-large"),
    "a bomb of text": (".txt", bomb, None, "too-large"),
    "entities": (".qde", lambda _: LAUGHS % NAMESPACE.encode(), None, "xml-doctype"),
    "entities in UTF-16": (".qde", lambda _: LAUGHS.decode().encode("utf-16"), None, "xml-doctype"),
    "late entities": (
        ".qde",
        lambda _: b"<!--" + b"x" * 300_000 + b"-->" + OUTSIDE % NAMESPACE.encode(),
        None,
        "xml-doctype",
    ),
    "an outside file": (".qde", lambda _: OUTSIDE % NAMESPACE.encode(), None, "xml-doctype"),
    "depth": (".qde", lambda _: b"<a>" * 100_000, None, "bad-xml"),
    "no XML": (".qde", lambda _: b"\x00\x01", None, "bad-xml"),
    "another root": (".qde", lambda _: b"<a/>", None, "not-refi"),
    "no project": (".qde", lambda data: data, "project.xml", "not-refi"),
    "a name that climbs": (".txt", lambda data: data, "../../x.txt", "unsafe-name"),
    "an absolute name": (".txt", lambda data: data, "/etc/x.txt", "unsafe-name"),
    "a drive": (".txt", lambda data: data, "C:x.txt", "unsafe-name"),
}


@pytest.mark.parametrize(("name", "edit", "called", "code"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_project_is_refused_in_a_sentence(
    name: str, edit: Callable[[bytes], bytes], called: str | None, code: str, file: Path
) -> None:
    change(file, name, edit, called=called)
    before = sorted(file.parent.rglob("*"))
    with pytest.raises(RecordError) as caught:
        import_statements(file)
    assert [each.code for each in caught.value.problems] == [code]
    assert sorted(file.parent.rglob("*")) == before


def pointing(file: Path, path: str) -> None:
    change(file, ".qde", lambda data: re.sub(rb'plainTextPath="[^"]*"', f'plainTextPath="{path}"'.encode(), data))


@pytest.mark.parametrize("path", ["relative://x", "file:///x", "https://example.org/x", "", "internal://none.txt"])
def test_texts_outside_of_the_archive_are_not_looked_for(path: str, file: Path) -> None:
    pointing(file, path)
    assert import_statements(file).lost == ("1 coded passages are of texts that are not in the file.",)


@pytest.mark.parametrize("path", ["internal://../project.qde", "internal:///etc/passwd", "internal://a/../../b"])
def test_a_text_that_climbs_out_of_the_archive_is_refused(path: str, file: Path) -> None:
    pointing(file, path)
    with pytest.raises(RecordError) as caught:
        import_statements(file)
    assert [each.code for each in caught.value.problems] == ["unsafe-name"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip" * 99])
def test_what_is_no_zip_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "in.qdpx").write_bytes(data)
    with pytest.raises(RecordError) as caught:
        import_statements(tmp_path / "in.qdpx")
    assert [each.code for each in caught.value.problems] == ["bad-zip"]


def test_a_codebook_comes_back(tmp_path: Path) -> None:
    codes = (Code("act"), Code("demand", ("act",), "Asks & insists 😀"), Code("deep", ("act", "demand")), Code("x"))
    export_codebook(codes, tmp_path / "book.qdc")
    assert import_codebook(tmp_path / "book.qdc") == codes


def test_another_reader_finds_the_codes(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyrefiqda: Any = pytest.importorskip("pyrefiqda")
        export_statements([one()], {}, tmp_path / "book.qdc")
        found = pyrefiqda.RefiCodebook.load(tmp_path / "book.qdc")
    assert [(each.name, [code.name for code in each.code]) for each in found.codes.code][:3] == [
        ("speaker", ["arno"]),
        ("source", ["belt"]),
        ("act", ["demand"]),
    ]


def test_what_is_no_codebook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.qdc").write_text("<CodeBook/>", encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        import_codebook(tmp_path / "book.qdc")
    assert [each.code for each in caught.value.problems] == ["not-refi"]
