"""What all pictures hold to: readable without colour, the same every time, in every script, and a table instead."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

import commonground as cg
from commonground.agreement import glance, order, ways_out
from commonground.brief.document import Document, Figure, Plain, Section, Table
from commonground.brief.forms.html import to_html
from commonground.brief.language import tongue
from commonground.brief.plots.draw import draw, draw_png
from commonground.brief.plots.drawing import INK, PALE, SOFT, ZONES, Sign, Words, block, hand, picture, zone_sign
from commonground.brief.plots.glance import glance_of
from commonground.brief.plots.lettering import FONT, width, wrapped
from commonground.brief.plots.order_graph import order_of
from commonground.brief.plots.ways import ways_of


def shown(spec: str) -> Figure:
    empty = Table((), ((Plain("x"),),), ())
    return Figure("f", "Title & <title>", "Description", spec, empty)


def luminance(colour: str) -> float:
    """Relative luminance (Web Content Accessibility Guidelines 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [INK, SOFT, *ZONES.values(), *(hand(at)[0] for at in range(6))])
def test_every_colour_stands_out_from_the_ground_by_four_and_a_half_to_one(colour: str) -> None:
    for ground in ("#ffffff", PALE):
        assert (luminance(ground) + 0.05) / (luminance(colour) + 0.05) >= 4.5


def test_parties_differ_by_their_dashes_and_zones_by_their_shapes() -> None:
    assert len({hand(at)[1] for at in range(6)}) == 6
    signs = [
        [(mark.shape, mark.fill == "white") for mark in zone_sign(zone, 0, 0) if isinstance(mark, Sign)]
        for zone in ZONES
    ]
    assert len({str(sign) for sign in signs}) == len(ZONES)


@pytest.mark.parametrize("text", ["Prisoners of war", "Військовополонені", "وقف إطلاق النار", "停火", "שלום"])
def test_words_of_every_script_are_drawn_whole_and_not_far_from_as_wide_as_thought(text: str) -> None:
    drawn = draw(shown(picture([Words(0, 10, text, 14)], 0, 20)))
    assert drawn is not None
    assert f">{text}</text>" in drawn
    assert 'font-family="' + FONT in drawn
    real = float(drawn.split('width="', 1)[1].split('"', 1)[0]) - 8  # without the padding
    assert 0.95 * real <= width(text, 14) <= 1.6 * real


def test_long_words_are_broken_and_what_does_not_fit_ends_in_dots() -> None:
    room, size = 90, 12
    for text in (
        "x" * 200,
        "Donaudampfschifffahrtsgesellschaft " * 4,
        "Питання про державний кордон у дельті річки",
        "\x00\x1b[31m",
    ):
        lines = wrapped(text, room, size, 3)
        assert 1 <= len(lines) <= 3
        assert all(width(line, size) <= room for line in lines)
    assert wrapped("x" * 200, room, size, 3)[-1].endswith("…")
    assert wrapped("", room, size) == ("",)
    assert "".join(wrapped("a\x00b\nc", room, size)) == "a b c"


def test_text_is_centred_on_its_place() -> None:
    lines = block(0, 50, "one two three four", 40, size=10, lines=4)
    assert sum(line.y for line in lines) / len(lines) == pytest.approx(50)


@pytest.mark.parametrize("make", ["glance", "order", "ways"])
def test_a_picture_is_the_same_every_time_and_names_itself(make: str) -> None:
    def figure() -> Figure:
        case, en = cg.load("istanbul-2025"), tongue("en")
        makers: dict[str, Callable[[], Figure | None]] = {
            "glance": lambda: glance_of(case, glance(case), en),
            "order": lambda: order_of(case, order(case), en),
            "ways": lambda: ways_of(case, ways_out(case, "full ceasefire"), en, "Full ceasefire"),
        }
        made = makers[make]()
        assert made is not None
        return made

    one, two = figure(), figure()
    assert one == two
    drawn = draw(one)
    assert drawn == draw(two)
    assert drawn is not None
    assert f'<title id="{one.anchor}-picture">{one.title}</title>' in drawn
    assert f'<desc id="{one.anchor}-told">' in drawn
    assert 'role="img"' in drawn
    png = draw_png(one)
    assert png is not None
    assert png.startswith(b"\x89PNG")


def test_without_vl_convert_there_is_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    spec = picture([Words(0, 10, "x")], 10, 20)
    assert draw(shown(spec)) is None
    assert draw_png(shown(spec)) is None


def test_without_vl_convert_a_page_has_the_table_alone_and_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    case = cg.load("saltmarsh")
    figure = glance_of(case, glance(case), tongue("en"))
    page = to_html(Document("t", "frame", "en", "tests", (Section("s", "S", (figure,)),)))
    assert "<svg" not in page
    assert "pip install &#39;commonground[report]&#39;" in page
    assert "within all mandates" in page
