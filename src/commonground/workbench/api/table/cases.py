"""Home, what is made or brought in, one text without a case, a case, its files, this interface itself."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.workbench.api.shapes import TEXT, THING, WHOLE, YES, by_name, many, maybe, record, ref
from commonground.workbench.api.told import Given, Told

__all__ = ["CASES", "KIND", "MADE"]

KIND = Given("What kind of text it is, where that is not to be recognised from its words.", "interview")
MADE = record(case=TEXT, address=TEXT, not_held=many(TEXT))
_FOLDER = Given("The name of a new folder beside the other cases; made of the title unless said.", "my-talks")

CASES: Mapping[str, Told] = {
    "GET /": Told(
        "Cases",
        "Home",
        "The cases at hand, each at a glance.",
        view=False,
        answer=record(
            folder=TEXT,
            cases=many(
                record(
                    key=TEXT,
                    title=TEXT,
                    address=TEXT,
                    bundled=YES,
                    changed=maybe(TEXT),
                    zones=by_name(WHOLE),
                    waiting=WHOLE,
                    statements=WHOLE,
                    problems=WHOLE,
                )
            ),
        ),
    ),
    "GET /new": Told(
        "Cases",
        "A new case's form",
        "What a new case is asked for: what it is called, who takes part, and what is to be settled.",
        query={"example": Given("Fills the form with an invented example.", "1")},
        view=False,
        answer=record(asks=THING, problems=many(ref("Problem"))),
    ),
    "POST /new": Told(
        "Cases",
        "A new case",
        "Makes a case of sides and matters in plain words; of a title alone, the invented case of the starter. Rows "
        "are numbered from 0.",
        form={
            "title": Given("What the case is called.", "My talks"),
            "folder": _FOLDER,
            "sides.": Given("`sides.0.name`, `.people`, `.levels`, `.outside`: a side.", "Halvora"),
            "matters.": Given("`matters.0.title`, `.today`, `.others`: what is to be settled.", "The Grey Sluice"),
            "more": Given("Sends the form back with more rows.", "1"),
        },
        answer={"anyOf": [record(address=TEXT), record(asks=THING)]},
        media=("text/html",),
    ),
    "POST /import": Told(
        "Cases",
        "Bring a case in",
        "A .zip of a case folder, or the conflict of a .gmcr file, as a new case. `not_held`: what is lost.",
        files={"file": Given("The .zip or .gmcr file.", "talks.zip", needed=True)},
        answer=MADE,
        media=("text/html",),
    ),
    "POST /case/{case}/copy": Told(
        "Cases",
        "Copy a case",
        "A copy in a folder of its own, to try things in.",
        form={"folder": _FOLDER},
        answer=MADE,
    ),
    "POST /read": Told(
        "Cases",
        "Read one text",
        "What is read in one text with no case around it; the text is thrown away.",
        form={"text": Given("The text, pasted.", "ENVOY: We will not sign."), "kind": KIND},
        files={"file": Given("Or the text as a file.", "talk.txt")},
        answer=record(version=WHOLE, title=TEXT, file=TEXT, sha256=TEXT, kind=TEXT),
        leads=False,
        later=True,
    ),
    "GET /case/{case}": Told(
        "Cases",
        "A case",
        "Page one of its brief, sentence by sentence, every issue and target with its zone, and what waits.",
        answer={"allOf": [ref("AgreementReport"), record(in_short=many(TEXT), statements=by_name(WHOLE))]},
    ),
    "GET /case/{case}/search": Told(
        "Cases",
        "Words in the sources",
        "The turns in which all the words occur, the best first, at most a hundred.",
        query={"q": Given("The words, in any order; the last may be the beginning of one.", "ceasefire")},
        answer=record(
            case=TEXT,
            words=TEXT,
            exhaustive=YES,
            hits=many(record(source=TEXT, start=WHOLE, line=WHOLE, speaker=maybe(TEXT))),
        ),
    ),
    "GET /case/{case}/file/{name}": Told(
        "Cases",
        "A file of a case",
        "One file as it is written. It need not be a case that can be read.",
        about={"name": Given("The file within the case; may hold slashes.", "case.yaml")},
        view=False,
        answer=record(case=TEXT, file=TEXT, text=TEXT, files=many(TEXT)),
    ),
    "GET /api": Told(
        "This interface",
        "This interface",
        "What each address asks for and answers, to be read; as data it is this document.",
        view=False,
        answer=record(openapi=TEXT),
    ),
    "GET /api/token.json": Told(
        "This interface",
        "A token to write with",
        "What a program sends with every POST, and the cookie that belongs to it. Only a program that keeps the cookie "
        "can use the token, and only while this run of the server lasts.",
        view=False,
        answer=record(token=TEXT, field=TEXT, header=TEXT),
        media=(),
    ),
}
