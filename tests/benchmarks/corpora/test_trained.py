"""The classifier learns what can be learnt, and never from the text or the group that it is asked about."""

from __future__ import annotations

import pytest

from benchmarks.corpora import trained

pytest.importorskip("sklearn", reason="the extra [bench] is not installed: pip install 'commonground[bench]'")

EVENTS = {"AID": "flour boats came", "REJECT": "refused the plan", "FIGHT": "guns fired again"}


def test_words_that_tell_an_event_are_learnt() -> None:
    texts = [f"{words} on day {day}" for day in range(12) for words in EVENTS.values()]
    events = [(event,) for _ in range(12) for event in EVENTS]
    assert trained.one_event(texts, events, folds=4) == tuple(event for (event,) in events)


def test_a_text_is_not_learnt_from_itself() -> None:
    """Each text has a word of its own: asked about a text that was left out, the classifier cannot know."""
    texts = [f"word{place}" for place in range(40)]
    gold = [place % 2 == 0 for place in range(40)]
    (marked,) = trained.marked(texts, [gold], [str(place // 2) for place in range(40)], folds=4)
    assert len(set(marked)) == 1, "texts that share nothing with what was learnt are all marked alike"


def test_a_group_is_not_learnt_from_itself() -> None:
    """The word of a group tells its label without fail, to whoever has seen another text of the group."""
    groups = [str(place // 5) for place in range(100)]
    gold = [int(group) % 2 == 0 for group in groups]
    texts = [f"town{group}" for group in groups]
    (apart,) = trained.marked(texts, [gold], groups, folds=4)
    (mixed,) = trained.marked(texts, [gold], [str(place) for place in range(100)], folds=4)
    assert list(mixed) == gold
    assert sum(mark == label for mark, label in zip(apart, gold, strict=True)) <= 50, "no better than chance"


def test_labels_are_learnt_each_for_itself() -> None:
    texts = ["flour boats", "guns fired"] * 10
    flour, guns = [True, False] * 10, [False, True] * 10
    groups = [str(place) for place in range(20)]
    assert trained.marked(texts, [flour, guns], groups, folds=5) == (tuple(flour), tuple(guns))
