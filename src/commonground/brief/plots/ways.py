"""The ways out of an excluded target as a picture: what one side would give, against what the other would.

With two sides at the table each way out is a point: to the right by how many clauses the one gives (or rungs, on an
ordered issue), upwards by how many the other does. The clauses stand beside the point. Full points are the Pareto
front, *unbeaten*: no other way asks less of one side without asking more of another. With another number of sides the
ways stand in rows, with a column for each side.

A count of clauses is no cost, and two counts are no exchange rate: what they are is what matters, and the table has it
in words. Where there are too many ways, those on the front are drawn first, then the smallest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonground.agreement import Give, WayOut, WaysOut
from commonground.brief.document import Figure, Plain, Ref, Run, Runs, Table, plain
from commonground.brief.language import Tongue
from commonground.brief.material import Material
from commonground.brief.parts.formulas import mandate_words, quoted
from commonground.brief.parts.references import anchor, matter_title
from commonground.brief.plots.drawing import INK, SOFT, Box, Line, Mark, Sign, Words, block, picture
from commonground.brief.plots.lettering import width, wrapped
from commonground.case import Case, told_only_by

__all__ = ["MOST_POINTS", "MOST_WAYS", "ways_figure", "ways_of"]

MOST_POINTS = 30
MOST_WAYS = 8  # rows of the table
_MOST_ROWS = 10  # ways drawn in rows
_WIDE, _HIGH = 640.0, 300.0
_LEFT, _TOP = 34.0, 30.0
_LABEL = 150.0
_SIZE = 10.5

Spot = tuple[int, int]
Area = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Way:
    """A way out, how much each side gives in it, and whether it is on the front."""

    out: WayOut
    gives: tuple[int, ...]
    clauses: tuple[tuple[str, ...], ...]  # of each side
    front: bool


def ways_figure(material: Material, target: str) -> Figure | None:
    """The ways out of one target of the material; None where there are not two to compare."""
    found = material.ways.get(target)
    if found is None:
        return None
    place = list(material.ways).index(target) + 1
    return ways_of(material.case, found, material.tongue, matter_title(material, target), f"figure-ways-{place}")


def ways_of(case: Case, found: WaysOut, tongue: Tongue, title: str, name: str = "figure-ways") -> Figure | None:
    """The same from the answer alone."""
    ways = _ways(case, found)
    if len(ways) < 2:
        return None
    sides = [party.name for party in case.table]
    if len(sides) == 2:
        marks, wide, high = _points(ways, sides, found, tongue)
    else:
        marks, wide, high = _rows(ways, sides, found, tongue)
    return Figure(
        anchor=name,
        title=tongue.text("Ways out: {what}", what=title),
        description=_told(ways, sides, found, tongue),
        picture=picture(marks, wide, high),
        table=_table(case, ways, sides, tongue),
    )


def _ways(case: Case, found: WaysOut) -> list[Way]:
    """All ways known, those on the front first, then the smaller first."""
    parties = [party.id for party in case.table]
    front = {tuple(point.gives.get(party, 0) for party in parties) for point in found.front}
    known = {out.clauses: out for out in (*found.ways, *(out for point in found.front for out in point.ways))}
    ways = []
    for out in known.values():
        gives = tuple(sum(give.size for give in out.given_by(party)) for party in parties)
        clauses = tuple(tuple(name for give in out.given_by(party) for name in give.clauses) for party in parties)
        ways.append(Way(out, gives, clauses, gives in front))
    return sorted(ways, key=lambda way: (not way.front, sum(way.gives)))


def _points(
    ways: Sequence[Way], sides: Sequence[str], found: WaysOut, tongue: Tongue
) -> tuple[list[Mark], float, float]:
    spots: dict[Spot, list[Way]] = {}
    for way in ways:
        spots.setdefault((way.gives[0], way.gives[1]), []).append(way)
    drawn = dict(list(spots.items())[:MOST_POINTS])
    right = max(1, *(x for x, _ in drawn))
    up = max(1, *(y for _, y in drawn))
    # Room for words to the right of the last point.
    unit_x, unit_y = min((_WIDE - _LEFT - _LABEL) / right, 120.0), min(_HIGH / up, 90.0)
    floor = _TOP + unit_y * up
    at = {(x, y): (_LEFT + unit_x * x, floor - unit_y * y) for x, y in drawn}
    marks = [*_axes(right, up, unit_x, unit_y, floor, sides, tongue)]
    for spot, here in drawn.items():
        marks.append(Sign(*at[spot], "circle", 11, INK if here[0].front else "white", INK))
    marks += _labels(drawn, at, tongue)
    y = floor + 62
    notes, y = _notes(found, tongue, y, len(spots) - len(drawn))
    return [*marks, *notes], _WIDE, y


def _axes(
    right: int, up: int, unit_x: float, unit_y: float, floor: float, sides: Sequence[str], tongue: Tongue
) -> Iterator[Mark]:
    end, top = _LEFT + unit_x * right, floor - unit_y * up
    for step in _steps(right):
        x = _LEFT + unit_x * step
        yield Line(((x, top), (x, floor + 4)))
        yield Words(x, floor + 14, str(step), _SIZE, SOFT, "center")
    for step in _steps(up):
        y = floor - unit_y * step
        yield Line(((_LEFT - 4, y), (end, y)))
        yield Words(_LEFT - 8, y, str(step), _SIZE, SOFT, "right")
    yield Line(((_LEFT, top), (_LEFT, floor), (end, floor)), SOFT, 1.2)
    below = tongue.text("→ {party} gives so many clauses or rungs", party=sides[0])
    beside = tongue.text("↑ {party} gives so many clauses or rungs", party=sides[1])
    yield from block(_LEFT, floor + 34, below, _WIDE - _LEFT, size=11.5, lines=1)
    yield from block(0, 8, beside, _WIDE, size=11.5, lines=1)


def _steps(most: int) -> range:
    return range(0, most + 1, max(1, -(-most // 12)))


def _labels(drawn: Mapping[Spot, list[Way]], at: Mapping[Spot, tuple[float, float]], tongue: Tongue) -> Iterator[Mark]:
    """The clauses of each point where there is room; those on the front first."""
    taken: list[Area] = [(x - 7, y - 7, x + 7, y + 7) for x, y in at.values()]
    for spot, here in drawn.items():
        text = ", ".join(here[0].out.clauses)
        if len(here) > 1:
            text = plain(tongue.count("{ids}, and {n} more way", "{ids}, and {n} more ways", len(here) - 1, ids=text))
        lines = wrapped(text, _LABEL - 14, _SIZE, 3)
        wide, high = max(width(line, _SIZE) for line in lines), _SIZE * 1.2 * len(lines)
        x, y = at[spot]
        for left, top in ((x + 11, y - high / 2), (x + 9, y - high - 5), (x + 9, y + 6), (x - 11 - wide, y - high / 2)):
            area = (left, top, left + wide, top + high)
            if left > _LEFT - 2 and top > 14 and not any(_meet(area, other) for other in taken):
                taken.append(area)
                yield Box(left - 1, top, wide + 2, high, stroke="white", line=0)
                yield from block(left, top + high / 2, text, _LABEL - 14, size=_SIZE, lines=3)
                break


def _meet(one: Area, two: Area) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _notes(found: WaysOut, tongue: Tongue, y: float, missing: int) -> tuple[list[Mark], float]:
    notes = [
        tongue.text("Full points are unbeaten: no other way asks less of one side without asking more of another."),
        tongue.text("Counts are no costs: which clauses they are is what matters."),
    ]
    if missing > 0:
        notes.append(plain(tongue.count("{n} more is not drawn.", "{n} more are not drawn.", missing)))
    if not found.exhaustive:
        notes.append(tongue.text("There may be more: the search stopped at its limit."))
    marks: list[Mark] = []
    for line in wrapped(" ".join(notes), _WIDE, 11, 4):
        marks.append(Words(0, y, line, 11, SOFT))
        y += 15
    return marks, y


def _rows(ways: Sequence[Way], sides: Sequence[str], found: WaysOut, tongue: Tongue) -> tuple[list[Mark], float, float]:
    each = (_WIDE - 24) / max(len(sides), 1)
    marks: list[Mark] = []
    for at, side in enumerate(sides):
        marks += block(24 + each * at, 10, side, each - 8, size=11, lines=1, colour=SOFT, strong=True)
    y = 24.0
    for way in ways[:_MOST_ROWS]:
        cells = [", ".join(clauses) or "–" for clauses in way.clauses]
        lines = max(len(wrapped(cell, each - 8, 11.5, 3)) for cell in cells)
        high = 12 + 14 * lines
        marks.append(Sign(8, y + high / 2, "circle", 11, INK if way.front else "white", INK))
        for at, cell in enumerate(cells):
            marks += block(24 + each * at, y + high / 2, cell, each - 8, size=11.5, lines=3)
        y += high
        marks.append(Line(((0, y), (_WIDE, y))))
    notes, y = _notes(found, tongue, y + 14, len(ways) - _MOST_ROWS)
    return [*marks, *notes], _WIDE, y


def _table(case: Case, ways: Sequence[Way], sides: Sequence[str], tongue: Tongue) -> Table:
    gives = [tongue.text("{party} gives", party=side) for side in sides]
    head = (tongue.text("Way"), *gives, tongue.text("Unbeaten"))
    rows = tuple(_row(case, way, at, tongue) for at, way in enumerate(ways[:MOST_WAYS], 1))
    caption = tongue.say("Ways out, and what each side would give")
    if len(ways) > MOST_WAYS:
        more = tongue.count("{n} more is not told here.", "{n} more are not told here.", len(ways) - MOST_WAYS)
        caption += (Plain(". "), *more)
    return Table(caption, tuple((Plain(name),) for name in head), rows)


def _row(case: Case, way: Way, at: int, tongue: Tongue) -> tuple[Runs, ...]:
    given = [_given(case, way.out.given_by(party.id), tongue) for party in case.table]
    return ((Plain(str(at)),), *given, (Plain(tongue.text("yes") if way.front else tongue.text("no")),))


def _given(case: Case, gives: Sequence[Give], tongue: Tongue) -> Runs:
    """Each clause in words with its reference; along an ordered issue, from where to where."""
    told: list[Runs] = []
    for give in gives:
        refs: list[Runs] = [(Ref(anchor(name), name),) for name in give.clauses]
        if give.steps is not None:
            matter = case.issues[give.steps.issue]
            one, two = (quoted(tongue, matter.outcomes[end]) for end in (give.steps.from_, give.steps.to))
            moved = tongue.say("{issue}: from {one} to {two}", issue=matter.title, one=one, two=two)
            by = _account(case, tongue, give.clauses)
            told.append((*moved, *by, Plain(" ["), *tongue.listed(refs), Plain("]")))
            continue
        for name, ref in zip(give.clauses, refs, strict=True):
            words = (*mandate_words(case, tongue, case.clauses[name]), *_account(case, tongue, (name,)))
            told.append((*words, Plain(" ["), *ref, Plain("]")))
    runs: list[Run] = []
    for place, item in enumerate(told):
        runs += [*([Plain("; ")] if place else []), *item]
    return tuple(runs) or (Plain("–"),)


def _account(case: Case, tongue: Tongue, clauses: Sequence[str]) -> Runs:
    """On whose word alone a clause of another side rests."""
    tellers = dict.fromkeys(told_only_by(case, case.clauses[name]) for name in clauses)
    names = [case.parties[teller].name for teller in tellers if teller is not None]
    return tongue.say(" (by {party}'s account)", party=tongue.listed(names)) if names else ()


def _told(ways: Sequence[Way], sides: Sequence[str], found: WaysOut, tongue: Tongue) -> str:
    told = [
        tongue.text("Each way out by what each side would give in it: {sides}.", sides=", ".join(sides)),
        plain(tongue.count("{n} way is known.", "{n} ways are known.", len(ways))),
    ]
    if not found.exhaustive:
        told.append(tongue.text("There may be more: the search stopped at its limit."))
    return " ".join(told)
