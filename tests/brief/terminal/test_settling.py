"""Settling on a terminal, played from a script: what is shown of each coder, and what the files then hold."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commonground.brief.terminal.blind import code_blind
from commonground.brief.terminal.coding import print_reliability
from commonground.brief.terminal.settling import settle_case
from commonground.case import load
from commonground.case.coding import agreement_between_coders
from commonground.errors import LockedError, Problem, UsageError
from commonground.statements import Statement, append_statements
from tests.brief.terminal.played import Played, interrupted

SOURCE = "post-interview"
USUAL = [""] * 8
NOBODY = "They were not there."


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two who differ about an act, and of whom one has a statement that the other has not."""
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))
    root = Path(shutil.copytree(str(load("saltmarsh").path), tmp_path / "talks"))
    for coder, act, more in (("ann", "accept", []), ("ben", "claim", [NOBODY, "claim", *USUAL])):
        played = Played(["g 5", "It was.", act, *USUAL, *more, "q"])
        code_blind(root, coder, SOURCE, console=played.console, ask=played.ask)
    return root


class Settling(Played):
    left: int

    def settle(self, folder: Path) -> str:
        self.left = settle_case(folder, "ann and ben", console=self.console, ask=self.ask)
        return self.out.getvalue()


def stand(folder: Path) -> dict[str, Statement]:
    return {name: each for name, each in load(folder).statements.items() if each.coder in {"ann", "ben"}}


def acts(folder: Path) -> list[tuple[str, str]]:
    return [(each.act, each.status) for each in stand(folder).values()]


def test_a_whole_sitting(talks: Path) -> None:
    before = agreement_between_coders(talks)
    played = Settling(["k", "2", "d", "q"])
    text = " ".join(played.settle(talks).split())
    assert "1 of 2: post-interview" in text
    assert "ann: " in text
    assert ">>It was.<< I know that some" in text
    assert "ann: nothing" in text
    assert "act: 1 accept (ann) 2 claim (ben), or another word >" in " ".join("".join(played.prompts).split())
    assert "2 of 2 were settled now; 0 are left." in text
    assert acts(talks) == [("claim", "corrected"), ("claim", "confirmed"), ("claim", "rejected")]
    assert {(each.reviewer, each.blind) for each in stand(talks).values()} == {("ann and ben", False)}
    after = agreement_between_coders(talks)
    assert after.labels == before.labels
    assert after.where == before.where
    assert [each.settled for each in after.disagreements] == [True, True]
    assert Settling([]).settle(talks).startswith("0 of 0")


def test_a_word_of_neither_may_be_right_and_an_unknown_one_is_asked_again(talks: Path) -> None:
    text = Settling(["k", "sing", "", "9", "concede", "q"]).settle(talks)
    assert text.count("There is no such act.") == 2
    assert acts(talks)[:2] == [("concede", "corrected"), ("concede", "corrected")]
    assert acts(talks)[2] == ("claim", "confirmed")
    assert stand(talks)["ben.post-interview.2"].blind


def test_undo_puts_both_back_as_they_were_coded(talks: Path) -> None:
    coded = stand(talks)
    played = Settling(["u", "k", "1", "u", "q"])
    assert "Nothing was settled in this sitting" in played.settle(talks)
    assert played.left == 2
    assert {name: (s.act, s.blind, s.status) for name, s in stand(talks).items()} == {
        name: (s.act, s.blind, s.status) for name, s in coded.items()
    }
    assert [version.reviewer for version in stand(talks)["ann.post-interview.1"].history] == ["ann", "ann and ben"]


def test_skipping_quitting_and_going_on(talks: Path) -> None:
    for answers in (["s", "k", "q"], [interrupted], []):
        Settling(answers).settle(talks)
    assert [each.blind for each in stand(talks).values()] == [True, True, False]
    assert "1 of 1: post-interview" in Settling(["q"]).settle(talks)


def test_what_could_only_be_written_in_part_comes_up_again(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def of_ann_only(folder: Path, coder: str, statements: list[Statement]) -> None:
        if coder == "ben":
            raise LockedError(Problem("Somebody else is writing to this case.", code="locked"))
        append_statements(folder, coder, statements)

    with monkeypatch.context() as patched:
        patched.setattr("commonground.brief.terminal.settling.append_statements", of_ann_only)
        played = Settling(["k", "2", "q"])
        assert "Somebody else is writing to this case." in played.settle(talks)
        assert played.left == 2
    assert "1 of 2 were settled now; 1 are left." in Settling(["k", "2", "q"]).settle(talks)
    assert acts(talks)[:2] == [("claim", "confirmed"), ("claim", "confirmed")]


def test_what_is_settled_is_listed_no_more(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Settling(["k", "2", "q"]).settle(talks)
    print_reliability("Talks", agreement_between_coders(talks))
    told = capsys.readouterr().out
    assert "To settle: 1, beside 1 settled since" in told
    assert "nothing by ann" in told
    assert "act:" not in told


def test_a_case_of_the_programs_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        settle_case("saltmarsh", "ann and ben")
    assert [each.code for each in caught.value.problems] == ["not-a-folder"]
