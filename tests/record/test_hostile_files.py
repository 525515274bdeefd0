"""Hostile files from the command line: refused in one sentence; nothing fetched, run, or written anywhere."""

from __future__ import annotations

import io
import os
import platform
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commonground.cli import main
from tests.case.texts import TEXT, anchored_case
from tests.record.formats.making import docx_of, encrypted, member, pdf_of, repacked, tei_of
from tests.record.formats.test_hostile import GOOD
from tests.record.watching import ON, WATCHED

MAIN = "word/document.xml"
ENDINGS = {"text": "txt", "markdown": "md", "tei": "xml", "webvtt": "vtt"}
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY c SYSTEM 'file:///etc/hostname'><!ENTITY d SYSTEM 'http://127.0.0.1:9/'>]>"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))


@pytest.fixture
def watched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[list[str]]:
    for name, data in GOOD.items():  # what a library does once, when it is first imported, is not the question
        path = tmp_path / f"good.{ENDINGS.get(name, name)}"
        path.write_bytes(data)
        assert main(["read", str(path)]) == 0
    assert main(["read", str(tmp_path / "none.txt")]) == 2
    capsys.readouterr()
    WATCHED.clear()
    yield WATCHED
    ON[0] = False


def with_entities(declared: str) -> bytes:
    data = docx_of([("Normal", "HERE")])
    whole = member(data, MAIN).decode()
    start = whole.index("<w:document")
    return repacked(data, {MAIN: (whole[:start] + declared + whole[start:].replace("HERE", "&c;")).encode()})


