"""Review as a value: each decision one version, undone by one more, and nothing that a kill could lose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.errors import CaseError, UsageError
from commonground.statements import Statement, Vocabulary, append_statements, read_statements
from commonground.statements.review import (
    CORRECTABLE,
    Review,
    begin,
    choices_of,
    confirm,
    correct,
    keep,
    reject,
    skip,
    tally,
    undo,
)

NOON = "2025-05-16T12:00:00+00:00"
WORDS = Vocabulary(
    actors={"arno": ("Arno",), "belt": ("Belt",), "envoy": ("The envoy",)}, issues={"flow": ("Flow",), "gauges": ()}
)
PLAIN = Statement(
    id="p1", document="letter", speaker="envoy", source="arno", act="demand", issue="flow", paraphrase="more",
    proposer="rules 1", coder="rules",
)  # fmt: skip
THREE = tuple(replace(PLAIN, id=f"p{n}") for n in (1, 2, 3))


def stored(folder: Path) -> dict[str, Statement]:
    found, problems = read_statements((folder / "statements/rules.jsonl").read_bytes(), "rules.jsonl")
    assert problems == []
    return {statement.id: statement for statement in found}


def codes(change: Any) -> list[str]:
    with pytest.raises(UsageError) as caught:
        change()
    return [problem.code for problem in caught.value.problems]


def test_only_what_nobody_decided_on_is_looked_at_in_its_order() -> None:
    done = replace(PLAIN, id="p0", status="confirmed")
    assert [s.id for s in begin((done, *THREE), "ada").waiting] == ["p1", "p2", "p3"]
    assert begin((done,), "ada").current is None


def test_each_decision_is_one_version_with_its_reviewer_and_time() -> None:
    review, first = confirm(begin(THREE, "ada", WORDS), NOON)
    review, second = correct(review, {"source": "belt", "issue": None}, NOON)
    review, third = reject(review, NOON, "a scare quote")
    assert [s.status for s in (first, second, third)] == ["confirmed", "corrected", "rejected"]
    assert {(s.reviewer, s.time) for s in (first, second, third)} == {("ada", NOON)}
    assert [[v.status for v in s.history] for s in (first, second, third)] == [["proposed"]] * 3
    assert (second.source, second.issue, second.act) == ("belt", None, "demand")
    assert third.note == "a scare quote"
    assert review.current is None


def test_why_it_was_rejected_does_not_push_out_an_earlier_note() -> None:
    noted = replace(PLAIN, note="“we” was taken as Arno")
    assert reject(begin([noted], "ada"), NOON, "it is the Belt")[1].note == "“we” was taken as Arno / it is the Belt"
    assert reject(begin([noted], "ada"), NOON)[1].note == "“we” was taken as Arno"


def test_a_skipped_one_stays_proposed_and_is_there_again_next_time() -> None:
    review = skip(begin(THREE, "ada"))
    assert review.current == THREE[1]
    back, version = undo(review, NOON)
    assert (back.current, version) == (THREE[0], None)


def test_undo_gives_back_what_was_there_word_for_word() -> None:
    begun = begin(THREE, "ada", WORDS)
    after, _ = correct(begun, {"source": "belt"}, NOON)
    back, version = undo(after, NOON)
    assert version is not None
    assert back.current == version
    assert [v.status for v in version.history] == ["proposed", "corrected"]
    assert replace(version, history=(), reviewer=None, time=None) == THREE[0]
    assert back.waiting[1:] == begun.waiting[1:]
    assert codes(lambda: undo(back, NOON)) == ["nothing-made"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"speeker": "envoy"}, ["no-such-field"]),
        ({"anchor": "x"}, ["no-such-field"]),
        ({"source": "Arnow"}, ["unknown-actor"]),
        ({"issue": "flows"}, ["unknown-issue"]),
        ({"issue": "unknown"}, ["unknown-issue"]),
        ({"act": "demands"}, ["unknown-act"]),
        ({"polarity": "pro"}, ["unknown-polarity"]),
        ({"act": None}, ["missing-field"]),
        ({"speaker": ""}, ["missing-field"]),
        ({"act": "demands", "issue": "flows"}, ["unknown-act", "unknown-issue"]),
        ({"source": "arno"}, ["changes-nothing"]),
        ({}, ["changes-nothing"]),
    ],
)
def test_what_cannot_be_corrected_so(changes: dict[str, str | None], expected: list[str]) -> None:
    assert codes(lambda: correct(begin(THREE, "ada", WORDS), changes, NOON)) == expected


def test_somebody_unknown_may_always_speak_and_without_a_vocabulary_anybody() -> None:
    assert correct(begin(THREE, "ada", WORDS), {"speaker": "unknown"}, NOON)[1].speaker == "unknown"
    assert correct(begin(THREE, "ada"), {"speaker": "somebody"}, NOON)[1].speaker == "somebody"
    assert choices_of(begin(THREE, "ada", WORDS), "source") == ("arno", "belt", "envoy", "unknown")
    assert choices_of(begin(THREE, "ada"), "source") == ()
    assert all(isinstance(getattr(PLAIN, field), str | None) for field in CORRECTABLE)


def test_nothing_can_be_decided_when_nothing_waits() -> None:
    empty = begin((), "ada")
    assert codes(lambda: confirm(empty, NOON)) == ["nothing-waiting"]
    assert codes(lambda: skip(empty)) == ["nothing-waiting"]


def test_the_share_confirmed_unchanged_is_of_those_decided_on() -> None:
    review, a = confirm(begin(THREE, "ada"), NOON)
    review, b = correct(review, {"act": "propose"}, NOON)
    by_hand = replace(PLAIN, id="mine", status="confirmed")
    found = tally((a, b, THREE[2], by_hand))
    assert (found.waiting, found.confirmed, found.corrected, found.rejected) == (1, 1, 1, 0)
    assert found.unchanged == 0.5
    assert tally(THREE).unchanged is None
    assert found.to_dict()["confirmed_unchanged"] == 0.5


def test_a_correction_that_was_undone_counts_no_longer_one_confirmed_later_does() -> None:
    review, _ = correct(begin(THREE, "ada"), {"act": "propose"}, NOON)
    review, undone = undo(review, NOON)
    assert undone is not None
    assert tally([undone]).waiting == 1
    assert tally([confirm(review, NOON)[1]]).confirmed == 1
    corrected = correct(begin(THREE, "ada"), {"act": "propose"}, NOON)[1]
    later = replace(corrected, status="confirmed", history=(*corrected.history, corrected.version))
    assert tally([later]).corrected == 1


# --- in the files ---


def test_each_version_kept_is_found_again_and_the_next_sitting_goes_on(tmp_path: Path) -> None:
    append_statements(tmp_path, "rules", THREE)
    review, version = confirm(begin(stored(tmp_path).values(), "ada"), NOON)
    keep(tmp_path, version)
    # the program is killed here: nothing but the files is left
    again = begin(stored(tmp_path).values(), "bea")
    assert [s.id for s in again.waiting] == ["p2", "p3"]
    assert stored(tmp_path)["p1"].reviewer == "ada"
    _, undone = undo(review, NOON)
    assert undone is not None
    keep(tmp_path, undone)
    assert [v.status for v in stored(tmp_path)["p1"].history] == ["proposed", "confirmed"]
    assert [s.id for s in begin(stored(tmp_path).values(), "bea").waiting] == ["p1", "p2", "p3"]


def test_what_could_not_be_read_again_is_not_kept(tmp_path: Path) -> None:
    append_statements(tmp_path, "rules", THREE)
    before = (tmp_path / "statements/rules.jsonl").read_bytes()
    _, version = correct(begin(stored(tmp_path).values(), "ada"), {"paraphrase": "half a character: \ud800"}, NOON)
    with pytest.raises((CaseError, UnicodeEncodeError)):
        keep(tmp_path, version)
    assert (tmp_path / "statements/rules.jsonl").read_bytes() == before


@given(st.lists(st.sampled_from("ynscu"), max_size=12))
def test_whatever_is_decided_the_files_say_what_the_review_says(tmp_path_factory: Any, keys: str) -> None:
    folder = tmp_path_factory.mktemp("talks")
    append_statements(folder, "rules", THREE)
    review: Review = begin(stored(folder).values(), "ada")
    now = {statement.id: statement for statement in THREE}
    for key in keys:
        version: Statement | None = None
        if key == "u" and review.made:
            review, version = undo(review, NOON)
        elif key != "u" and review.current is not None:
            match key:
                case "y":
                    review, version = confirm(review, NOON)
                case "n":
                    review, version = reject(review, NOON)
                case "c":
                    review, version = correct(review, {"act": "appeal"}, NOON)
                case _:
                    review = skip(review)
        if version is not None:
            keep(folder, version)
            now[version.id] = version
        kept = stored(folder)
        assert {name: replace(s, history=()) for name, s in kept.items()} == {
            name: replace(s, history=()) for name, s in now.items()
        }
        assert tally(kept.values()) == tally(now.values())
        decided = {each.after.id for each in review.made if not each.skipped}
        assert decided == {s.id for s in kept.values() if s.status != "proposed"}
