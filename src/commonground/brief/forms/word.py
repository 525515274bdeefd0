"""A brief as a Word file, in named styles alone, so that a house's own template decides how it looks.

The styles are Word's own: Title, Subtitle, Heading 1 to 9, Normal, List Bullet, List Number, Table Grid, Caption,
Quote, Strong, Emphasis, Hyperlink and Footer. Where a template lacks one, the plain one stands in, and that is said.
The frame line stands in the footer of every page; references are links to bookmarks. A picture carries its description
and the words of its table for those who do not see it; the table itself is set where the picture is not drawn. It is
the edition for sheets (:mod:`commonground.brief.forms.sheets`), and an entry of evidence is one paragraph in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from os import PathLike
from typing import assert_never

from commonground.brief.document import (
    Block,
    Document,
    Entry,
    Figure,
    Folded,
    Items,
    MarkedText,
    Paragraph,
    Plain,
    Quote,
    Run,
    Section,
    Sentence,
    Table,
    Terms,
    line_anchor,
    mark_anchor,
    parts_of,
    plain,
)
from commonground.brief.forms.html import Paper
from commonground.brief.forms.labels import labels
from commonground.brief.forms.marked_runs import begun_in, line_runs
from commonground.brief.forms.sheets import for_sheets
from commonground.brief.forms.word_file import Line, WordFile, open_template
from commonground.brief.plots.draw import draw_png
from commonground.errors import Problem

__all__ = ["to_word"]

_DEEPEST = 9  # the last heading style that Word has
_DEEPEST_LIST = 3


def to_word(
    document: Document, *, paper: Paper = "A4", template: str | PathLike[str] | None = None
) -> tuple[bytes, tuple[Problem, ...]]:
    """``document`` as the bytes of a ``.docx``, and what the template lacked.

    Raises
    ------
    UsageError
        The template is no Word file.
    StoreError
        The template cannot be read.
    """
    file = WordFile(open_template(template), paper=None if template else paper)
    file.describe(document.title, document.frame, document.language, document.program)
    # Page one need not fit one sheet here, so that its pictures are those of the page, whose letters are larger.
    pictures = {part.anchor: part.picture for part in parts_of(document) if isinstance(part, Figure)}
    _Setter(file, for_sheets(document), pictures).set_all()
    return file.to_bytes(), file.missing_styles(template)


class _Setter:
    """Sets the parts of one document into one file."""

    def __init__(self, file: WordFile, document: Document, pictures: Mapping[str, str]) -> None:
        self.file = file
        self.document = document
        self.pictures = pictures
        self.words: Mapping[str, str] = labels(document.language)

    def set_all(self) -> None:
        self.file.paragraph("Title").add(self.document.title)
        self.file.paragraph("Subtitle").add(self.document.frame)
        for section in self.document.sections:
            self._section(section, 1)
        self.file.frame(self.document.frame)

    def _section(self, section: Section, level: int) -> None:
        heading = self.file.paragraph(_heading(level), new_page=section.new_page)
        heading.add(section.title)
        heading.bookmark(section.anchor)
        for part in section.blocks:
            if isinstance(part, Section):
                self._section(part, level + 1)
            else:
                self._block(part, level)

    def _block(self, block: Block, level: int, depth: int = 0) -> None:
        match block:
            case Paragraph():
                self._sentences(self.file.paragraph("Normal"), block)
            case Items():
                self._items(block, level, depth + 1)
            case Table():
                self._table(block)
            case Terms(pairs):
                for name, told in pairs:
                    line = self.file.paragraph("No Spacing")
                    line.runs((*(_strong(run) for run in name), Plain(": ")))
                    line.runs(told)
            case Quote(text, note, _):
                self.file.paragraph("Quote").add(f"“{text}”{f' ({note})' if note else ''}")
            case Figure():
                self._figure(block)
            case Entry() if all(isinstance(each, Paragraph) for each in block.blocks):
                self._entry(block)
            case Folded() | Entry():
                self._under(block, level, depth)
            case MarkedText():
                self._marked(block)
            case _:
                assert_never(block)

    def _under(self, block: Folded | Entry, level: int, depth: int) -> None:
        """Blocks under a line of their own."""
        if isinstance(block, Folded):
            self.file.paragraph("Normal").runs(tuple(_strong(run) for run in block.summary))
        else:
            level += 1
            heading = self.file.paragraph(_heading(level))
            heading.runs(block.title)
            heading.bookmark(block.anchor)
        for each in block.blocks:
            self._block(each, level, depth)

    def _entry(self, entry: Entry) -> None:
        """An entry of sentences alone, of which there are hundreds: one paragraph, since headings fill a contents."""
        line = self.file.paragraph("Normal")
        line.bookmark(entry.anchor)
        line.runs(tuple(_strong(run) for run in entry.title))
        for block in entry.blocks:
            if isinstance(block, Paragraph):
                line.add(" ")
                self._sentences(line, block)

    def _items(self, items: Items, level: int, depth: int) -> None:
        numbers = self.file.new_numbers(_list(depth, ordered=True, first=True)) if items.ordered else None
        for item in items.items:
            for at, block in enumerate(item):
                if isinstance(block, Paragraph):
                    line = self.file.paragraph(_list(depth, ordered=items.ordered, first=at == 0))
                    if at == 0:
                        line.number(numbers)
                    self._sentences(line, block)
                else:
                    self._block(block, level, depth)

    def _sentences(self, line: Line, block: Paragraph) -> None:
        for place, sentence in enumerate(block.sentences):
            if place:
                line.add(" ")
            line.runs(tuple(self._sentence(sentence)))

    def _sentence(self, sentence: Sentence) -> Iterator[Run]:
        standing = self.words[sentence.standing]
        if standing:
            yield from (Plain(standing, "emphasis"), Plain(" "))
        yield from (tuple(_strong(run) for run in sentence.runs) if sentence.doubt else sentence.runs)
        if sentence.refs:
            yield Plain(" [")
            for place, ref in enumerate(sentence.refs):
                yield from ((Plain(", "), ref) if place else (ref,))
            yield Plain("]")

    def _table(self, table: Table) -> None:
        if table.caption:
            self.file.paragraph("Caption", keep=True).runs(table.caption)
        self.file.table(table.head, table.rows, table.anchors)
        self.file.paragraph("No Spacing")

    def _marked(self, text: MarkedText) -> None:
        marks = {mark.name: mark for mark in text.marks}
        self.file.paragraph("Normal").runs((Plain(self.words["marked"], "emphasis"),))
        for passage in text.passages:
            if passage.title:
                self.file.paragraph("Normal", keep=True).runs(tuple(_strong(run) for run in passage.title))
            for line in passage.lines:
                made = self.file.paragraph("Normal")
                made.runs((Plain(f"{line.number}: "), *line_runs(line, marks)))
                for anchor in (line_anchor(line.number), *map(mark_anchor, begun_in(line, marks))):
                    made.bookmark(anchor)

    def _figure(self, figure: Figure) -> None:
        heading = self.file.paragraph("Caption", keep=True)
        heading.add(figure.title)
        heading.bookmark(figure.anchor)
        picture = draw_png(replace(figure, picture=self.pictures[figure.anchor]))
        if picture is None:
            self.file.paragraph("Normal").add(self.words["not_drawn"])
            self._table(figure.table)
        else:
            self.file.picture(picture, figure.title, f"{figure.description} {_told(figure.table)}".strip())
            self.file.paragraph("Normal").add(self.document.frame)


def _told(table: Table) -> str:
    """A table in words, a row a sentence: each cell under the name of its column."""
    names = [plain(cell) for cell in table.head]
    rows = ([plain(cell) for cell in row] for row in table.rows)
    return " ".join(
        "; ".join(f"{name}: {cell}" if name else cell for name, cell in zip(names, row, strict=True) if cell) + "."
        for row in rows
    )


def _heading(level: int) -> str:
    return f"Heading {min(level, _DEEPEST)}"


def _list(depth: int, *, ordered: bool, first: bool) -> str:
    name = "List Continue" if not first else "List Number" if ordered else "List Bullet"
    return name if depth == 1 else f"{name} {min(depth, _DEEPEST_LIST)}"


def _strong(run: Run) -> Run:
    return Plain(run.text, "strong") if isinstance(run, Plain) and run.style == "plain" else run
