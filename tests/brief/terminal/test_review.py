"""Review on a terminal, played from a script: what is asked, what is shown, and what the files then hold."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from commonground.brief.terminal.review import review_case, review_statements
from commonground.case import load, new
from commonground.errors import LockedError, Problem, StoreError
from commonground.record import Document, anchor_at
from commonground.statements import Statement, append_statements, read_statements
from commonground.statements.review import keep
from tests.brief.terminal.played import Played, interrupted

TEXT = "Envoy: We ask for water in summer. Nobody may look at our gauges! Minister: We shall see."
DOCUMENT = Document.from_text(TEXT)


def coded(name: str, words: str, **fields: Any) -> Statement:
    start = TEXT.index(words)
    base = Statement(id=name, document="arno-briefing", speaker="envoy_arno", source="arno", act="demand", issue="flow")
    return replace(
        base, anchor=anchor_at(DOCUMENT, start, start + len(words)), proposer="rules 1", coder="rules", **fields
    )


PROPOSED = (
    coded("p1", "We ask for water in summer"),
    coded("p2", "Nobody may look at our gauges", act="reject", issue="gauges", paraphrase="No [b]look[/b] at them."),
    coded("p3", "We shall see", act="claim"),
)


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))
    folder = new(tmp_path / "talks")
    append_statements(folder, "rules", PROPOSED)
    return Path(folder)


def stored(folder: Path) -> dict[str, Statement]:
    return {s.id: s for s in read_statements((folder / "statements/rules.jsonl").read_bytes(), "rules.jsonl")[0]}


def statuses(folder: Path) -> list[str]:
    return [statement.status for statement in stored(folder).values()]


class Reviewing(Played):
    def review(self, folder: Path) -> str:
        review_case(folder, "ada", console=self.console, ask=self.ask)
        return self.out.getvalue()


def test_a_whole_sitting(talks: Path) -> None:
    played = Reviewing(["y", "c", "act", "threaten", "sour", "belt", "", "n", "no position at all", "q"])
    text = played.review(talks)
    found = stored(talks)
    assert statuses(talks) == ["confirmed", "corrected", "rejected"]
    assert (found["p2"].act, found["p2"].source, found["p3"].note) == ("threaten", "belt", "no position at all")
    assert {statement.reviewer for statement in found.values()} == {"ada"}
    assert "1 confirmed as proposed (33% of those decided on), 1 corrected, 1 rejected; 0 still wait." in text
    assert load(talks).statements["p2"].counts


def test_each_decision_is_in_the_file_before_the_next_question(talks: Path) -> None:
    seen: list[list[str]] = []

    def look_then(key: str) -> Callable[[], str]:
        def answer() -> str:
            seen.append(statuses(talks))
            return key

        return answer

    Reviewing([look_then("y"), look_then("u"), look_then("y"), look_then("s"), look_then("q")]).review(talks)
    waiting = ["proposed"] * 3
    confirmed = ["confirmed", "proposed", "proposed"]
    assert seen == [waiting, confirmed, waiting, confirmed, confirmed]
    assert [version.status for version in stored(talks)["p1"].history] == ["proposed", "confirmed", "proposed"]


def test_quitting_and_going_on_with_what_is_left(talks: Path) -> None:
    Reviewing(["y", "s", "q"]).review(talks)
    text = Reviewing(["q"]).review(talks)
    assert "1 of 2: p2" in text
    assert "p1 in" not in text


def test_nothing_to_review_asks_nothing(talks: Path) -> None:
    Reviewing(["y", "y", "y", "q"]).review(talks)
    played = Reviewing([])
    assert "0 still wait" in played.review(talks)
    assert played.prompts == []


def test_the_last_decision_too_can_be_undone(talks: Path) -> None:
    Reviewing(["y", "y", "y", "u", "n", "", "q"]).review(talks)
    assert statuses(talks) == ["confirmed", "confirmed", "rejected"]


@pytest.mark.parametrize("key", ["", "yy", "y y", "yes", "all", "x", "?"])
def test_only_the_one_letter_decides(talks: Path, key: str) -> None:
    text = Reviewing([key, "q"]).review(talks)
    assert statuses(talks) == ["proposed"] * 3
    assert "quit. Every decision is kept" in text


def test_a_wrong_word_is_told_with_the_nearest_and_nothing_is_corrected(talks: Path) -> None:
    text = Reviewing(["c", "issue", "gaugs", "polarity", "pro", "colour", "", "q"]).review(talks)
    assert "Did you mean “gauges”?" in text
    assert "Expected: one of for, against, neutral." in text
    assert "This field cannot be corrected here." in text
    assert "Nothing was corrected." in text
    assert statuses(talks) == ["proposed"] * 3


def test_a_dash_leaves_a_field_empty(talks: Path) -> None:
    Reviewing(["c", "issue", "-", "", "q"]).review(talks)
    assert stored(talks)["p1"].issue is None


@pytest.mark.parametrize(
    "answers", [["y", interrupted], ["y", "c", "act", interrupted], ["y"], ["y", "n", interrupted]]
)
def test_ctrl_c_and_the_end_of_input_leave_what_was_decided(
    talks: Path, answers: list[str | Callable[[], str]]
) -> None:
    text = Reviewing(answers).review(talks)
    assert statuses(talks) == ["confirmed", "proposed", "proposed"]
    assert "Stopped. What was decided before is kept." in text
    assert "2 still wait" in text


def test_the_words_of_the_text_are_shown_as_they_are(talks: Path) -> None:
    played = Reviewing(["s", "s", "q"])
    hostile = replace(PROPOSED[0], id="p4", cue="\x1b[2J\x07 gone", paraphrase="[red]not[/red] markup")
    append_statements(talks, "rules", [hostile])
    review_statements(
        talks,
        [PROPOSED[1], hostile],
        "ada",
        text={"arno-briefing": DOCUMENT}.get,
        console=played.console,
        ask=played.ask,
    )
    text = played.out.getvalue()
    assert "Envoy: We ask for water in summer." in text
    assert ">> Nobody may look at our gauges" in text
    assert "No [b]look[/b] at them." in text
    assert "[red]not[/red] markup" in text
    assert "\x1b" not in text


def test_that_somebody_tells_anothers_position_is_said(talks: Path) -> None:
    append_statements(talks, "rules", [replace(PROPOSED[0], id="p4", source="belt")])
    text = Reviewing(["s", "s", "s", "q"]).review(talks)
    assert "envoy_arno tells what belt holds" in text
    assert "envoy_arno tells what arno holds" not in text, "he speaks for it"


def test_while_somebody_else_writes_nothing_is_decided_and_it_is_asked_again(
    talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = iter([True, False])

    def busy_once(folder: Path, statement: Statement) -> None:
        if next(tries):
            raise LockedError(Problem("Another program is writing here.", code="locked"))
        keep(folder, statement)

    monkeypatch.setattr("commonground.brief.terminal.review.keep", busy_once)
    text = Reviewing(["y", "y", "q"]).review(talks)
    assert "Another program is writing here." in text
    assert statuses(talks) == ["confirmed", "proposed", "proposed"]


def test_a_zip_is_not_reviewed(talks: Path, tmp_path: Path) -> None:
    import shutil

    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", talks)
    with pytest.raises(StoreError) as caught:
        Reviewing(["q"]).review(Path(packed))
    assert caught.value.problems[0].code == "zip"


def test_a_bundled_case_is_not_written_to() -> None:
    with pytest.raises(StoreError) as caught:
        Reviewing(["y"]).review(Path("istanbul-2025"))
    assert caught.value.problems[0].code == "no-folder"


KILLED = """
import os, signal, sys
from commonground.brief.terminal.review import review_case
answers = iter("ysy")
def ask(prompt):
    key = next(answers, None)
    if key is None:
        os.kill(os.getpid(), signal.{signal})
        return input()
    return key
review_case(sys.argv[1], "ada", ask=ask)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are sent as POSIX has them")
@pytest.mark.parametrize("name", ["SIGKILL", "SIGINT"])
def test_a_program_killed_between_two_decisions_loses_none(talks: Path, name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", KILLED.replace("{signal}", name), str(talks)],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == (-signal.SIGKILL if name == "SIGKILL" else 0), ran.stderr
    assert "Traceback" not in ran.stderr
    assert statuses(talks) == ["confirmed", "proposed", "confirmed"]
    assert "1 of 1: p2" in Reviewing(["q"]).review(talks)


def test_the_prompt_works_without_colour_and_shows_its_letters(talks: Path) -> None:
    program = "import sys; from commonground.brief.terminal.review import review_case; review_case(sys.argv[1], 'ada')"
    ran = subprocess.run(
        [sys.executable, "-c", program, str(talks)],
        input="y\nq\n", capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "y confirm · c correct · n reject · s skip · u undo · q quit · ? help >" in ran.stdout
    assert statuses(talks) == ["confirmed", "proposed", "proposed"]
