"""Drawing in a process of its own gives the same as drawing here, and tells what goes wrong there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonground.brief.document import Figure, Table
from commonground.brief.plots import apart
from commonground.brief.plots.apart import drawn_apart
from commonground.brief.plots.draw import draw
from commonground.brief.plots.drawing import Words, picture
from commonground.errors import UsageError

FIGURE = Figure("one", "A <title>", "What & how", picture([Words(5, 10, "Сіль & <b>")], 60, 20), Table((), (), ()))


def test_it_is_the_same_drawing() -> None:
    pytest.importorskip("vl_convert", reason="vl-convert is not installed")
    two = [FIGURE, replace(FIGURE, anchor="two")]
    assert drawn_apart(two) == [draw(each) for each in two]
    assert "&lt;b&gt;" in drawn_apart([FIGURE])[0]


def test_what_cannot_be_drawn_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "can_draw", lambda: True)
    with pytest.raises(UsageError) as caught:
        drawn_apart([replace(FIGURE, picture="no picture")])
    assert caught.value.problems[0].code == "not-possible"


def test_a_drawing_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "can_draw", lambda: True)
    monkeypatch.setattr(apart, "SLOWEST", 0.01)
    with pytest.raises(UsageError) as caught:
        drawn_apart([FIGURE])
    assert caught.value.problems[0].code == "too-slow"
