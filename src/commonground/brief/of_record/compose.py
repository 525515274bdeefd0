"""The brief of one text as a document: what stands out first, then every row, then the whole text, all of it marked.

In the short form what stands out is on one page; what it leads to is in the whole brief, and a line says so.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from commonground.brief.document import Document, Items, Plain, Ref, Section, paragraph, sentence
from commonground.brief.language import Tongue, tongue
from commonground.brief.of_record.claims import claims_section
from commonground.brief.of_record.contents import RecordContents
from commonground.brief.of_record.links import Links
from commonground.brief.of_record.moves import moves_section
from commonground.brief.of_record.opening import SHORT, noted, opening
from commonground.brief.of_record.quotations import quotations_section, set_aside_section
from commonground.brief.of_record.whole_text import text_section

__all__ = ["document"]

_IN_FULL = "in-full"


def document(contents: RecordContents, pages: int | None = None) -> Document:
    """The brief of one text, in the language of its contents; with ``pages`` 1, what stands out alone."""
    speak = tongue(contents.language)
    links = Links(contents, speak)
    data = contents.to_dict()
    del data["text"]  # it stands in the document, marked
    return Document(
        title=contents.title,
        frame=" ".join(contents.caveats),
        language=contents.language,
        program=contents.program,
        sections=(_short(contents, speak, links),) if pages == 1 else _whole(contents, speak, links),
        data=data,
    )


def _whole(contents: RecordContents, speak: Tongue, links: Links) -> tuple[Section, ...]:
    return (
        *opening(contents, speak, links),
        claims_section(contents, speak, links),
        moves_section(contents, speak, links),
        quotations_section(contents, speak, links),
        set_aside_section(contents, speak, links),
        *((text_section(contents, speak, links),) if contents.text else ()),
        _limits(contents, speak),
    )


def _short(contents: RecordContents, speak: Tongue, links: Links) -> Section:
    parts = opening(contents, speak, links, SHORT)
    words = speak.say("Every row with its place, and the whole text with all of it marked, are in the whole brief.")
    there = Section(_IN_FULL, speak.text("Where this rests"), (noted(*words), noted(_made_of(contents, speak))))
    led: tuple[Section, ...] = _led(parts)
    return Section("page-one", speak.text("In short"), (*led, there))


def _led(part: Any) -> Any:
    """The same, with references leading to the line that says where it is: in the whole brief."""
    if isinstance(part, Ref):
        return part if part.to in ("read", "questions") else replace(part, to=_IN_FULL)
    if isinstance(part, tuple):
        return tuple(_led(each) for each in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{each.name: _led(getattr(part, each.name)) for each in fields(part)})
    return part


def _made_of(contents: RecordContents, speak: Tongue) -> str:
    return speak.text(
        "{program}; proposed by {proposer}; {file}, sha256 {sha256}.",
        program=contents.program,
        proposer=contents.proposer,
        file=contents.file,
        sha256=contents.sha256,
    )


def _limits(contents: RecordContents, speak: Tongue) -> Section:
    points = (
        speak.say(
            "A move is a demand, proposal, acceptance, rejection, threat, condition, commitment, concession or mandate."
            " It was found by the words given as its cue: doubt the cue first. A refusal by implication and a demand "
            "without its usual words are missed."
        ),
        speak.say(
            "Whose position a statement gives is separate from who utters it. What somebody tells of another is that "
            "other's position only by the teller's word, and telling it is no fault."
        ),
        speak.say("What a question takes for granted is a claim of the one who asks, not of the one who answers."),
        speak.say(
            "“Unanswered” and “without an answer” say that the rules saw none. They are no judgement on anybody, and "
            "whether a claim is true is not looked at."
        ),
        speak.say("“They”, “we” and “he” are taken for somebody by simple rules; each such guess is shown as one."),
        speak.say(
            "To build on any of this, put the text into a case ({new}), and confirm, correct or reject what is "
            "proposed, one statement at a time ({review}).",
            new=Plain("commonground new", "code"),
            review=Plain("commonground review", "code"),
        ),
    )
    items = Items(tuple((paragraph(sentence(point)),) for point in points))
    title = speak.text("How to read this, and its limits")
    return Section("limits", title, (items, noted(_made_of(contents, speak))))
