"""Rival readings: the case read otherwise, as its own layers have it, and which verdicts would be others then.

Tried is each reading that the case has and that is off, by itself, and the case without each layer that is on. What a
reading would take away or put otherwise is named.
"""

from __future__ import annotations

from collections.abc import Iterable

from commonground.brief.document import Block, Items, Number, Runs, Section, Sentence, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.references import matter_title, party
from commonground.brief.parts.telling import joined, named, of_matters, told
from commonground.brief.parts.verdict_words import zone_run
from commonground.brief.rivals import NewPrice, Rival, Turned

__all__ = ["part"]

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
    sections = [_reading(material, name, rival, place) for place, (name, rival) in enumerate(material.rivals.items())]
    left = [name for name in material.readings if name not in material.rivals]
    rest: tuple[Block, ...] = ()
    if left:
        rest = (paragraph(sentence(say("Not tried: {names}.", names=material.tongue.listed(left)), doubt=True)),)
    return Section("readings", title, (intro, *sections, *rest))


def _reading(material: Material, name: str, rival: Rival, place: int) -> Section:
    say = material.tongue.say
    heading = material.tongue.text("Without: {title}", title=rival.title) if rival.off else rival.title
    blocks: list[Block] = []
    if rival.source:
        blocks.append(paragraph(sentence(say("Whose reading: {source}.", source=rival.source.rstrip(".")))))
    differs = tuple(_differs(material, name, rival.changed))
    if differs:
        blocks.append(paragraph(*differs))
    blocks += _verdicts(material, name, rival)
    return Section(f"reading-{place}", heading, tuple(blocks))


def _differs(material: Material, name: str, changed: tuple[str, ...]) -> Iterable[Sentence]:
    if changed:
        say = material.tongue.say
        shown = [named(material, (each,)) for each in changed[:_NAMED]]
        words = say("It does without these, or has them otherwise: {what}.", what=joined(shown))
        if len(changed) > _NAMED:
            many = Number(len(changed), ("readings", name, "changed"))
            more = material.tongue.count(" In all, that is {n} of them.", " In all, these are {n}.", many)
            words = (*words, *more)
        yield told(material, words, changed[:_NAMED], "fact")


def _verdicts(material: Material, name: str, rival: Rival) -> Iterable[Block]:
    say, changed = material.tongue.say, rival.changed
    if not rival.finished:
        yield paragraph(sentence(say("Not computed: the time was over."), doubt=True))
        return
    items = [
        *(_turned(material, each, changed) for each in rival.turned),
        *(_price(material, each, changed) for each in rival.prices),
        *_order(material, name, rival),
    ]
    if items:
        yield Items(tuple((paragraph(item),) for item in items))
    else:
        words = say("No verdict on a matter or on the order of steps would be another.")
        yield paragraph(told(material, words, changed[:_NAMED]))


def _turned(material: Material, then: Turned, changed: tuple[str, ...]) -> Sentence:
    say, name = material.tongue.say, then.matter
    now, title = material.report.targets[name], matter_title(material, name)
    if then.zone is None:
        return told(material, say("{matter} would not be asked about.", matter=title), changed)
    if then.zone != now.zone:
        zone, was = (zone_run(material.tongue, each) for each in (then.zone, now.zone))
        words = say("{matter} would be {zone} in place of {was}.", matter=title, zone=zone, was=was)
    else:
        zone, was = (zone_run(material.tongue, each) for each in (then.alone, now.alone))
        words = say("{matter} would be {zone} alone in place of {was}.", matter=title, zone=zone, was=was)
    return told(material, words, of_matters(material, changed, (name,))[:_NAMED] or now.blocking_set)


def _price(material: Material, then: NewPrice, changed: tuple[str, ...]) -> Sentence:
    """A side that could open a matter by giving up more or less than as the case stands."""
    say, matter = material.tongue.say, matter_title(material, then.matter)
    side = party(material, then.party)
    if then.clauses is None:
        words: Runs = say("{matter}: {party} could no longer open it alone.", matter=matter, party=side)
    else:
        known = (name for name in then.clauses if name in material.case.clauses)
        words = say(
            "{matter}: {party} could open it alone by giving up {clauses}.",
            matter=matter,
            party=side,
            clauses=named(material, known, whose=False),
        )
    return told(material, words, (*changed[:_NAMED], *(then.clauses or ())))


def _order(material: Material, name: str, rival: Rival) -> Iterable[Sentence]:
    say, rests = material.tongue.say, (*rival.edges, *rival.changed[:_NAMED])
    if rival.order == "none":
        yield told(material, say("Nothing would be on record of the order of steps."), rests)
    if rival.cycles == 0:
        yield told(material, say("No steps would wait for each other in a circle."), rests)
    elif rival.cycles is not None:
        words = material.tongue.count(
            "Steps would wait for each other in {n} circle.",
            "Steps would wait for each other in {n} circles.",
            Number(rival.cycles, ("readings", name, "order", "cycles")),
        )
        yield told(material, words, rests)
    if rival.verdict is not None:
        yield told(material, say("The deadlock of order would be of another kind."), rests)
