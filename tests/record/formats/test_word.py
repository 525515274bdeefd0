"""DOCX: paragraphs in their order, tracked changes as they were accepted, and nothing unpacked that is too large."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress

import pytest

from commonground.errors import RecordError
from commonground.record.formats import word
from commonground.record.formats.word import docx
from tests.record.formats.making import docx_of, member, repacked

PARAGRAPHS = [
    ("Title", "Talks at the lake"),
    ("Normal", "Anna Berg: We met 👩‍⚖️ السلام e\u0301\nat noon."),
    ("Heading 1", "Later"),
    ("Normal", ""),
    ("Normal", "Bo\tLind: Yes."),
]
MAIN = "word/document.xml"


def refusal(data: bytes) -> str:
    with pytest.raises(RecordError) as caught:
        docx(data)
    assert "\n" not in str(caught.value)
    return caught.value.problems[0].code


def with_body(body: str) -> bytes:
    data = docx_of([("Normal", "HERE")])
    main = member(data, MAIN).decode()
    start, end = main.index("<w:p>"), main.index("</w:p>") + len("</w:p>")
    return repacked(data, {MAIN: (main[:start] + body + main[end:]).encode()})


def test_paragraphs_in_their_order() -> None:
    source = docx(docx_of(PARAGRAPHS, title="", language="en-GB"))
    assert source.text.split("\n\n") == [words for _, words in PARAGRAPHS if words]
    assert [source.text[start:end] for start, end in source.asides] == ["Talks at the lake", "Later"]
    assert (source.title, source.language, source.notes) == ("Talks at the lake", "en-GB", ())


def test_tables_stand_where_they_stood() -> None:
    import docx as python_docx

    document = python_docx.Document()
    document.add_paragraph("before")
    document.add_table(rows=1, cols=2).cell(0, 0).text = "in a table"
    document.add_paragraph("after")
    out = io.BytesIO()
    document.save(out)
    assert docx(out.getvalue()).text.split("\n\n") == ["before", "in a table", "after"]


def test_tracked_changes_count_as_accepted_and_footnotes_are_told() -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>We </w:t></w:r>"
        "<w:ins w:id='1' w:author='x'><w:r><w:t>will</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='x'><w:r><w:delText>may</w:delText></w:r></w:del>"
        "<w:r><w:t xml:space='preserve'> </w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r>"
        "<w:hyperlink><w:r><w:t>meet</w:t></w:r></w:hyperlink><w:r><w:noBreakHyphen/><w:t>up</w:t></w:r></w:p>"
    )
    source = docx(with_body(body))
    assert source.text == "We will meet\u2011up"
    assert source.notes == ("The footnotes are not read.",)


def test_what_would_unpack_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = repacked(docx_of([("Normal", "x")]), {"word/media/image1.bin": b"\x00" * 5_000_000})
    assert docx(bomb).text == "x"
    assert len(bomb) < 100_000
    with monkeypatch.context() as patch:
        patch.setattr(word, "LARGEST_PART", 4_999_999)
        assert refusal(bomb) == "zip-bomb"
    with monkeypatch.context() as patch:
        patch.setattr(word, "LARGEST_WHOLE", 5_000_000)
        assert refusal(bomb) == "zip-bomb"
    with monkeypatch.context() as patch:
        patch.setattr(word, "MOST_PARTS", 5)
        assert refusal(bomb) == "zip-bomb"


def test_sizes_that_lie_do_not_help() -> None:
    """A list of contents says 100 bytes for a part of 5 million: no more is unpacked, and so it is found damaged."""
    data = repacked(docx_of([("Normal", "x")]), {MAIN: b"<a>" + b" " * 5_000_000 + b"</a>"})
    assert data.count(struct.pack("<I", 5_000_007)) == 2
    assert refusal(data.replace(struct.pack("<I", 5_000_007), struct.pack("<I", 100))) == "bad-docx"


@pytest.mark.parametrize("name", ["../outside.xml", "word/../../outside.xml", "/outside.xml", "word\\..\\outside.xml"])
def test_a_part_that_leads_out_is_refused(name: str) -> None:
    assert refusal(repacked(docx_of([("Normal", "x")]), {name: b"x"})) == "unsafe-name"


def test_entities_and_document_types_are_refused() -> None:
    data = docx_of([("Normal", "HERE")])
    main = member(data, MAIN).decode()
    declaration = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY f "ffff">]>'
    start = main.index("<w:document")
    hostile = main[:start] + declaration + main[start:].replace("HERE", "&e;&f;")
    assert refusal(repacked(data, {MAIN: hostile.encode()})) == "xml-doctype"


def test_what_is_encrypted_is_refused() -> None:
    data = bytearray(docx_of([("Normal", "x")]))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.start_dir
    data[start + 8] |= 1
    assert refusal(bytes(data)) == "bad-docx"
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "bad-docx"


def test_another_zip_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("talks.txt", "x")
    assert refusal(out.getvalue()) == "bad-docx"


def test_a_damaged_file_is_read_or_refused() -> None:
    whole, codes = docx_of([("Normal", "one")]), set()
    for place in range(0, len(whole), 97):
        for damaged in (whole[:place], whole[:place] + b"\xff\x00\xff" + whole[place + 3 :]):
            with suppress(RecordError):
                codes.add(docx(damaged).text)
                continue
            codes.add(refusal(damaged))
    assert {"one", "bad-docx"} <= codes <= {"one", "bad-docx", "zip-bomb", "unsafe-name", "xml-doctype"}
