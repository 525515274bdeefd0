"""The text as it is compared: typography and white space made alike, with a way back to the original.

Definition (never to be changed, because sealed anchors are hashes of it):

1. typographic quotation marks become ``"`` or ``'``, typographic dashes and the minus sign ``-``;
2. Unicode normalisation form C (Unicode Standard Annex 15);
3. every run of white space becomes one space; white space at both ends goes.

Nothing else is touched: case, letters, digits and punctuation count. Step 2 works on *clusters*, a character
and those after it that may join it, because form C of a text is the form C of its clusters put together.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, combining, normalize

__all__ = ["Normalised", "joins", "normalise", "normalise_mapped"]

SINGLE = "‘’‚‛′‹›ʼ＇"
DOUBLE = "“”„‟″«»＂"
DASHES = "‐‑‒–—―−﹘﹣－"
TYPOGRAPHY = str.maketrans({**dict.fromkeys(SINGLE, "'"), **dict.fromkeys(DOUBLE, '"'), **dict.fromkeys(DASHES, "-")})

# Letters that stand alone under the three steps: ASCII, Latin, Cyrillic, Hebrew, Arabic, kana, Chinese, Hangul.
_ALONE = "!-~À-ɏЀ-҂Ҋ-ԯא-תء-غف-يぁ-ゖァ-ヺ一-鿿가-힣"
# White space, or a run of letters standing alone (short of the last, if a mark may follow it), or one character.
_PIECE = re.compile(rf"(?P<space>\s+)|(?P<plain>[{_ALONE}]+(?![^{_ALONE}\s\x00-\x7f]))|(?P<other>.)", re.DOTALL)
# Letters of a few scripts join the letter before them though they are no marks: Hangul vowels and finals, Kirat Rai.
_JOINING_LETTERS = frozenset(
    chr(point) for low, high in ((0x1160, 0x11FF), (0x16D63, 0x16D6A)) for point in range(low, high + 1)
)


def normalise(text: str) -> str:
    r"""``text`` as it is compared.

    >>> normalise("“That  is\r\na –  start” ")
    '"That is a - start"'
    """
    return " ".join(normalize("NFC", text.translate(TYPOGRAPHY)).split())


def joins(character: str) -> bool:
    """Whether ``character`` may join the one before it under form C (or is a mark on it)."""
    if character < "\u0300":
        return False
    return combining(character) != 0 or category(character)[0] == "M" or character in _JOINING_LETTERS


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text; character ``i`` of it stands for ``starts[i]:ends[i]`` of the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def whole(self, start: int, end: int) -> bool:
        """Whether no character is cut from a mark on it where the stretch begins and ends."""
        return all(self.starts[i] != self.starts[i - 1] for i in (start, end) if 0 < i < len(self.text))

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that the non-empty stretch ``start:end`` stands for."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=4)
def normalise_mapped(text: str) -> Normalised:
    """``normalise(text)`` with the map from its positions to those of the original."""
    pieces: list[str] = []
    starts, ends = array("L"), array("L")
    position, length = 0, len(text)
    while position < length:
        match = _PIECE.match(text, position)
        assert match is not None  # noqa: S101 - one of the three branches always matches
        start, end = match.span()
        if match.lastgroup == "space":
            piece = " "
        elif match.lastgroup == "plain":
            piece = match.group()
        else:
            while end < length and joins(text[end]):
                end += 1
            piece = normalize("NFC", text[start:end].translate(TYPOGRAPHY))
        _note(piece, start, end, starts, ends, identical=match.lastgroup == "plain")
        pieces.append(piece)
        position = end
    return _stripped("".join(pieces), starts, ends)


def _note(piece: str, start: int, end: int, starts: array[int], ends: array[int], *, identical: bool) -> None:
    if identical:
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))
    else:
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))


def _stripped(text: str, starts: array[int], ends: array[int]) -> Normalised:
    first = 1 if text.startswith(" ") else 0
    last = len(text) - (1 if len(text) > first and text.endswith(" ") else 0)
    return Normalised(text[first:last], starts[first:last], ends[first:last])
