"""What each verdict rests on: without which clause, rule, source, speaker or side's word it would be which.

Each is tried by itself. Two supports that can each be done without may not both be, and no search over sets is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from commonground.agreement import OrderTurn, Turn
from commonground.brief.document import (
    Block,
    Folded,
    Items,
    Number,
    Plain,
    Ref,
    Runs,
    Section,
    Table,
    paragraph,
    sentence,
)
from commonground.brief.material import Material
from commonground.brief.parts.references import anchor, matter_title, party, who
from commonground.brief.parts.telling import cut_short, joined, named, told, with_refs
from commonground.brief.parts.verdict_words import zone_run

__all__ = ["part", "support_words"]

_MOST = 12  # rows of one matter
_NAMED = 8  # supports named in one row
_OPEN = 4  # matters told openly; the others stand folded


def part(material: Material) -> Section | None:
    """None where no verdict was tried."""
    say, turning = material.tongue.say, material.turning
    if not turning.sentences and material.order_turning is None:
        return None
    intro = [
        sentence(
            say("Each verdict was asked again without one clause, rule, source, speaker or side’s word at a time.")
        ),
        sentence(say("Two that can each be done without may not both be.")),
    ]
    if not turning.exhaustive:
        intro.append(sentence(say("Not exhaustive: not all of these could be tried in the time given."), doubt=True))
    blocks: list[Block | Section] = [paragraph(*intro)]
    names = [name for name in dict.fromkeys((*material.asked, *material.case.issues)) if name in turning.sentences]
    firm = [name for name in names if not _turns(material, name)]
    for place, name in enumerate(name for name in names if name not in firm):
        inside = tuple(_matter(material, name))
        if place < _OPEN:
            blocks.append(Section(f"rests-{place}", matter_title(material, name), inside))
        else:
            blocks.append(Folded((Plain(matter_title(material, name)),), inside, sheets=False))
    if firm:
        titles = material.tongue.listed(matter_title(material, name) for name in firm)
        words = say("No single one of these would change the verdict on: {matters}.", matters=titles)
        blocks.append(paragraph(sentence(words)))
    blocks += _order(material)
    return Section("rests", material.tongue.text("What each verdict rests on"), tuple(blocks))


def _turns(material: Material, name: str) -> list[Turn]:
    """What changes the zone, or who could open it; that one clause less is one clause less goes without saying."""
    found = material.turning.sentences[name].turns
    return [turn for turn in found if turn.changes != ("price",) or turn.support.kind != "clause"]


def _matter(material: Material, name: str) -> Iterable[Block]:
    say = material.tongue.say
    verdict = material.turning.sentences[name].verdict
    zone, alone = (zone_run(material.tongue, each) for each in (verdict.zone, verdict.alone))
    yield paragraph(sentence(say("As the case stands: {zone}; alone: {alone}.", zone=zone, alone=alone)))
    by_outcome: dict[Runs, list[Turn]] = {}
    for turn in _turns(material, name):
        by_outcome.setdefault(_otherwise(material, turn), []).append(turn)
    rows = [(_supports(material, turns), outcome) for outcome, turns in by_outcome.items()]
    yield Table(say("Without one of these"), (say("Without"), say("It would be")), tuple(rows[:_MOST]))
    yield from cut_short(material, min(_MOST, len(rows)), len(rows))


def _supports(material: Material, turns: list[Turn]) -> Runs:
    shown = [support_words(material, turn) for turn in islice(turns, _NAMED)]
    if len(turns) > len(shown):
        shown.append(material.tongue.say("one of several others"))
    return joined(shown, material.tongue.text("; or without "))


def support_words(material: Material, turn: Turn) -> Runs:
    """What is done without, in words."""
    say, kind, name = material.tongue.say, turn.support.kind, turn.support.id
    falls = turn.support.falls[:_NAMED]
    match kind:
        case "speaker":
            return with_refs(material, say("all that {who} says", who=who(material, name)), falls)
        case "one side's word":
            return with_refs(material, say("{party}’s word about others", party=party(material, name)), falls)
        case "presumed clauses":
            return with_refs(material, say("all clauses that are presumed"), falls)
        case "source":
            return say("the source {source}", source=_source(material, name))
        case "layer" | "reading":
            return say("the layer {name}", name=name)
        case "acceptance":
            return say("the acceptance {what}", what=named(material, (name,)))
        case "meaning rule":
            return say("the rule {what}", what=named(material, (name,)))
        case _:
            return named(material, (name,))


def _source(material: Material, name: str) -> Runs:
    found = material.case.sources.get(name.removeprefix("sources."))
    title = found.title if found else name
    return (Ref(anchor(name), title),) if found else (Plain(title),)


def _otherwise(material: Material, turn: Turn) -> Runs:
    say = material.tongue.say
    lines: list[Runs] = []
    if "zone" in turn.changes:
        lines.append((zone_run(material.tongue, turn.without.zone),))
    if "alone" in turn.changes:
        lines.append(say("alone {zone}", zone=zone_run(material.tongue, turn.without.alone)))
    if "price" in turn.changes:
        for name, clauses in turn.without.opens.items():
            who_ = party(material, name)
            if clauses is None:
                lines.append(say("{party} could not open it", party=who_))
            else:
                given = named(material, clauses, whose=False)
                lines.append(say("{party} could open it by giving up {clauses}", party=who_, clauses=given))
    return joined(lines)


def _order(material: Material) -> Iterable[Block]:
    found, say = material.order_turning, material.tongue.say
    if found is None or not found.turns:
        return
    yield paragraph(sentence(say("The verdict on the order of steps would be another, too:")))
    items = []
    for place, turn in enumerate(found.turns[:_MOST]):
        what, verdict = _order_support(material, turn), _order_verdict(material, turn)
        words = (
            material.tongue.count(
                "Without {what}: {verdict}, with {n} circle.",
                "Without {what}: {verdict}, with {n} circles.",
                Number(turn.cycles, ("order_turns_on", "turns_on", place, "cycles")),
                what=what,
                verdict=verdict,
            )
            if turn.cycles
            else say("Without {what}: {verdict}.", what=what, verdict=verdict)
        )
        items.append((paragraph(told(material, words, turn.falls)),))
    yield Items(tuple(items))


def _order_support(material: Material, turn: OrderTurn) -> Runs:
    if turn.id.startswith("speaker "):
        return material.tongue.say("all that {who} says", who=who(material, turn.id.removeprefix("speaker ")))
    return material.tongue.say("the source {source}", source=_source(material, turn.id))


def _order_verdict(material: Material, turn: OrderTurn) -> str:
    text = material.tongue.text
    words = {
        "no deadlock": text("no circle is left"),
        "pure sequence": text("order alone is the deadlock"),
        "substance": text("demands cannot all be met in any order"),
        "structure": text("the case contradicts itself"),
    }
    return words[turn.verdict]
