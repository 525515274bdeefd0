"""The one line that stands on page one, on every printed page and in every picture.

Where the record ends, sources by side, whose reading, what was changed, and that it is no finding on law or
responsibility. An answer that loses this line is a claim about the world; with it, it is a claim about a reading of a
record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from commonground.brief.language import Tongue, tongue
from commonground.case import Case

__all__ = ["caveats", "frame_line"]


def frame_line(case: Case, speak: Tongue) -> str:
    """The line, in the language of the brief; whose reading it is stands as the case has it.

    >>> from commonground.case import load
    >>> frame_line(load("saltmarsh"), tongue("en"))[:46]
    'The record ends on 4 June 2024. Sources by sid'
    """
    return " ".join(_sentences(case, speak))


def caveats(case: Case) -> tuple[str, ...]:
    """The sentences of the line in English, for the terminal."""
    return tuple(_sentences(case, tongue("en")))


def _sentences(case: Case, speak: Tongue) -> Iterator[str]:
    say = speak.text
    if case.record_ends:
        yield say("The record ends on {day}.", day=speak.day(case.record_ends))
    else:
        yield say("Where the record ends is not said.")
    if case.as_of is not None:
        yield say("Seen as the record stood on {day}.", day=speak.day(case.as_of))
    yield _sources(case, speak)
    whose = case.reading or say("Whose reading it is, is not said")
    yield f"{whose.rstrip('.')}."
    yield say("Not a finding on law or responsibility.")
    for layer in case.layers:
        yield say("Layer on: {title} ({kind}).", title=layer.title, kind=_kind(speak, layer.kind))


def _sources(case: Case, speak: Tongue) -> str:
    if not case.sources:
        return speak.text("No sources are recorded.")
    sides = Counter(source.side for source in case.sources.values())
    named = [
        speak.text("{party} {n}", party=case.parties[side].name if side in case.parties else side, n=count)
        for side, count in sorted(sides.items(), key=str)
        if side
    ]
    others = [speak.text("others {n}", n=sides[None])] if sides[None] else []
    return speak.text("Sources by side: {sides}.", sides=", ".join([*named, *others]))


def _kind(speak: Tongue, kind: str) -> str:
    known = {
        "reading": speak.text("reading"),
        "hypothesis": speak.text("hypothesis"),
        "coder": speak.text("coder"),
        "role": speak.text("role"),
    }
    return known.get(kind, kind)
