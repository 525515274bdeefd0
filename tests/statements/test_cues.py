"""The lexicon is data: every rule is tried on the sentences that stand beside it."""

from __future__ import annotations

import re

import pytest

from commonground.statements import ACTS, POLARITIES
from commonground.statements.cues import Cue, lexicon, modality_of

RULES = lexicon().cues


@pytest.mark.parametrize("cue", RULES, ids=lambda cue: cue.name)
def test_rule_is_met_where_it_says(cue: Cue) -> None:
    assert cue.yes
    for sentence in cue.yes:
        assert cue.pattern.search(sentence), sentence
        hit = lexicon().whole(sentence) if cue.whole else lexicon().first(sentence, quoted=True)
        assert hit is not None
        assert hit.cue is cue, f"{sentence}: {hit.cue.name} comes first"


@pytest.mark.parametrize("cue", RULES, ids=lambda cue: cue.name)
def test_rule_is_not_met_where_it_says_not(cue: Cue) -> None:
    assert cue.no
    for sentence in cue.no:
        assert not cue.pattern.search(sentence), sentence


def test_rules_speak_the_words_of_the_schema() -> None:
    assert {cue.act for cue in RULES} | {cue.negated for cue in RULES if cue.negated} <= set(ACTS)
    assert {cue.polarity for cue in RULES} <= set(POLARITIES)
    assert {cue.whose for cue in RULES} == {"subject", "owner", "voice"}
    assert len({cue.name for cue in RULES}) == len(RULES)


@pytest.mark.parametrize(
    "sentence",
    [
        "If you look at the harbour, you see the problem.",
        "I do not know if they came.",
        "Even if it rains, the ferry sails.",
        "If that is so, fine.",
    ],
)
def test_bare_if_is_no_cue(sentence: str) -> None:
    assert lexicon().first(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "act", "polarity"),
    [
        ("They accepted the timetable.", "accept", "for"),
        ("They did not accept the timetable.", "reject", "against"),
        ("We never agreed to the map.", "reject", "against"),
        ("We do not threaten to close the port.", "commit", "for"),
        ("The envoys have no mandate to sign.", "mandate", "against"),
        ("The envoys have a mandate to sign.", "mandate", "for"),
    ],
)
def test_negation_turns_the_act(sentence: str, act: str, polarity: str) -> None:
    hit = lexicon().first(sentence)
    assert hit is not None
    assert (hit.act, hit.polarity) == (act, polarity)


@pytest.mark.parametrize(
    "sentence",
    ["They did not demand the port.", "They did not reject the map."],
)
def test_what_was_not_asked_is_no_move(sentence: str) -> None:
    hit = lexicon().first(sentence)
    assert hit is None or not re.search("demand|reject", hit.cue.name)


def test_insisting_that_something_was_so_is_a_claim() -> None:
    claim, demand = lexicon().first("I insist that there were no talks."), lexicon().first("I insist on a corridor.")
    assert claim is not None
    assert demand is not None
    assert (claim.act, demand.act) == ("claim", "demand")


@pytest.mark.parametrize(
    ("clause", "modality"),
    [
        ("Will you come?", "questioned"),
        ("“Will you come?”", "questioned"),
        ("They always say so.", "habitual"),
        ("We go if they come.", "conditional"),
        ("We go.", "asserted"),
    ],
)
def test_modality(clause: str, modality: str) -> None:
    assert modality_of(clause) == modality
