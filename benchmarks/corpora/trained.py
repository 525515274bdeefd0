"""What a plain classifier learns from the same corpus: words and pairs of words, weighted, and a linear margin.

Each text is coded by a classifier that was trained on others only. The settings were taken as they come and were not
looked for: there is no number here that was chosen for these corpora.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

SEED = 2016
FOLDS = 10


def one_event(texts: Sequence[str], events: Sequence[tuple[str, ...]], folds: int = FOLDS) -> tuple[str, ...]:
    """One event a text; the folds hold each event in like shares. A text with two events is learnt from twice."""
    from sklearn.model_selection import StratifiedKFold

    found = [""] * len(texts)
    first = [each[0] for each in events]
    for train, test in _without_warning(StratifiedKFold(folds, shuffle=True, random_state=SEED), texts, first):
        rows = [(texts[place], event) for place in train for event in events[place]]
        words = _words()
        margin = _margin().fit(words.fit_transform([text for text, _ in rows]), [event for _, event in rows])
        for place, event in zip(test, margin.predict(words.transform([texts[place] for place in test])), strict=True):
            found[place] = str(event)
    return tuple(found)


def marked(
    texts: Sequence[str], golds: Sequence[Sequence[bool]], groups: Sequence[str], folds: int = FOLDS
) -> tuple[tuple[bool, ...], ...]:
    """For each of several labels which texts are marked; texts of one group are never learnt from for one another."""
    from sklearn.model_selection import GroupKFold

    found = [[False] * len(texts) for _ in golds]
    for train, test in GroupKFold(folds).split(texts, groups=groups):
        words = _words()
        known = words.fit_transform([texts[place] for place in train])
        asked = words.transform([texts[place] for place in test])
        for gold, mine in zip(golds, found, strict=True):
            margin = _margin().fit(known, [gold[place] for place in train])
            for place, mark in zip(test, margin.predict(asked), strict=True):
                mine[place] = bool(mark)
    return tuple(tuple(each) for each in found)


def version() -> str:
    import sklearn

    return str(sklearn.__version__)


def _words() -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)


def _margin() -> Any:
    from sklearn.svm import LinearSVC

    return LinearSVC(class_weight="balanced", random_state=SEED)


def _without_warning(folds: Any, texts: Sequence[str], labels: Sequence[str]) -> list[tuple[Any, Any]]:
    """The folds, without the word that an event has fewer examples than there are folds: the table tells how many."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The least populated class")
        return list(folds.split(texts, labels))