def pdf_bomb() -> bytes:
    """A page whose words unpack to 400 MB."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"BT /F1 12 Tf (We met.) Tj ET\n")
    packed += b"".join(packer.compress(b"(We met again and again.) Tj T*\n" * 31_250) for _ in range(400))
    packed += packer.flush()
    whole = pdf_of([["HERE"]])
    place, end = whole.index(b"<< /Length"), whole.index(b"endstream", whole.index(b"HERE"))
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    return whole[:place] + head + packed + b"\n" + whole[end:]


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a DOCX that unpacks to 300 MB": (
        "talk.docx",
        lambda: repacked(docx_of([("Normal", "x")]), {"word/media/a.bin": bytes(300_000_000)}),
        "more than any text needs",
    ),
    "a DOCX with entities": ("talk.docx", lambda: with_entities(LAUGHS), "declares a document type"),
    "a DOCX with references to files": ("talk.docx", lambda: with_entities(OUTSIDE), "declares a document type"),
    "a zip that is no DOCX": ("talk.txt", lambda: zipped({"../../x": b"y"}), "leads out of it"),
    "TEI with entities": ("talk.xml", lambda: LAUGHS.encode() + tei_of("<p>&c;</p>"), "declares a document type"),
    "TEI with references": ("talk.xml", lambda: OUTSIDE.encode() + tei_of("<p>&c;&d;</p>"), "declares a document type"),
    "TEI that includes a file": (
        "talk.xml",
        lambda: tei_of("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/hostname' parse='text'/>"),
        "put together from other files",
    ),
    "a page of script alone": (
        "talk.html",
        lambda: b"<html><body><script>fetch('http://127.0.0.1:9/')</script>",
        "holds no text",
    ),
    "a page nested without end": (
        "talk.html",
        lambda: b"<html><body>" + b"<div>" * 100_000 + b"We met.",
        "more than 200 deep",
    ),
    "a PDF with a password": ("talk.pdf", lambda: encrypted(pdf_of([["We met."]])), "is encrypted"),
    "a PDF that is a scan": ("talk.pdf", lambda: pdf_of([[], []]), "probably a scan"),
    "a PDF that unpacks to 400 MB": ("talk.pdf", pdf_bomb, "Page 1 of the PDF is damaged: Limit"),
    "a program named as a text": ("talk.txt", lambda: b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 9, "binary"),
    "a line of three million characters": ("talk.txt", lambda: b"We met. " * 400_000, "A line is longer"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_refused_in_one_sentence(name: str, watched: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    file, make, words = HOSTILE[name]
    Path(file).write_bytes(make())
    ON[0] = True
    code = main(["read", file])
    ON[0] = False
    told = capsys.readouterr()
    assert (code, told.out) == (2, "")
    assert words in told.err
    assert told.err.startswith(f"commonground: {file}")
    assert told.err.count("\n") == 1
    assert watched == []
    assert os.listdir() == [file]


def test_a_line_of_200_mb(watched: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with Path("talk.txt").open("wb") as file:
        file.truncate(200_000_000)
    assert main(["read", "talk.txt"]) == 2
    told = capsys.readouterr().err
    assert "larger than 50 MB" in told
    assert told.count("\n") == 1
    assert watched == []


PAGE = b"""<!DOCTYPE html [<!ENTITY c SYSTEM "file:///etc/hostname">]>
<html><head><script src="http://127.0.0.1:9/s.js"></script><base href="http://127.0.0.1:9/"></head>
<body onload="fetch('/x')"><article><p>Ann Lee said that the bridge stays open until the winter. &c;</p>
<script>document.write("We lost.")</script><p>Nobody else in the room spoke about the bridge or its toll.</p>
<img src="http://127.0.0.1:9/p.png" onerror="alert(1)"><iframe src="file:///etc/hostname"></iframe>
</article></body></html>"""


@pytest.mark.parametrize("ending", ["html", "xhtml", "txt"])
def test_a_page_with_script_is_its_words_and_nothing_else(
    ending: str, watched: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(f"talk.{ending}").write_bytes(PAGE)
    ON[0] = True
    assert main(["read", f"talk.{ending}", "--json"]) == 0
    ON[0] = False
    told = capsys.readouterr().out
    assert "the bridge stays open" in told
    unwanted = ["We lost", "fetch", "alert", "127.0.0.1", platform.node() or "no name"]
    assert not [word for word in unwanted if word in told]
    assert watched == []


def test_what_would_command_a_terminal_is_not_sent_to_it(capsys: pytest.CaptureFixture[str]) -> None:
    words = "\x1b[2J\x1b]0;owned\x07\x9b2J"
    text = f"Paper{words}: We came.\nRuiz: They said: “We {words} reject it.” We demand a bridge {words} now.\n"
    for ending in ("txt", "md", "html"):
        body = f"<p>{text}</p>" if ending == "html" else text
        Path(f"talk.{ending}").write_text(f"Hello {words}\n{body}", encoding="utf-8")
        assert main(["read", f"talk.{ending}", "--kind", "interview"]) in {0, 2}
        told = "".join(capsys.readouterr())
        assert not [sign for sign in told if sign != "\n" and unicodedata.category(sign) == "Cc"]


@pytest.mark.parametrize("file", ["../secret.txt", "sources/../../secret.txt", "link.txt", "folder/secret.txt"])
def test_a_source_that_climbs_out_of_the_case_is_not_read(
    tmp_path: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret.txt").write_text(TEXT, encoding="utf-8")
    bridge = anchored_case(tmp_path / "bridge", f"title: Minutes, file: {file}")
    (bridge / "sources").mkdir()
    (bridge / "sources" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (bridge / "sources" / "folder").symlink_to(tmp_path)
    for whole in (file, str(tmp_path / "secret.txt")):
        (bridge / "sources.yaml").write_text(f"minutes: {{title: Minutes, file: '{whole}'}}\n")
        assert main(["propose", str(bridge), "minutes"]) == 2
        told = capsys.readouterr()
        assert "is not at hand" in told.err
        assert main(["check", str(bridge)]) == 0
        told = capsys.readouterr()
        assert "The text of source minutes cannot be read" in " ".join(told.out.split())
        assert "footpath" not in told.out + told.err
    assert not (bridge / "statements" / "rules.jsonl").exists()


@pytest.mark.parametrize("member_name", ["../sources.yaml", "/etc/sources.yaml", "x/../../sources.yaml"])
def test_what_climbs_out_of_a_zipped_case_is_not_there(
    tmp_path: Path, member_name: str, watched: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    bridge = anchored_case(tmp_path / "bridge")
    members = {"case.yaml": (bridge / "case.yaml").read_bytes(), member_name: b"minutes: {title: From outside}"}
    Path("bridge.zip").write_bytes(zipped(members))
    ON[0] = True
    assert main(["check", "bridge.zip"]) == 0
    ON[0] = False
    assert "outside" not in capsys.readouterr().out
    assert watched == []
    assert sorted(os.listdir()) == ["bridge.zip"]


def test_a_zipped_case_that_unpacks_to_300_mb(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bridge.zip").write_bytes(zipped({"case.yaml": b"#" * 300_000_000}))
    assert main(["check", "bridge.zip"]) == 1
    assert "larger than" in " ".join(capsys.readouterr().out.split())
