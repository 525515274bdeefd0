"""What a format makes of a file: its text, and what the file itself says about that text.

All offsets are code points of ``text``. A format reports what its file *marks* (a caption's speaker, a heading, a
memorandum's title) and guesses nothing: what only the words say is found later, the same way for every format.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file with the structure that its format marks.

    ``speakers`` are the turns that the file marks, as (start, end, label) in order and apart from each other, each
    from the first to after the last character of what is said, the label left out; ``None`` if the format marks none.
    ``asides`` are stretches that are nobody's statement (a heading, a caption of a picture, a footnote).
    ``participants`` are the names in a list of those present, as written, once each. ``notes`` say, a sentence each,
    what of the file could not be read (a scanned page).
    """

    text: str = field(repr=False)
    kind_hint: str | None = None
    title: str | None = None
    speakers: tuple[tuple[int, int, str], ...] | None = None
    asides: tuple[tuple[int, int], ...] = ()
    language: str | None = None
    participants: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
