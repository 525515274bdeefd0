"""Tables take their place in a document, and leave the rest of it alone."""

from __future__ import annotations

import pytest

from benchmarks.corpora.scores import Score
from benchmarks.corpora.tables import better, figures, interval, replaced

PAGE = "Before.\n<!-- figures: a, b -->\nold\n<!-- end of figures -->\nAfter \\1.\n"


def test_figures_take_the_place_of_the_old_ones() -> None:
    once = replaced(PAGE, {"a, b": "| new \\1 |"})
    assert once == "Before.\n<!-- figures: a, b -->\n| new \\1 |\n<!-- end of figures -->\nAfter \\1.\n"
    assert replaced(once, {"a, b": "| new \\1 |"}) == once


@pytest.mark.parametrize("page", ["nowhere", PAGE + PAGE])
def test_a_place_that_is_not_there_once_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="a, b"):
        replaced(page, {"a, b": "new"})


def test_a_figure_that_does_not_exist_is_no_nought() -> None:
    assert figures(Score(0, 0, 4)) == ["–", "0.00", "0.00"]
    assert figures(Score(1, 2, 3)) == ["0.50", "0.33", "0.40"]


def test_neither_is_better_where_the_interval_holds_nought() -> None:
    assert [better(*each, "a", "b") for each in ((0.1, 0.2), (-0.2, -0.1), (-0.1, 0.1), (0.0, 0.2))] == list("ab––")
    assert interval(-0.104, 0.2) == "-0.10 to +0.20"
