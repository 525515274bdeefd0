"""A verdict in sentences."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

from commonground.case import Case, load
from commonground.conflict.array import ArrayBackEnd
from commonground.conflict.model.contract import CONCEPTS, EVERY_CONCEPT, Concept
from commonground.conflict.model.of_case import graph_model, preferences_of
from commonground.conflict.model.option_form import OptionForm
from commonground.conflict.witness import Explanation
from commonground.conflict.witness import explain as explain_all
from commonground.conflict.witness.concepts import IN_WORDS, LITERATURE
from commonground.conflict.witness.reasons import compared
from commonground.conflict.witness.titles import Titles
from commonground.errors import UsageError
from tests.case.folders import folder
from tests.conflict import by_hand

DAM = """\
case: A dam
parties: {north: North, south: South, watch: {name: The watch, role: outside}}
options:
  north: {build: builds the dam, release: lets water through}
  south: {shell: Shelling, plead: pleads}
irreversible: {build: once taken}
feasible: [{id: X1, rule: "release -> build"}]
status_quo: {build: N, release: N, shell: N, plead: N}
preferences:
  north: [{id: V1, priority: not shell, evidence: [t1]}, {id: V2, priority: build}, {id: V3, priority: not release}]
  south: {weights: {release: 2, build: -1.5, shell: -0.25}, kind: presumed}
  watch: {ranking: [--N-, [--Y-]], evidence: [t1]}
