"""What python-docx has no words for: bookmarks, links, page numbers, words for pictures, styles that are lacking.

Everything is said through named styles; no font, size or colour is set in the text, so a template's styles decide.
Without a template, the style Normal is Calibri in ten points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

from commonground.brief.document import Number, Out, Plain, Ref, Run, Runs, Zone, plain
from commonground.brief.document.runs import MARKS
from commonground.errors import Problem, StoreError, UsageError, Where

__all__ = ["WordFile", "open_template"]

_SIZES = {"A4": (Mm(210), Mm(297)), "letter": (Mm(215.9), Mm(279.4))}
_MARGIN = Mm(22)
_LETTER, _BESIDE = Pt(6.6), Pt(11)  # of a wide bold letter in ten points, of the air beside the words of a cell
_HIGHEST = 0.36  # of the room on a sheet, for a picture; a higher one often leaves the sheet before it white
_LONG_WORD, _SHORT_WORD = 20, 4  # letters; a longer word may be broken, and fewer letters may be wide ones
_BREAKS = re.compile(r"(?<=-)|[\s\u2028]+")
_LARGEST = 50_000_000  # bytes of a template
_CHARACTERS = {"strong": "Strong", "emphasis": "Emphasis", "code": "HTML Code"}
_LINK = "Hyperlink"
_CONTROLS = re.compile(r"[\t\n\r]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What XML 1.0 cannot hold; a title that has one is shown without.
_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def open_template(template: str | PathLike[str] | None) -> Any:
    """An empty Word file, or one with the styles, page and header of ``template`` and none of its text."""
    if template is None:
        return docx.Document()
    path = Path(template)
    try:
        if path.stat().st_size > _LARGEST:
            what = f"This template is larger than {_LARGEST // 1_000_000} MB."
            raise StoreError(Problem(what, Where(str(path)), code="too-large"))
        file = docx.Document(BytesIO(path.read_bytes()))
    except OSError as error:
        what = f"This template cannot be read: {error.strerror or error}."
        raise StoreError(Problem(what, Where(str(path)), code="cannot-open")) from None
    except StoreError:
        raise
    except Exception:  # a broken file breaks python-docx in many ways
        what = "This template is not a Word file that can be read."
        expected = "a .docx; a .dotx is one after “Save as” in Word"
        raise UsageError(Problem(what, Where(str(path)), path.name, expected, code="not-a-template")) from None
    body = file.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return file


class Line:
    """One paragraph of the file."""

    def __init__(self, file: WordFile, made: Any) -> None:
        self._file = file
        self._made = made

    def add(self, text: str) -> None:
        self.runs((Plain(text),))

    def runs(self, runs: Runs) -> None:
        for run in _joined(runs):
            self._run(run)

    def bookmark(self, anchor: str) -> None:
        """Make this paragraph what references to ``anchor`` lead to."""
        name, number = self._file.bookmark(anchor)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(number))
        start.set(qn("w:name"), name)
        properties = self._made._p.pPr
        self._made._p.insert(0 if properties is None else 1, start)
        self._made._p.append(end)

    def number(self, numbers: int | None) -> None:
        """Make this an item of the list that :meth:`WordFile.new_numbers` began."""
        if numbers is not None:
            self._made._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbers

    def _run(self, run: Run) -> None:  # a number has been joined to the words beside it
        match run:
            case Plain(text, style):
                self._add(self._made._p, text, _CHARACTERS.get(style))
            case Zone(zone, text):
                self._add(self._made._p, f"{MARKS[zone]} {text}", "Strong")
            case Ref(to, text):
                self._link(text, {qn("w:anchor"): self._file.bookmark(to)[0], qn("w:history"): "1"})
            case Out(url, text):
                relation = self._made.part.relate_to(_spoken(url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                self._link(text, {qn("r:id"): relation})

    def _add(self, to: Any, text: str, style: str | None = None) -> None:
        """Words in a style of letters. Of these there are thousands, and python-docx sets one in the time of five."""
        made, words = OxmlElement("w:r"), OxmlElement("w:t")
        found = None if style is None else self._file.style(style, WD_STYLE_TYPE.CHARACTER)
        if found is not None:
            made.style = found.style_id
        if _CONTROLS.search(text):
            made.text = _spoken(text)  # tabs and ends of lines are elements of their own
        else:
            words.text = _spoken(text)
            words.set(_SPACE, "preserve")
            made.append(words)
        to.append(made)

    def _link(self, text: str, attributes: dict[str, str]) -> None:
        link = OxmlElement("w:hyperlink")
        for name, value in attributes.items():
            link.set(name, value)
        self._add(link, text, _LINK)
        self._made._p.append(link)


class WordFile:
    """A Word file that is being written. Styles that its template lacks are noted and stood in for."""

    def __init__(self, word: Any, paper: str | None) -> None:
        self.word = word
        self._missing: dict[str, None] = {}
        self._bookmarks: dict[str, str] = {}
        self._styles = {(style.name, style.type): style for style in word.styles}
        if paper is not None:
            self._own_page(paper)

    def describe(self, title: str, frame: str, language: str, program: str) -> None:
        """The file's properties, and the language that its words are to be read and checked in."""
        about = self.word.core_properties
        about.title, about.subject = _spoken(title)[:255], _spoken(frame)[:255]
        about.author, about.last_modified_by, about.language = program, program, language
        about.comments, about.created, about.modified = "", datetime.now(UTC), datetime.now(UTC)
        defaults = self.word.styles.element.find(qn("w:docDefaults"))
        for spoken in () if defaults is None else defaults.iter(qn("w:lang")):
            spoken.set(qn("w:val"), {"en": "en-GB", "uk": "uk-UA"}.get(language, language))

    def style(self, name: str, kind: WD_STYLE_TYPE) -> Any | None:
        """The style of this name; None, and noted, where the template has none."""
        found = self._styles.get((name, kind))
        if found is None and name == _LINK:
            # Word itself keeps this style latent until a first link is made; making it is what Word would do.
            found = self._styles[(name, kind)] = self.word.styles.add_style(name, kind, builtin=True)
            found.font.underline = True
        if found is None and name == _CHARACTERS["code"]:
            return self._styles.get(("Macro Text Char", kind))  # few templates have either; plain words will do
        if found is None:
            self._missing[name] = None
        return found

    def missing_styles(self, template: str | PathLike[str] | None) -> tuple[Problem, ...]:
        if not self._missing or template is None:
            return ()
        what = "This template lacks styles; what they would have set stands in its plain one."
        read = ", ".join(self._missing)
        where = Where(str(template))
        return (
            Problem(what, where, read, "these styles, as Word names them", code="style-missing", severity="warning"),
        )

    def paragraph(self, style: str, *, new_page: bool = False, keep: bool = False) -> Line:
        made = self.word.add_paragraph()
        found = self.style(style, WD_STYLE_TYPE.PARAGRAPH)
        if found is not None:
            made._p.style = found.style_id  # by id: python-docx looks through all styles for a style by name
        if new_page:
            made.paragraph_format.page_break_before = True
        if keep:
            made.paragraph_format.keep_with_next = True
        return Line(self, made)

    def new_numbers(self, style: str) -> int | None:
        """Begin the numbers of a list at one: without this, all numbered lists of a file are one."""
        found = self.style(style, WD_STYLE_TYPE.PARAGRAPH)
        properties = None if found is None else found.element.pPr
        numbers = None if properties is None else properties.numPr
        if numbers is None or numbers.numId is None:
            return None
        numbering = self.word.part.numbering_part.element
        old = numbering.num_having_numId(numbers.numId.val)
        new = numbering.add_num(old.abstractNumId.val)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        made: int = new.numId
        return made

    def table(self, head: Sequence[Runs], rows: Sequence[Sequence[Runs]], anchors: Sequence[str] = ()) -> None:
        """A table whose first row is repeated on every page and whose rows are not torn; references lead to anchors."""
        made = self.word.add_table(rows=1 + len(rows), cols=len(head))
        style = self.style("Table Grid", WD_STYLE_TYPE.TABLE)
        if style is not None:
            made.style = style
        strong = [
            tuple(Plain(each.text, "strong") if isinstance(each, Plain) else each for each in cell) for cell in head
        ]
        widths = _widths(self._room()[0], [head, *rows])
        for place, (row, cells) in enumerate(zip(made.rows, (strong, *rows), strict=True)):
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if place == 0:
                properties.append(OxmlElement("w:tblHeader"))
            for cell, runs, wide in zip(row.cells, cells, widths, strict=True):
                cell.width = wide
                Line(self, cell.paragraphs[0]).runs(runs)
            if anchors and place:
                Line(self, row.cells[0].paragraphs[0]).bookmark(anchors[place - 1])
        for column, wide in zip(made.columns, widths, strict=True):
            column.width = wide

    def picture(self, png: bytes, title: str, description: str) -> None:
        """A picture as wide as the text at most, with words for those who do not see it."""
        line = self.word.add_paragraph()
        line.paragraph_format.keep_with_next = True  # the line that stands below it
        made = line.add_run().add_picture(BytesIO(png))
        wide, high = self._room()
        scale = min(1.0, wide / made.width, high / made.height)
        made.width, made.height = Emu(int(made.width * scale)), Emu(int(made.height * scale))
        about = made._inline.docPr
        about.set("title", _spoken(title))
        about.set("descr", _spoken(description))

    def frame(self, text: str) -> None:
        """The frame line and “n / m” at the foot of every page, first and left pages among them."""
        for section in self.word.sections:
            feet = [section.footer]
            if section.different_first_page_header_footer:
                feet.append(section.first_page_footer)
            if self.word.settings.odd_and_even_pages_header_footer:
                feet.append(section.even_page_footer)
            for foot in feet:
                foot.is_linked_to_previous = False
                self._foot(foot, text)

    def bookmark(self, anchor: str) -> tuple[str, int]:
        """The name that Word knows an anchor by (letters and digits, at most forty), and its number."""
        name = self._bookmarks.setdefault(anchor, f"to_{len(self._bookmarks) + 1}")
        return name, int(name.removeprefix("to_"))

    def to_bytes(self) -> bytes:
        held = BytesIO()
        self.word.save(held)
        return held.getvalue()

    def _foot(self, foot: Any, text: str) -> None:
        empty = [each for each in foot.paragraphs if not each.text and not len(each.runs)]
        made = empty[0] if empty else foot.add_paragraph()
        style = self.style("Footer", WD_STYLE_TYPE.PARAGRAPH)
        if style is not None:
            made._p.style = style.style_id
        made.add_run(_spoken(f"{text} "))
        for place, field in enumerate(("PAGE", "NUMPAGES")):
            if place:
                made.add_run(" / ")
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), field)
            made._p.append(simple)
            simple.append(made.add_run("1")._r)

    def _room(self) -> tuple[int, int]:
        page = self.word.sections[0]
        wide = page.page_width - page.left_margin - page.right_margin
        high = page.page_height - page.top_margin - page.bottom_margin
        return int(wide), int(high * _HIGHEST)

    def _own_page(self, paper: str) -> None:
        page = self.word.sections[0]
        page.orientation = WD_ORIENT.PORTRAIT
        page.page_width, page.page_height = _SIZES[paper]
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
        usual = self.word.styles["Normal"]
        usual.font.name, usual.font.size = "Calibri", Pt(10)
        usual.paragraph_format.space_after = Pt(4)
        close = self.word.styles["No Spacing"]  # stands on nothing in python-docx, so its letters were others
        close.font.name, close.font.size = usual.font.name, usual.font.size
        self._air_in_cells()

    def _air_in_cells(self) -> None:
        """A little room above the words of a cell; Normal leaves some below them."""
        margins, above = OxmlElement("w:tblCellMar"), OxmlElement("w:top")
        above.set(qn("w:w"), "40")  # twentieths of a point
        above.set(qn("w:type"), "dxa")
        margins.append(above)
        properties = self.word.styles["Table Grid"].element.find(qn("w:tblPr"))
        old = properties.find(qn("w:tblCellMar"))
        if old is None:
            properties.append(margins)
        else:
            for each in old.findall(qn("w:top")):
                old.remove(each)
            old.insert(0, above)


