"""The zones of matters by round as a picture: a row a matter, a column a round, the mark of the zone in each field.

Where the zone is another than at the round before, the field stands in a frame. Matters that changed are drawn first,
and the last rounds, where there is no room for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from commonground.brief.document import Figure, Plain, Ref, Runs, Table, plain
from commonground.brief.language import Tongue
from commonground.brief.parts.verdict_words import zone_run
from commonground.brief.plots.drawing import INK, SOFT, Box, Line, Mark, Words, block, picture, zone_sign
from commonground.brief.plots.lettering import width, wrapped
from commonground.case import Case

__all__ = ["MOST_MATTERS", "MOST_ROUNDS", "rounds_of"]

MOST_MATTERS, MOST_ROUNDS = 24, 8
_WIDE, _TITLE, _ROW, _SIZE = 760.0, 250.0, 26.0, 12.0
_ZONES = ("accepted", "not excluded", "excluded", "not computed")

Zones = Mapping[str, Mapping[str, str | None]]  # matter -> round -> zone


def rounds_of(
    case: Case, titles: Mapping[str, str], zones: Zones, tongue: Tongue, leads: Mapping[str, str] | None = None
) -> Figure | None:
    """The zone of each matter at each round; None where there are not two rounds to compare.

    ``leads``: where in the document a matter is told of.
    """
    names, rounds = _chosen(case, titles, zones)
    if len(rounds) < 2 or not names:
        return None
    heads = {at: (case.rounds[at].title, _day(case, tongue, at)) for at in rounds}
    marks, height = _drawn(names, rounds, titles, zones, heads, tongue)
    missing = len(titles) - len(names), len(case.rounds) - len(rounds)
    return Figure(
        anchor="figure-rounds",
        title=tongue.text("How matters stood, round by round"),
        description=" ".join((_told(names, rounds, zones, tongue), *_left_out(*missing, tongue))),
        picture=picture(marks, _WIDE, height),
        table=_table(names, rounds, {n: _title(n, titles, leads or {}) for n in names}, zones, heads, tongue),
    )


def _chosen(case: Case, titles: Mapping[str, str], zones: Zones) -> tuple[list[str], list[str]]:
    rounds = list(case.rounds)[-MOST_ROUNDS:]
    known = [name for name in titles if name in zones and set(rounds) <= set(zones[name])]
    kept = set(sorted(known, key=lambda name: not _turns(zones[name], rounds))[:MOST_MATTERS])
    return [name for name in known if name in kept], rounds


def _turns(by_round: Mapping[str, str | None], rounds: Sequence[str]) -> list[str]:
    """The rounds at which the zone is another than before."""
    pairs = ((was, now) for was, now in pairwise(rounds) if by_round[was] and by_round[now])
    return [now for was, now in pairs if by_round[was] != by_round[now]]


def _day(case: Case, tongue: Tongue, at: str) -> str:
    held = case.rounds[at]
    return "" if held.date is None else tongue.day(held.date)


def _drawn(
    names: Sequence[str],
    rounds: Sequence[str],
    titles: Mapping[str, str],
    zones: Zones,
    heads: Mapping[str, tuple[str, str]],
    tongue: Tongue,
) -> tuple[list[Mark], float]:
    each = (_WIDE - _TITLE) / len(rounds)
    middles = {at: _TITLE + each * (place + 0.5) for place, at in enumerate(rounds)}
    lines = max(len(wrapped(title, each - 10, 10.5 * 1.08, 3)) for title, _ in heads.values())
    y = 12.6 * lines + 26
    marks: list[Mark] = []
    for at, (title, day) in heads.items():
        top = 12.6 * lines / 2 + 2
        marks += block(middles[at], top, title, each - 10, size=10.5, lines=3, colour=SOFT, align="center", strong=True)
        marks += block(middles[at], y - 14, day, each - 6, size=10.5, lines=1, colour=SOFT, align="center")
    for name in names:
        high = _ROW + 14 * (len(wrapped(titles[name], _TITLE - 12, _SIZE)) - 1)
        middle = y + high / 2
        marks += block(0, middle, titles[name], _TITLE - 12, size=_SIZE)
        turned = _turns(zones[name], rounds)
        for at in rounds:
            if at in turned:
                marks.append(Box(middles[at] - 15, middle - 11, 30, 22, stroke=INK, line=1.6, round=4))
            marks += zone_sign(zones[name][at], middles[at], middle, _SIZE)
        y += high
        marks.append(Line(((0, y), (_WIDE, y))))
    shown = {zones[name][at] or "not computed" for name in names for at in rounds}
    key, y = _key([zone for zone in _ZONES if zone in shown], y + 18, tongue)
    return [*marks, *key], y


def _key(shown: Sequence[str], y: float, tongue: Tongue) -> tuple[list[Mark], float]:
    marks: list[Mark] = []
    x = 8.0
    for zone in shown:
        text = zone_run(tongue, zone).text
        marks += [*zone_sign(zone, x, y, _SIZE), Words(x + 14, y, text, 11, INK)]
        x += 14 + width(text, 11) + 26
    marks.append(Box(x - 8, y - 8, 22, 16, stroke=INK, line=1.6, round=4))
    marks += block(x + 22, y, tongue.text("other than before"), _WIDE - x - 22, size=11, lines=2)
    return marks, y + 16


def _left_out(matters: int, rounds: int, tongue: Tongue) -> Iterator[str]:
    if matters:
        yield plain(tongue.count("{n} more matter is not drawn.", "{n} more matters are not drawn.", matters))
    if rounds:
        yield plain(tongue.count("{n} earlier round is not drawn.", "{n} earlier rounds are not drawn.", rounds))


def _title(name: str, titles: Mapping[str, str], leads: Mapping[str, str]) -> Runs:
    return (Ref(leads[name], titles[name]) if name in leads else Plain(titles[name]),)


def _table(
    names: Sequence[str],
    rounds: Sequence[str],
    titles: Mapping[str, Runs],
    zones: Zones,
    heads: Mapping[str, tuple[str, str]],
    tongue: Tongue,
) -> Table:
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        (titles[name], *((zone_run(tongue, zones[name][at]),) for at in rounds)) for name in names
    )
    head = (tongue.text("Matter"), *(", ".join(filter(None, each)) for each in heads.values()))
    return Table(tongue.say("The zone of each matter at each round"), tuple((Plain(each),) for each in head), rows)


def _told(names: Sequence[str], rounds: Sequence[str], zones: Zones, tongue: Tongue) -> str:
    changed = sum(bool(_turns(zones[name], rounds)) for name in names)
    told = tongue.text("A row for each matter and a column for each round, with the zone at that round.")
    turned = tongue.count("{n} of them changed on the way.", "{n} of them changed on the way.", changed)
    return f"{told} {plain(turned)}"
