"""Ways from one state of a conflict to others as a picture: states from left to right, an arrow a move, with who moves.

The first box is where the ways begin. Each other box says what is otherwise there than at the beginning: what is done
now (+) and what is done no longer (−). A box with a thick frame is where a way ends. A move that its mover gains
nothing by is marked (*). Only so many states are drawn as can be read; ways are kept or left out whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from commonground.brief.document import Figure, Plain, Runs, Table, plain
from commonground.brief.language import Tongue
from commonground.brief.material import Material
from commonground.brief.plots.arrows import Arrow, Key, arrows_drawn, legend
from commonground.brief.plots.drawing import INK, SOFT, Box, Mark, block, hand, picture
from commonground.brief.plots.layered import Arc, layered
from commonground.brief.plots.lettering import wrapped
from commonground.case import Case

if TYPE_CHECKING:
    from commonground.conflict.evolution.paths import Paths
    from commonground.conflict.evolution.steps import Step
    from commonground.conflict.model.contract import Model
    from commonground.durability.results import DealAnswer, DurabilityReport

__all__ = ["MOST_STATES", "deal_figure", "paths_of"]

MOST_STATES = 10
_MOST_ITEMS = 7  # in a box
_MOST_LEADS = 4  # after one mover
_WIDE, _GAP, _SIZE = 178.0, 108.0, 10.5
_STAR = "*"

Way = tuple["Step", ...]


def deal_figure(material: Material, report: DurabilityReport, answer: DealAnswer) -> Figure | None:
    """The ways from today to a deal: by moves that serve those who make them, where there are such; else by any."""
    improving = answer.path_of_improvements
    found = improving if improving is not None and improving.steps is not None else answer.path
    if found is None:
        return None
    place = list(report.deals).index(answer.name) + 1
    title = material.tongue.text("Ways from today to a state in which it is carried out")
    name, leads = f"figure-paths-{place}", _preferred(material)
    return paths_of(material.case, report.model, [found], material.tongue, title, name, leads)


def _preferred(material: Material) -> Mapping[str, Runs]:
    """By party, where what it is taken to prefer is told: whether a move serves its maker rests on that."""
    from commonground.brief.parts.telling import with_refs

    case = material.case
    each = [item for section in (case.priorities, case.rankings, case.weights) for item in section.values()]
    own = {name: [item.id for item in each if item.party == name][:_MOST_LEADS] for name in case.parties}
    return {name: with_refs(material, (), ids) for name, ids in own.items()}


def paths_of(
    case: Case,
    model: Model,
    found: Sequence[Paths],
    tongue: Tongue,
    title: str,
    name: str = "figure-paths",
    leads: Mapping[str, Runs] | None = None,
) -> Figure | None:
    """The ways in ``found``, which begin at one state; None where nothing has to move or nothing leads there.

    ``leads``: by party, where in the document its preferences are told.
    """
    every = [way for paths in found for way in paths.paths if way]
    ways = _kept(every)
    if not ways:
        return None
    steps = list(dict.fromkeys(step for way in ways for step in way))
    states = list(dict.fromkeys(state for step in steps for state in (step.before, step.after)))
    start, ends = ways[0][0].before, {way[-1].after for way in ways}
    boxes = {state: _words(case, model, tongue, start, state) for state in states}
    lines = max(len(_lines(text)) for text in boxes.values())
    arcs = [Arc(_key(step), str(step.before), str(step.after)) for step in steps]
    layout = layered([str(state) for state in states], arcs, width=_WIDE, height=14.0 + 13.0 * lines, gap=_GAP)
    looks = {at: Key(_party(case, each), *hand(at), 1.6) for at, each in enumerate(model.parties)}
    arrows = [Arrow(_key(step), _mover(case, model, step), looks[step.mover]) for step in steps]
    marks: list[Mark] = list(arrows_drawn(layout, arrows, _GAP))
    for state in states:
        x, y = layout.corners[str(state)]
        marks += _box(boxes[state], x, y, layout.heights[str(state)], thick=state in ends)
    movers = sorted({step.mover for step in steps})
    more, height = legend([looks[at] for at in movers], layout.height + 24, layout.width)
    if not all(_gains(model, step) for step in steps):
        note = tongue.text("* a move by which its mover gains nothing in itself")
        more += block(0, height + 8, note, layout.width, size=11, lines=1, colour=SOFT)
        height += 20
    return Figure(
        anchor=name,
        title=title,
        description=_told(ways, len(every) - len(ways), tongue),
        picture=picture([*marks, *more], layout.width, height),
        table=_table(case, model, tongue, ways, leads or {}),
    )


def _kept(every: Sequence[Way]) -> list[Way]:
    states: set[int] = set()
    kept: list[Way] = []
    for way in dict.fromkeys(every):
        more = states | {way[0].before} | {step.after for step in way}
        if len(more) <= MOST_STATES:
            states = more
            kept.append(way)
    return kept


def _key(step: Step) -> str:
    return f"{step.before}>{step.mover}>{step.after}"


def _party(case: Case, name: str) -> str:
    known = case.parties.get(name)
    return known.name if known else name


def _gains(model: Model, step: Step) -> bool:
    ranks = model.rank(step.mover)
    return bool(ranks[step.after] > ranks[step.before])


def _mover(case: Case, model: Model, step: Step) -> str:
    """``Russia``, ``Russia*``."""
    return f"{_party(case, model.parties[step.mover])}{'' if _gains(model, step) else _STAR}"


def _words(case: Case, model: Model, tongue: Tongue, start: int, state: int) -> tuple[str, ...]:
    """What stands in a box, item by item: a party, and under it what is otherwise than at the beginning."""
    if state == start:
        return (tongue.text("Today") if start == model.status_quo else tongue.text("Where it begins"),)
    if not case.options:
        return (model.name(state),)
    changed = list(_changed(case, model.name(start), model.name(state)))
    items: list[str] = []
    for at, (party, what) in enumerate(changed):
        if len(items) >= _MOST_ITEMS:
            items.append(plain(tongue.count("and {n} more change", "and {n} more changes", len(changed) - at)))
            break
        if not at or changed[at - 1][0] != party:
            items.append(f"{_party(case, party)}:")
        items.append(what)
    return tuple(items)


def _changed(case: Case, before: str, after: str) -> Iterator[tuple[str, str]]:
    """The party, and what it does now or no longer."""
    for option, was, now in zip(case.options.values(), before, after, strict=True):
        if was != now:
            yield option.party, f"{'+' if now == 'Y' else '−'} {option.title}"


def _lines(text: Sequence[str]) -> list[str]:
    return [line for item in text for line in wrapped(item, _WIDE - 14, _SIZE, 2)]


def _box(text: Sequence[str], x: float, y: float, height: float, *, thick: bool) -> Iterator[Mark]:
    yield Box(x, y, _WIDE, height, stroke=INK if thick else SOFT, line=2.6 if thick else 1, round=5)
    lines = _lines(text)
    top = y + height / 2 - 13 * (len(lines) - 1) / 2
    for at, line in enumerate(lines):
        yield from block(x + 8, top + 13 * at, line, _WIDE - 10, size=_SIZE, lines=1)


def _table(case: Case, model: Model, tongue: Tongue, ways: Sequence[Way], leads: Mapping[str, Runs]) -> Table:
    head = (tongue.text("Way and move"), tongue.text("Who moves"), tongue.text("What changes"))
    rows: list[tuple[Runs, ...]] = []
    for number, way in enumerate(ways, 1):
        for at, step in enumerate(way, 1):
            before, after = model.name(step.before), model.name(step.after)
            change = "; ".join(what for _, what in _changed(case, before, after)) if case.options else after
            who = _party(case, model.parties[step.mover])
            mover = who if _gains(model, step) else tongue.text("{party} (gains nothing by it)", party=who)
            by = (Plain(mover), *leads.get(model.parties[step.mover], ()))
            place = tongue.text("Way {way}, move {move}", way=number, move=at)
            rows.append(((Plain(place),), by, (Plain(change),)))
    caption = tongue.say("The ways, move by move: + what is done now, − what is done no longer")
    return Table(caption, tuple((Plain(each),) for each in head), tuple(rows))


def _told(ways: Sequence[Way], missing: int, tongue: Tongue) -> str:
    told = [
        tongue.text("States as boxes from left to right, an arrow for each move, with who moves."),
        plain(tongue.count("{n} way is drawn.", "{n} ways are drawn.", len(ways))),
    ]
    if missing:
        told.append(plain(tongue.count("{n} more is not drawn.", "{n} more are not drawn.", missing)))
    return " ".join(told)
