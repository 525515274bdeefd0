"""Offsets as browsers count them.

JavaScript counts UTF-16 code units, we count code points: offsets are converted where they come in and go out.
"""

from __future__ import annotations

from commonground.errors import Problem, RecordError

__all__ = ["from_utf16", "to_utf16"]


def to_utf16(text: str, offset: int) -> int:
    """The code units before the code point ``offset``.

    >>> to_utf16("no 😀 talks", 5)
    6
    """
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def from_utf16(text: str, units: int) -> int:
    """The code points before the code unit ``units``; RecordError if that is beyond the text or inside a character.

    >>> from_utf16("no 😀 talks", 6)
    5
    """
    data = text.encode("utf-16-le", "surrogatepass")
    if not 0 <= units <= len(data) // 2:
        raise _off(f"Position {units} is beyond a text of {len(data) // 2} code units.")
    offset = len(data[: 2 * units].decode("utf-16-le", "surrogatepass"))
    if to_utf16(text, offset) != units:
        raise _off(f"Position {units} falls inside a character.")
    return offset


def _off(what: str) -> RecordError:
    return RecordError(Problem(what, expected="UTF-16 code units, as a browser counts", code="no-such-stretch"))
