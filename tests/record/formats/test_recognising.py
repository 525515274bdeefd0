"""What a file is, is told by how it begins, else by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.record.formats import FORMATS, SIGNATURES, SUFFIXES, format_of
from tests.record.formats.making import docx_of, pdf_of, tei_of


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"We met.", "talks.txt", "text"),
        (b"We met.", "talks", "text"),
        (b"We met.", "talks.MD", "markdown"),
        (b"<p>We met.</p>", "talks.htm", "html"),
        (b"\xef\xbb\xbf\n <!DocType HTML><html>", "talks.txt", "html"),
        (b"<html> in a guide", "guide.md", "markdown"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "talks.xml", "html"),
        (b"<?xml version='1.0'?><TEI>", "talks.txt", "tei"),
        (tei_of("<p>x</p>"), "talks", "tei"),
        (pdf_of([["x"]]), "talks.txt", "pdf"),
        (docx_of([("Normal", "x")]), "talks.txt", "docx"),
        (b"\xef\xbb\xbfWEBVTT\n", "talks.txt", "webvtt"),
        (b"1\n00:00:00,000 --> 00:00:01,000\nx", "talks.srt", "srt"),
    ],
)
def test_a_format_is_recognised(data: bytes, name: str, expected: str) -> None:
    assert format_of(data, Path(name)) == expected


def test_every_name_is_that_of_a_format() -> None:
    assert {*SUFFIXES.values(), *SIGNATURES.values()} == set(FORMATS)
    assert all(signature == signature.lower() for signature in SIGNATURES)
