"""Page one: what a principal reads, and nothing that has to be believed on its own.

The frame stands above it on every page. Whether a deal would hold is never here: that rests on preferences, which are
assumptions of another kind. It is one sheet of paper: what would run over is said in less room (see
:mod:`commonground.brief.room`), and a sentence says that there is more.
"""

from __future__ import annotations

from dataclasses import replace

from commonground.brief.document import (
    Block,
    Figure,
    Items,
    Paragraph,
    Section,
    Sentence,
    Table,
    paragraph,
    plain,
    sentence,
)
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
from commonground.brief.room import ROOMS, with_short_titles

__all__ = ["part"]

_PARTS = (bottom_line, at_a_glance, agreed_now, what_blocks, least_change, order_alone, next_meeting, how_sure)
_SHEET = 8_400  # letters that a sheet holds beside the picture, in the small print that page one has on paper
_LINE = 75  # letters in a line of a column


def part(material: Material) -> Section:
    """With as much room as one sheet has; with the least there is, where even that would run over."""
    for room in ROOMS:
        made = _part(replace(material, room=room))
        if _letters(made) <= _SHEET:
            break
    return made


def _part(material: Material) -> Section:
    room, say = material.room, material.tongue.say
    if room.title is not None:
        material = replace(material, case=with_short_titles(material.case, room.title))
    sections: tuple[Block | Section, ...] = tuple(
        section for each in _PARTS if (section := each.part(material)) is not None
    )
    if room != ROOMS[0]:
        more = say("There is more than this page has room for; all of it is told in the whole brief, issue by issue.")
        sections = (*sections, paragraph(sentence(more)))
    return Section("page-one", material.tongue.text("In short"), sections)


def _letters(part: Block | Section) -> int:
    """About how many letters of a sheet a part takes; pictures are set to what is left."""
    match part:
        case Section():
            return _LINE + sum(map(_letters, part.blocks))
        case Paragraph():
            return sum(map(_of_sentence, part.sentences))
        case Items():
            return sum(_LINE // 2 + sum(map(_letters, item)) for item in part.items)
        case Table():
            rows = (part.head, *part.rows)
            return sum(max(len(plain(cell)) for cell in row) * len(row) for row in rows)
        case Figure():
            return 0
    return _LINE


def _of_sentence(told: Sentence) -> int:
    return len(plain(told.runs)) + sum(len(ref.text) + 2 for ref in told.refs)