"""

QUARREL = """\
case: A quarrel
parties: {a: Ay, b: Be, c: Ce}
states: [peace, talks, war]
status_quo: war
moves: {b: [[war, talks], [talks, peace]], a: [[peace, war], [war, talks], [talks, war]], c: [[talks, war]]}
preferences: {a: {ranking: [peace, [talks, war]]}, b: {ranking: [talks, peace, war]}, c: {ranking: [war, talks, peace]}}
"""


@pytest.fixture(scope="module")
def istanbul() -> Case:
    return load("istanbul-2025")


@pytest.fixture
def dam(tmp_path: Path) -> Case:
    return load(folder(tmp_path / "c", DAM))


@pytest.fixture
def quarrel(tmp_path: Path) -> Case:
    return load(folder(tmp_path / "c", QUARREL))


explain = partial(explain_all, seconds=0)  # what the verdict turns on is asked elsewhere


def verdict(found: Explanation) -> tuple[str, ...]:
    """What follows the question."""
    return found.sentences[2:]


def test_every_state_of_the_bundled_case_is_explained_as_the_engine_finds_it(istanbul: Case) -> None:
    model = graph_model(istanbul)
    assert isinstance(model, OptionForm)
    engine = ArrayBackEnd(model)
    ids = re.compile(r"\b(" + "|".join(option for option in istanbul.options if "_" in option) + r")\b")
    for number, party in enumerate(model.parties):
        for concept in EVERY_CONCEPT:
            stable = engine.stable(number, concept)
            for state in range(number, model.size, 3):
                found = explain(istanbul, model.name(state), party, concept, model=model)
                assert found.stable is bool(stable[state])
                assert "under these assumed preferences" in found.sentences[2]
                assert found.sentences[2].startswith("It would, " if found.stable else "It would not, ")
                assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in found.sentences)
                assert not ids.search(str(found))
                presumed = [each.id for each in found.decided_by if each.presumed]
                assert bool(presumed) is ("presumed, not taken from the record" in found.sentences[-1])
                assert all(each in found.sentences[-1] for each in presumed)


def test_what_decides_is_the_first_that_differs_and_says_what_the_ranks_say(istanbul: Case) -> None:
    model = graph_model(istanbul)
    titles = Titles.of_case(istanbul)
    for party, name in enumerate(model.parties):
        own = [item.id for item in preferences_of(istanbul, name)]
        ranks = model.rank(party).tolist()
        first: set[str] = set()
        for here in range(0, 256, 5):
            for there in range(0, 256, 7):
                view = compared(istanbul, titles, model, party, there, here)
                difference = ranks[there] - ranks[here]
                assert view.verdict == ("level" if not difference else "better" if difference > 0 else "worse")
                assert (view.decided_by is None) is (not difference)
                if view.decided_by is not None:
                    first.add(view.decided_by.id)
                    assert view.decided_by.id in own
                    assert ("so then and was not before" in view.words) is (difference > 0)
        assert len(first) >= 2


def test_answers_in_their_own_interest_are_said_to_be(istanbul: Case) -> None:
    found = explain(istanbul, "NNNNYNNN", "russia", "sseq")
    assert found.sentences == (
        "Asked is whether Russia would stay in the state that differs from today’s in this: Russia no longer “attacks "
        "at the front” and no longer “strikes civilian and critical infrastructure”; Ukraine no longer “fights at the "
        "front”, no longer “strikes infrastructure in Russia” and now “leaves the four oblasts”, for good; United "
        "States no longer “gives Ukraine military aid”; Europe no longer “gives Ukraine military aid”.",
        "To stay means here: each move it would gain by can be answered so that it has gained nothing and cannot make "
        "up for it by another move of its own, by steps that each serve the one who takes them (symmetric sequential "
        "stability, SSEQ).",
        "It would, under these assumed preferences: it has one move that it would gain by, and it can be answered.",
        "Russia would gain if it now “strikes civilian and critical infrastructure”, because it wants “Russia strikes "
        "civilian and critical infrastructure” (V6, presumed): that is so then and was not before.",
        "But it can be answered: Europe now “gives Ukraine military aid”, which serves it, because it wants “Europe "
        "gives Ukraine military aid” (V20, presumed): that is so then and was not before.",
        "That leaves Russia worse off than where it started, because it wants both not “United States gives Ukraine "
        "military aid” and not “Europe gives Ukraine military aid” (V2): that was so before and is not then.",
        "None of the three moves that it then has leads to anything better than where it started.",
        "Of the preferences named here, V6 and V20 are presumed, not taken from the record.",
    )
    assert [each.id for each in found.decided_by] == ["V6", "V20", "V2"]


def test_priorities_irreversible_options_and_reasons_for_staying(dam: Case) -> None:
    found = explain(dam, None, "north", "nash")
    assert verdict(found) == (
        "It would not, under these assumed preferences: it has a move that it gains by.",
        "North would gain if it now “builds the dam”, for good, because it wants “North builds the dam” (V2, "
        "presumed): that is so then and was not before.",
        "Of the preferences named here, V2 is presumed, not taken from the record.",
    )
    assert found.sentences[0] == "Asked is whether North would stay in today’s state."
    assert verdict(explain(dam, "YNNN", "north", "gmr")) == (
        "It would, under these assumed preferences: its only move from there leads to nothing that it prefers.",
        "It fails because it wants not “North lets water through” (V3, presumed): that was so before and is not then.",
        "Of the preferences named here, V3 is presumed, not taken from the record.",
    )


def test_weights_and_ties(dam: Case) -> None:
    assert verdict(explain(dam, None, "south", "nash")) == (
        "It would, under these assumed preferences: none of its three moves from there leads to anything that it "
        "prefers.",
        "One of them fails because what is done there weighs 0 for it, as before (south.weights, presumed).",
        "Two of them fail because what is done there weighs -0.25 for it, and 0 before (south.weights, presumed).",
        "Of the preferences named here, south.weights is presumed, not taken from the record.",
    )


def test_a_party_that_cannot_move(dam: Case) -> None:
    for concept in CONCEPTS:
        found = explain(dam, None, "watch", concept)
        assert verdict(found) == ("It would, under these assumed preferences: it cannot move from there.",)
        assert found.decided_by == ()


def test_named_states(quarrel: Case) -> None:
    found = explain(quarrel, "talks", "c", "gmr")
    assert found.sentences[0] == "Asked is whether Ce would stay in the state “talks”."
    assert verdict(found) == (
        "It would, under these assumed preferences: it has one move that it would gain by, and it can be answered.",
        "Ce would gain if it moves from “talks” to “war”, because its ranking has it higher (c.ranking, presumed).",
        "But it can be answered: Ay moves from “war” to “talks”.",
        "That brings everything back to where Ce had left it.",
        "Of the preferences named here, c.ranking is presumed, not taken from the record.",
    )
    other = explain(quarrel, "talks", "c", "gmr", "does not deter")
    assert "worse off" in other.sentences[5]
    assert (
        explain(quarrel, None, "b", "nash").sentences[0]
        == "Asked is whether Be would stay in the state “war”, today’s."
    )


def test_simultaneous_answers_to_named_states_are_not_computed(quarrel: Case) -> None:
    found = explain(quarrel, "war", "b", "sim")
    assert found.stable is None
    assert verdict(found) == (
        "This was not computed: simultaneous answers are defined for options only, and this model has none.",
    )


def test_a_way_out_is_shown() -> None:
    """The answer takes the gain away, and then the party can take yet another step."""
    model = by_hand.options(
        {"i": ["x", "y"], "j": ["z"]},
        {"i": ["YYY", "YYN", "YNN", "NNN", "YNY", "NNY", "NYN", "NYY"], "j": [["NNN"]]},
        ["YYN", "NY-"],
    )
    found = explain(model, "NNN", "i", "smr")
    assert verdict(found) == (
        "It would not, under these assumed preferences: it has a move that it gains by and that nothing deters.",
        "i would gain if it takes up “x”, because it ranks that better.",
        "There is one other state that the others can bring about in answer.",
        "It is no better for i than where it started, but from it it can move on to one that is.",
        "For example, after this answer (j takes up “z”) it takes up “y”, and gains because it ranks that better.",
    )
    assert explain(model, "NNN", "i", "gmr").stable


def test_nobody_can_answer_or_would() -> None:
    model = by_hand.options(
        {"i": ["x"], "j": ["z"]}, {"i": ["YN", "YY", "NN", "NY"], "j": [["NN", "YN"], ["NY", "YY"]]}
    )
    assert "and each is" not in str(explain(model, "NN", "i", "gmr"))
    assert (
        "There is one other state that the others can bring about in answer; it is better for i than where it started."
        in str(explain(model, "NN", "i", "gmr"))
    )
    assert verdict(explain(model, "NN", "i", "seq"))[2:] == (
        "None of the others can take a step from there that serves it.",
        "j has one move from there. It fails because it ranks that worse.",
    )
    assert "No moves that would serve others at the same time take that gain away." in str(
        explain(model, "NN", "i", "sim")
    )
    stuck = by_hand.options(
        {"i": ["x"], "j": ["z"]}, {"i": ["YN", "NN"], "j": [["NN", "YN"]]}, ways={"z": "once taken"}, infeasible=["-Y"]
    )
    assert "None of the others can move from there." in str(explain(stuck, "NN", "i", "gmr"))


def test_a_tie_deters_and_is_called_one() -> None:
    model = by_hand.options({"i": ["x"], "j": ["z"]}, {"i": ["YN", ["NN", "YY"], "NY"], "j": [["YY", "NY"]]})
    assert "That leaves i no better off than where it started, and no worse, because it ranks the two level." in str(
        explain(model, "NN", "i", "seq")
    )


def test_only_so_many_are_told_and_the_rest_is_counted(istanbul: Case) -> None:
    whole = explain(istanbul, "YYNNNYNY", "ukraine", "gmr")
    assert len([each for each in whole.sentences if each.startswith("Ukraine would gain if")]) == 3
    two = explain(istanbul, "YYNNNYNY", "ukraine", "gmr", most_told=2)
    assert two.sentences[-2] == "The other one can be answered, too."
    one = explain(istanbul, "YYNNNYNY", "ukraine", "gmr", most_told=1)
    assert one.sentences[-2] == "So can the other two."
    assert len(one.witness.deterrences) == 3


def test_past_the_bound_it_is_said(istanbul: Case) -> None:
    found = explain(istanbul, "YYNNNYNY", "ukraine", "gmr", most=10)
    assert verdict(found) == ("This was not computed: the search would look at more than 10 places.",)


def test_plain_data(istanbul: Case) -> None:
    found = explain(istanbul, None, "europe", "nash").to_dict()
    assert list(found)[:7] == ["version", "case", "round", "layers", "record_ends", "as_of", "reading"]
    assert found["state"] == "YYYYNYNY"
    assert found["decided_by"] == [{"id": "V20", "presumed": True}]
    assert found["witness"]["own_moves"] == 1
    assert found["record_ends"] == "2025-07-25"
    model = graph_model(istanbul)
    assert next(iter(explain(model, None, "europe", "nash").to_dict())) == "party"


def test_bad_questions(istanbul: Case) -> None:
    with pytest.raises(UsageError, match=r"There is no party rusia in this conflict.*Did you mean “russia”\?"):
        explain(istanbul, None, "rusia", "nash")
    with pytest.raises(UsageError, match="“war” is no state of this model"):
        explain(istanbul, "war", "russia", "nash")
    with pytest.raises(UsageError, match="does not say which state is today's"):
        explain(by_hand.options({"i": ["x"], "j": ["y"]}, {"i": ["YN"], "j": ["YN"]}), None, "i", "nash")


def test_each_concept_has_words_and_its_name() -> None:
    assert set(IN_WORDS) == set(LITERATURE) == set(EVERY_CONCEPT)
    concept: Concept
    for concept in EVERY_CONCEPT:
        assert "sanction" not in IN_WORDS[concept]  # a word that politics has taken
