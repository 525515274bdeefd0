"""A document with one of everything in it, and texts that try to break out of it."""

from __future__ import annotations

import json

from commonground.brief.document import (
    Document,
    Entry,
    Figure,
    Folded,
    Items,
    Number,
    Out,
    Plain,
    Quote,
    Ref,
    Section,
    Table,
    Terms,
    Zone,
    paragraph,
    sentence,
)

NASTY = "</style><script>alert(1)</script> | `*_[x](y)_*` & “Україна” مرحبا"
FRAME = f"The record ends on 3 May. {NASTY}"


def sample(text: str = NASTY) -> Document:
    table = Table(
        (Plain(text),), ((Plain("Issue"),), (Plain("Zone"),)), (((Plain(text),), (Zone("accepted", "yes"),)),)
    )
    picture = {"data": {"values": [{"name": text, "n": 2}]}, "mark": "bar", "encoding": {"y": {"field": "name"}}}
    told = sentence("Blocked by ", Plain(text, "strong"), standing="verdict", refs=(Ref("clause-R1", "R1"),))
    counted = sentence(
        "It takes ", Number(2, ("targets", "a/b~c", "price")), Plain("x = y", "code"), standing="assumption"
    )
    first = Section(
        "short",
        "In short",
        (
            paragraph(told, counted, sentence("Beware.", doubt=True)),
            Items(((paragraph(sentence(text)), table), (paragraph(sentence("second")),)), ordered=True),
            Items(((paragraph(sentence("point")),),)),
            Figure("glance", text, f"Shows {text}", json.dumps(picture), table),
            Section("sub", text, (Folded((Plain("More"),), (paragraph(sentence("inside")),)),)),
        ),
    )
    evidence = Entry("clause-R1", (Plain(text),), (Quote(text, "note"), Terms((((Plain("who"),), (Plain(text),)),))))
    source = paragraph(
        sentence(Out("https://example.org/?a=1&b=<2>", text), standing="fact", refs=(Ref("glance", "g"),))
    )
    last = Section("evidence", "Evidence", (evidence, source), new_page=True)
    return Document(text, FRAME, "en", "commonground 0", (first, last), {"targets": {"a/b~c": {"price": 2}}})
