"""Putting a text together block by block, with a note of the blocks that nobody at the talks said."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Blocks"]


@dataclass(slots=True)
class Blocks:
    r"""The paragraphs of a text in the making; :meth:`text` puts an empty line between two of them.

    >>> blocks = Blocks()
    >>> blocks.add("Talks at the lake", aside=True), blocks.add("  We met. ")
    (0, 19)
    >>> blocks.text, blocks.asides
    ('Talks at the lake\n\nWe met.', ((0, 17),))
    """

    _parts: list[str] = field(default_factory=list)
    _asides: list[tuple[int, int]] = field(default_factory=list)
    _length: int = 0

    def add(self, words: str, *, aside: bool = False) -> int:
        """Add a block and say where it begins; one of white space only is passed over."""
        words = words.strip()
        if not words:
            return self._length
        start = self._length + (2 if self._parts else 0)
        self._parts.append(words)
        self._length = start + len(words)
        if aside:
            self._asides.append((start, self._length))
        return start

    @property
    def text(self) -> str:
        return "\n\n".join(self._parts)

    @property
    def asides(self) -> tuple[tuple[int, int], ...]:
        return tuple(self._asides)
