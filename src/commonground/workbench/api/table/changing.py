"""The case changed: entries in forms, entries that statements propose, and its files as text."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.case.sections import SECTIONS
from commonground.workbench.api.shapes import ANY, TEXT, WHOLE, YES, by_name, many, maybe, one_of, record, ref
from commonground.workbench.api.told import Given, Told

__all__ = ["CHANGING"]

_SECTION = Given("Which section of the case.", "mandates", one_of(*SECTIONS))
_ENTRY = Given("What the entry goes by: its id, or its key.", "A1")
_GROUP = Given("The id of a party, or of an issue, where the section is by these.", "arno")
_SAVE = Given("The number of the save that led here, to be told of.", "1")
_FILE = Given("case.yaml, sources.yaml, codebook.yaml or layers/NAME.yaml.", "case.yaml")
_FIELDS: Mapping[str, Given] = {
    "id": Given("What it goes by; of a new one made up where it is left out.", "A1"),
    "formula": Given("What it says, in the language of formulas.", "flow = low"),
    **{
        field.name: Given(f"{field.label} ({field.kind}).", "", ANY)
        for section in SECTIONS.values()
        for field in section.fields
        if field.kind not in ("formula", "rows", "table")
    },
    **{
        f"{field.name}.": Given(f"`{field.name}.PART`: {field.label}, part by part.", "", ANY)
        for section in SECTIONS.values()
        for field in section.fields
        if field.kind in ("rows", "table")
    },
    "has": Given("The fields with boxes that the form has: those that are not sent are not ticked.", "done"),
    "rows": Given("The rows of a field otherwise, with nothing saved: `FIELD.up.1`, `.down.`, `.drop.`, `.more`.", ""),
}
_ENTRY_FORM = record(
    case=TEXT,
    id=maybe(TEXT),
    section=TEXT,
    party=maybe(TEXT),
    values=by_name(TEXT),
    line=maybe(WHOLE),
    seen=TEXT,
    problems=many(ref("Problem")),
)

CHANGING: Mapping[str, Told] = {
    "GET /case/{case}/entries": Told(
        "Changing a case",
        "Everything in a case",
        "What the entries of each section go by.",
        query={"saved": _SAVE},
        answer=record(case=TEXT, sections=by_name(many(TEXT))),
    ),
    "GET /case/{case}/entry/{section}/{name}": Told(
        "Changing a case",
        "An entry's form",
        "What an entry says, field by field, and the fingerprint that a change has to come with.",
        about={"section": _SECTION, "name": _ENTRY},
        query={"saved": _SAVE},
        answer=_ENTRY_FORM,
    ),
    "POST /case/{case}/entry/{section}/{name}": Told(
        "Changing a case",
        "Change an entry",
        "One entry as the fields have it, or without it; refused where it is another by now. What is not sent stays.",
        about={"section": _SECTION, "name": _ENTRY},
        form={
            **_FIELDS,
            "seen": Given("The fingerprint that the form gave.", "0" * 32, needed=True),
            "group": Given("The party or issue that it is of.", "arno"),
            "decision": Given("`remove` takes the entry out.", "", one_of("", "save", "remove")),
        },
        answer={"anyOf": [record(id=TEXT, section=TEXT, told=many(TEXT), saved=maybe(WHOLE)), _ENTRY_FORM]},
    ),
    "POST /case/{case}/entry-move/{section}/{name}": Told(
        "Changing a case",
        "Move an entry",
        "An entry one place up or down, where the order means something: options, preferences.",
        about={"section": _SECTION, "name": _ENTRY},
        form={"to": Given("Which way.", "up", one_of("up", "down"), needed=True)},
        answer=record(id=TEXT, section=TEXT, saved=maybe(WHOLE)),
    ),
    **{
        f"{method} /case/{{case}}/entry-new/{{section}}{path}": Told(
            "Changing a case",
            f"{title}{of}",
            what,
            about={"section": _SECTION, **about},
            form=form,
            answer=answer,
        )
        for path, of, about in (("", "", {}), ("/{party}", " of a party or issue", {"party": _GROUP}))
        for method, title, what, form, answer in (
            ("GET", "A new entry's form", "The fields of an entry that is not there yet.", {}, _ENTRY_FORM),
            (
                "POST",
                "Add an entry",
                "One more entry of a section.",
                _FIELDS,
                {"anyOf": [record(section=TEXT, party=TEXT, id=TEXT, saved=maybe(WHOLE)), _ENTRY_FORM]},
            ),
        )
    },
    "GET /case/{case}/changes": Told(
        "Changing a case",
        "What was changed here",
        "The last saves from this workbench, the latest first.",
        answer=record(
            case=TEXT,
            changes=many(record(number=WHOLE, time=TEXT, told=many(TEXT), files=many(TEXT), taken_back=YES)),
        ),
    ),
    "POST /case/{case}/changes/{number}": Told(
        "Changing a case",
        "Take one change back",
        "The case without what one save changed; refused where those lines were changed again since.",
        about={"number": Given("The number of the save.", "1")},
        answer=record(taken_back=WHOLE, saved=maybe(WHOLE)),
    ),
    "GET /case/{case}/names": Told(
        "Changing a case",
        "Names for formulas",
        "Every issue with its outcomes, every option, and the statements that count.",
        answer=record(
            case=TEXT,
            issues=many(record(name=TEXT, title=TEXT, ordered=YES, outcomes=many(record(name=TEXT, title=TEXT)))),
            options=many(record(name=TEXT, title=TEXT, party=TEXT)),
            statements=many(record(name=TEXT, title=TEXT)),
        ),
    ),
    "GET /case/{case}/formula": Told(
        "Changing a case",
        "Look at a formula",
        "Whether a formula can be read with the names of the case, and where it cannot.",
        query={"text": Given("The formula.", "ceasefire = full")},
        answer=record(text=TEXT, problem=YES, marked=TEXT, told=TEXT, at=maybe(WHOLE), size=maybe(WHOLE)),
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
        form={"from": Given("`proposed` leads back to the proposed entries.", "proposed")},
        answer=record(file=TEXT),
    ),
}
