"""Who is present: as written, or taken over from the last round that says; one clear sentence for each mistake."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonground.agreement import present_at, present_from
from commonground.case import Case, load
from commonground.errors import UsageError
from tests.agreement.cases import LEVELS, case


def small(*present: dict[str, str]) -> Case:
    """Rounds r0, r1, … at which parties sat as given."""
    rounds = [f"r{n}" for n in range(len(present))]
    levels = {"north": LEVELS, "south": LEVELS[:2], "guest": LEVELS}
    made = case({"a": ("x", "y")}, {p: [] for p in levels}, rounds=rounds, levels=levels, outside=("guest",))
    return replace(made, rounds={r: replace(made.rounds[r], present=p) for r, p in zip(rounds, present, strict=True)})


def test_levels_as_written() -> None:
    assert present_from(" south = leader,north=experts ", small()) == {"south": "leader", "north": "experts"}
    assert present_from("south=leader", small()) == {"south": "leader"}


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("", "bad-present", "party=level"),
        ("north", "bad-present", "north=leader,south=leader"),
        ("north=", "bad-present", "Read: north=."),
        ("=leader", "bad-present", "party=level"),
        ("north=leader,", "bad-present", "party=level"),
        ("north=leader south=leader", "unknown-level", "Expected: one of leader, delegation, experts"),
        ("nord=leader", "unknown-party", "Did you mean “north”?"),
        ("guest=leader", "not-at-table", "Expected: one of north, south"),
        ("north=expert", "unknown-level", "Did you mean “experts”?"),
        ("south=experts", "unknown-level", "Expected: one of leader, delegation"),
        ("north=leader,north=experts", "party-twice", "“north” is named twice"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(text: str, code: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        present_from(text, small())
    (problem,) = caught.value.problems
    assert problem.code == code
    assert words in str(problem)


def test_a_party_left_out_sits_as_at_the_last_round_that_says() -> None:
    made = small({"north": "experts", "south": "leader"}, {"north": "delegation"}, {"north": "leader"})
    assert present_at(made) == ({"north": "leader", "south": "leader"}, {"north": "r2", "south": "r0"})
    assert present_at(made, {"south": "delegation"}, "r1") == (
        {"north": "delegation", "south": "delegation"},
        {"north": "r1"},
    )
    assert present_at(made, {"north": "leader", "south": "leader"}) == ({"north": "leader", "south": "leader"}, {})


@pytest.mark.parametrize("made", [small(), small({"north": "leader"})])
def test_a_level_that_nothing_says_has_to_be_named(made: Case) -> None:
    with pytest.raises(UsageError, match="South would sit is not said") as caught:
        present_at(made, {"north": "leader"})
    assert caught.value.problems[0].code == "level-not-said"


def test_what_is_given_from_python_is_checked_too() -> None:
    with pytest.raises(UsageError, match="no level “boss”"):
        present_at(small(), {"north": "boss"})


def test_the_last_meetings_of_the_bundled_cases() -> None:
    assert present_at(load("istanbul-2025"))[0] == {"ukraine": "delegation", "russia": "delegation"}
    assert present_at(load("cuba-1962"), round="r3") == ({"us": "leader", "ussr": "leader"}, {"us": "r3", "ussr": "r3"})
