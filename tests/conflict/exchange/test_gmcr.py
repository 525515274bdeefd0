"""A case as a .gmcr file and back is the same model; what is no such file is refused in a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from commonground.case import load
from commonground.conflict.exchange.gmcr_export import gmcr_from_case
from commonground.conflict.exchange.gmcr_file import read_gmcr
from commonground.conflict.exchange.gmcr_import import case_from_gmcr, new_case_from_gmcr
from commonground.conflict.model.contract import CONCEPTS
from commonground.conflict.model.of_case import graph_model
from commonground.conflict.model.option_form import OptionForm
from commonground.errors import CaseError, UsageError
from tests.case.folders import folder
from tests.conflict.exchange.cases import PRISONERS, conflict
from tests.conflict.literal import Definitions


def option_form(path: Path, text: str) -> OptionForm:
    form = graph_model(load(folder(path, text)))
    assert isinstance(form, OptionForm)
    return form


def there_and_back(tmp_path: Path, text: str) -> tuple[OptionForm, OptionForm]:
    before = option_form(tmp_path / "before", text)
    data = gmcr_from_case(load(tmp_path / "before")).data
    return before, option_form(tmp_path / "after", case_from_gmcr(data, "After").text)


def assert_same(before: OptionForm, after: OptionForm) -> None:
    assert [len(own) for own in after.options] == [len(own) for own in before.options]
    assert after.reversible == before.reversible
    states = before.states()
    assert after.states().tolist() == states.tolist()
    for party in range(len(before.parties)):
        assert after.rank(party)[states].tolist() == before.rank(party)[states].tolist()


@pytest.mark.parametrize("seed", range(60))
def test_there_and_back_it_is_the_same_model(tmp_path: Path, seed: int) -> None:
    assert_same(*there_and_back(tmp_path, conflict(seed)))


@pytest.mark.parametrize("seed", range(12))
def test_and_has_the_same_stable_states(tmp_path: Path, seed: int) -> None:
    before, after = there_and_back(tmp_path, conflict(seed, masked=False))
    one, two = Definitions(before), Definitions(after)
    for party in range(len(before.parties)):
        for concept in CONCEPTS:
            assert one.stable(party, concept) == two.stable(party, concept)


def test_what_a_file_holds(tmp_path: Path) -> None:
    exported = gmcr_from_case(load(folder(tmp_path / "c", PRISONERS)))
    written = json.loads(exported.data)
    assert written.pop("version")
    assert written == {
        "program": "Commonground",
        "options": [
            {"name": "Keep quiet", "permittedDirection": "both"},
            {"name": "Keep quiet", "permittedDirection": "both"},
        ],
        "decisionMakers": [
            {
                "name": "The first",
                "options": [0],
                "preferences": [[[1, "Y"]], [[0, "N"]]],
                "misperceptions": [],
                "preferenceRanking": [3, 4, 1, 2],
            },
            {
                "name": "The second, “Bob”",
                "options": [1],
                "preferences": [],
                "misperceptions": [],
                "preferenceRanking": [2, 4, 1, 3],
            },
        ],
        "infeasibles": [],
        "useManualPreferenceRanking": True,
        "coalitions": [0, 1],
    }
    assert exported.lost == (
        "Ids, evidence, kinds and notes: the file holds the model and not what it rests on.",
        "Today's state: the file has no place for it.",
        "The form of rules and priorities: they are written as the combinations of options in which they hold.",
    )


# Elmira, as a file of another program would have it: published facts, see the reference in the known results.
ELMIRA: dict[str, Any] = {
    "program": "another",
    "options": [
        {"name": "Modify", "permittedDirection": "fwd"},
        {"name": "Delay", "permittedDirection": "back"},
        {"name": "Accept", "permittedDirection": "both"},
        {"name": "Abandon", "permittedDirection": "fwd"},
        {"name": "Insist", "permittedDirection": "both"},
    ],
    "decisionMakers": [
        {
            "name": "MoE",
            "options": [0],
            "preferences": [[[2, "Y"]], {"compound": True, "members": [[[0, "N"], [4, "Y"]], [[0, "Y"], [4, "N"]]]}],
            "preferenceRanking": [9, 3, 4, 10, 7, 1, 2, 8, [11, 5, 6, 12]],
        },
        {
            "name": "Uniroyal",
            "options": [1, 2, 3],
            "preferences": [],
            "preferenceRanking": [1, 4, 10, 7, [5, 11, 6, 12], 2, 3, 9, 8],
        },
        {
            "name": "Local Government",
            "options": [4],
            "preferences": [[[3, "N"]]],
            "preferenceRanking": [9, 3, 7, 1, 10, 8, 4, 2, [11, 5, 12, 6]],
        },
    ],
    "infeasibles": [
        [[1, "Y"], [2, "Y"]],
        [[1, "Y"], [3, "Y"]],
        [[2, "Y"], [3, "Y"]],
        [[1, "N"], [2, "N"], [3, "N"]],
    ],
    "useManualPreferenceRanking": True,
    "coalitions": [[0, 2], 1],
    "coalitionsFull": [],
}


def test_a_file_of_another_program(tmp_path: Path) -> None:
    imported = case_from_gmcr(json.dumps(ELMIRA).encode(), "Elmira")
    case = load(folder(tmp_path / "c", imported.text))
    form = graph_model(case)
    assert isinstance(form, OptionForm)
    assert list(case.parties) == ["moe", "uniroyal", "local_government"]
    assert {option.id: option.irreversible for option in case.options.values() if option.irreversible} == {
        "modify": "once taken",
        "delay": "once dropped",
        "abandon": "once taken",
    }
    # Numbered from 1 by the number whose lowest digit is the first option.
    numbered = [
        "NYNNN",
        "YYNNN",
        "NNYNN",
        "YNYNN",
        "NNNYN",
        "YNNYN",
        "NYNNY",
        "YYNNY",
        "NNYNY",
        "YNYNY",
        "NNNYY",
        "YNNYY",
    ]
    assert {form.name(state) for state in form.states().tolist()} == set(numbered)
    ranks = form.rank(0)
    in_order = sorted(numbered, key=lambda name: -int(ranks[form.number(name)]))
    assert in_order[:8] == [numbered[n - 1] for n in (9, 3, 4, 10, 7, 1, 2, 8)]
    assert len({int(ranks[form.number(numbered[n - 1])]) for n in (11, 5, 6, 12)}) == 1
    assert case.conflict.coalitions == (("moe", "local_government"),)
    assert all(item.presumed for item in case.rankings.values())
    assert imported.lost == (
        "The file has preference statements too, which its rankings overrule; they were left out.",
    )


def test_statements_count_where_the_file_says_so(tmp_path: Path) -> None:
    file = ELMIRA | {"useManualPreferenceRanking": False}
    imported = case_from_gmcr(json.dumps(file).encode(), "Elmira")
    case = load(folder(tmp_path / "c", imported.text))
    assert [item.text for item in case.priorities.values()] == [
        "accept",
        "not modify and insist or modify and not insist",
        "true",
        "not abandon",
    ]
    assert imported.lost == ("Nothing is said of what Uniroyal prefers; it is presumed to find all states alike.",)


def test_options_of_one_party_need_not_stand_together(tmp_path: Path) -> None:
    """The order of options changes then, and the states with it, but not what they mean."""
    file = {
        "options": [{"name": name, "permittedDirection": "both"} for name in "abc"],
        "decisionMakers": [
            {"name": "X", "options": [0, 2], "preferences": [], "preferenceVector": [8, 7, 6, 5, 4, 3, 2, 1]},
            {"name": "Y", "options": [1], "preferences": [], "preferenceVector": [1, 2, 3, 4, 5, 6, 7, 8]},
        ],
        "infeasibles": [],
        "useManualPreferenceVectors": True,
    }
    form = option_form(tmp_path / "c", case_from_gmcr(json.dumps(file).encode(), "Older").text)
    assert form.options == (("a", "c"), ("b",))
    number = {form.name(state): int(form.rank(0)[state]) for state in range(8)}
    assert number == {
        "".join("Y" if letter else "N" for letter in (a, c, b)): 1 + a + 2 * b + 4 * c
        for a in (0, 1)
        for b in (0, 1)
        for c in (0, 1)
    }
    assert np.array_equal(form.rank(1), 9 - form.rank(0))


def test_names_that_are_alike_or_no_words(tmp_path: Path) -> None:
    file = {
        "options": [{"name": name} for name in ("Stay!", "stay", "not", "***", "Не уходить")],
        "decisionMakers": [
            {"name": "Ä & Ö", "options": [0, 1, 2], "preferences": [[[2, "N"]]]},
            {"name": "", "options": [3, 4], "preferences": [[[0, "Y"]]]},
        ],
    }
    case = load(folder(tmp_path / "c", case_from_gmcr(json.dumps(file).encode(), "no: 1").text))
    assert (case.title, list(case.parties)) == ("no: 1", ["ä_ö", "unnamed_2"])
    assert list(case.options) == ["stay", "stay_2", "not_", "unnamed_4", "не_уходить"]


def broken(**changes: Any) -> bytes:
    return json.dumps(ELMIRA | changes).encode()


MAKERS = ELMIRA["decisionMakers"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "x.gmcr: This is not JSON. Expected: a .gmcr file, which is JSON."),
        (b"\xff", "x.gmcr: This is not JSON. Expected: a .gmcr file, which is JSON."),
        (b"[" * 100_000, "x.gmcr: This is not JSON. Expected: a .gmcr file, which is JSON."),
        (b" " * 2_000_001, "x.gmcr: More than 2,000,000 bytes. Expected: a smaller file."),
        (b"{}", "x.gmcr, options: “options” is missing. Expected: a list of options, each with a name."),
        (
            broken(decisionMakers=[MAKERS[0] | {"preferences": [{"members": [], "if": [[0, "Y"]]}]}, *MAKERS[1:]]),
            "x.gmcr, decisionMakers.0.preferences.0.if: "
            "A compound preference has “if”, and what it would mean is not known here. Expected: members alone.",
        ),
        (
            broken(decisionMakers=[MAKERS[0] | {"options": [0, 9]}, *MAKERS[1:]]),
            "x.gmcr: An option of MoE names number 9 of the options, and the file has 5 options. "
            "Expected: a number from 0 to 4.",
        ),
        (
            broken(infeasibles=[[[7, "Y"]]]),
            "x.gmcr: What is not feasible names number 7 of the options, and the file has 5 options. "
            "Expected: a number from 0 to 4.",
        ),
        (
            broken(coalitions=[[0, 3]]),
            "x.gmcr: A coalition names number 3 of the decision makers, and the file has 3 decision makers. "
            "Expected: a number from 0 to 2.",
        ),
        (
            broken(decisionMakers=MAKERS[1:], coalitions=[]),
            "x.gmcr: The option “Modify” belongs to no decision makers. Expected: each option with one decision maker.",
        ),
        (
            broken(decisionMakers=[*MAKERS, MAKERS[0]]),
            "x.gmcr: The option “Modify” belongs to several decision makers. "
            "Expected: each option with one decision maker.",
        ),
        (
            broken(infeasibles=[]),
            "x.gmcr: The ranking of “MoE” does not have each of the 32 feasible states once. "
            "Expected: the numbers 1 to 32.",
        ),
        (
            broken(
                options=[{"name": str(n)} for n in range(14)],
                decisionMakers=[{"name": "A", "options": list(range(14)), "preferences": []}],
                infeasibles=[],
                coalitions=[],
            ),
            "x.gmcr: The file ranks the states of 14 options one by one, which is more than can be taken over. "
            "Expected: 13 options or fewer, or preferences instead of rankings.",
        ),
        (
            broken(options=[{"name": "o"}] * 101),
            "x.gmcr: The file has 101 options and 3 decision makers. Expected: no more than 100 of either.",
        ),
    ],
)
def test_what_is_no_such_file_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(CaseError) as caught:
        case_from_gmcr(data, "X", "x.gmcr")
    assert [str(problem) for problem in caught.value.problems] == [said]


def test_a_new_case_is_written_and_never_over_another(tmp_path: Path) -> None:
    (tmp_path / "Elmira water.gmcr").write_bytes(json.dumps(ELMIRA).encode())
    new_case_from_gmcr(tmp_path / "new" / "elmira", tmp_path / "Elmira water.gmcr")
    assert load(tmp_path / "new" / "elmira").title == "Elmira water"
    with pytest.raises(CaseError, match="This is too long"):
        new_case_from_gmcr(tmp_path / "other", tmp_path / "Elmira water.gmcr", title="Elmira" * 50)
    assert not (tmp_path / "other").exists()
    with pytest.raises(UsageError, match="something here already"):
        new_case_from_gmcr(tmp_path / "new" / "elmira", tmp_path / "Elmira water.gmcr")


GRAPH = "case: G\nparties: {a: A, b: B}\nstates: [s, t]\nmoves: {a: [[s, t]]}\n"
GRAPH += "preferences: {a: {ranking: [s, t]}, b: {ranking: [[s, t]]}}\n"


def many(options: int, preference: str) -> str:
    own = ", ".join(f"o{n}: O" for n in range(options))
    return f"case: C\nparties: {{a: A, b: B}}\noptions: {{a: {{{own}}}}}\npreferences: {{a: {preference}, b: [o1]}}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GRAPH, "This case names its states, and a .gmcr file holds options. Expected: a case in option form."),
        (
            many(14, "{weights: {o0: 1}}"),
            "A .gmcr file would have to list the states of 14 options one by one. "
            "Expected: 13 options or fewer, or priorities instead of rankings and weights.",
        ),
        (
            many(13, "[" + " or ".join(f"o{n}" for n in range(13)) + "]"),
            "A formula names 13 options, and a .gmcr file would list every combination of them. "
            "Expected: formulas of 12 options or fewer.",
        ),
    ],
)
def test_what_such_a_file_cannot_hold_is_refused_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        gmcr_from_case(load(folder(tmp_path / "c", text)))
    assert [str(problem) for problem in caught.value.problems] == [said]


@pytest.mark.parametrize(
    ("rule", "patterns"),
    [
        ("not (p and q)", [[[0, "Y"], [1, "Y"]]]),
        ("p or q or r", [[[0, "N"], [1, "N"], [2, "N"]]]),
        ("not p and not q", [[[1, "Y"]], [[0, "Y"]]]),
        ("p iff r", [[[0, "N"], [2, "Y"]], [[0, "Y"], [2, "N"]]]),
        ("r or not r", []),
    ],
)
def test_rules_become_few_patterns(tmp_path: Path, rule: str, patterns: list[Any]) -> None:
    text = "case: C\nparties: {a: A, b: B}\noptions: {a: {p: P, q: Q}, b: {r: R}}\n"
    text += f"feasible: [{rule}]\npreferences: {{a: [p], b: [r]}}\n"
    assert json.loads(gmcr_from_case(load(folder(tmp_path / "c", text))).data)["infeasibles"] == patterns


_PARTY = {"name": "A", "options": [0], "preferences": [[[0, "Y"]]]}


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ([], "Expected: a file that has options and decisionMakers"),
        ({"options": [{"name": "x"}]}, "“decisionMakers” is missing. Expected: a list of decision makers"),
        ({"options": 3, "decisionMakers": []}, "Expected: a list of options, each with a name"),
        ({"options": [{}], "decisionMakers": []}, "“name” is missing. Expected: a name, in quotation marks"),
        ({"options": [{"name": 3}], "decisionMakers": []}, "Expected: a name, in quotation marks"),
        ({"options": [{"name": "x", "permittedDirection": "up"}], "decisionMakers": []}, "“both”, “fwd” or “back”"),
        ({"options": [{"name": "x"}], "decisionMakers": [3]}, "Expected: a list of decision makers, each with a name"),
        ({"decisionMakers": [_PARTY | {"options": "0"}]}, "Expected: a list of the numbers of its options"),
        ({"decisionMakers": [_PARTY | {"options": [-1]}]}, "Expected: a list of the numbers of its options"),
        ({"decisionMakers": [_PARTY | {"preferences": 3}]}, "Expected: a list of conditions, each a list of pairs"),
        ({"decisionMakers": [_PARTY | {"preferences": [[[0, "y"]]]}]}, "each a list of pairs of an option's number"),
        ({"decisionMakers": [_PARTY | {"preferences": [[[0]]]}]}, "each a list of pairs of an option's number"),
        ({"decisionMakers": [_PARTY | {"preferences": [{"compound": True, "members": 1}]}]}, "each a list of pairs"),
        ({"decisionMakers": [_PARTY | {"preferenceRanking": "1"}]}, "a list of the numbers of states, counted from 1"),
        ({"decisionMakers": [_PARTY], "infeasibles": ["YN"]}, "Expected: a list of conditions"),
        ({"decisionMakers": [_PARTY], "useManualPreferenceRanking": 7}, "Expected: true or false"),
        ({"decisionMakers": [_PARTY], "coalitions": ["A"]}, "Expected: a list of the numbers of decision makers"),
        ({"decisionMakers": [_PARTY], "coalitions": [3]}, "A coalition names number 3 of the decision makers, and the"),
        (
            {"options": [], "decisionMakers": [_PARTY | {"preferences": []}]},
            "names number 0 of the options, and the file has no options.",
        ),
        ({"decisionMakers": [], "coalitions": [0]}, "and the file has no decision makers. Expected: some decision"),
        (
            {"decisionMakers": [_PARTY | {"options": [1]}]},
            "names number 1 of the options, and the file has only number 0",
        ),
    ],
)
def test_what_a_file_should_have_is_said_in_plain_words(file: object, says: str) -> None:
    if isinstance(file, dict):
        file = {"options": [{"name": "x"}], **file} if "decisionMakers" in file else file
    with pytest.raises(CaseError) as caught:
        read_gmcr(json.dumps(file).encode())
    said = str(caught.value)
    assert says in said
    assert len(caught.value.problems) == 1
    assert not {word for word in ("tuple", "instance", "Compound", "valid", "-1", "[", "type") if word in said}
