"""A whole brief, before it takes a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from commonground.brief.document.blocks import Section

__all__ = ["VERSION", "Document", "parts_of"]

VERSION = 2


@dataclass(frozen=True, slots=True)
class Document:
    """A brief in its reader's order, with the data behind it.

    Parameters
    ----------
    title
        What it is about.
    frame
        The one line that stands on every page and picture: where the record ends, sources by side, whose reading, and
        that it is no finding on law or responsibility.
    language
        A language code such as ``en``: of the sentences; titles and paraphrases are in the case's own.
    program
        The program and its version.
    sections
        In the order of reading; the first is page one.
    data
        What was computed, as plain data; numbers in the text point into it.
    """

    title: str
    frame: str
    language: str
    program: str
    sections: tuple[Section, ...]
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain data: the document's parts, each with its kind, and the data behind it."""
        return {
            "version": VERSION,
            "title": self.title,
            "frame": self.frame,
            "language": self.language,
            "program": self.program,
            "sections": [_plain(section) for section in self.sections],
            "data": dict(self.data),
        }


def parts_of(part: object) -> Iterator[object]:
    """A part of a document and everything in it, in the order of reading."""
    if isinstance(part, (tuple, list)):
        for each in part:
            yield from parts_of(each)
    elif isinstance(part, Document):
        yield from parts_of(part.sections)
    elif is_dataclass(part) and not isinstance(part, type):
        yield part
        for each in fields(part):
            yield from parts_of(getattr(part, each.name))


def _plain(part: Any) -> Any:
    if isinstance(part, tuple):
        return [_plain(each) for each in part]
    if is_dataclass(part) and not isinstance(part, type):
        kind = {"kind": type(part).__name__.lower()}
        return kind | {each.name: _plain(getattr(part, each.name)) for each in fields(part)}
    return part
