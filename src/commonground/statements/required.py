r"""Which words a text must have for a pattern to be met in it: looking for these first is quick.

From a regular expression a set of strings is read off, in small letters, of which every text that matches holds at
least one. Of what stands in a row, the part with the longest strings is taken; of alternatives, the strings of all.
What may be missing (``?``, ``*``, a look-around) asks for nothing, nor does a class of characters. A pattern from which
nothing can be read off has the empty set, and is to be tried on every text.

>>> sorted(required(r"(?:reject|refus)(?:ed)? (?:the|a) \w+"))
['refus', 'reject']
"""

from __future__ import annotations

import re

__all__ = ["required"]

_SHORTEST = 2  # letters of a string worth looking for
Found = frozenset[str]
_NOTHING: Found = frozenset()
_LOOK = ("(?=", "(?!", "(?<=", "(?<!")
_OPENING = re.compile(r"\((?:\?(?:[:>=!]|<[=!]|P<\w+>|-?i:))?")
_QUANTIFIER = re.compile(r"[?*+]|\{(\d*)(?:,\d*)?\}")


def required(pattern: str) -> Found:
    """The strings of which a match of ``pattern`` holds at least one; the empty set where none can be told."""
    found, end = _alternatives(pattern, 0)
    if end < len(pattern):
        return _NOTHING
    return frozenset(each for each in found if not any(other in each for other in found - {each}))


def _alternatives(pattern: str, at: int) -> tuple[Found, int]:
    """The strings of ``a|b|c`` up to the bracket that closes it."""
    together: Found = frozenset()
    every = True
    while True:
        found, at = _row(pattern, at)
        every, together = every and bool(found), together | found
        if at >= len(pattern) or pattern[at] != "|":
            return (together if every else _NOTHING), at
        at += 1


def _row(pattern: str, at: int) -> tuple[Found, int]:
    """The best strings of what stands in a row."""
    best, run = _NOTHING, ""
    while at < len(pattern) and pattern[at] not in "|)":
        literal, found, at = _piece(pattern, at)
        quantifier = _QUANTIFIER.match(pattern, at)
        if quantifier is not None:
            at = quantifier.end() + (pattern[quantifier.end() : quantifier.end() + 1] == "?")
            if quantifier.group()[0] in "?*" or quantifier.group(1) in {"", "0"}:
                literal, found = None, _NOTHING
            elif literal is not None:  # once for sure, and then perhaps again
                found, literal = _string(run + literal), None
        if literal is not None:
            run += literal
            continue
        best, run = _better(_better(best, _string(run)), found), ""
    return _better(best, _string(run)), at


def _piece(pattern: str, at: int) -> tuple[str | None, Found, int]:
    """One character, class or group: its letter if it is one, its strings, and where it ends."""
    sign = pattern[at]
    if sign == "\\":
        after = pattern[at + 1]
        return (None if after.isalnum() else after), _NOTHING, at + 2
    if sign == "[":
        return None, _NOTHING, _class_end(pattern, at)
    if sign == "(":
        opening = _OPENING.match(pattern, at)
        start = opening.end() if opening else at + 1
        found, end = _alternatives(pattern, start)
        looks = opening is not None and opening.group() in _LOOK
        return None, _NOTHING if looks else found, end + 1
    return (None if sign in ".^$" else sign.lower()), _NOTHING, at + 1


def _class_end(pattern: str, at: int) -> int:
    at += 2 if pattern[at + 1] == "^" else 1
    at += 1  # a bracket that comes first is a letter
    while pattern[at] != "]":
        at += 2 if pattern[at] == "\\" else 1
    return at + 1


def _string(run: str) -> Found:
    return frozenset([run]) if len(run) >= _SHORTEST else _NOTHING


def _better(one: Found, two: Found) -> Found:
    """The set whose shortest string is longer; of equals, the one with fewer."""
    return max(one, two, key=lambda each: (min(map(len, each), default=0), -len(each)))
