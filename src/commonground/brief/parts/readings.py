"""Rival readings: the case read otherwise, as its own layers have it, and which verdicts would be others then.

Tried is each reading that the case has and that is off, by itself, and the case without each layer that is on. Asked
are the zones of the same matters, and the order of steps. What a reading would take away or put otherwise is named.
"""

from __future__ import annotations

from collections.abc import Iterable

from commonground.agreement import Budget, OutOfTime, Question, ask, order, price, targets_of, zone
from commonground.brief.document import Block, Items, Runs, Section, Sentence, paragraph, sentence
from commonground.brief.earlier import objects_told
from commonground.brief.material import Material
from commonground.brief.parts.references import matter_title
from commonground.brief.parts.telling import joined, named, of_matters, told
from commonground.brief.parts.verdict_words import zone_run
from commonground.case import Case, Target

__all__ = ["part"]

_SECONDS = 2.0  # for all readings together
_MOST = 12  # readings tried
_NAMED = 8  # objects named of each


def part(material: Material) -> Section | None:
    """Always there: that nobody recorded another reading is worth a line too."""
    say = material.tongue.say
    title = material.tongue.text("Rival readings")
    if not material.readings:
        none = sentence(say("No other reading is kept with this case. That is no sign that all would read it so."))
        return Section("readings", title, (paragraph(none),))
    intro = paragraph(
        sentence(say("The same record can be read otherwise. Each reading was laid on, or taken off, by itself.")),
    )
    limit = Budget(_SECONDS)
    shown = list(material.readings.items())[:_MOST]
    sections = [_reading(material, name, other, limit, place) for place, (name, other) in enumerate(shown)]
    left = [name for name, _ in list(material.readings.items())[_MOST:]]
    rest: tuple[Block, ...] = ()
    if left:
        rest = (paragraph(sentence(say("Not tried: {names}.", names=material.tongue.listed(left)), doubt=True)),)
    return Section("readings", title, (intro, *sections, *rest))


def _reading(material: Material, name: str, other: Case, limit: Budget, place: int) -> Section:
    say = material.tongue.say
    on = next((layer for layer in material.case.layers if layer.id == name), None)
    layer = on or next((layer for layer in other.layers if layer.id == name), None)
    heading = layer.title if layer else name
    if on is not None:
        heading = material.tongue.text("Without: {title}", title=heading)
    blocks: list[Block] = []
    if layer is not None and layer.source:
        blocks.append(paragraph(sentence(say("Whose reading: {source}.", source=layer.source.rstrip(".")))))
    changed = _changed(material, other)
    differs = tuple(_differs(material, changed))
    if differs:
        blocks.append(paragraph(*differs))
    try:
        blocks += _verdicts(material, other, changed, limit)
    except OutOfTime:
        blocks.append(paragraph(sentence(say("Not computed: the time was over."), doubt=True)))
    return Section(f"reading-{place}", heading, tuple(blocks))


def _changed(material: Material, other: Case) -> tuple[str, ...]:
    """The objects of the case that the reading does not have, or has otherwise."""
    now, then = material.data["case"]["objects"], objects_told(other)
    return tuple(name for name in now if then.get(name) != now[name])


def _differs(material: Material, changed: tuple[str, ...]) -> Iterable[Sentence]:
    if changed:
        say = material.tongue.say
        shown = [_named(material, name) for name in changed[:_NAMED]]
        words = say("It does without these, or has them otherwise: {what}.", what=joined(shown))
        if len(changed) > _NAMED:
            more = material.tongue.count(" And {n} more.", " And {n} more.", len(changed) - _NAMED)
            words = (*words, *more)
        yield told(material, words, changed[:_NAMED], "fact")


def _named(material: Material, name: str) -> Runs:
    return named(material, (name,))


def _verdicts(material: Material, other: Case, changed: tuple[str, ...], limit: Budget) -> Iterable[Block]:
    say = material.tongue.say
    question = ask(other, material.round if material.round in other.rounds else None)
    theirs = targets_of(other)
    items: list[Sentence] = []
    for name in dict.fromkeys((*material.asked, *material.case.issues)):
        now = material.report.targets[name]
        if name not in theirs:
            words = say("{matter} would not be asked about.", matter=matter_title(material, name))
            items.append(told(material, words, changed))
            continue
        then = zone(question, theirs[name], limit)
        if (then.zone, then.alone) != (now.zone, now.alone):
            words = _would_be(material, name, (then.zone, then.alone))
            items.append(told(material, words, of_matters(material, changed, (name,))[:_NAMED] or now.blocking_set))
        elif name in material.case.targets and then.zone == "excluded" and not then.by_meaning:
            items += _prices(material, name, question, theirs[name], changed, limit)
    items += _order(material, other, changed, limit)
    if not items:
        words = say("No verdict on a matter or on the order of steps would be another.")
        return (paragraph(told(material, words, changed[:_NAMED])),)
    return (Items(tuple((paragraph(item),) for item in items)),)


def _would_be(material: Material, name: str, then: tuple[str, str]) -> Runs:
    say, now = material.tongue.say, material.report.targets[name]
    title = matter_title(material, name)
    zone_then, alone_then = (zone_run(material.tongue, each) for each in then)
    if then[0] != now.zone:
        was = zone_run(material.tongue, now.zone)
        return say("{matter} would be {zone} in place of {was}.", matter=title, zone=zone_then, was=was)
    was = zone_run(material.tongue, now.alone)
    return say("{matter} would be {zone} alone in place of {was}.", matter=title, zone=alone_then, was=was)


def _prices(
    material: Material, name: str, question: Question, target: Target, changed: tuple[str, ...], limit: Budget
) -> Iterable[Sentence]:
    """Who could open it by giving up another number of clauses than as the case stands."""
    say, now = material.tongue.say, material.report.targets[name]
    if "price" in now.not_computed or now.by_meaning:
        return
    for side in material.case.table:
        then = price(question, target, side.id, budget=limit)
        if then.size == now.price[side.id]:
            continue
        matter = matter_title(material, name)
        if then.clauses is None:
            words = say("{matter}: {party} could no longer open it alone.", matter=matter, party=side.name)
        else:
            given = named(material, (c for c in then.clauses if c in material.case.clauses), whose=False)
            words = say(
                "{matter}: {party} could open it alone by giving up {clauses}.",
                matter=matter,
                party=side.name,
                clauses=given,
            )
        yield told(material, words, (*changed[:_NAMED], *(then.clauses or ())))


def _order(material: Material, other: Case, changed: tuple[str, ...], limit: Budget) -> Iterable[Sentence]:
    report, say = material.order, material.tongue.say
    if report is None:
        return
    edges = {name for name in changed if name in material.case.order} or set(other.order) ^ set(material.case.order)
    if not edges:
        return
    if not other.order:
        yield told(material, say("Nothing would be on record of the order of steps."), changed[:_NAMED])
        return
    then = order(other, budget=limit.part(0.5))
    if len(then.cycles) != len(report.cycles):
        words = material.tongue.count(
            "Steps would wait for each other in {n} circle.",
            "Steps would wait for each other in {n} circles.",
            len(then.cycles),
        )
        yield told(material, words, (*edges, *changed[:_NAMED]))
    if then.verdict != report.verdict:
        yield told(material, say("The deadlock of order would be of another kind."), (*edges, *changed[:_NAMED]))
