"""The order of steps: who wants what first, the circles this makes, what would undo them, and who would be exposed.

Every demand is told with whose it is. Demands and concessions are named; nothing is scored.
"""

from __future__ import annotations

from collections.abc import Iterable

from commonground.agreement import EdgeRecord, OrderReport
from commonground.brief.document import Block, Items, Number, Plain, Section, Sentence, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.order_repairs import exposure_table, repairs_table, schedules
from commonground.brief.parts.references import party
from commonground.brief.parts.step_words import demand_words, demands_words
from commonground.brief.parts.telling import cut_short, told
from commonground.brief.plots.order_graph import order_figure

__all__ = ["deadlock_words", "part"]

_MOST = 12  # circles told one by one


def part(material: Material) -> Section | None:
    """None where the case says nothing of an order."""
    report = material.order
    if report is None:
        return None
    blocks: list[Block] = [
        paragraph(*_verdict(material, report)),
        *([drawn] if (drawn := order_figure(material)) else []),
        *_circles(material, report),
        *_surviving(material, report),
        *repairs_table(material, report),
        *_alone(material, report),
        *schedules(material, report),
        *exposure_table(material, report),
        *_turns(material, report),
        *_limits(material, report),
    ]
    return Section("order", material.tongue.text("The order of steps"), tuple(blocks))


def _verdict(material: Material, report: OrderReport) -> Iterable[Sentence]:
    say, edges = material.tongue.say, tuple(report.edges)
    if report.verdict == "no deadlock":
        words = say("No steps wait for each other in a circle: there is an order that meets every demand.")
        yield told(material, words, edges)
        return
    if not report.cycles:
        words = say("Steps wait for each other in circles; how many was not computed.")
        yield told(material, words, edges, doubt=True)
        return
    count = Number(len(report.cycles), ("order", "cycles"))
    at_least = "cycles" in report.not_computed
    words = (
        material.tongue.count(
            "Steps wait for each other in {n} circle at least.",
            "Steps wait for each other in {n} circles at least.",
            count,
        )
        if at_least
        else material.tongue.count(
            "Steps wait for each other in {n} circle.", "Steps wait for each other in {n} circles.", count
        )
    )
    yield told(material, words, _in_circles(report))
    if report.verdict == "structure":
        what = say("The circle is one of what comes first by the nature of things: the case contradicts itself.")
    elif report.verdict == "pure sequence":
        what = say("The deadlock is one of order alone: with steps at once or in phases no demand has to be dropped.")
    else:
        what = say(
            "Order alone is not the deadlock: with any steps at once or in phases, some demands cannot all be met."
        )
    yield told(material, what, _in_circles(report))


def _in_circles(report: OrderReport) -> tuple[str, ...]:
    return tuple(dict.fromkeys(edge for cycle in report.cycles for edge in cycle))


def _circles(material: Material, report: OrderReport) -> Iterable[Block]:
    if not report.cycles:
        return
    yield paragraph(sentence(material.tongue.say("The circles, and who asks for what in each:")))
    shown = report.cycles[:_MOST]
    yield Items(
        tuple((paragraph(*(_demand(material, report.edges[name]) for name in cycle)),) for cycle in shown), True
    )
    yield from cut_short(material, len(shown), len(report.cycles))


def _demand(material: Material, edge: EdgeRecord) -> Sentence:
    words = (*demand_words(material, edge), Plain("."))
    ids = (edge.id, *(item.statement for item in edge.evidence))
    known = edge.party is not None and bool(edge.evidence)
    return told(material, words, ids, "fact" if known else "judgement")


def _surviving(material: Material, report: OrderReport) -> Iterable[Block]:
    say = material.tongue.say
    if report.verdict != "substance" or not report.surviving:
        return
    yield paragraph(sentence(say("What no change of order reconciles:")))
    shown = report.surviving[:_MOST]
    items = []
    for number, demands in enumerate(shown):
        through = report.surviving_through[number] if number < len(report.surviving_through) else ()
        words = say(
            "{demands}, given that {tied}.",
            demands=demands_words(material, report, demands),
            tied=demands_words(material, report, through),
        )
        items.append((paragraph(told(material, words, (*demands, *through))),))
    yield Items(tuple(items))
    yield from cut_short(material, len(shown), len(report.surviving))


def _alone(material: Material, report: OrderReport) -> Iterable[Block]:
    say = material.tongue.say
    sentences = []
    for name, ids in report.alone.items():
        if ids is None:
            words = say("{party} cannot make an order possible alone.", party=party(material, name))
            sentences.append(told(material, words, _in_circles(report)))
        else:
            demands = demands_words(material, report, ids, whose=False)
            words = say(
                "{party} could make an order possible alone by dropping its own: {demands}.",
                party=party(material, name),
                demands=demands,
            )
            sentences.append(told(material, words, ids))
    if sentences:
        yield paragraph(*sentences)


def _turns(material: Material, report: OrderReport) -> Iterable[Block]:
    say = material.tongue.say
    if not report.turns_on:
        return
    yield paragraph(sentence(say("The verdict would be another without any one of these:")))
    items = []
    for name, verdict in report.turns_on.items():
        words = say(
            "{demand}: then {verdict}.",
            demand=demand_words(material, report.edges[name]),
            verdict=deadlock_words(material, verdict),
        )
        items.append((paragraph(told(material, words, (name,))),))
    yield Items(tuple(items))


def deadlock_words(material: Material, verdict: str) -> str:
    """What kind of deadlock of order there is, or that there is none."""
    text = material.tongue.text
    words = {
        "no deadlock": text("no circle is left"),
        "pure sequence": text("order alone is the deadlock"),
        "substance": text("demands cannot all be met in any order"),
        "structure": text("the case contradicts itself"),
    }
    return words.get(verdict, verdict)


def _limits(material: Material, report: OrderReport) -> Iterable[Block]:
    say = material.tongue.say
    notes: list[Sentence] = []
    for edge in report.edges.values():
        through = sum(edge.id in cycle for cycle in report.cycles)
        if edge.told_only_by is not None and through:
            words = say(
                "This demand is in some of the circles and rests on one side’s word alone: {demand}.",
                demand=demand_words(material, edge),
            )
            notes.append(told(material, words, (edge.id,), doubt=True))
    if report.left_out:
        names = material.tongue.listed(
            [demand_words(material, report.edges[name]) for name in report.left_out if name in report.edges]
        )
        notes.append(
            told(material, say("Left out, of parties outside the table: {demands}.", demands=names), report.left_out)
        )
    if report.exposure is not None and report.exposure.undeclared:
        titles = material.tongue.listed(material.case.steps[step].title for step in report.exposure.undeclared)
        words = say("Irreversible, and what would cover it is not said: {steps}.", steps=titles)
        notes.append(sentence(words, doubt=True))
    if not report.exhaustive:
        notes.append(sentence(say("Not exhaustive: the search for orders stopped at a limit."), doubt=True))
    if notes:
        yield paragraph(*notes)
