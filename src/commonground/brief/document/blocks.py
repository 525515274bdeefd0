"""What a brief is made of: sections of paragraphs, lists, tables, figures and entries of evidence.

Every sentence has a *standing*, which each form shows by a visible mark, so that a reader tells what is on record from
what is worked out and from what is assumed:

==========  ===============================================================================================
fact        on record: somebody said or did it; its references lead to the words
verdict     worked out from the coded record; its references lead to what it rests on
assumption  taken as given without a source
judgement   ours: a reading that somebody else may not share
question    something to ask
note        about the brief itself: method, limits, how to read it
==========  ===============================================================================================

A fact or verdict without a reference is a mistake; :mod:`commonground.brief.checking` finds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from commonground.brief.document.marked import MarkedText
from commonground.brief.document.runs import Ref, Run, Runs, runs_of

__all__ = [
    "Block",
    "Entry",
    "Figure",
    "Folded",
    "Items",
    "Paragraph",
    "Quote",
    "Section",
    "Sentence",
    "Standing",
    "Table",
    "Terms",
    "paragraph",
    "sentence",
]

Standing = Literal["fact", "verdict", "assumption", "judgement", "question", "note"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, its standing, and what it rests on."""

    runs: Runs
    standing: Standing = "note"
    refs: tuple[Ref, ...] = ()  # printed after the sentence
    doubt: bool = False  # a warning about what was said before it, and set apart


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item a paragraph and perhaps blocks below it.

    ``sheets``: whether it stands on sheets of paper too; if not, its references do, since they lead to the same words.
    """

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    sheets: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first cell of a row names the row.

    ``anchors``, if there are any, are one for each row, for references to lead to it. ``stacked``: its cells are long
    sentences, and on a small screen stand one under another. ``even``: its columns are sides, each with the same room.
    """

    caption: Runs
    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    anchors: tuple[str, ...] = ()
    stacked: bool = False
    even: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """Names and what is said of each. ``sheets``: whether they stand on sheets of paper too, where room is dear."""

    pairs: tuple[tuple[Runs, Runs], ...]
    sheets: bool = True


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the record, exactly."""

    text: str
    note: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its title, what it shows in words, and the same as a table.

    ``picture`` is a Vega-Lite specification; a form that cannot draw prints the table alone and says so.
    ``sheet_picture``: the same laid out for a sheet of paper, where it is another; only forms that print read it.
    ``sheets``: whether it stands on sheets at all; if not, what it shows is told in words beside it.
    """

    anchor: str
    title: str
    description: str
    picture: str  # JSON of a Vega-Lite specification
    table: Table
    sheet_picture: str | None = None
    sheets: bool = True


@dataclass(frozen=True, slots=True)
class Folded:
    """Blocks that stand folded under a line where the form can fold, and openly where it cannot.

    ``sheets``: whether they stand on sheets of paper too; if not, their line is named there and no more.
    """

    summary: Runs
    blocks: tuple[Block, ...]
    sheets: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that references lead to, or a matter set in a frame of its own."""

    anchor: str
    title: Runs
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the brief; sections may hold sections. ``new_page``: starts one in forms that have pages."""

    anchor: str
    title: str
    blocks: tuple[Block | Section, ...]
    new_page: bool = False


Block = Paragraph | Items | Table | Terms | Quote | Figure | Folded | Entry | MarkedText


def sentence(
    *parts: str | Run | Runs, standing: Standing = "note", refs: tuple[Ref, ...] = (), doubt: bool = False
) -> Sentence:
    """A sentence of strings and runs."""
    return Sentence(tuple(run for part in parts for run in runs_of(part)), standing, refs, doubt)


def paragraph(*sentences: Sentence) -> Paragraph:
    return Paragraph(sentences)
