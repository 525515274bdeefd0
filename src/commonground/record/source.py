"""What a reader of one file format hands on: the text, and what the format itself says of it.

Every reader in :mod:`commonground.record.formats` is a pure function of bytes to a :class:`Source`. What follows from
the words alone (turns, quotations, insertions) is found later and in the same way for all formats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Kind", "Source"]

Kind = Literal["interview", "verbatim", "memcon", "statement", "news", "captions"]


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file. All offsets are code points of ``text``."""

    text: str = field(repr=False)
    kind_hint: Kind | None = None  # the kind of record, where the format shows it
    title: str | None = None
    speakers: tuple[str, ...] = ()  # names that the format gives: participants, voices, speakers; as written, once each
    asides: tuple[tuple[int, int], ...] = ()  # stretches that nobody at the talks said: headings, lists, notes
    language: str | None = None  # a tag such as "en", where the format gives one
    notes: tuple[str, ...] = ()  # what could not be read, one sentence each: a page without a text layer
