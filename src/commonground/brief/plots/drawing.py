"""What a picture is made of, and its Vega-Lite specification.

Pictures are laid out here, in pixels from the top left, and handed on as plain Vega-Lite data: dicts of boxes, lines,
signs and words without scales or axes. Altair is not needed for that. It makes and checks charts of data, and there is
no axis in these pictures; it would cost a second to import.

Everything can be told apart without colour: parties by the dashes of their lines, zones by how full a circle is.
Colours stand out from white by at least 4.5 to 1 (Web Content Accessibility Guidelines 2.2, 1.4.3), also in grey.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import atan2, degrees
from typing import Any, Literal

from commonground.brief.plots.lettering import FONT, wrapped

__all__ = [
    "INK",
    "PALE",
    "RULE",
    "SOFT",
    "ZONES",
    "Align",
    "Box",
    "Line",
    "Mark",
    "Sign",
    "Words",
    "arrow",
    "block",
    "hand",
    "picture",
    "zone_sign",
]

INK, SOFT, PALE, RULE = "#1c2127", "#5a6470", "#f3f4f1", "#d6d9dc"
ZONES = {"accepted": "#1d6b3a", "not excluded": "#8a5a00", "excluded": "#9a2b2b", "not computed": SOFT}
_HALF = "M0,-1A1,1,0,0,0,0,1Z"  # the left half of a circle
_HEAD = "M0.9,0L-1,-0.62L-1,0.62Z"  # the head of an arrow to the right
# Colour and dashes of a party's lines, by its place in the case.
_HANDS = (
    ("#1a5a96", (1, 0)),
    ("#9a4a00", (8, 4)),
    ("#6b3fa0", (3, 3)),
    ("#1d6b3a", (10, 3, 2, 3)),
    ("#9a2b2b", (5, 2)),
    ("#1c2127", (2, 2, 6, 2)),
)

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text, centred on ``y``."""

    x: float
    y: float
    text: str
    size: float = 12
    colour: str = INK
    align: Align = "left"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    points: tuple[tuple[float, float], ...]
    colour: str = RULE
    width: float = 1
    dash: tuple[int, ...] = (1, 0)


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    fill: str = "white"
    stroke: str = RULE
    line: float = 1
    dash: tuple[int, ...] = (1, 0)
    round: float = 0


@dataclass(frozen=True, slots=True)
class Sign:
    """A small shape; ``size`` is its width."""

    x: float
    y: float
    shape: str
    size: float = 12
    fill: str = INK
    stroke: str = INK
    angle: int = 0


Mark = Words | Line | Box | Sign
_LEVELS = (Line, Box, Sign, Words)


def picture(marks: Iterable[Mark], width: float, height: float, edge: float | None = None, font: str = FONT) -> str:
    """The specification of a picture, as JSON: lines lie lowest, then boxes, signs and words.

    It grows where marks lie outside of it, unless an ``edge`` is given: then it is as large as said, and that around.
    """
    layers = _layers(sorted(marks, key=lambda mark: _LEVELS.index(type(mark))))
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": round(width),
        "height": round(height),
        "background": "white",
        "padding": 4 if edge is None else edge,
        "autosize": "pad" if edge is None else "none",
        "config": {"aria": False, "font": font, "view": {"stroke": None}},
        "layer": layers or [{"mark": "text", "data": {"values": []}}],
    }
    return json.dumps(spec, ensure_ascii=False)


def hand(place: int) -> tuple[str, tuple[int, ...]]:
    """Colour and dashes of the lines of a party, by its place in the case."""
    return _HANDS[place % len(_HANDS)]


def zone_sign(zone: str | None, x: float, y: float, size: float = 12) -> tuple[Mark, ...]:
    """The mark of a zone, as in the text: a full, a half and an empty circle; a question mark for what is not known."""
    colour = ZONES.get(zone or "", SOFT)
    if zone not in ZONES or zone == "not computed":
        return (Words(x, y, "?", size + 1, colour, "center", strong=True),)
    ground = Sign(x, y, "circle", size, colour if zone == "accepted" else "white", colour)
    return (ground, Sign(x, y, _HALF, size, colour, colour)) if zone == "not excluded" else (ground,)


def arrow(points: Sequence[tuple[float, float]], colour: str, width: float, dash: tuple[int, ...]) -> tuple[Mark, Mark]:
    """A line with a head at its end."""
    (x0, y0), (x, y) = points[-2], points[-1]
    angle = round(degrees(atan2(y - y0, x - x0)))
    head = Sign(x, y, _HEAD, 9 + width, colour, colour, angle)
    return Line(tuple(points), colour, width, dash), head


def block(
    x: float,
    y: float,
    text: str,
    room: float,
    *,
    size: float = 12,
    lines: int = 2,
    colour: str = INK,
    align: Align = "left",
    strong: bool = False,
) -> tuple[Words, ...]:
    """Text broken into lines, centred on ``y``."""
    told = wrapped(text, room, size * (1.08 if strong else 1), lines)
    step = size * 1.2
    top = y - step * (len(told) - 1) / 2
    return tuple(Words(x, top + step * at, line, size, colour, align, strong) for at, line in enumerate(told))


def _layers(marks: Iterable[Mark]) -> list[dict[str, Any]]:
    """A layer for each look, which the marks of that look share: few layers are drawn much faster than many."""
    looks: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {}
    look: dict[str, Any]
    lines = 0
    for mark in marks:
        match mark:
            case Words():
                look = {"type": "text", "align": mark.align, "baseline": "middle", "fontSize": mark.size}
                look |= {"color": mark.colour} | ({"fontWeight": "bold"} if mark.strong else {})
                _add(looks, look, {"x": _r(mark.x), "y": _r(mark.y), "t": mark.text})
            case Line():
                lines += 1
                look = {"type": "line", "color": mark.colour, "strokeWidth": mark.width, "strokeJoin": "round"}
                look |= {"strokeDash": list(mark.dash)} if mark.dash != (1, 0) else {}
                for at, (x, y) in enumerate(mark.points):
                    _add(looks, look, {"x": _r(x), "y": _r(y), "l": lines, "n": at})
            case Box():
                look = {"type": "rect", "fill": mark.fill, "stroke": mark.stroke, "strokeWidth": mark.line}
                look |= {"cornerRadius": mark.round, "strokeDash": list(mark.dash)}
                row = {"x": _r(mark.x), "y": _r(mark.y), "x2": _r(mark.x + mark.width), "y2": _r(mark.y + mark.height)}
                _add(looks, look, row)
            case Sign():
                look = {"type": "point", "shape": mark.shape, "size": mark.size**2, "fill": mark.fill}
                look |= {"stroke": mark.stroke, "strokeWidth": 1.4, "angle": mark.angle % 360, "opacity": 1}
                _add(looks, look, {"x": _r(mark.x), "y": _r(mark.y)})
    return [{"data": {"values": rows}, "mark": look, "encoding": _encoding(look)} for look, rows in looks.values()]


def _add(looks: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]], look: dict[str, Any], row: Any) -> None:
    looks.setdefault(json.dumps(look, sort_keys=True), (look, []))[1].append(row)


def _encoding(look: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {name: {"field": name, "type": "quantitative", "scale": None, "axis": None} for name in "xy"}
    if look["type"] == "rect":
        made |= {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    if look["type"] == "line":
        made |= {"detail": {"field": "l", "type": "nominal"}, "order": {"field": "n", "type": "quantitative"}}
    if look["type"] == "text":
        made |= {"text": {"field": "t", "type": "nominal"}}
    return made


def _r(value: float) -> float:
    return round(value, 1)
