"""Which issue of a case a stretch of words is about.

An issue is met by its id, its title or its other words, singular or plural; failing these by a telling word of its
title that no other issue has and no actor's name. The issue with the most letters met wins; a tie is no issue.
"""

from __future__ import annotations

import re
from collections import Counter

from commonground.statements.vocabulary import Vocabulary

__all__ = ["Issues"]

_WORD = re.compile(r"[^\W\d_]{5,}")
_PLAIN_WORDS = "about other their there these those which while would after before under between against"
_PLAIN = frozenset(_PLAIN_WORDS.split())


class Issues:
    """Finds the issues of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._ids: dict[str, str] = {}
        telling: dict[str, set[str]] = {}
        names = {
            word.casefold()
            for key, words in vocabulary.actors.items()
            for name in (key, *words)
            for word in _WORD.findall(name)
        }
        for key, words in vocabulary.issues.items():
            for phrase in (key.replace("_", " ").replace("-", " "), *words):
                for form in (phrase.casefold().strip(), _singular(phrase.casefold().strip())):
                    self._ids.setdefault(form, key)
                for word in _WORD.findall(phrase.casefold()):
                    telling.setdefault(_singular(word), set()).add(key)
        for word, keys in telling.items():
            if len(keys) == 1 and word not in _PLAIN and word not in names:
                self._ids.setdefault(word, next(iter(keys)))
        forms = sorted(self._ids, key=len, reverse=True)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?:e?s)?(?!\w)") if forms else None

    def of(self, words: str) -> str | None:
        """The issue of some words.

        >>> Issues(Vocabulary(issues={"truce": ("Truce",), "exchange": ("Exchange of captives",)})).of("all captives")
        'exchange'
        """
        if self._pattern is None:
            return None
        met: Counter[str] = Counter()
        for match in self._pattern.finditer(" ".join(words.casefold().split())):
            key = self._ids.get(match.group()) or self._ids.get(_singular(match.group()))
            if key is not None:
                met[key] += len(match.group())
        best = met.most_common(2)
        if not best or (len(best) == 2 and best[0][1] == best[1][1]):
            return None
        return best[0][0]


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
