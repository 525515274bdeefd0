"""Whatever the bytes: each format gives a text or refuses in one sentence, fetches nothing and writes nothing."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground.errors import RecordError
from commonground.record.formats import FORMATS, Format, format_of
from tests.record.formats.making import docx_of, pdf_of, tei_of
from tests.record.watching import ON, WATCHED


@pytest.fixture
def watched() -> Iterator[list[str]]:
    WATCHED.clear()
    for name, data in GOOD.items():  # what a library does once, when it is first imported, is not the question
        FORMATS[name](data, None)
    ON[0] = True
    yield WATCHED
    ON[0] = False


GOOD = {
    "text": b"Anna: We met.",
    "markdown": b"**Anna:** We met. ![p](http://127.0.0.1:9/p.png)",
    "html": b"<html><head><link rel=stylesheet href='http://127.0.0.1:9/c'></head><body><p>We met.</p>"
    b"<script src='http://127.0.0.1:9/s'></script><img src='http://127.0.0.1:9/p'><iframe src='file:///etc/hostname'>",
    "pdf": pdf_of([["Anna: We met."]]),
    "docx": docx_of([("Normal", "Anna: We met.")]),
    "tei": tei_of("<p>We met.<graphic url='http://127.0.0.1:9/p'/></p>"),
    "webvtt": b"WEBVTT\n\n00:00.000 --> 00:01.000\n<v Anna>We met.\n",
    "srt": b"1\n00:00:00,000 --> 00:00:01,000\nAnna: We met.\n",
}


def check(read: Format, data: bytes) -> None:
    """A file is read into a text whose stretches lie in it, or refused in one sentence that names it."""
    try:
        source = read(data, Path("talks.txt"))
    except RecordError as error:
        refusal = error
    else:
        assert all(0 <= start < end <= len(source.text) for start, end in source.asides)
        assert all(0 <= start < end <= len(source.text) for start, end, _ in source.speakers or ())
        source.text.encode("utf-8")
        return
    (problem,) = refusal.problems
    assert problem.where.file == "talks.txt"
    assert problem.what.endswith(".")
    assert "\n" not in str(refusal)


def test_the_watch_sees(tmp_path: Path, watched: list[str]) -> None:
    (tmp_path / "a").write_text("x")
    with socket.socket() as wire:
        wire.settimeout(0.01)
        wire.connect_ex(("127.0.0.1", 9))
    assert [each.split()[0] for each in watched] == ["open", "socket.connect"]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_nothing_is_fetched_or_written(name: str, watched: list[str]) -> None:
    source = FORMATS[name](GOOD[name], None)
    assert "We met." in source.text
    assert watched == []


@pytest.mark.parametrize("name", sorted(FORMATS))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_any_bytes_are_read_or_refused_in_one_sentence(name: str, data: st.DataObject) -> None:
    whole = GOOD[name]
    place = data.draw(st.integers(0, len(whole)))
    junk = data.draw(
        st.binary(max_size=12) | st.sampled_from([b"<v", b"&#0;", b"&#xD800;", b"]]>", b"\xed\xa0\x80", b"<<"])
    )
    hostile = whole[:place] + junk + whole[place + data.draw(st.integers(0, 8)) :]
    for read in (FORMATS[name], FORMATS[format_of(hostile, Path("talks.txt"))]):
        check(read, hostile)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_each_refuses_the_files_of_the_others_or_reads_them(name: str) -> None:
    for data in GOOD.values():
        check(FORMATS[name], data)
