"""One sentence, several statements: enumerations, clauses, conditions and orderings."""

from __future__ import annotations

import pytest

from commonground.statements.cues import lexicon
from commonground.statements.splitting import clauses, condition_in, items, orderings, ordinal_start


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "Our orders had three points: first, a truce; second, a bridge for both sides; and third, the captives.",
            ["a truce", "a bridge for both sides", "the captives"],
        ),
        ("We ask for: (a) the lists; (b) the maps.", ["the lists", "the maps"]),
        ("They named 1) the port, 2) the rail line and 3) the mine.", ["the port", "the rail line", "the mine"]),
        (
            "There were two demands on paper: an open road; and an end to the searches.",
            ["an open road", "an end to the searches"],
        ),
        ("In the first and second meetings we sat in the hall.", []),
        ("First, they came late.", []),
        ("Second, a bridge; first, a road.", []),
        ("At first, we waited; then, second by second, it grew dark.", []),
    ],
)
def test_enumerations_are_split(sentence: str, parts: list[str]) -> None:
    assert [sentence[start:end] for start, end in items(sentence)[1]] == parts


@pytest.mark.parametrize(
    ("sentence", "first", "then"),
    [
        ("First you leave the ridge, and only then do we talk.", "you leave the ridge", "do we talk"),
        ("We open the gate only after the shelling ends.", "the shelling ends", "We open the gate"),
        ("Only when the lists are full will we let them go.", "the lists are full", "will we let them go"),
        ("Unless they pay, we keep the ships.", "they pay", "we keep the ships"),
        ("We stay, provided the others do.", "the others do", "We stay"),
        ("There is no vote until the census is done.", "the census is done", "There is no vote"),
    ],
)
def test_conditions_are_pairs(sentence: str, first: str, then: str) -> None:
    split = condition_in(sentence)
    assert split is not None
    assert (sentence[slice(*split.first)], sentence[slice(*split.then)]) == (first, then)


@pytest.mark.parametrize(
    "sentence",
    [
        "If it rains, we stay.",
        "First of all, they lied, and then they left.",
        "They provided the maps in time.",
        "We waited until noon.",
        "At first they refused, and then it rained.",
    ],
)
def test_these_are_no_conditions(sentence: str) -> None:
    assert condition_in(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "first", "then"),
    [
        ("We want a full truce before any summit.", "a full truce", "any summit"),
        ("They offered a summit after the withdrawal.", "the withdrawal", "a summit"),
    ],
)
def test_orderings(sentence: str, first: str, then: str) -> None:
    (split,) = orderings(sentence, lexicon().steps)
    assert (sentence[slice(*split.first)], sentence[slice(*split.then)]) == (first, then)


@pytest.mark.parametrize(
    "sentence", ["We had talks before the war.", "He stood before presidents.", "Think before a summit."]
)
def test_both_sides_of_an_ordering_are_steps(sentence: str) -> None:
    assert not list(orderings(sentence, lexicon().steps))


def test_clauses() -> None:
    sentence = "They rejected the map, but they accepted the lists; no"
    assert [sentence[start:end] for start, end in clauses(sentence)] == [
        "They rejected the map",
        "they accepted the lists; no",
    ]


@pytest.mark.parametrize(("sentence", "rest"), [("Second, the road.", "the road."), ("Second thoughts came.", None)])
def test_ordinal_start(sentence: str, rest: str | None) -> None:
    start = ordinal_start(sentence)
    assert (None if start is None else sentence[start:]) == rest


@pytest.mark.parametrize(
    ("sentence", "first", "then"),
    [
        ("The road opens first, and after that we lift the siege.", "The road opens", "we lift the siege"),
        ("No ship sails while a boat is held.", "a boat is held", "No ship sails"),
        ("We will not talk as long as he is in jail.", "he is in jail", "We will not talk"),
        ("A vote is only thought of when the lists are full.", "the lists are full", "A vote is only thought of"),
        ("Once the roads are open, we sign.", "the roads are open", "we sign"),
        ("The port will open once the mines are cleared.", "the mines are cleared", "The port will open"),
        ("They may leave on the day your guns fall silent.", "your guns fall silent", "They may leave"),
        ("Before any ship leaves, the men must be home.", "the men must be home", "any ship leaves"),
        ("The gates open before the ships leave.", "The gates open", "the ships leave"),
        ("The gates are not opened before the count is done.", "the count is done", "The gates are not opened"),
        ("We sail (unless you pay) at noon.", "you pay", "at noon"),
    ],
)
def test_more_ways_to_put_a_condition(sentence: str, first: str, then: str) -> None:
    split = condition_in(sentence)
    assert split is not None
    assert (sentence[slice(*split.first)], sentence[slice(*split.then)]) == (first, then)


@pytest.mark.parametrize(
    "sentence",
    [
        "Even before the war we met often.",
        "She said so once, before she was elected.",
        "Before the war began, the bridge was open.",
        "He told us once the war was over.",
        "We met before the summer holidays.",
        "He hummed while the tea was drawn.",
        "They came first, and the others stayed.",
    ],
)
def test_the_past_and_the_plain_are_no_conditions(sentence: str) -> None:
    assert condition_in(sentence) is None
