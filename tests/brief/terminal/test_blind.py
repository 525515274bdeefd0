"""Blind coding on a terminal, played from a script: what is shown and what not, what is asked, what the file holds."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from commonground.brief.terminal.blind import code_blind
from commonground.case import load
from commonground.case.coding import agreement_between_coders
from commonground.case.proposing import propose_from
from commonground.errors import CaseError, LockedError, Problem, UsageError
from commonground.statements import Statement
from commonground.statements import files as statement_files
from tests.brief.terminal.played import Played, interrupted

SOURCE = "post-interview"
USUAL = [""] * 8  # what stands in brackets, for all that is asked after the act


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the fictional case, with the hand coding of its authors and proposals of the rules beside it."""
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))
    root = Path(shutil.copytree(str(load("saltmarsh").path), tmp_path / "talks"))
    propose_from(load(root), SOURCE)
    return root


class Coding(Played):
    def code(self, folder: Path, coder: str = "ben", source: str = SOURCE) -> str:
        code_blind(folder, coder, source, console=self.console, ask=self.ask)
        return self.out.getvalue()


def coded(folder: Path, coder: str = "ben") -> list[Statement]:
    return [each for each in load(folder).statements.values() if each.coder == coder]


def test_a_whole_sitting(talks: Path) -> None:
    first = ["g 5", "We spoke ... again", "claim", *USUAL]
    second = ["g 9", "he could not put forward a single sentence of his own", "9", "corrane", "orvane", "", "against"]
    labels = ["3", "reported", "2", "They had no power to propose.", "q"]
    text = Coding([*first, *second, *labels]).code(talks)
    one, two = coded(talks)
    assert (one.id, two.id) == ("ben.post-interview.1", "ben.post-interview.2")
    assert {(each.blind, each.codebook, each.status, each.proposer) for each in (one, two)} == {
        (True, "1", "confirmed", "ben")
    }
    assert one.anchor is not None
    assert one.anchor.exact == "We spoke, they answered, we spoke again"
    assert (one.act, one.speaker, one.source, one.issue) == ("claim", "corrane", "halvora", None)
    assert (one.polarity, one.modality, one.mode, one.addressee) == ("neutral", "asserted", "own", None)
    assert (two.act, two.source, two.polarity, two.modality, two.mode) == (
        *("mandate", "orvane", "against", "habitual", "reported"),
    )
    assert (two.addressee, two.paraphrase) == (list(load(talks).parties)[1], "They had no power to propose.")
    assert "Statements of post-interview coded blind by ben: 2." in text


def test_neither_others_work_nor_proposals_are_shown(talks: Path) -> None:
    whole = load(talks)
    played = Coding(["", "?"] * 40)
    text = played.code(talks) + "".join(played.prompts)
    assert "That was the end of the text." in text
    assert len([each for each in whole.statements.values() if each.document == SOURCE]) > 40
    for each in whole.statements.values():
        assert each.id not in text.split()
        assert not each.paraphrase or each.paraphrase not in " ".join(text.split())
    assert "gold" not in text
    assert "rules" not in text


def test_each_statement_is_in_the_file_before_the_next_question_and_undo_takes_it_back(talks: Path) -> None:
    seen: list[list[str]] = []

    def look_then(key: str) -> Callable[[], str]:
        def answer() -> str:
            seen.append([each.status for each in coded(talks)])
            return key

        return answer

    Coding(["g 5", "It was.", "claim", *USUAL, look_then("u"), look_then("u"), look_then("q")]).code(talks)
    assert seen == [["confirmed"], ["rejected"], ["rejected"]]


def test_words_can_be_dropped_and_the_sitting_ended_at_any_label(talks: Path) -> None:
    for answers in (["claim", "", "u", "q"], ["claim", "", "q"], [interrupted], ["claim"], ["claim", *USUAL[:-1], "u"]):
        text = Coding(["g 5", "It was.", *answers]).code(talks)
        assert coded(talks) == []
        assert "Statements of post-interview coded blind by ben: 0." in text


def test_the_next_sitting_goes_on_where_the_last_one_stopped(talks: Path) -> None:
    Coding(["g 9", "I counted eleven times", "claim", *USUAL, "q"]).code(talks)
    text = Coding(["b", "q"]).code(talks)
    assert "Your statements here so far: 1. Going on at stretch 9." in text
    assert "yours: ben.post-interview.1, claim by halvora on no issue: I counted eleven times" in text
    assert "8 of 34: The Tidewater Post" in text


