"""Arrows of a picture with words on them, and the key that says how each kind looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commonground.brief.plots.drawing import INK, SOFT, Box, Line, Mark, Words, arrow
from commonground.brief.plots.layered import Layout, Place
from commonground.brief.plots.lettering import width, wrapped

__all__ = ["Arrow", "Key", "arrows_drawn", "legend"]

_SIZE = 10.5
_AT = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)  # where along a bend words may stand, best first


@dataclass(frozen=True, slots=True)
class Key:
    """How a kind of arrows looks, and what it stands for."""

    text: str
    colour: str
    dash: tuple[int, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Arrow:
    """One arrow of a layout: what stands on it, how it looks, whether it is emphasised or set back."""

    key: str
    text: str
    look: Key
    thick: bool = False
    faint: bool = False


def arrows_drawn(layout: Layout, arrows: Sequence[Arrow], gap: float) -> Iterator[Mark]:
    """The arrows, then their words on a white ground, each in a place of its own as far as there is room."""
    for each in arrows:
        way = layout.routes.get(each.key)
        if way is not None:
            stroke = 2.6 if each.thick else 0.8 if each.faint else each.look.width
            yield from arrow(_short(way), each.look.colour, stroke, each.look.dash)
    taken: list[tuple[float, float, float]] = []
    words: list[Words] = []
    for each in arrows:
        if each.text and each.key in layout.gaps:
            text = wrapped(each.text, gap - 16, _SIZE, 1)[0]
            half = width(text, _SIZE) / 2
            x, y = _free(layout.gaps[each.key], half, taken)
            yield Box(x - half - 2, y - 7, 2 * half + 4, 14, stroke="white", line=0)
            words.append(Words(x, y, text, _SIZE, SOFT if each.faint else each.look.colour, "center"))
    yield from words


def _short(way: tuple[Place, ...]) -> tuple[Place, ...]:
    """The way up to where the head begins, so that its tip touches the box."""
    (x0, _), (x, y) = way[-2], way[-1]
    return (*way[:-1], (x - 6 if x > x0 else x + 6, y))


def _free(gaps: Sequence[tuple[Place, ...]], half: float, taken: list[tuple[float, float, float]]) -> Place:
    """The first place along the arrow where no words stand yet; its middle where there is none."""
    tried = [bend[round(share * (len(bend) - 1))] for share in _AT for bend in gaps]
    for x, y in tried:
        if all(abs(y - other) > _SIZE * 1.15 or abs(x - at) > half + wide + 3 for at, other, wide in taken):
            taken.append((x, y, half))
            return x, y
    return tried[0]


def legend(keys: Sequence[Key], y: float, room: float) -> tuple[list[Mark], float]:
    """How each kind of line looks, in as many rows as it takes; and where they end."""
    marks: list[Mark] = []
    x = 0.0
    for key in keys:
        text = wrapped(key.text, max(room - 60, 80), 11, 1)[0]
        wide = 44 + width(text, 11) + 18
        if x and x + wide > room:
            x, y = 0.0, y + 20
        marks.append(Line(((x, y), (x + 34, y)), key.colour, key.width, key.dash))
        marks.append(Words(x + 42, y, text, 11, INK))
        x += wide
    return marks, y + 12
