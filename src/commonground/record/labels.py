"""Labels: the names at the beginning of lines that say who speaks.

A *label* is a short name, written as names are, at the beginning of a line and before a colon:
``The Paper: …``, ``Mr. Berg (Arno) (spoke in Arnish): …``, ``Q: …``. Any line can begin with a word and a colon, so a
name counts as a label only if it stands there twice, or is written as a record writes it (a title, a country), or
stands among others so often that most lines begin with one. Where all labels are of one speaker, a title counts at
the head of the text, before words on its line ("Mr. Berg: We wait."; "Mr. President:" alone opens a letter).

Two kinds of lines look like labels and are none: those whose word before the colon never speaks (``Subject: …``, the
list ``no_speakers``), and those that tell, before anybody speaks, who is who: a label with nothing after it but a name
(``President: Mr. Berg (Arno)``).
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from commonground.record.cues import cues

__all__ = ["Label", "labels_in"]

_LINE = re.compile(
    r"^[ \t>]{0,40}[*_]{0,3}(?P<label>[^\W\d_][^:\n*]{0,110}?)[ \t]{0,4}[*_]{0,3}:[*_]{0,3}(?:[ \t]+|(?=\r?$|\Z))",
    re.MULTILINE,
)
_BRACKETS = re.compile(r"[ \t]*[(\[]([^()\[\]]*)[)\]]")
_SPOKE = re.compile(r"(?:spoke|speaking|interpretation from|in)\s+(?:in\s+)?(.+)", re.IGNORECASE)
_LINKING = frozenset(re.findall(r"\w+", "of the and for on de la le du van von der den bin ibn al el di da to at"))
_TITLED = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Prof|Amb|Sen|Gen)\b\.?\s|The\s+(?:Vice[- ])?(?:President|"
    r"Chair\w*|Speaker|Secretary|Moderator|Prime Minister)\b"
    r"|(?:President|Secretary|Ambassador|Minister|Chancellor|Senator)\s)",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"\.{3,}|…|[ \t_]{2,}")  # what fills the line between a task and a name
_INITIAL = re.compile(r"\b[^\W\d_]\.\Z")
_CAST = 200  # code points of a line that tells who is who
_WORDS = 8
_HEAD = 3  # lines of a head that may stand before the only label


@dataclass(frozen=True, slots=True)
class Label:
    """A label from ``start`` to ``end``, where what is said begins. ``strong``: written as only a speaker is."""

    start: int
    end: int
    speaker: str
    strong: bool
    spoken: str | None = None  # the language of "(spoke in …)"


def labels_in(text: str, *, certain: bool = False, apart: Iterable[tuple[int, int]] = ()) -> tuple[Label, ...]:
    r"""The labels of a text; all that look like one if it is ``certain`` that turns are labelled here.

    >>> [label.speaker for label in labels_in("Paper: Will you?\nRuiz: We will.\nPaper: When?\nRuiz: Soon.")]
    ['Paper', 'Ruiz', 'Paper', 'Ruiz']
    """
    outside = sorted(apart)
    found = [label for match in _LINE.finditer(text) if (label := _label(match)) and not _within(label.start, outside)]
    del found[: _cast(text, found)]
    if certain:
        return tuple(found)
    times = Counter(label.speaker for label in found)
    if not any(count > 1 for count in times.values()) and not any(label.strong for label in found):
        lines = sum(1 for line in text[:20_000].splitlines() if line.strip())
        return tuple(found) if len(times) > 1 and 2 * len(found) >= lines else ()
    again = {word for name, count in times.items() if count > 1 for word in name.split()} - {"The"}
    kept = [label for label in found if times[label.speaker] > 1 or label.strong or _kin(label, again)]
    if len({label.speaker for label in kept}) == 1:
        kept = found  # one who asks again and again, and others who answer once
    return tuple(kept) if len({label.speaker for label in kept}) > 1 or _speaks_alone(text, kept) else ()


def _speaks_alone(text: str, labels: list[Label]) -> bool:
    """Whether the only one who is named speaks: by a title, with words after it, and with at most a head before it."""
    if not labels or not _TITLED.match(labels[0].speaker):
        return False
    line = text[labels[0].end : labels[0].end + _CAST].partition("\n")[0]
    head = [each for each in text[: labels[0].start].splitlines() if each.strip()]
    return bool(line.strip()) and len(head) <= _HEAD and not any(each.rstrip()[-1] in ".,;!" for each in head)


def _cast(text: str, found: list[Label]) -> int:
    """How many labels at the beginning only tell who is who; one alone that speaks later needs a title or a bracket."""
    count = 0
    while count < len(found) and (name := _only_a_name(text, found[count])) is not None:
        count += 1
    if count == 1 and any(label.speaker == found[0].speaker for label in found[1:]):
        name = _only_a_name(text, found[0]) or ""
        return 1 if _TITLED.match(name) or _BRACKETS.search(name) else 0
    return count


def _only_a_name(text: str, label: Label) -> str | None:
    """What stands after a label, if it is a name and nothing else, of two words or with a title."""
    line, end, following = text[label.end : label.end + _CAST].partition("\n")
    if (not end and label.end + _CAST < len(text)) or following[:1].islower():
        return None
    written = " ".join(_LEADERS.sub(" ", line).split())
    name = _BRACKETS.sub("", written).strip()
    if not _is_name(name) or (name.endswith(".") and not _INITIAL.search(name)):
        return None
    words = [word for word in name.split() if word.lower() not in _LINKING and word[:1].isalpha()]
    return written if len(words) > 1 or _TITLED.match(name) else None


def _label(match: re.Match[str]) -> Label | None:
    written = " ".join(match["label"].split())
    brackets = [inner.group(1).strip() for inner in _BRACKETS.finditer(written)]
    name = _BRACKETS.sub("", written).strip()
    if not _is_name(name):
        return None
    languages = [spoke.group(1) for inner in brackets if (spoke := _SPOKE.match(inner))]
    others = [inner for inner in brackets if not _SPOKE.match(inner)]
    speaker = name + "".join(f" ({inner})" for inner in others)
    strong = bool(languages or _TITLED.match(name) or (others and others[0][:1].isupper()))
    return Label(match.start(), match.end(), speaker, strong, languages[0] if languages else None)


def _is_name(name: str) -> bool:
    words = name.split()
    if not 0 < len(words) <= _WORDS or len(name) > 70 or name.lower().rstrip(".") in cues("no_speakers"):
        return False
    if any(sign in name for sign in '?!;“”"„«»/=|<>') or name.lower().replace("’", "'") in cues("notes"):
        return False
    return all(_is_part(word) for word in words) and any(not word.islower() for word in words)


def _is_part(word: str) -> bool:
    first = word.lstrip("'’.-")[:1]
    return word.lower() in _LINKING or first.isdigit() or not first.islower()


def _kin(label: Label, again: set[str]) -> bool:
    """A name met once that shares a word with a label met several times: ``Ruiz`` beside ``Ana Ruiz``."""
    return not again.isdisjoint(set(label.speaker.split()) - _LINKING)


def _within(position: int, stretches: list[tuple[int, int]]) -> bool:
    """Whether a position is in one of the stretches, which are in order and apart from each other."""
    place = bisect_right(stretches, (position, sys.maxsize)) - 1
    return place >= 0 and position < stretches[place][1]
