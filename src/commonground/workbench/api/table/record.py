"""The record: sources, statements, and what rests on them."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.case.adding_sources import FIELDS
from commonground.workbench.api.shapes import TEXT, WHOLE, YES, by_name, many, maybe, record, ref
from commonground.workbench.api.table.cases import KIND
from commonground.workbench.api.told import Given, Told

__all__ = ["RECORD", "STATEMENT"]

STATEMENT = Given("The id of a statement.", "s14")
_SOURCE = Given("The id of a source.", "tass-r3")
_KNOWN = {
    "title": Given("What the text is called.", "Second plenary meeting"),
    "publisher": Given("Who published it.", "Ministry of Foreign Affairs"),
    "side": Given("Whose side it is on: a party's id, or nobody's.", "ukraine"),
    "said": Given("The day it was said.", "2025-07-23"),
    "published": Given("The day it was published.", "2025-07-24"),
    "url": Given("Where it is from; nothing is fetched.", "https://example.org/talks"),
    "licence": Given("Under which terms it may be kept.", "CC-BY-4.0"),
    "language": Given("Its language.", "en"),
    "handling": Given("How it has to be handled.", "internal"),
    "kind": KIND,
    "note": Given("Anything else.", "Corrected on the second day."),
}

RECORD: Mapping[str, Told] = {
    "GET /case/{case}/source/{name}": Told(
        "Record",
        "A source",
        "What it is, its text turn by turn if it is at hand, and the statements coded in it.",
        about={"name": _SOURCE},
        answer=record(
            case=TEXT,
            source=TEXT,
            title=TEXT,
            at_hand=YES,
            sha256=maybe(TEXT),
            turns=many(record(start=WHOLE, end=WHOLE, speaker=maybe(TEXT))),
            statements=many(ref("Statement")),
            places=by_name(many(WHOLE)),
        ),
    ),
    "GET /case/{case}/statement/{name}": Told(
        "Record",
        "A statement",
        "Who says what of whom, the words around it, and what rests on it.",
        about={"name": STATEMENT},
        answer=record(
            case=TEXT,
            statement=ref("Statement"),
            holds=many(TEXT),
            around=maybe(record(before=TEXT, words=TEXT, after=TEXT)),
        ),
    ),
    "GET /case/{case}/statement/{name}/history": Told(
        "Record",
        "What became of a statement",
        "Every version of it, the latest last.",
        about={"name": STATEMENT},
        answer=record(case=TEXT, statement=TEXT, versions=many(ref("Statement"))),
    ),
    "GET /case/{case}/object/{name}": Told(
        "Record",
        "An entry of the case",
        "What a clause, acceptance, offer, rule, power, edge or preference says, and the statements behind it.",
        about={"name": Given("The id of the entry.", "R1")},
        answer=record(
            case=TEXT,
            id=TEXT,
            text=maybe(TEXT),
            party=maybe(TEXT),
            evidence=many(TEXT),
            as_told_by=maybe(TEXT),
            note=maybe(TEXT),
            layer=maybe(TEXT),
            hypothesis=YES,
            file=maybe(TEXT),
            line=maybe(WHOLE),
        ),
    ),
    "GET /case/{case}/add": Told(
        "Record",
        "Add a text",
        "The form for one more source, and the sources that there are.",
        answer=record(case=TEXT, sources=many(TEXT), problems=many(ref("Problem"))),
    ),
    "POST /case/{case}/add": Told(
        "Record",
        "Add a text",
        "Keeps a text in the case, byte for byte, with what is known of it.",
        form={
            "text": Given("The text, pasted.", "ENVOY: We will not sign."),
            **{name: _KNOWN[name] for name in FIELDS},
        },
        files={"file": Given("Or the text as a file.", "talk.txt")},
        answer=record(source=TEXT, kind=maybe(TEXT), turns=WHOLE, address=TEXT),
    ),
}
