"""Settling: what is written, that the blind figures do not move, and when a disagreement counts as settled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonground.errors import UsageError
from commonground.statements import Statement
from commonground.statements.reliability import (
    Disagreement,
    blind_coding,
    dropped,
    reliability,
    settled,
    unsettled,
    with_settled,
)
from tests.statements.reliability.coding import LINE, file_of, said

TIME = "2025-03-02"
ANN = (
    replace(said("a1", 0, 30, issue="water"), coder="ann"),
    replace(said("a2", LINE, LINE + 30, "claim"), coder="ann"),
)
BEN = (
    replace(said("b1", 0, 30, "condition"), coder="ben"),
    replace(said("b2", LINE, LINE + 30, "claim"), coder="ben"),
    replace(said("b3", 2 * LINE, 2 * LINE + 9), coder="ben"),
)
NOW = {each.id: each for each in (*ANN, *BEN)}


def found(*later: Statement) -> tuple[Disagreement, ...]:
    """What the two disagree on, from their files with later lines added."""
    files = {coder: [s for s in (*NOW.values(), *later) if s.coder == coder] for coder in ("ann", "ben")}
    codings = [blind_coding(file_of(*statements), f"{coder}.jsonl") for coder, statements in files.items()]
    return reliability(codings).disagreements


def test_what_they_settle_on_stands_in_both_files_with_its_history() -> None:
    differing, _ = found()
    assert dict(differing.labels) == {
        "act": {"ann": "demand", "ben": "condition"},
        "issue": {"ann": "water", "ben": "none"},
    }
    one, two = settled(differing, NOW, {"act": "demand", "issue": "none"}, "ann and ben", TIME)
    assert [(each.id, each.act, each.issue, each.status) for each in (one, two)] == [
        ("a1", "demand", None, "corrected"),
        ("b1", "demand", None, "corrected"),
    ]
    assert {(each.reviewer, each.time, each.blind) for each in (one, two)} == {("ann and ben", TIME, False)}
    assert one.history == (ANN[0].version,)
    (same, _) = settled(differing, NOW, {"act": "demand", "issue": "water"}, "ann and ben", TIME)
    assert same.status == "confirmed"


def test_what_only_one_marked_is_kept_or_dropped() -> None:
    _, alone = found()
    assert alone.without == ("ann",)
    (kept,) = settled(alone, NOW, {}, "ann and ben", TIME)
    (gone,) = dropped(alone, NOW, "ann and ben", TIME)
    assert (kept.status, kept.blind, gone.status, gone.blind) == ("confirmed", False, "rejected", False)


def test_the_figures_stay_with_what_was_coded_blind() -> None:
    differing, alone = found()
    later = settled(differing, NOW, {"act": "claim", "issue": "none"}, "ann and ben", TIME)
    later += dropped(alone, NOW, "ann and ben", TIME)
    assert found(*later) == found()


def test_a_disagreement_is_settled_once_nothing_of_it_stands_as_coded_blind() -> None:
    before = found()
    assert unsettled(with_settled(before, NOW)) == before
    one, two = settled(before[0], NOW, {"act": "claim", "issue": "none"}, "ann and ben", TIME)
    half = with_settled(before, {**NOW, "a1": one})
    assert [each.settled for each in half] == [False, False]
    whole = with_settled(before, {**NOW, "a1": one, "b1": two})
    assert [each.settled for each in whole] == [True, False]
    assert unsettled(whole) == (before[1],)
    assert [each.to_dict()["settled"] for each in whole] == [True, False]


@pytest.mark.parametrize(
    ("labels", "codes"),
    [
        ({}, ["missing-field", "missing-field"]),
        ({"act": "sing", "issue": "none"}, ["unknown-act"]),
        ({"act": "none", "issue": "water"}, ["unknown-act"]),
    ],
)
def test_what_is_left_open_or_cannot_stand_is_refused(labels: dict[str, str], codes: list[str]) -> None:
    with pytest.raises(UsageError) as caught:
        settled(found()[0], NOW, labels, "ann and ben", TIME)
    assert [each.code for each in caught.value.problems] == codes
