"""Anchors: where in a document some words stand, so that they are found again and never moved silently.

After the W3C Web Annotation Data Model (Sanderson, Ciccarese, Young, 2017): a position, and a quotation with the
words before (prefix) and after it (suffix). A *sealed* anchor (ours) holds, in place of the three texts, their length
and sha256 after normalisation (:mod:`commonground.record.normalise`), so that it can be kept where the text may not.

:func:`find` looks for the words at the recorded position, then anywhere. Its verdicts:

* ``exact``: where they were;
* ``moved``: elsewhere, at one place only, or at one place that prefix and suffix favour over the others;
* ``ambiguous``: at several places that prefix and suffix do not tell apart;
* ``lost``: nowhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from commonground.errors import Problem, RecordError
from commonground.record.normalise import Normalised, joins, normalise, normalise_mapped
from commonground.record.windows import Fingerprint, digest, everywhere, fingerprint, on_word_edges

if TYPE_CHECKING:
    from commonground.record.document import Document

__all__ = ["CONTEXT", "Anchor", "Place", "Sealed", "anchor_at", "find", "seal"]

CONTEXT = 32  # code points of prefix and suffix

_HASH = re.compile("[0-9a-f]{64}")

Status = Literal["exact", "moved", "lost", "ambiguous"]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A text that may not be kept: length in code points and sha256 (hex, of UTF-8), both of the normalised text."""

    length: int
    sha256: str

    def __post_init__(self) -> None:
        if self.length < 0 or not _HASH.fullmatch(self.sha256):
            what = "A sealed text has a length and a sha256 of 64 digits 0-9a-f."
            raise RecordError(Problem(what, read=f"{self.length}, {self.sha256}", code="wrong-type"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch ``start:end`` (code points) of the document whose file has this sha256.

    ``exact``, ``prefix`` and ``suffix`` are all plain or all sealed.
    """

    sha256: str
    start: int
    end: int
    exact: str | Sealed
    prefix: str | Sealed
    suffix: str | Sealed

    @property
    def sealed(self) -> bool:
        return isinstance(self.exact, Sealed)

    @property
    def quote(self) -> str | None:
        """The anchored words, where they may be kept."""
        return self.exact if isinstance(self.exact, str) else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor's words stand in a document. ``candidates`` are the rival places of an ambiguous one."""

    status: Status
    start: int | None = None
    end: int | None = None
    candidates: tuple[tuple[int, int], ...] = ()

    @property
    def found(self) -> bool:
        return self.start is not None


def anchor_at(document: Document, start: int, end: int, context: int = CONTEXT) -> Anchor:
    """The plain anchor of ``start:end``, with about ``context`` code points on each side."""
    text = document.text
    if not 0 <= start < end <= len(text):
        what = f"There is no stretch from {start} to {end} in a text of {len(text)} characters."
        raise RecordError(Problem(what, code="no-such-stretch"))
    if not normalise(text[start:end]):
        raise RecordError(Problem("An anchor needs words; this stretch is white space.", code="empty-anchor"))
    before, after = max(0, start - context), min(len(text), end + context)
    # A context that begins or ends inside a cluster would never be met again in the normalised text.
    while before < start and joins(text[before]):
        before += 1
    while end < after < len(text) and joins(text[after]):
        after -= 1
    return Anchor(document.sha256, start, end, text[start:end], text[before:start], text[end:after])


def seal(anchor: Anchor) -> Anchor:
    """The same anchor without its words. A sealed anchor comes back as it is.

    >>> from commonground.record import Document
    >>> seal(anchor_at(Document.from_text("We agree."), 3, 8)).prefix.length
    2
    """
    return Anchor(
        anchor.sha256,
        anchor.start,
        anchor.end,
        *(_sealed(part) for part in (anchor.exact, anchor.prefix, anchor.suffix)),
    )


def find(document: Document, anchor: Anchor) -> Place:
    """Where the anchor's words stand in ``document``, which may differ from the text it was made on."""
    exact, prefix, suffix = (_fingerprint(part) for part in (anchor.exact, anchor.prefix, anchor.suffix))
    if exact.length == 0:
        return Place("lost")
    stayed = _stands_at(document, anchor, exact)
    if stayed and document.sha256 == anchor.sha256:
        return Place("exact", anchor.start, anchor.end)
    view = normalise_mapped(document.text)
    home = _index(view, anchor.start, exact.length) if stayed else None
    if home is not None and _agreement(view, home, exact.length, prefix, suffix) == 2:
        return Place("exact", anchor.start, anchor.end)
    hits: dict[int, int] = {}
    for search in (on_word_edges, everywhere):
        found = (hit for hit in search(view.text, exact) if view.whole(hit, hit + exact.length))
        hits = {hit: _agreement(view, hit, exact.length, prefix, suffix) for hit in found}
        if any(hits.values()):
            break  # whole words with their prefix or suffix: not to be outdone by a part of a word
    best = [hit for hit, agreement in hits.items() if agreement == max(hits.values())]
    # Where the surroundings favour several places alike, having stayed tells one of them apart; with nothing of the
    # surroundings left, it does not.
    if home in best and (len(best) == 1 or hits[best[0]] > 0):
        return Place("exact", anchor.start, anchor.end)
    places = tuple(view.original(hit, hit + exact.length) for hit in best)
    if len(places) == 1:
        return Place("moved", *places[0])
    return Place("ambiguous", candidates=places) if places else Place("lost")


def _sealed(part: str | Sealed) -> Sealed:
    if isinstance(part, Sealed):
        return part
    text = normalise(part)
    return Sealed(len(text), digest(text))


def _fingerprint(part: str | Sealed) -> Fingerprint:
    return Fingerprint(part.length, part.sha256) if isinstance(part, Sealed) else fingerprint(normalise(part))


def _stands_at(document: Document, anchor: Anchor, exact: Fingerprint) -> bool:
    if not 0 <= anchor.start < anchor.end <= len(document.text):
        return False
    return exact.matches(normalise(document.text[anchor.start : anchor.end]))


def _agreement(view: Normalised, hit: int, length: int, prefix: Fingerprint, suffix: Fingerprint) -> int:
    """How many of prefix and suffix stand beside a hit: 0, 1 or 2."""
    before = view.text[max(0, hit - prefix.length - 1) : hit].rstrip()
    after = view.text[hit + length : hit + length + suffix.length + 1].lstrip()
    start = len(before) - prefix.length
    return (start >= 0 and prefix.matches(before[start:])) + suffix.matches(after[: suffix.length])


def _index(view: Normalised, start: int, length: int) -> int | None:
    """Where ``start`` of the original is in the normalised text, if a stretch of that length is whole there."""
    index = bisect_left(view.starts, start)
    if view.text[index : index + 1] == " ":
        index += 1
    return index if view.whole(index, index + length) else None
