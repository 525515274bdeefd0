"""Records of PLOVER, made up here, become sentences with their events."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.corpora import plover
from commonground.statements import ACTS
from commonground.statements.exchange.plover import mapping


@pytest.fixture
def records(tmp_path: Path) -> Path:
    rows = [
        {"event": "DOCUMENT", "eventText": "what this file is"},
        {"event": "REJECT", "text": "Orsk rejected the plan. "},
        {"event": "AID", "text": "Brenn sent flour."},
        {"event": "AGREE", "text": "Orsk rejected the plan."},
        {"event": "REJECT", "text": "Orsk rejected the plan."},
    ]
    path = tmp_path / "records.txt"
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def test_a_sentence_is_one_thing_with_all_its_events(records: Path) -> None:
    found = plover.sentences(records)
    assert [(each.text, each.events) for each in found] == [
        ("Orsk rejected the plan.", ("REJECT", "AGREE")),
        ("Brenn sent flour.", ("AID",)),
    ]


def test_events_have_the_acts_of_the_export() -> None:
    assert plover.acts_of("REJECT") == ("reject",)
    assert set(plover.acts_of("AGREE")) == {"accept", "commit", "propose"}
    assert plover.acts_of("PROTEST") == ()
    assert {act for event in set(mapping().values()) if event for act in plover.acts_of(event)} < set(ACTS)


def test_the_rules_say_events_and_keep_silent_on_the_rest() -> None:
    assert plover.told("Orsk rejected the plan.") == plover.Told(frozenset({"REJECT"}), frozenset())
    assert plover.told("Brenn sent flour.") == plover.Told(frozenset(), frozenset())


def test_what_is_not_asserted_is_withheld() -> None:
    assert plover.told("Orsk threatened to close the ford if Brenn came.") == plover.Told(
        frozenset(), frozenset({"THREATEN"})
    )