def _widths(room: int, rows: Sequence[Sequence[Runs]]) -> list[Emu]:
    """The width of each column: first the longest word in it, then by the root of its longest cell.

    Where not all words have room, the longest ones may be broken, and the short ones stay whole.
    """
    told = [[plain(cell) for cell in column] for column in zip(*rows, strict=True)]
    words = [max(map(_word, column)) for column in told]
    for most in range(_LONG_WORD, 0, -1):
        least = [_LETTER * max(_SHORT_WORD, min(most, word)) + _BESIDE for word in words]
        if sum(least) <= room:
            break
    roots = [(max(map(len, column)) + 1) ** 0.5 for column in told]
    left = max(0, room - sum(least))
    shares = [each + left * root / sum(roots) for each, root in zip(least, roots, strict=True)]
    return [Emu(int(room * share / sum(shares))) for share in shares]


def _word(text: str) -> int:
    """The letters of its longest word; a line may end at a hyphen."""
    return max(map(len, _BREAKS.split(text)), default=0)


def _joined(runs: Runs) -> list[Run]:
    """The same words in fewer pieces: what stands side by side in one style is one."""
    made: list[Run] = []
    for run in runs:
        each = Plain(str(run.value)) if isinstance(run, Number) else run
        last = made[-1] if made else None
        if isinstance(each, Plain) and isinstance(last, Plain) and each.style == last.style:
            made[-1] = Plain(last.text + each.text, each.style)
        else:
            made.append(each)
    return made


def _spoken(text: str) -> str:
    return _UNSPEAKABLE.sub("", text)
