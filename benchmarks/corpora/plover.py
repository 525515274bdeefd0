"""The gold standard records of PLOVER (Open Event Data Alliance, 2016), and the events that the rules see in them.

A record is a sentence and the one event that it is an example of. A few sentences stand there twice; each is one thing
here, with all the events it was given. The rules say an event where one of the statements they propose has an act that
the export to PLOVER writes as that event, and is asserted, as it has to be there.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from commonground.record import Document
from commonground.statements import propose
from commonground.statements.exchange import plover

NOTE = "DOCUMENT"  # the record that describes the file


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    events: tuple[str, ...]  # as they come in the file


def sentences(path: Path) -> tuple[Sentence, ...]:
    """Each sentence of the file once."""
    found: dict[str, dict[str, None]] = {}
    for record in json.loads(path.read_text(encoding="utf-8")):
        if record["event"] != NOTE:
            found.setdefault(record["text"].strip(), {})[record["event"]] = None
    return tuple(Sentence(text, tuple(events)) for text, events in found.items())


def acts_of(event: str) -> tuple[str, ...]:
    """Our acts that are this event in PLOVER: none, if the rules have no word for it."""
    return tuple(act for act, written in plover.mapping().items() if written == event)


@dataclass(frozen=True, slots=True)
class Told:
    """The events that the rules see in a sentence, and those they see only as asked, habitual or conditional."""

    events: frozenset[str]
    withheld: frozenset[str]


def told(text: str) -> Told:
    """What the rules make of a sentence of news."""
    written = plover.mapping()
    found: dict[bool, set[str]] = {True: set(), False: set()}
    for each in propose(Document.from_text(text, "news")):
        if (event := written[each.act]) is not None:
            found[each.modality == "asserted"].add(event)
    return Told(frozenset(found[True]), frozenset(found[False] - found[True]))
