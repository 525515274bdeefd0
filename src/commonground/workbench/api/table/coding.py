"""Coding a text, deciding on what waits, and settling what coders differ on."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.statements import ACTS, MODALITIES, MODES, POLARITIES
from commonground.workbench.api.shapes import ANY, TEXT, WHOLE, by_name, many, maybe, one_of, record, ref
from commonground.workbench.api.table.record import STATEMENT
from commonground.workbench.api.told import Given, Told

__all__ = ["CODING", "WHO"]

WHO = Given("Under whose name it is kept.", "ada", needed=True)
_SOURCE = Given("The id of a source whose text is at hand.", "talk")
_SEEN = Given("How many versions the statement had when it was looked at; another number is refused.", 1, WHOLE)
_WRITTEN = record(statement=ref("Statement"))
_LABELS: Mapping[str, Given] = {
    "act": Given("What is done with the words.", "reject", one_of("", *ACTS)),
    "speaker": Given("Who says them: an actor's id; whose turn it is unless said.", "envoy"),
    "source": Given("Whose position it is; the speaker's unless said.", "envoy"),
    "issue": Given("What it is about: an issue's id.", "flow"),
    "polarity": Given("Whether for or against.", POLARITIES[0], one_of("", *POLARITIES)),
    "modality": Given("How firmly.", MODALITIES[0], one_of("", *MODALITIES)),
    "mode": Given("In whose words.", MODES[0], one_of("", *MODES)),
    "addressee": Given("To whom: an actor's id.", "minister"),
    "paraphrase": Given("The same in the coder's words.", "They refuse to sign."),
    "note": Given("Anything else.", "Said twice."),
}

CODING: Mapping[str, Told] = {
    "GET /case/{case}/code/{name}": Told(
        "Coding",
        "Code a text",
        "The text with numbered turns, what waits in it, and the statements of it.",
        about={"name": _SOURCE},
        query={
            "at": Given("The statement that is looked at; the first that waits unless said.", "s2"),
            "turn": Given("The turn that the form is filled with.", "1"),
            "done": Given("The statement that was written last.", "s1"),
            "blind": Given("Code blind under this name: nobody else's statements are shown.", "ada"),
            "proposed": Given("Whether the rules have just read the text.", "1"),
            "added": Given("Whether the text has just come in.", "1"),
            "named": Given("How many speakers were just named.", "1"),
        },
        answer=record(
            case=TEXT,
            source=TEXT,
            turns=many(record(number=WHOLE, start=WHOLE, who=maybe(TEXT))),
            waiting=many(TEXT),
            statements=many(ref("Statement")),
            problems=many(ref("Problem")),
        ),
    ),
    "POST /case/{case}/code/{name}": Told(
        "Coding",
        "Code words",
        "A statement on words of a text.",
        about={"name": _SOURCE},
        form={
            "who": WHO,
            "turn": Given("The number of the turn.", 1, WHOLE, needed=True),
            "words": Given(
                "The words, or the first and last with three dots between.", "We will not sign", needed=True
            ),
            "start": Given("Where they begin, in characters of the text; where they occur twice.", 7, WHOLE),
            "end": Given("Where they end.", 23, WHOLE),
            "blind": Given("Whether it is coded blind.", "1"),
            **{name: _LABELS[name] for name in _LABELS},
        },
        answer=_WRITTEN,
    ),
    "POST /case/{case}/code/{name}/speakers": Told(
        "Coding",
        "Say for whom speakers speak",
        "Whoever has a turn in the text and is nobody that the case knows becomes somebody that it knows.",
        about={"name": _SOURCE},
        form={
            "who.": Given("`who.NAME`, the name as it stands: `party:ID`, `actor:ID` or `nobody`.", "party:arno"),
        },
        answer=record(actors=many(TEXT)),
    ),
    "POST /case/{case}/code/{name}/propose": Told(
        "Coding",
        "Let the rules propose",
        "The rules read the text; what they find waits to be looked at.",
        about={"name": _SOURCE},
        answer=record(source=TEXT, by=TEXT, written=many(TEXT), known=WHOLE, refused=by_name(WHOLE)),
    ),
    "POST /case/{case}/statement/{name}/decide": Told(
        "Coding",
        "Decide on a statement",
        "One proposal confirmed, kept as corrected, or rejected.",
        about={"name": STATEMENT},
        form={
            "who": WHO,
            "decision": Given("What is decided.", "confirm", one_of("confirm", "correct", "reject"), needed=True),
            "seen": _SEEN,
            **_LABELS,
        },
        answer=_WRITTEN,
    ),
    "POST /case/{case}/statement/{name}/back": Told(
        "Coding",
        "Go back to a version",
        "A statement as it stood before: one more version, so that it can be taken back too.",
        about={"name": STATEMENT},
        form={
            "who": WHO,
            "seen": _SEEN,
            "to": Given("The number of the version to go back to; 0 takes the statement back.", 1, WHOLE, needed=True),
            "from": Given("`coding` leads back to the coding page.", "coding"),
            "blind": Given("Whether it was coded blind.", "1"),
        },
        answer=_WRITTEN,
    ),
    "GET /case/{case}/coders": Told(
        "Coding",
        "Coders and disagreements",
        "How far blind coders agree, or why that cannot be told, and what they still differ on.",
        query={"at": Given("The disagreement looked at: its statements with | between.", "s1|s4")},
        answer=record(case=TEXT, missing=maybe(TEXT), unsettled=many(ref("Disagreement")), reliability=ANY),
    ),
    "POST /case/{case}/coders": Told(
        "Coding",
        "Settle a disagreement",
        "What those who coded settled on, written into the statements of each.",
        form={
            "who": WHO,
            "at": Given("The disagreement: its statements with | between.", "s1|s4", needed=True),
            "seen": Given("As the page gave it.", "1.1", needed=True),
            "decision": Given("`drop` where it is no statement at all.", "settle", one_of("settle", "drop", "")),
            "label.": Given("`label.act`, `label.issue` and so on: what was settled on in each field.", "demand"),
        },
        answer=record(statements=many(TEXT)),
    ),
}
