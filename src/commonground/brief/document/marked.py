"""A whole text with marks in it, which may nest and overlap.

The text stands in *lines*, each with its number, so that anything may lead to a line (anchor ``l24``). A line is cut
into *pieces* in which nothing begins or ends; put together, the pieces of a line are the line. A *mark* is a stretch of
the text that a row elsewhere in the document is about: pieces name the marks they lie within, and those that begin
(anchor ``at-m3``) and end in them. Lines that belong together, such as those of one turn, make a *passage*.

Each form shows a mark in its own way: a page by lines and tints, Markdown and Word by what stands before and after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from commonground.brief.document.runs import Runs

__all__ = ["Line", "Look", "Mark", "MarkedText", "Passage", "Piece", "Role", "line_anchor", "mark_anchor"]

Look = Literal["for", "against", "neutral", "quotation", "inner quotation", "insertion", "plain"]
Role = Literal["turn", "aside", "outside"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line in which nothing begins or ends.

    ``within`` are the marks whose words it belongs to, ``begins`` and ``ends`` those that begin and end here.
    """

    words: str
    kind: str  # said | outside (labels, stage directions) | aside | insertion
    within: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text that is not empty, by its number."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a mark is: its look, what its link is called when read aloud, and whether it has one.

    ``name`` is also the anchor of the row that it leads to.
    """

    name: str
    look: Look
    label: str
    linked: bool = True


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that belong together, with what stands over them: whose turn it is, or why it is nobody's."""

    role: Role
    title: Runs
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text in passages, its marks by name, and what each look means, in words shown in that look."""

    passages: tuple[Passage, ...]
    marks: tuple[Mark, ...]
    legend: tuple[tuple[Look, str, str], ...]  # look, what it is, how it looks


def line_anchor(number: int) -> str:
    """What leads to a line of the text.

    >>> line_anchor(24)
    'l24'
    """
    return f"l{number}"


def mark_anchor(name: str) -> str:
    """What leads to the words that a mark stands around.

    >>> mark_anchor("m3")
    'at-m3'
    """
    return f"at-{name}"
