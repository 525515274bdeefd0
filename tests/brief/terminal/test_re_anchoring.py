"""A person is asked about each passage, sees it, and alone decides."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from commonground.brief.terminal.re_anchoring import ReAnchored, re_anchor_case
from commonground.case import load
from commonground.cli import main
from commonground.errors import UsageError
from tests.case.texts import TEXT, anchored_case

CHANGED = "A heading.\n\n" + TEXT.replace("a footpath", "any path")


@pytest.fixture
def bridge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))
    root = anchored_case(tmp_path / "bridge", "title: Minutes, file: minutes.txt")
    (root / "sources").mkdir()
    (root / "sources" / "minutes.txt").write_text(CHANGED, encoding="utf-8")
    return root


def sitting(bridge: Path, *answers: str) -> tuple[ReAnchored, str]:
    given: Iterator[str] = iter(answers)
    out = io.StringIO()

    def ask(prompt: str) -> str:
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    console = Console(file=out, width=200, highlight=False)
    return re_anchor_case(load(bridge), None, "Ann", console=console, ask=ask), out.getvalue()


def anchors(bridge: Path) -> dict[str, int]:
    return {s.id: s.anchor.start for s in load(bridge).statements.values() if s.anchor}


def test_yes_moves_one_and_leaving_leaves_one(bridge: Path) -> None:
    before = anchors(bridge)
    result, told = sitting(bridge, "?", "y", "s")
    assert result == ReAnchored(("q1",), ("q3",), ("q2",))
    assert result.in_words() == "1 moved, 1 left as they were, 1 not in the text any more."
    assert anchors(bridge) == {**before, "q1": before["q1"] + len("A heading.\n\n")}
    assert "the north bank would let people walk across" in told
    assert "We shall not pay for any path" in told, "what is most like the lost words is shown"
    assert sitting(bridge)[0].left == ("q3",)


@pytest.mark.parametrize("answers", [("q",), (), ("1", "9", "n", "")])
def test_quitting_and_anything_else_moves_nothing(bridge: Path, answers: tuple[str, ...]) -> None:
    before = anchors(bridge)
    result, told = sitting(bridge, *answers)
    assert (result.moved, result.left) == ((), ("q1", "q3"))
    assert "Stopped." in told
    assert anchors(bridge) == before


def test_where_words_stand_twice_the_place_is_chosen_by_number(bridge: Path) -> None:
    text = "New.\n\n" + TEXT + "Copied:\n\n" + TEXT
    (bridge / "sources" / "minutes.txt").write_text(text, encoding="utf-8")
    result, told = sitting(bridge, "y", "2", "s", "s")
    assert result.moved == ("q1",), "y is no answer where there are two"
    assert anchors(bridge)["q1"] == text.rindex("the north bank would let")
    assert "1-2 the passage" not in told, "the prompt is asked, not printed"


def test_control_signs_of_a_text_do_not_reach_the_terminal(bridge: Path) -> None:
    (bridge / "sources" / "minutes.txt").write_text("\x1b[2J\x07 " + CHANGED, encoding="utf-8")
    assert "\x1b[2J" not in sitting(bridge, "s", "s")[1]


def test_from_the_command_line(bridge: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attach", str(bridge), "minutes", "--re-anchor"]) == 2
    assert "--reviewer NAME" in capsys.readouterr().err
    assert main(["attach", str(bridge), "--re-anchor", "--json"]) == 0
    assert '"status": "lost"' in capsys.readouterr().out
    assert main(["attach", str(bridge), "minuts", "--re-anchor", "--reviewer", "Ann"]) == 2
    assert "minutes" in capsys.readouterr().err
    assert main(["check", str(bridge)]) == 0
    assert "words-elsewhere" in capsys.readouterr().out


def test_a_case_of_the_programs_and_a_zip_are_not_added_to(tmp_path: Path) -> None:
    for place in ("saltmarsh", "istanbul-2025"):
        with pytest.raises(UsageError, match="of your own"):
            re_anchor_case(load(place), None, "Ann")
    assert main(["propose", "saltmarsh", next(iter(load("saltmarsh").sources))]) == 2