def test_what_cannot_be_is_told_and_asked_again(talks: Path) -> None:
    text = Coding(
        ["g 5", "no such words", "spoke", "It was.", "c", "99", "sing", "claim", "nobody", "corrane", "?", *USUAL, "q"]
    ).code(talks)
    told = " ".join(text.split())
    assert "These words do not stand in this stretch. Read: no such words." in told
    assert "These words stand 2 times in this stretch. Read: spoke." in told
    assert told.count("There is no such act: type a number of the list, or a word of it.") == 3
    assert told.count("There is no such speaker") == 1
    assert [each.act for each in coded(talks)] == ["claim"]


def test_the_codebook_explains_the_words(talks: Path) -> None:
    text = Coding(["g 5", "It was.", "?", "u", "q"]).code(talks)
    assert "1 demand: Asks for an outcome as a requirement." in text


def test_another_writer_loses_nothing(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise LockedError(Problem("Somebody else is writing to this case.", code="locked"))

    def while_locked() -> str:
        monkeypatch.setattr("commonground.brief.terminal.blind.append_statement", locked)
        return ""

    def and_then() -> str:
        monkeypatch.setattr("commonground.brief.terminal.blind.append_statement", statement_files.append_statement)
        return "It was."

    text = Coding(["g 5", "It was.", "claim", *USUAL[:-1], while_locked, and_then, "claim", *USUAL, "q"]).code(talks)
    assert "Somebody else is writing to this case." in text
    assert [each.id for each in coded(talks)] == ["ben.post-interview.1"]


def test_one_coder_at_two_terminals_loses_nothing(talks: Path) -> None:
    def meanwhile() -> str:
        Coding(["g 5", "They were not there", "claim", *USUAL, "q"]).code(talks)
        return "It was."

    Coding(["g 5", meanwhile, "accept", *USUAL, "q"]).code(talks)
    assert {each.id: (each.act, len(each.history)) for each in coded(talks)} == {
        "ben.post-interview.1": ("claim", 0),
        "ben.post-interview.2": ("accept", 0),
    }


def test_two_who_coded_blind_can_be_compared(talks: Path) -> None:
    Coding(["g 5", "It was.", "claim", *USUAL, "It was. I know", "claim", *USUAL, "q"]).code(talks)
    Coding(["g 5", "It was.", "accept", *USUAL, "q"]).code(talks, "ann")
    found = agreement_between_coders(talks, ["ann", "ben"])
    assert (found.codebook, found.matched, found.left_out) == ("1", 1, ())
    assert [dict(each.labels) for each in found.disagreements if each.labels] == [
        {"act": {"ann": "accept", "ben": "claim"}}
    ]


def test_who_has_reviewed_proposals_of_the_source_is_refused(talks: Path) -> None:
    proposed = next(each for each in load(talks).statements.values() if each.coder == "rules")
    statement_files.append_statement(talks, "rules", _confirmed_by(proposed, "ben"))
    with pytest.raises(UsageError) as caught:
        Coding([]).code(talks)
    assert [each.code for each in caught.value.problems] == ["not-blind"]
    assert Coding(["q"]).code(talks, "cem")


@pytest.mark.parametrize(
    ("coder", "source", "code"),
    [("ben", "post-intervew", "unknown-source"), ("../ben", SOURCE, "bad-coder")],
)
def test_what_cannot_be_coded_is_refused(talks: Path, coder: str, source: str, code: str) -> None:
    with pytest.raises((UsageError, CaseError)) as caught:
        Coding([]).code(talks, coder, source)
    assert [each.code for each in caught.value.problems] == [code]


def test_a_text_that_is_not_at_hand_and_a_bundled_case_are_refused(talks: Path) -> None:
    for case, source, code in (
        ("istanbul-2025", "ki-interview", "not-a-folder"),
        ("saltmarsh", SOURCE, "not-a-folder"),
    ):
        with pytest.raises(UsageError) as caught:
            code_blind(case, "ben", source)
        assert [each.code for each in caught.value.problems] == [code]
    (talks / "sources" / "interview.txt").unlink()
    with pytest.raises(UsageError) as caught:
        Coding([]).code(talks)
    assert [each.code for each in caught.value.problems] == ["no-text"]


def _confirmed_by(statement: Statement, reviewer: str) -> Statement:
    return replace(statement, status="confirmed", reviewer=reviewer, time="2025-03-01")
