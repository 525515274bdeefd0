"""Page one: what a principal reads, and nothing that has to be believed on its own.

The frame stands above it on every page. Whether a deal would hold is never here: that rests on preferences, which are
assumptions of another kind.
"""

from __future__ import annotations

from commonground.brief.document import Section
from commonground.brief.material import Material
from commonground.brief.parts import (
    agreed_now,
    at_a_glance,
    bottom_line,
    how_sure,
    least_change,
    next_meeting,
    order_alone,
    what_blocks,
)

__all__ = ["part"]

_PARTS = (bottom_line, at_a_glance, agreed_now, what_blocks, least_change, order_alone, next_meeting, how_sure)


def part(material: Material) -> Section:
    sections = tuple(section for each in _PARTS if (section := each.part(material)) is not None)
    return Section("page-one", material.tongue.text("In short"), sections)
