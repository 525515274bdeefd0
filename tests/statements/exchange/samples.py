"""Invented texts and statements that are awkward to carry: emoji, Arabic, combining marks, line ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hypothesis import strategies as st

from commonground.record import Document, anchor_at
from commonground.statements import ACTS, MODALITIES, MODES, POLARITIES, STATUSES, Statement, Version
from commonground.statements.exchange import FORMATS

READABLE = tuple(name for name, each in FORMATS.items() if each.read is not None and name != "qdc")
KEPT = ("speaker", "source", "act", "issue", "polarity")

TEXTS = {
    "emoji": "😀 We want the dam open 🌊 by June.\nNo dam 👨‍👩‍👧‍👦, no talks.\n",
    "arabic": "قال الوزير: «لن نوقع». ثم خرج.\nنحن نقبل الهدنة.",
    "marks": "Cafe\u0301 talks: nai\u0308ve, e\u0323\u0302. Vie\u0323\u0302t stays.",
    "crlf": "First line.\r\nSecond 😀 line\rwith an old end.\r\n\r\nWe refuse this.\r\n",
    "markup": "<b>We</b> said ]]> & \"yes\" – 'no' &amp; =SUM(1)\t\x0b\u2028end",
}
BOM = Document.from_bytes("\ufeffWe accept the pause.\r\nThat is all.".encode())


def documents() -> dict[str, Document]:
    return {name: Document.from_text(text) for name, text in TEXTS.items()} | {"bom": BOM}


def awkward() -> Iterator[Statement]:
    """A statement on every word of every text, with fields as awkward as the text."""
    number = 0
    for source, document in documents().items():
        start = 0
        for word in document.text.split():
            start = document.text.index(word, start)
            yield statement(document, source, start, start + len(word), number)
            start += len(word)
            number += 1


def statement(document: Document, source: str, start: int, end: int, number: int) -> Statement:
    words = document.text[start:end]
    return Statement(
        id=f"s{number}",
        document=source,
        speaker=("arno", "الوزير", "=cmd|' /C calc'!A0", "Zoe\u0308 😀")[number % 4],
        source=("belt", "arno")[number % 2],
        act=ACTS[number % len(ACTS)],
        mode=MODES[number % len(MODES)],
        issue=(None, "dam & <water>", "قضية")[number % 3],
        polarity=POLARITIES[number % len(POLARITIES)],
        modality=MODALITIES[number // 4 % len(MODALITIES)],
        addressee=(None, "belt")[number % 2],
        chain=((), ("paper", "envoy"))[number % 2],
        paraphrase=f"Says {words!r} of the dam.",
        cue=words.strip() or None,
        said=date(2025, 3, 1 + number % 28),
        proposer=(None, "rules 1")[number % 2],
        coder=("ada", None)[number % 2],
        status=STATUSES[number % len(STATUSES)],
        reviewer=("Ada", None)[number % 2],
        time="2025-03-31T12:00:00+00:00",
        note=(None, "line one\nline two")[number % 2],
        codebook=(None, "1", "sha256:0123456789ab")[number % 3],
        blind=number % 2 == 1,
        follows=(None, "s0")[number % 2],
        history=((), (Version("proposed", None, "2025-03-30"), Version("confirmed", "Ada", None, None, blind=True)))[
            number % 2
        ],
        anchor=anchor_at(document, start, end),
    )


@st.composite
def coded(draw: st.DrawFn) -> tuple[Document, Statement]:
    """A text with words somewhere and a statement on some of it."""
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    word = draw(st.sampled_from(["dam", "😀", "e\u0301", "لن", "a\r\nb", "\ufeffx"]))
    before = draw(st.integers(0, len(text)))
    document = Document.from_text(text[:before] + word + text[before:])
    name = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=20).filter(
        str.strip
    )
    prose = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    return document, Statement(
        id=draw(name),
        document="text",
        speaker=draw(name),
        source=draw(name),
        act=draw(st.sampled_from(ACTS)),
        issue=draw(st.none() | name),
        polarity=draw(st.sampled_from(POLARITIES)),
        modality=draw(st.sampled_from(MODALITIES)),
        mode=draw(st.sampled_from(MODES)),
        addressee=draw(st.none() | name),
        paraphrase=draw(prose),
        note=draw(st.none() | prose),
        codebook=draw(st.none() | name),
        blind=draw(st.booleans()),
        status=draw(st.sampled_from(STATUSES)),
        anchor=anchor_at(document, before, before + len(word)),
    )
