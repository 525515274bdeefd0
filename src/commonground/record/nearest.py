"""Where to look when an anchor's words are lost: the stretch of the changed text that is most like them.

Where the words are known, it is the stretch of as many words that shares most of them, a word counting by its length
(long words tell more), if it shares at least half. Where they are sealed, or nothing is like them, it is what stands
between the prefix and the suffix, or beside the one of the two that is found once. Only a hint for a person: the words
there are others, and no anchor is ever moved to them.
"""

from __future__ import annotations

import re
from collections import Counter

from commonground.record.anchors import Anchor, Sealed
from commonground.record.document import Document
from commonground.record.normalise import Normalised, normalise, normalise_mapped
from commonground.record.windows import Fingerprint, everywhere, fingerprint

__all__ = ["nearest"]

_WORD = re.compile(r"\w+")
_LEAST = 8  # code points of a prefix or a suffix that tell a place


def nearest(document: Document, anchor: Anchor) -> tuple[int, int] | None:
    """The stretch of the document that a person should look at first, or None where nothing is like the words.

    >>> from commonground.record import anchor_at
    >>> anchor = anchor_at(Document.from_text("We shall not pay for a bridge."), 0, 30)
    >>> changed = Document.from_text("Later: We shall never pay for a bridge. Then tea.")
    >>> changed.text[slice(*nearest(changed, anchor))]
    'We shall never pay for a bridge'
    """
    view = normalise_mapped(document.text)
    found = _by_words(view, anchor) if isinstance(anchor.exact, str) else None
    found = found or _by_surroundings(view, anchor)
    if found is None or not view.text[slice(*found)].strip():
        return None
    return view.original(*found)


def _by_words(view: Normalised, anchor: Anchor) -> tuple[int, int] | None:
    sought = Counter(_WORD.findall(normalise(str(anchor.exact)).lower()))
    size, whole = sought.total(), sum(len(word) * times for word, times in sought.items())
    if not whole:
        return None
    words = [(match.start(), match.end(), match.group().lower()) for match in _WORD.finditer(view.text)]
    held: Counter[str] = Counter()
    shared, best = 0, (0, 0, -1)
    for place, (_, _, word) in enumerate(words):
        if word in sought:
            held[word] += 1
            shared += len(word) if held[word] <= sought[word] else 0
        left = words[place - size][2] if place >= size else ""
        if left in sought:
            held[left] -= 1
            shared -= len(left) if held[left] < sought[left] else 0
        first = max(0, place - size + 1)
        best = max(best, (shared, -abs(view.starts[words[first][0]] - anchor.start), place))
    window = words[max(0, best[2] - size + 1) : best[2] + 1]
    shared_places = [place for place, (_, _, word) in enumerate(window) if word in sought]
    if best[0] * 2 < whole or not shared_places:
        return None
    return window[shared_places[0]][0], window[shared_places[-1]][1]


def _by_surroundings(view: Normalised, anchor: Anchor) -> tuple[int, int] | None:
    text = view.text
    length = len(normalise(anchor.exact)) if isinstance(anchor.exact, str) else anchor.exact.length
    before, after = _once(text, anchor.prefix), _once(text, anchor.suffix)
    start = None if before is None else before[1]
    end = None if after is None else after[0]
    if start is None and end is None:
        return None
    if start is None or end is None or not start <= end <= start + 4 * length:
        start = start if start is not None else max(0, (end or 0) - length)
        end = min(len(text), start + length)
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return (start, end) if start < end else None


def _once(text: str, part: str | Sealed) -> tuple[int, int] | None:
    sought = Fingerprint(part.length, part.sha256) if isinstance(part, Sealed) else fingerprint(normalise(part))
    hits = everywhere(text, sought) if sought.length >= _LEAST else []
    return (hits[0], hits[0] + sought.length) if len(hits) == 1 else None
