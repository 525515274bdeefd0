"""The order of steps on a terminal: in titles, both sides beside each other, and never as markup."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

import commonground as cg
from commonground.agreement import order
from commonground.brief.order_words import edge_in_words, stages_in_words, verdict_in_words
from commonground.brief.terminal.order import print_order
from commonground.case import Case
from tests.agreement.orders import steps_in_order

Shown = Callable[..., str]


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shown:
    monkeypatch.setenv("COLUMNS", "400")

    def of(case: Case, **asked: object) -> str:
        print_order(case, order(case, **asked))  # type: ignore[arg-type]
        return capsys.readouterr().out

    return of


def test_istanbul_names_the_pair_and_whose_it_is(shown: Shown) -> None:
    text = shown(cg.load("istanbul-2025"))
    assert text.index("The record ends on 25 July 2025") < text.index("Steps wait for each other in 4 circles")
    assert "“Ceasefire” before “Talks on territory” (O2, Ukraine)" in text
    assert "“Withdrawal from four oblasts” before “Ceasefire” (O6, Russia)" in text
    assert "given “Talks on territory” before “Withdrawal from four oblasts” (O8, structural)" in text
    assert "O4 is known by Ukraine's account alone; 2 of the 4 circles run through it." in text
    assert "Ukraine by dropping O1, O2 and O3; Russia by dropping O4, O5 and O6" in text
    assert "Ceasefire with Meeting of the leaders" in text
    assert "Not exhaustive" not in text


def test_istanbul_shows_every_sides_order_and_what_it_exposes(shown: Shown) -> None:
    text = shown(cg.load("istanbul-2025"))
    assert "as Ukraine wants it" in text
    assert "as Russia wants it" in text
    assert "Ukraine: Withdrawal from four oblasts for 2 stages, in any schedule of it" in text
    assert "Russia: no irreversible step of its own is on record" in text


def test_both_ways_to_end_the_surviving_pair_stand_beside_each_other(shown: Shown) -> None:
    text = shown(cg.load("istanbul-2025"))
    assert "without O6; O1, O4 at once; “Settlement text” split" in text
    assert "without O2; O1, O4 at once; “Settlement text” split" in text


def test_words_of_a_case_are_not_markup(shown: Shown) -> None:
    case = steps_in_order({"north": ["a < b"], "south": ["b < a"]}, {"a": {"title": "[red]Gate[/red]"}})
    assert shown(case).count("[red]Gate[/red]") > 2


def test_a_search_cut_short_is_told(shown: Shown) -> None:
    text = shown(cg.load("istanbul-2025"), budget=0)
    assert "Not exhaustive" in text
    assert "others may drop less" in text


def test_turns_are_told_with_both_beginnings(shown: Shown) -> None:
    steps = {"a": {"title": "Release", "divisible": True}, "b": {"title": "Relief", "divisible": True}}
    text = shown(steps_in_order({"north": ["a < b"], "south": ["b < a"]}, steps))
    assert "Release (part 1), Relief (part 1), Release (part 2), Relief (part 2); or Relief (part 1)" in text


def test_what_was_left_out_is_told(shown: Shown) -> None:
    case = steps_in_order({"north": ["a < b"], "judge": ["b < a"]}, outside=("judge",))
    assert "Left out, of parties outside the table: J1." in shown(case)


@pytest.mark.parametrize(
    ("orders", "says"),
    [
        ({"north": ["a < b"]}, "there is an order that meets every demand"),
        ({"north": ["a < b"], "south": ["b < a"]}, "no demand has to be dropped"),
        ({"north": ["a < b"], "structural": ["b < a"]}, "What survives every re-ordering: “step a” before “step b”"),
        ({"north": ["a < b"], "structural": ["b < c", "c < b"]}, "The case contradicts itself"),
        ({"north": [], "south": []}, "there is an order that meets every demand"),
    ],
)
def test_every_kind_of_deadlock_has_its_sentence(shown: Shown, orders: dict[str, list[str]], says: str) -> None:
    case = steps_in_order(orders)
    assert says in " ".join(verdict_in_words(case, order(case)))
    assert says in shown(case)


def test_a_demand_that_only_the_other_side_tells_of_says_so() -> None:
    case = steps_in_order({"north": ["a < b"], "south": ["b < a"]})
    told = replace(case.order["S1"], as_told_by="north")
    report = order(replace(case, order={**case.order, "S1": told}))
    assert edge_in_words(case, report.edges["S1"]).endswith("(S1, South, by North's account alone)")


def test_phases_are_named_after_their_step() -> None:
    case = steps_in_order(
        {"north": ["a < t"], "south": ["t < a"]}, {"t": {"title": "Text", "phases": ("draft", "final")}}
    )
    (split,) = (repair for repair in order(case).repairs if repair.split)
    assert stages_in_words(case, split.schedule.stages) == ("1. Text (draft)", "2. step a", "3. Text (final)")
