"""What would make an order of steps possible, what each side would do for it, and who would stand exposed then."""

from __future__ import annotations

from collections.abc import Iterable

from commonground.agreement import Exposure, OrderReport, Repair
from commonground.agreement.steps.exposure import NOT_SAID
from commonground.agreement.steps.schedule import Stages
from commonground.brief.document import Block, Folded, Items, Number, Plain, Runs, Table, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.references import party
from commonground.brief.parts.step_words import demands_words, moment_words, step_words
from commonground.brief.parts.telling import cut_short, joined, with_refs

__all__ = ["exposure_table", "repairs_table", "schedules"]

Path = tuple[str | int, ...]
_MOST = 10  # repairs told one by one
_SIDE_BY_SIDE = 4  # repairs whose schedules are shown


def repairs_table(material: Material, report: OrderReport) -> Iterable[Block]:
    """A row a repair, a column a side; nothing where nothing needs repair."""
    say = material.tongue.say
    if not report.repairs:
        return
    sides = [*report.parties, "structural"]
    heads = [(Plain(party(material, None if side == "structural" else side)),) for side in sides]
    shown = report.repairs[:_MOST]
    rows = [
        (
            say("Way {n}", n=Plain(str(number))),
            *(_share(material, report, repair, side) for side in sides),
            joined([(Plain(step_words(material, step)),) for step in repair.split]) or say("–"),
            joined([moment_words(material, moment) for moment in repair.at_once]) or say("–"),
        )
        for number, repair in enumerate(shown, 1)
    ]
    head = (say("Way"), *heads, say("Split into phases"), say("At once"))
    yield Table(say("Ways to make an order possible, and whose demands each touches"), head, tuple(rows))
    yield from cut_short(material, len(shown), len(report.repairs))
    notes = [sentence(say("No way is advised, and the number of demands touched is not a cost."))]
    if any(repair.soften for repair in shown):
        notes.append(sentence(say("Softened: “not later than” in place of “before”, so that steps may be at once.")))
    if any(repair.by_party["structural"].reaim for repair in shown):
        words = say("Whether the nature of things allows a phase in place of the whole step is for you to judge.")
        notes.append(sentence(words, standing="question"))
    if any(not repair.least for repair in report.repairs):
        words = say("The way shown was found in short time; others may touch less.")
        notes.append(sentence(words, doubt=True))
    yield paragraph(*notes)


def _share(material: Material, report: OrderReport, repair: Repair, side: str) -> Runs:
    say, share = material.tongue.say, repair.by_party[side]
    told = []
    if share.drop:
        told.append(say("drops: {demands}", demands=demands_words(material, report, share.drop, whose=False)))
    if share.soften:
        told.append(say("softens: {demands}", demands=demands_words(material, report, share.soften, whose=False)))
    if share.reaim:
        told.append(
            say("for a phase only: {demands}", demands=demands_words(material, report, share.reaim, whose=False))
        )
    return joined(told) or say("–")


def schedules(material: Material, report: OrderReport) -> Iterable[Block]:
    """The order as each side wants it, then as each of the first repairs leaves it."""
    say = material.tongue.say
    for name, order in report.orders.items():
        head = say("The order as {party} wants it", party=party(material, name))
        if order.schedule is None:
            yield Folded(head, (paragraph(sentence(say("Its own demands run in a circle."))),))
        else:
            yield Folded(head, (_stages(material, order.schedule.stages),))
    for number, repair in enumerate(_first(report), 1):
        head = say("The order that way {n} leaves", n=Plain(str(number)))
        yield Folded(head, (_stages(material, repair.schedule.stages),))
    if not report.repairs and report.schedule is not None:
        yield Folded(say("An order that meets every demand"), (_stages(material, report.schedule.stages),))
    for pair in report.tranches:
        rows = [joined([(Plain(step_words(material, name)),) for name in row], ", ") for row in pair.turns]
        yield paragraph(sentence(say("Could be done in turns: {turns}.", turns=material.tongue.listed(rows, "or"))))


def _first(report: OrderReport) -> tuple[Repair, ...]:
    """The first repairs, as far as they touch as much as the first."""
    alike = [repair for repair in report.repairs if repair.counts == report.repairs[0].counts]
    return tuple(alike[:_SIDE_BY_SIDE])


def _stages(material: Material, stages: Stages) -> Items:
    lines = [joined([moment_words(material, moment) for moment in stage]) for stage in stages]
    return Items(tuple((paragraph(sentence(line)),) for line in lines), ordered=True)


def exposure_table(material: Material, report: OrderReport) -> Iterable[Block]:
    """What each side would have done for good while what covers it is still to come, in each of these orders."""
    say = material.tongue.say
    orders: list[tuple[Runs, Exposure, Path]] = [
        (
            _of_edges(material, say("as {party} wants it", party=party(material, name)), _own(report, name)),
            order.exposure,
            ("orders", name),
        )
        for name, order in report.orders.items()
        if order.exposure is not None
    ]
    for place, repair in enumerate(_first(report)):
        way = _of_edges(material, say("way {n}", n=Plain(str(place + 1))), _touched(repair))
        orders.append((way, repair.exposure, ("repairs", place)))
    if not report.repairs and report.exposure is not None:
        orders.append((_of_edges(material, say("as all want it"), report.edges), report.exposure, ()))
    sides = list(dict.fromkeys(side for _, found, _ in orders for side in found.uncovered))
    if not orders or not any(step.irreversible for step in material.case.steps.values()):
        return
    head = (say("Order"), *((Plain(_side(material, side)),) for side in sides))
    rows = tuple((name, *(_exposed(material, found, side, path) for side in sides)) for name, found, path in orders)
    yield Table(say("Done for good while the answer is still to come"), head, rows)


def _of_edges(material: Material, words: Runs, edges: Iterable[str]) -> Runs:
    """An order called by its name, with the demands that make it what it is."""
    return with_refs(material, words, tuple(edges)[:_MOST])


def _own(report: OrderReport, side: str) -> list[str]:
    return [name for name, edge in report.edges.items() if edge.party == side]


def _touched(repair: Repair) -> list[str]:
    shares = repair.by_party.values()
    return [name for share in shares for name in (*share.drop, *share.soften, *share.reaim)]


def _side(material: Material, side: str) -> str:
    return material.tongue.text("whose is not said") if side == NOT_SAID else party(material, side)


def _exposed(material: Material, found: Exposure, side: str, path: Path) -> Runs:
    say = material.tongue.say
    told = []
    for step, stages in found.uncovered.get(side, {}).items():
        title = step_words(material, step)
        during = material.tongue.count(
            "for {n} stage", "for {n} stages", Number(stages, ("order", *path, "exposure", "uncovered", side, step))
        )
        if step in found.forced.get(side, ()):
            told.append(say("{step} {during}, in any schedule of it", step=title, during=during))
        else:
            told.append(say("{step} {during}; another schedule could avoid it", step=title, during=during))
    own = any(step.irreversible and (step.by or NOT_SAID) == side for step in material.case.steps.values())
    return joined(told) or (say("nothing") if own else say("no irreversible step of its own is on record"))
