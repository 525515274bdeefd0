"""Pictures for a dark screen: every colour has one there, told apart as on white, and nothing else changes."""

from __future__ import annotations

import re

import pytest

import commonground as cg
from commonground.agreement import glance
from commonground.brief.document import Figure, parts_of
from commonground.brief.frame_line import frame_line
from commonground.brief.language import tongue
from commonground.brief.material import gather
from commonground.brief.parts import order, rounds, ways_out
from commonground.brief.plots.drawing import RULE, ZONES, hand
from commonground.brief.plots.on_dark import DARK, on_dark
from commonground.brief.plots.slide import glance_slide


def light(colour: str) -> float:
    """How bright a colour is (relative luminance, Web Content Accessibility Guidelines 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", ["white", "#f3f4f1"])
def test_what_is_read_stands_out_from_every_ground(ground: str) -> None:
    grounds = {"white", "#f3f4f1", RULE}
    for colour in DARK.keys() - grounds:
        pair = sorted((light(DARK[colour]), light(DARK[ground])))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, colour


def test_what_is_told_apart_stays_so() -> None:
    assert len(set(DARK.values())) == len(DARK)
    assert not set(DARK) & set(DARK.values())


def test_every_colour_of_every_picture_is_known() -> None:
    used = {hand(place)[0] for place in range(6)} | set(ZONES.values())
    case = cg.load("istanbul-2025")
    material = gather(case, budget=5.0)
    parts = [each.part(material) for each in (order, rounds, ways_out)]
    speak = tongue("en")
    figures = [part for part in parts_of(tuple(parts)) if isinstance(part, Figure)]
    figures.append(glance_slide(case, glance(case), speak, frame_line(case, speak)))
    assert len(figures) > 5
    for figure in figures:
        used |= set(re.findall(r'"(?:fill|stroke|color|background)": "([^"]+)"', figure.picture))
    assert used - DARK.keys() == set()


def test_words_are_left_alone() -> None:
    told = '<text fill="#1c2127">white #1c2127</text><desc>fill=white</desc>'
    assert on_dark(told) == '<text fill="#e6e8ea">white #1c2127</text><desc>fill=white</desc>'
