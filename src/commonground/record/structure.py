"""The structure of a text: its kind, asides, turns, insertions, reading view and quotations, found in this order.

Each step uses the one before: labels and notes are looked for in the text as it is, insertions outside the labels,
and quotations in the view without the insertions, from where they are mapped back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from commonground.record.asides import Aside, Role, head_of, notes_in
from commonground.record.insertions import Insertion, Use, insertions_in
from commonground.record.kinds import Kind, kind_of
from commonground.record.labels import Label, labels_in
from commonground.record.quotations import Quotation, Stretch, quotations_in
from commonground.record.turns import Said, Turn, labelled, one_voice, paragraphs
from commonground.record.view import ReadingView, view_without

__all__ = ["Given", "Structure", "structure_of"]

SPOKEN = frozenset({"interview", "verbatim", "memcon", "captions"})


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a text beforehand: from its file, or because somebody overruled what was recognised."""

    kind: Kind | None = None  # overrules
    hint: Kind | None = None  # what the format marks
    title: str | None = None
    speakers: tuple[tuple[int, int, str], ...] | None = None
    asides: tuple[tuple[int, int], ...] = ()
    uses: tuple[tuple[int, Use], ...] = ()  # the use of the insertion that starts there


@dataclass(frozen=True, slots=True)
class Structure:
    """What was found in a text."""

    kind: Kind
    turns: tuple[Turn, ...]
    quotations: tuple[Quotation, ...]
    insertions: tuple[Insertion, ...]
    asides: tuple[Aside, ...]
    view: ReadingView


def structure_of(text: str, given: Given | None = None) -> Structure:
    """The structure of a text."""
    given = given or Given()
    kind, labels = _kind(text, given)
    asides = _asides(text, given, kind, labels)
    said = _said(text, given, kind, labels, asides)
    insertions = _insertions(text, given, kind, labels)
    view = view_without(text, [(each.start, each.end) for each in insertions if each.use != "kept"])
    quotations = quotations_in(view, _stretches(kind, said, asides))
    return Structure(kind, _turns(said, quotations), quotations, insertions, asides, view)


def _kind(text: str, given: Given) -> tuple[Kind, tuple[Label, ...]]:
    if given.speakers is not None:
        return given.kind or given.hint or "interview", ()
    certain = (given.kind or given.hint) in {"interview", "verbatim", "captions"}
    labels = labels_in(text, certain=False, apart=given.asides)
    if not labels and certain:
        labels = labels_in(text, certain=True, apart=given.asides)
    kind = given.kind or given.hint or kind_of(text, labels)
    return kind, () if kind in {"statement", "news"} else labels


def _asides(text: str, given: Given, kind: Kind, labels: Sequence[Label]) -> tuple[Aside, ...]:
    marked = [Aside(start, end, _marked_role(text, given, start, end)) for start, end in given.asides]
    starts = [label.start for label in labels] if labels else None
    found = list(notes_in(text, starts))
    if given.speakers is not None:
        found = []
    elif labels:
        before = min([labels[0].start, *(each.start for each in found)])
        found += head_of(text, before, labelled=True)
    elif kind == "memcon":
        found += _before(text, paragraphs(text, ()))
    elif not marked:
        found += head_of(text, len(text), labelled=False)
    ends = [each.end for each in marked]  # in order and apart from each other

    def overlaps(each: Aside) -> bool:
        place = bisect_right(ends, each.start)
        return place < len(marked) and marked[place].start < each.end

    return tuple(sorted([*marked, *(each for each in found if not overlaps(each))], key=lambda each: each.start))


def _marked_role(text: str, given: Given, start: int, end: int) -> Role:
    return "headline" if given.title and text[start:end].strip() == given.title.strip() else "marked"


def _before(text: str, said: Sequence[Said]) -> list[Aside]:
    """The head of a memorandum: what stands before its first paragraph that reports."""
    head = text[: said[0].start] if said else ""
    start, end = len(head) - len(head.lstrip()), len(head.rstrip())
    return [Aside(start, end, "lead")] if start < end else []


def _said(text: str, given: Given, kind: Kind, labels: Sequence[Label], asides: Sequence[Aside]) -> tuple[Said, ...]:
    if given.speakers is not None:
        return tuple(Said(start, end, label or None) for start, end, label in given.speakers)
    if labels:
        return labelled(text, labels, asides)
    return paragraphs(text, asides) if kind == "memcon" else one_voice(text, asides)


def _insertions(text: str, given: Given, kind: Kind, labels: Sequence[Label]) -> tuple[Insertion, ...]:
    found = insertions_in(text, spoken=kind in SPOKEN, uses=dict(given.uses))
    starts = [label.start for label in labels]

    def in_label(each: Insertion) -> bool:
        place = bisect_right(starts, each.start) - 1
        return place >= 0 and each.start < labels[place].end

    return tuple(each for each in found if not in_label(each))


def _stretches(kind: Kind, said: Sequence[Said], asides: Sequence[Aside]) -> list[Stretch]:
    """Where somebody can be quoted: in what is said, in headlines and leads."""
    spoken = [Stretch(each.start, each.end, each.speaker, told=kind == "memcon") for each in said]
    written = [Stretch(each.start, each.end, None, each.role == "headline") for each in asides if each.role in _QUOTING]
    return spoken + written


_QUOTING = ("headline", "lead")


def _turns(said: Sequence[Said], quotations: Sequence[Quotation]) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    place = 0
    for each in said:
        while place < len(quotations) and quotations[place].start < each.start:
            place += 1
        first = place
        while place < len(quotations) and quotations[place].start < each.end:
            place += 1
        turns.append(Turn(each.start, each.end, each.speaker, tuple(quotations[first:place]), each.spoken))
    return tuple(turns)
