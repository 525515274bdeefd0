"""TEI: a memorandum whose sentences stay whole, a record whose turns are marked, and nothing from outside."""

from __future__ import annotations

import pytest

from commonground.errors import RecordError
from commonground.record.formats.tei import tei
from tests.record.formats.making import tei_of

MEMORANDUM = """
<div type="document" n="7"><head>7. Memorandum of Conversation<note
  n="1" type="source">Source: the lake's archive.</note></head>
<opener><dateline><placeName>Lakeside</placeName>, <date when="1999-05-01">May 1</date>, 4 p.m.</dateline></opener>
<list type="participants"><head>PARTICIPANTS</head>
  <item>Northland <list><item><persName corresp="#b">Minister Anna Berg</persName></item>
    <item><persName>Bo Lind</persName>, notetaker</item></list></item>
  <item><persName>Minister Anna Berg</persName></item></list>
<p><persName>Minister Berg</persName> said that the ferry<note n="2">See document 3.</note> would not
<pb n="12"/>run be<lb break="no"/>fore a <hi>signed</hi> text: <q>not a day</q>.
<choice><sic>Thay</sic><corr>They</corr></choice> agreed.
“<quote>So be it</quote>,” he said 👩‍⚖️ السلام e\u0301.</p>
<p>The Minister left.</p>
<closer><signed>Bo Lind</signed></closer></div>
<div type="document" n="8"><head>8. Letter</head><p>Dear friend.</p><note n="1">Not sent.</note></div>
"""


def test_a_memorandum_of_conversation() -> None:
    source = tei(tei_of(MEMORANDUM, root=' xml:lang="en"'))
    blocks = source.text.split("\n\n")
    assert blocks == [
        "7. Memorandum of Conversation",
        "Lakeside, May 1, 4 p.m.",
        "PARTICIPANTS\nNorthland\nMinister Anna Berg\nBo Lind, notetaker\nMinister Anna Berg",
        "Minister Berg said that the ferry would not run before a signed text: “not a day”. They agreed. "
        "“So be it,” he said 👩‍⚖️ السلام e\u0301.",
        "The Minister left.",
        "Bo Lind",
        "1 Source: the lake's archive.",
        "2 See document 3.",
        "8. Letter",
        "Dear friend.",
        "1 Not sent.",
    ]
    said = [source.text[start:end] for start, end in source.asides]
    assert [each for each in blocks if each not in said] == [blocks[3], blocks[4], "Dear friend."]
    assert source.participants == ("Minister Anna Berg", "Bo Lind")
    assert (source.kind_hint, source.speakers, source.language) == ("memcon", None, "en")


def test_turns_that_the_file_marks() -> None:
    source = tei(
        tei_of(
            "<head>Third meeting</head><sp who='#a'><speaker>The President:</speaker><p>Come in.</p><p>Sit.</p></sp>"
            "<stage>They sit.</stage><sp><speaker>Mr. Lind</speaker><p>Thank you.</p></sp>"
        )
    )
    assert [(label, source.text[start:end]) for start, end, label in source.speakers or ()] == [
        ("The President", "Come in.\nSit."),
        ("Mr. Lind", "Thank you."),
    ]
    assert source.text.split("\n\n")[1:3] == ["The President: Come in.\nSit.", "They sit."]
    assert (source.kind_hint, source.title) == ("verbatim", "Third meeting")


def test_title_and_language_of_the_header() -> None:
    header = (
        "<fileDesc><titleStmt><title>Volume <hi>IX</hi></title></titleStmt></fileDesc>"
        "<profileDesc><langUsage><language ident='fr'>French</language></langUsage></profileDesc>"
    )
    source = tei(tei_of("<p>Oui.</p>", header=header))
    assert (source.text, source.title, source.language, source.kind_hint) == ("Oui.", "Volume IX", "fr", None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_the_encoding_that_the_file_declares_is_used(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?><TEI><text><body><p>Café</p></body></text></TEI>'
    assert tei(text.encode(encoding)).text == "Café"


LAUGHS = "<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (f"<!DOCTYPE TEI [{LAUGHS}]><TEI><text><p>&a9;</p></text></TEI>", "xml-doctype"),
        ('<!DOCTYPE TEI [<!ENTITY e SYSTEM "file:///etc/hostname">]><TEI><text><p>&e;</p></text></TEI>', "xml-doctype"),
        (
            '<!DOCTYPE TEI [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x"> %e;]><TEI><text><p>x</p></text></TEI>',
            "xml-doctype",
        ),
        ('<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/tei.dtd"><TEI><text><p>x</p></text></TEI>', "xml-doctype"),
        ("<TEI xmlns:i='http://www.w3.org/2001/XInclude'><text><i:include href='x'/></text></TEI>", "xml-doctype"),
        ("<TEI><text><p>&e;</p></text></TEI>", "bad-xml"),
        ("<TEI><text>", "bad-xml"),
        ("", "bad-xml"),
        ("<TEI>" + "<div>" * 5_000, "bad-xml"),
        ("<html><p>x</p></html>", "not-tei"),
        ("<TEI><teiHeader/><text><body/></text></TEI>", "not-tei"),
    ],
)
def test_what_is_hostile_or_no_tei_is_refused(data: str, code: str) -> None:
    with pytest.raises(RecordError) as caught:
        tei(data.encode())
    assert caught.value.problems[0].code == code
    assert "\n" not in str(caught.value)
