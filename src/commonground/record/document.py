r"""A document: a text that is never changed once read, and the structure that was found in it.

Offsets everywhere are code points of ``text``, which holds the file's line ends as they are. The structure is found
when it is first asked for, by rules (:mod:`commonground.record.structure`), and every decision can be overruled: the
kind as a whole, and the use of each insertion.

>>> document = Document.from_text("Paper: Will you sign?\nRuiz: They (the guests) said: “Not yet.” We wait.")
>>> document.kind, [turn.speaker for turn in document.turns]
('interview', ['Paper', 'Ruiz'])
>>> document.turns[1].quotations[0].source
'They'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from commonground.errors import Problem, RecordError, Where
from commonground.record.asides import Aside
from commonground.record.formats.plain import text_of
from commonground.record.formats.source import Source
from commonground.record.insertions import Insertion, Use
from commonground.record.kinds import Kind, checked_kind
from commonground.record.quotations import Quotation
from commonground.record.structure import Given, Structure, structure_of
from commonground.record.turns import Turn
from commonground.record.view import ReadingView

__all__ = ["LIMIT", "Document", "bytes_of", "read_document"]

LIMIT = 50_000_000  # bytes


@dataclass(frozen=True)
class Document:
    """A text, the sha256 (hex) of the bytes of its file, and where that file is."""

    text: str = field(repr=False)
    sha256: str
    path: Path | None = None
    given: Given = field(default=Given(), repr=False, compare=False)
    language: str | None = field(default=None, compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)  # what of the file was not read, a sentence each
    participants: tuple[str, ...] = field(default=(), compare=False)  # those present, where the file lists them

    @classmethod
    def from_text(cls, text: str, kind: str | None = None) -> Document:
        """A document that comes from no file."""
        digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(text, digest, given=Given(kind=checked_kind(kind)))

    @classmethod
    def from_bytes(cls, data: bytes, path: Path | None = None) -> Document:
        """A document from the bytes of a UTF-8 file; a byte order mark is tolerated."""
        return cls(text_of(data, path), sha256(data).hexdigest(), path)

    @classmethod
    def from_source(cls, source: Source, digest: str, path: Path | None = None, kind: str | None = None) -> Document:
        """A document from what a format made of a file with this sha256."""
        given = Given(checked_kind(kind), checked_kind(source.kind_hint), source.title, source.speakers, source.asides)
        return cls(source.text, digest, path, given, source.language, source.notes, source.participants)

    @cached_property
    def structure(self) -> Structure:
        """All that was found in the text."""
        return structure_of(self.text, self.given)

    @property
    def kind(self) -> Kind:
        """Interview, verbatim record, memorandum of conversation, statement, news or captions."""
        return self.structure.kind

    @property
    def title(self) -> str | None:
        """The title that the file gives, or else its headline."""
        return self.given.title or next(
            (self.text[each.start : each.end] for each in self.asides if each.role == "headline"), None
        )

    @property
    def turns(self) -> tuple[Turn, ...]:
        return self.structure.turns

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """All quotations, those in the headline and the lead too, in order."""
        return self.structure.quotations

    @property
    def insertions(self) -> tuple[Insertion, ...]:
        """All stretches in brackets, each with the decision about it."""
        return self.structure.insertions

    @property
    def asides(self) -> tuple[Aside, ...]:
        """Blocks that are nobody's statement: headline, byline, lead, notes."""
        return self.structure.asides

    @property
    def view(self) -> ReadingView:
        """The text without insertions, marks of notes and page breaks."""
        return self.structure.view

    def overruled(self, *, kind: str | None = None, uses: Mapping[int, Use] | None = None) -> Document:
        """The same text read otherwise: as another kind, or with another use of the insertions at some starts.

        >>> document = Document.from_text("The lake (frozen since May) is ours.")
        >>> document.view.text
        'The lake (frozen since May) is ours.'
        >>> document.overruled(uses={9: "editorial"}).view.text
        'The lake is ours.'
        """
        merged = dict(self.given.uses) | dict(uses or {})
        given = replace(self.given, kind=checked_kind(kind) or self.given.kind, uses=tuple(sorted(merged.items())))
        return replace(self, given=given)


def read_document(path: Path | str) -> Document:
    """Read a plain UTF-8 text of at most 50 MB, whatever its name."""
    path = Path(path)
    return Document.from_bytes(bytes_of(path), path)


def bytes_of(path: Path) -> bytes:
    """The bytes of a file that is there and not too large; RecordError otherwise."""
    try:
        if not path.is_file():
            what = "This is a folder, not a text." if path.is_dir() else "There is no such file."
            raise _refused(path, what, "no-document")
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _refused(path, f"The text cannot be read: {reason}.", "no-document") from None
    if len(data) > LIMIT:
        raise _refused(path, f"The text is larger than {LIMIT // 1_000_000} MB.", "too-large")
    return data


def _refused(path: Path, what: str, code: str) -> RecordError:
    return RecordError(Problem(what, Where(str(path)), code=code))
