"""Words that tell structure: one small file a list, one entry a line; what follows ``#`` is a remark.

A list is read once. The lists know English; a text in another language keeps its turns, quotation marks and notes, and
gets sources only where a list has its words.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

__all__ = ["cues", "pattern"]


@cache
def cues(name: str) -> tuple[str, ...]:
    """The entries of the list ``name``, in order.

    >>> "said" in cues("pronouns"), "they" in cues("pronouns")
    (False, True)
    """
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


@cache
def pattern(name: str) -> str:
    """A regular expression for any entry of a list, the longest first, white space of any kind between words."""
    words = sorted(cues(name), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in words) + ")"
