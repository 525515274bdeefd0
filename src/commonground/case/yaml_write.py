"""Values as YAML on one line, in the style of the bundled cases: plain where nobody could misread it, else quoted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from commonground.errors import Problem, UsageError

__all__ = ["as_read", "inline", "quoted", "scalar"]

_PLAIN = re.compile(r"[^\W_](?:[\w /.()’'–-]*[\w.)])?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORDS_OF_YAML = frozenset({"null", "true", "false"})


def as_read(value: Any) -> Any:
    """``value`` as the reader of case files gives it back: words, lists, mappings and nothing.

    >>> as_read({"ordered": True, "levels": ("leader", 2)})
    {'ordered': 'true', 'levels': ['leader', '2']}
    """
    match value:
        case None | str():
            return value
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(as_read(key)): as_read(part) for key, part in value.items()}
        case list() | tuple():
            return [as_read(part) for part in value]
    what = "This cannot be written into a case."
    expected = "text, a number, true or false, a day, nothing, or a list or mapping of these"
    raise UsageError(Problem(what, read=repr(value), expected=expected, code="wrong-type"))


def inline(value: Any) -> str:
    """``value`` on one line.

    >>> print(inline({"id": "A9", "outcome": "prisoners = all_for_all", "evidence": ["s1", "s2"]}))
    {id: A9, outcome: "prisoners = all_for_all", evidence: [s1, s2]}
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(as_read(key))}: {inline(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(inline(part) for part in value) + "]"
    return scalar(value)


def scalar(value: Any, style: str | None = None) -> str:
    """One value that is neither list nor mapping; ``style``, a quotation mark, is that of what stood there."""
    if not isinstance(value, str):
        return "null" if value is None else str(as_read(value))
    if style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return value if style != '"' and _is_plain(value) else quoted(value)


def quoted(text: str) -> str:
    r"""``text`` in double quotation marks.

    >>> print(quoted('A "dam"\n'))
    "A \"dam\"\n"
    """
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _is_plain(text: str) -> bool:
    if _DAY.fullmatch(text):
        return True
    if not _PLAIN.fullmatch(text) or text.casefold() in _WORDS_OF_YAML:
        return False
    try:
        float(text.replace("_", ""))
    except ValueError:
        return re.match("0[xob]", text) is None
    return False


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character == "\n":
        return "\\n"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
