"""Whether a text is in English, the only language whose cues the rules know.

A text of some length is not in English where fewer than one word in twelve is one of the commonest of English. In
English prose it is more than one in five; in the other languages that share some of them (``a``, ``in``, ``me``) far
fewer. Short texts are not judged.
"""

from __future__ import annotations

import re

__all__ = ["NOT_ENGLISH", "is_in_another_language"]

NOT_ENGLISH = (
    "This does not look like English, and the rules know English only: turns are found, "
    "but few quotations, sources or moves."
)

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    re.findall(r"\w+", "the of and to that is was it for we they not with have this you are be on i he")
)
_JUDGED = 20_000  # code points from the beginning
_FEWEST = 20  # words


def is_in_another_language(text: str) -> bool:
    """Whether a text is long enough to tell, and not in English.

    >>> is_in_another_language("Ми вимагаємо миру. " * 10), is_in_another_language("We want it. " * 10)
    (True, False)
    """
    words = [word.lower() for word in _WORD.findall(text[:_JUDGED])]
    return len(words) >= _FEWEST and 12 * sum(word in _COMMON for word in words) < len(words)
