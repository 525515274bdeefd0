"""The case changed: entries in forms, entries that statements propose, and its files as text."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.workbench.api.shapes import TEXT, YES, by_name, many, maybe, one_of, record, ref
from commonground.workbench.api.told import Given, Told

__all__ = ["CHANGING"]

_SECTION = Given("Which list.", "mandates", one_of("mandates", "acceptances", "offers"))
_ENTRY = Given("The id of the entry.", "A1")
_PARTY = Given("The id of a party.", "ukraine")
_FILE = Given("case.yaml, sources.yaml, codebook.yaml or layers/NAME.yaml.", "case.yaml")
_FIELDS: Mapping[str, Given] = {
    "formula": Given("What it says, in the language of formulas.", "flow = low", needed=True),
    "level": Given("Whose mandate it is.", "government"),
    "owner": Given("The lowest level that may give it up.", "government"),
    "kind": Given("How it is meant.", "red line"),
    "round": Given("From which round it is in force.", "r1"),
    "until": Given("Until which round.", "r2"),
    "evidence": Given("The statements it rests on, with spaces between.", "s1 s4"),
    "as_told_by": Given("The side by whose account it is known.", "russia"),
    "note": Given("Anything else.", "As read by both coders."),
}
_ENTRY_FORM = record(
    case=TEXT,
    id=maybe(TEXT),
    section=TEXT,
    party=maybe(TEXT),
    values=by_name(TEXT),
    seen=TEXT,
    problems=many(ref("Problem")),
)

CHANGING: Mapping[str, Told] = {
    "GET /case/{case}/entries": Told(
        "Changing a case",
        "Mandates, acceptances, offers",
        "The ids of all of them.",
        answer=record(case=TEXT, sections=by_name(many(TEXT))),
    ),
    "GET /case/{case}/entry/{section}/{name}": Told(
        "Changing a case",
        "An entry's form",
        "What an entry says, field by field, and the fingerprint that a change has to come with.",
        about={"section": _SECTION, "name": _ENTRY},
        answer=_ENTRY_FORM,
    ),
    "POST /case/{case}/entry/{section}/{name}": Told(
        "Changing a case",
        "Change an entry",
        "One entry as the fields have it, or without it; refused where it is another by now.",
        about={"section": _SECTION, "name": _ENTRY},
        form={
            **_FIELDS,
            "seen": Given("The fingerprint that the form gave.", "0" * 32, needed=True),
            "decision": Given("`remove` takes the entry out.", "", one_of("", "remove")),
        },
        answer=record(id=TEXT, section=TEXT),
    ),
    "GET /case/{case}/entry-new/{section}/{party}": Told(
        "Changing a case",
        "A new entry's form",
        "The fields of an entry that is not there yet.",
        about={"section": _SECTION, "party": _PARTY},
        answer=_ENTRY_FORM,
    ),
    "POST /case/{case}/entry-new/{section}/{party}": Told(
        "Changing a case",
        "Add an entry",
        "One more entry of a party.",
        about={"section": _SECTION, "party": _PARTY},
        form=_FIELDS,
        answer=record(section=TEXT, party=TEXT),
    ),
    "GET /case/{case}/formula": Told(
        "Changing a case",
        "Look at a formula",
        "Whether a formula can be read with the names of the case, and where it cannot.",
        query={"text": Given("The formula.", "ceasefire = full")},
        answer=record(text=TEXT, problem=YES, marked=TEXT, told=TEXT),
    ),
    "GET /case/{case}/proposed": Told(
        "Changing a case",
        "Entries that statements propose",
        "Each candidate with what is open in it, and what was left out and why.",
        query={
            "at": Given("The candidate looked at.", "clause-s1"),
            "took": Given("The entry that was made last.", "A1"),
        },
        answer={"allOf": [record(case=TEXT, problems=many(ref("Problem"))), ref("Candidates")]},
    ),
    "POST /case/{case}/proposed/{name}": Told(
        "Changing a case",
        "Take a proposed entry",
        "One candidate into the case, with what was chosen in it.",
        about={"name": Given("The id of a candidate.", "clause-s1")},
        form={
            "formula": Given("A formula of one's own instead of what is open.", "flow = low"),
            "kind": Given("How it is meant.", "position"),
            "owner": Given("The lowest level that may give it up.", "government"),
            "hole.": Given("`hole.outcomes`, `hole.round` and so on: what stands in each hole.", "low"),
        },
        answer=record(taken=TEXT, into=TEXT),
    ),
    "GET /case/{case}/edit/{name}": Told(
        "Changing a case",
        "A file as text",
        "One file with its version, and what is wrong with the case as it stands.",
        about={"name": _FILE},
        query={"kept": Given("Whether it has just been kept.", "1")},
        view=False,
        answer=record(case=TEXT, file=TEXT, text=TEXT, version=TEXT, files=many(TEXT), problems=many(ref("Problem"))),
    ),
    "POST /case/{case}/edit/{name}": Told(
        "Changing a case",
        "Change a file",
        "The file as typed; refused where that would break the case, or where the file is another by now.",
        about={"name": _FILE},
        form={
            "text": Given(
                "The whole file, YAML. What a case.yaml may hold: the schema CaseFile.",
                "case: My talks\n",
                {"type": "string", "contentMediaType": "application/yaml"},
                needed=True,
            ),
            "seen": Given("The version that was changed.", "0" * 64, needed=True),
        },
        answer=record(file=TEXT, version=TEXT),
    ),
    "POST /case/{case}/edit-back/{name}": Told(
        "Changing a case",
        "Take a change back",
        "The file as it was before it was last saved from here, if it still stands as it was saved.",
        about={"name": _FILE},
        answer=record(file=TEXT),
    ),
}
