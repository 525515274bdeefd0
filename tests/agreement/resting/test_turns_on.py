"""What a verdict turns on: the Istanbul facts, and random cases against asking again from scratch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commonground.agreement import ask
from commonground.agreement.resting.turns_on import Support, TurnsOn, supports, turns_on
from commonground.agreement.solving.targets import targets_of
from commonground.case import Case, load
from commonground.case.drop import drop
from tests.agreement.asked import asked
from tests.agreement.literal import Twin
from tests.agreement.often import often


@pytest.fixture(scope="module")
def istanbul() -> TurnsOn:
    return turns_on(load("istanbul-2025"))


def of_kind(found: TurnsOn, name: str, change: str, kind: str) -> set[str]:
    return {
        turn.support.id for turn in found.sentences[name].turns if change in turn.changes and turn.support.kind == kind
    }


def test_of_19_clauses_only_r1_opens_the_ceasefire_and_only_r8_the_meeting(istanbul: TurnsOn) -> None:
    assert sum(support.kind == "clause" for support in istanbul.tried) == 19
    assert of_kind(istanbul, "full ceasefire", "zone", "clause") == {"R1"}
    assert of_kind(istanbul, "leaders meet", "zone", "clause") == {"R8"}
    assert of_kind(istanbul, "settlement", "zone", "clause") == set()


def test_dropping_either_memorandum_opens_the_settlement(istanbul: TurnsOn) -> None:
    assert of_kind(istanbul, "settlement", "zone", "source") == {"sources.ru-memorandum", "sources.ua-memorandum"}


def test_the_two_meaning_rules_that_carry_the_price_asymmetry_are_named(istanbul: TurnsOn) -> None:
    assert of_kind(istanbul, "full ceasefire", "price", "meaning rule") == {"M3"}
    assert of_kind(istanbul, "leaders meet", "price", "meaning rule") == {"M6"}
    turns = {turn.support.id: turn.without.prices() for turn in istanbul.sentences["full ceasefire"].turns}
    assert turns["M3"] == {"ukraine": 1, "russia": 1}
    turns = {turn.support.id: turn.without.prices() for turn in istanbul.sentences["leaders meet"].turns}
    assert turns["M6"] == {"ukraine": 1, "russia": 1}
    assert turns["U6"] == {"ukraine": 6, "russia": 1}


def test_a_rival_reading_and_a_layer_are_supports_too() -> None:
    plain = load("istanbul-2025")
    other = load("istanbul-2025", layers=["signing-needs-no-settlement"])
    rival = turns_on(plain, names=["leaders meet"], readings={"signing-needs-no-settlement": other})
    assert of_kind(rival, "leaders meet", "price", "reading") == {"signing-needs-no-settlement"}
    off = turns_on(other, names=["leaders meet"], readings={"signing-needs-no-settlement": plain})
    assert of_kind(off, "leaders meet", "price", "layer") == {"signing-needs-no-settlement"}


def test_one_sides_word_about_the_other_is_dropped_as_a_whole() -> None:
    case = load("istanbul-2025")
    clauses = {name: replace(c, evidence=("i10", "i11")) if name == "R1" else c for name, c in case.clauses.items()}
    told = turns_on(replace(case, clauses=clauses), names=["full ceasefire"])
    assert of_kind(told, "full ceasefire", "zone", "one side's word") == {"ukraine"}


@pytest.mark.parametrize("seed", range(often(120)))
def test_every_support_is_asked_again_from_scratch(seed: int) -> None:
    question, _ = asked(seed)
    case = question.case
    found = turns_on(case, question.round)
    assert found.exhaustive
    targets = targets_of(case)
    for support in supports(case, question):
        twin = Twin(without(case, support), question.round)
        for name, sentence in found.sentences.items():
            told = {turn.support: turn for turn in sentence.turns}.get(support)
            now = sentence.verdict if told is None else told.without
            assert (now.zone, now.alone) == (twin.zone(targets[name]), twin.zone(targets[name], alone=True))
            changed = (now.zone, now.alone) != (sentence.verdict.zone, sentence.verdict.alone)
            assert changed == (told is not None and told.changes != ("price",))


def without(case: Case, support: Support) -> Case:
    """Literally: the case with the objects that fall taken out of their sections."""
    sections = {
        section: {name: item for name, item in getattr(case, section).items() if name not in support.falls}
        for section in ("clauses", "meaning", "acceptances")
    }
    return replace(case, **sections)  # type: ignore[arg-type]


def test_without_time_the_untried_supports_are_told() -> None:
    found = turns_on(load("istanbul-2025"), budget=0.0001)
    assert not found.exhaustive
    assert found.untried
    assert found.to_dict()["exhaustive"] is False


def test_a_support_takes_along_what_rests_on_it_alone() -> None:
    case = load("istanbul-2025")
    falls = {support.id: support.falls for support in supports(case, ask(case)) if support.kind == "source"}
    assert set(falls["sources.ru-memorandum"]) >= {"R2", "R3", "R4", "R5", "R6", "R7"}
    assert "R1" not in falls["sources.ru-memorandum"]
    assert set(drop(case, ["sources.ru-memorandum"]).clauses) == set(case.clauses) - set(falls["sources.ru-memorandum"])
