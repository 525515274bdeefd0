"""The order of steps as a picture: an arrow from what has to come first to what comes after it.

Steps stand from left to right in an order that as few arrows as possible run against; what runs back closes a circle.
Arrows in a circle are thick, and so are the frames of the steps they run through. Whose an arrow is stands on it, and
shows in its dashes; what lies in the nature of things is grey and dotted. An arrow that was met, or overtaken, is thin
and says so. At most so many steps are drawn, those in circles first; fewer where the picture would be too wide to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from commonground.agreement import EdgeRecord, OrderReport
from commonground.brief.document import Figure, Plain, Ref, Runs, Table, plain
from commonground.brief.language import Tongue
from commonground.brief.material import Material
from commonground.brief.plots.arrows import Arrow, Key, arrows_drawn, legend
from commonground.brief.plots.drawing import INK, SOFT, Box, Mark, block, hand, picture
from commonground.brief.plots.layered import Arc, Layout, layered
from commonground.brief.plots.lettering import wrapped
from commonground.case import Case

__all__ = ["MOST_STEPS", "order_figure", "order_of"]

MOST_STEPS = 24
_FEWER = (MOST_STEPS, 18, 13, 9, 6)  # tried in turn until the picture is not too wide
_MOST_WIDTH = 1_500
_MOST_ARROWS = 60
_WIDE, _HIGH, _GAP = 132, 46, 124


def order_figure(material: Material) -> Figure | None:
    """The order of steps; None where the case says nothing of one."""
    return None if material.order is None else order_of(material.case, material.order, material.tongue)


def order_of(case: Case, report: OrderReport, tongue: Tongue) -> Figure | None:
    """The same from the answer alone."""
    edges = {name: edge for name, edge in report.edges.items() if name not in report.left_out}
    if not edges:
        return None
    circled = {name for cycle in report.cycles for name in cycle}
    for most in _FEWER:
        steps, drawn = _chosen(edges, circled, most)
        # What lies in the nature of things, and what was met, is not what runs back.
        arcs = [Arc(e.id, e.before, e.after, 1 if e.party and e.settled is None else 3) for e in drawn]
        layout = layered(steps, arcs, width=_WIDE, height=_HIGH, gap=_GAP)
        if layout.width <= _MOST_WIDTH:
            break
    marks, height = _drawn(case, report, tongue, layout, drawn, circled)
    return Figure(
        anchor="figure-order",
        title=tongue.text("The order of steps"),
        description=_told(report, tongue, steps, len(edges) - len(drawn)),
        picture=picture(marks, layout.width, height),
        table=_table(case, tongue, drawn, circled),
    )


def _chosen(edges: Mapping[str, EdgeRecord], circled: set[str], most: int) -> tuple[list[str], list[EdgeRecord]]:
    """Steps and edges that are drawn: those in circles first, then as the case has them."""
    ranked = sorted(edges.values(), key=lambda edge: (edge.id not in circled, edge.settled is not None))
    steps: dict[str, None] = {}
    kept: list[EdgeRecord] = []
    for edge in ranked:
        ends = dict.fromkeys((edge.before, edge.after))
        if len(steps | ends) <= most and len(kept) < _MOST_ARROWS:
            steps |= ends
            kept.append(edge)
    place = {name: at for at, name in enumerate(edges)}
    kept.sort(key=lambda edge: place[edge.id])
    return list(dict.fromkeys(end for edge in kept for end in (edge.before, edge.after))), kept


def _drawn(
    case: Case,
    report: OrderReport,
    tongue: Tongue,
    layout: Layout,
    edges: Sequence[EdgeRecord],
    circled: set[str],
) -> tuple[list[Mark], float]:
    keys = _keys(report, case, tongue)
    arrows = [
        Arrow(
            key=edge.id,
            text=f"{edge.id} {_whose(case, tongue, edge)}",
            look=keys[edge.party or ""],
            thick=edge.id in circled,
            faint=edge.settled is not None,
        )
        for edge in edges
    ]
    knotted = {end for edge in edges if edge.id in circled for end in (edge.before, edge.after)}
    marks = list(arrows_drawn(layout, arrows, _GAP))
    for name, (x, y) in layout.corners.items():
        marks += _node(step_title(case, name), x, y, layout.heights[name], thick=name in knotted)
    shown = {edge.party or "" for edge in edges}
    known = [key for name, key in keys.items() if name in shown]
    if circled:
        known.append(Key(tongue.text("part of a circle"), INK, (1, 0), 3))
    more, height = legend(known, layout.height + 26, layout.width)
    tellers = dict.fromkeys(edge.told_only_by for edge in edges if edge.told_only_by and edge.settled is None)
    for teller in tellers:
        note = tongue.text("* by {party}'s account alone", party=_name(case, teller))
        more += block(0, height + 8, note, layout.width, size=11, lines=1, colour=SOFT)
        height += 20
    return [*marks, *more], height


def _node(title: str, x: float, y: float, height: float, *, thick: bool) -> Iterator[Mark]:
    yield Box(x, y, _WIDE, height, stroke=INK if thick else SOFT, line=2.4 if thick else 1, round=5)
    lines = len(wrapped(title, _WIDE - 14, 11.5, 3))
    yield from block(x + _WIDE / 2, y + height / 2, title, _WIDE - 14, size=11.5, lines=max(lines, 1), align="center")


def step_title(case: Case, name: str) -> str:
    """``Settlement text (framework)`` for a phase."""
    step, _, phase = name.partition(":")
    known = case.steps.get(step)
    title = known.title if known else step
    return f"{title} ({phase})" if phase else title


def _keys(report: OrderReport, case: Case, tongue: Tongue) -> dict[str, Key]:
    """How the arrows of each party look; "" are those of nobody."""
    owners = [*report.parties, *sorted({e.party for e in report.edges.values() if e.party} - set(report.parties))]
    keys = {party: Key(_name(case, party), *hand(at), 1.4) for at, party in enumerate(owners)}
    return keys | {"": Key(tongue.text("the nature of things"), SOFT, (1, 3), 1.8)}


def _name(case: Case, party: str) -> str:
    known = case.parties.get(party)
    return known.name if known else party


def _whose(case: Case, tongue: Tongue, edge: EdgeRecord) -> str:
    """What stands on an arrow: whose it is, and whether it is settled."""
    if edge.settled == "met":
        return tongue.text("(met)")
    if edge.settled is not None:
        return tongue.text("(overtaken)")
    owner = _name(case, edge.party) if edge.party else ""
    return f"{owner}*" if edge.told_only_by else owner


def _table(case: Case, tongue: Tongue, edges: Sequence[EdgeRecord], circled: set[str]) -> Table:
    head = (tongue.text("Before"), tongue.text("After"), tongue.text("Whose"), tongue.text("In a circle"))
    rows = tuple(_row(case, tongue, edge, circled) for edge in edges)
    return Table(tongue.say("What has to come before what"), tuple((Plain(name),) for name in head), rows)


def _row(case: Case, tongue: Tongue, edge: EdgeRecord, circled: set[str]) -> tuple[Runs, ...]:
    owner = _name(case, edge.party) if edge.party else tongue.text("the nature of things")
    whose: Runs = (Plain(f"{owner} "),)
    if edge.settled is not None:
        whose += (Plain(f"{_whose(case, tongue, edge)} "),)
    if edge.told_only_by is not None:
        whose += tongue.say("(by {party}'s account alone) ", party=_name(case, edge.told_only_by))
    reference = (Ref(f"on-{edge.id}", edge.id),) if edge.id in case.order else (Plain(edge.id),)
    inside = tongue.text("yes") if edge.id in circled else tongue.text("no")
    return (
        (Plain(step_title(case, edge.before)),),
        (Plain(step_title(case, edge.after)),),
        (*whose, *reference),
        (Plain(inside),),
    )


def _told(report: OrderReport, tongue: Tongue, steps: Sequence[str], missing: int) -> str:
    told = [
        tongue.text(
            "Steps as boxes, with an arrow from what has to come first to what comes after it, by whose demand."
        ),
        plain(tongue.count("{n} step is drawn.", "{n} steps are drawn.", len(steps))),
        plain(tongue.count("The arrows run in {n} circle.", "The arrows run in {n} circles.", len(report.cycles)))
        if report.cycles
        else tongue.text("No arrows run in a circle."),
    ]
    if missing:
        told.append(plain(tongue.count("{n} more arrow is not drawn.", "{n} more arrows are not drawn.", missing)))
    return " ".join(told)
