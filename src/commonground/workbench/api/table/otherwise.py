"""The case otherwise: what if, kept as a layer or taken over, and the next meeting of whoever is picked."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.workbench.api.shapes import TEXT, THING, WHOLE, YES, by_name, many, maybe, one_of, record, ref
from commonground.workbench.api.told import Given, Told

__all__ = ["OTHERWISE"]

_PROBLEMS = many(ref("Problem"))
_ASKED = {"case": TEXT, "what_if": many(TEXT)}
_LAYER: Mapping[str, Given] = {
    "title": Given("The title of the layer; the changes unless said.", "Without the first demand"),
    "kind": Given("A hypothesis rests on nobody's words.", "hypothesis", one_of("hypothesis", "reading")),
    "source": Given("Whose assumption or reading it is; never a person of the record.", "An assumption of our team"),
    "note": Given("Anything else.", "For the meeting on Monday."),
    "name": Given("The name of its file; made of the title unless said.", "without-the-first-demand"),
}
_ANSWERS = record(
    version=WHOLE,
    verdicts=by_name(record(fields=many(TEXT), before=maybe(THING), after=maybe(THING))),
    verdicts_same=WHOLE,
    order=maybe(many(maybe(THING))),
    tests=many(record(scope=TEXT, party=TEXT, before=maybe(TEXT), after=maybe(TEXT))),
    tests_same=WHOLE,
    meeting=by_name(many(maybe(TEXT))),
    states=by_name(record(before=WHOLE, after=WHOLE, came=maybe(many(TEXT)), went=maybe(many(TEXT)))),
    states_apart=YES,
    same=many(TEXT),
    exhaustive=YES,
    not_computed=many(TEXT),
)

OTHERWISE: Mapping[str, Told] = {
    "GET /case/{case}/what-if": Told(
        "Answers",
        "What if",
        "Every answer that the changes in the query make another; the case is not touched.",
        query={
            "drop": Given("What is switched off, from the boxes of the form; any number.", "R1", many=True),
            "box": Given("The boxes that the form shows, ticked or not.", "R1", many=True),
            "sent": Given("Whether the form was sent with no box ticked.", "1"),
            "move": Given(
                "An outcome to move: party/issue/outcome/stand, which is ruled out, silent or accepted.",
                "russia/terms/unconditional/silent",
                many=True,
            ),
            "sooner": Given("A preference that is to stand one place sooner.", "V2", many=True),
            "at": Given("The issue whose outcomes the form shows.", "ceasefire"),
            "add-formula": Given("A refusal to add.", "ceasefire = none"),
            "party": Given("Whose refusal that is.", "ukraine"),
            "accept-formula": Given("An outcome to accept.", "ceasefire = full"),
            "acceptor": Given("Who accepts it.", "russia"),
            "change-formula": Given("Another reading of an object.", "ceasefire != full"),
            "object": Given("The object read otherwise.", "R1"),
        },
        answer=record(
            what_if=many(TEXT), difference=maybe(ref("Changes")), answers=maybe(_ANSWERS), problems=_PROBLEMS
        ),
    ),
    "GET /case/{case}/what-if/layer": Told(
        "Answers",
        "What a layer of it would be",
        "The file that the changes in the query would be kept in, to the letter; nothing is written.",
        query=_LAYER,
        answer=record(**_ASKED, file=maybe(TEXT), text=maybe(TEXT), problems=_PROBLEMS),
    ),
    "POST /case/{case}/what-if/layer": Told(
        "Changing a case",
        "Keep a what-if as a layer",
        "Write that file; refused where a layer of its name is there already.",
        form=_LAYER,
        answer=record(layer=TEXT, file=TEXT),
    ),
    "GET /case/{case}/what-if/take-over": Told(
        "Answers",
        "What taking it over would change",
        "The lines of case.yaml that the changes in the query would take out and put in; nothing is written.",
        answer=record(**_ASKED, file=TEXT, lines=many(record(kind=TEXT, text=TEXT)), problems=_PROBLEMS),
    ),
    "POST /case/{case}/what-if/take-over": Told(
        "Changing a case",
        "Take a what-if over",
        "Write those lines; refused where the case was changed since they were shown. It can be taken back.",
        form={"seen": Given("The version of case.yaml that the page gave.", "0" * 64, needed=True)},
        answer=record(taken_over=many(TEXT)),
    ),
    "GET /case/{case}/next": Told(
        "Answers",
        "The next meeting",
        "What those present could take up, and what lies beyond them; empty where nobody is known to sit there.",
        query={
            "seat.": Given(
                "The level at which a party sits there: `seat.russia=leader`; `absent`: it is not there. Who is not "
                "named sits as at the last round.",
                "delegation",
            )
        },
        answer={"anyOf": [ref("NextMeeting"), {"type": "object", "maxProperties": 0}]},
    ),
}
