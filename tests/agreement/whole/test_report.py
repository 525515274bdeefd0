"""The whole report: every field against the twin, the shape of its JSON, and what a budget leaves out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from commonground.agreement import AgreementReport, Concession, OutOfTime, TargetAnswer, agreement
from commonground.agreement.whole import stages
from commonground.agreement.zones import blocking
from commonground.case import Case, Target
from commonground.errors import FormulaError, UsageError
from tests.agreement.cases import case, random_case
from tests.agreement.literal import Twin

ISSUES = {"bridge": ("closed", "foot", "open"), "toll": ("none", "low")}
MANDATES = {"north": ["bridge = closed", "toll = none"], "south": ["bridge = open -> toll = low", "bridge != foot"]}
TARGET_KEYS = {
    "formula",
    "zone",
    "alone",
    "by_meaning",
    "blocking_set",
    "keystones",
    "disjoint_blocking_sets",
    "concession",
    "price",
    "can_open",
    "exhaustive",
}


def small(**more: Any) -> Case:
    return case(ISSUES, MANDATES, **more)


@pytest.mark.parametrize("seed", range(60))
def test_every_field_is_what_the_twin_says(seed: int) -> None:
    made = random_case(seed)
    report, twin = agreement(made), Twin(made)
    assert report.exhaustive
    for name, answer in report.targets.items():
        wanted = target_named(made, name)
        assert (answer.zone, answer.alone) == (twin.zone(wanted), twin.zone(wanted, alone=True))
        assert answer.by_meaning == twin.by_meaning(wanted)
        check_blocking(answer, twin, wanted)
        for party in twin.table:
            check_party(answer, twin, wanted, party.id)
            assert answer.can_open[party.id] == twin.can_open(wanted, party)
    for issue, told in report.issues.items():
        outcomes = made.issues[issue].outcomes
        assert told.zone == report.targets[issue].zone
        assert told.outcomes == {outcome: report.targets[f"{issue}={outcome}"].zone for outcome in outcomes}
    assert {frozenset(issues) for issues in report.together} == twin.together()


def target_named(made: Case, name: str) -> Target:
    from commonground.agreement import targets_of

    return targets_of(made)[name]


def check_blocking(answer: TargetAnswer, twin: Twin, wanted: Target) -> None:
    known = twin.blocking_sets(wanted)
    if not known:
        assert (answer.blocking_set, answer.keystones, answer.disjoint_blocking_sets, answer.concession) == ((),) * 4
        assert answer.blocking_set_smallest is answer.concession_unique is None
    else:
        least = twin.concessions(wanted, twin.clauses)
        assert frozenset(answer.blocking_set) in known
        assert answer.blocking_set_smallest
        assert frozenset(answer.keystones) == frozenset.intersection(*known)
        assert answer.disjoint_blocking_sets[0] == answer.blocking_set
        assert frozenset(answer.concession) in least
        assert answer.concession_unique == (len(least) == 1)
    alone = twin.blocking_sets(wanted, alone=True)
    assert frozenset(answer.alone_blocking_set) in alone if alone else answer.alone_blocking_set == ()


def check_party(answer: TargetAnswer, twin: Twin, wanted: Target, party: str) -> None:
    least = twin.concessions(wanted, twin.own(party))
    clauses = answer.price_clauses[party]
    assert answer.price[party] == (len(least[0]) if least else None)
    if least:
        assert clauses is not None
        assert frozenset(clauses) in least
    else:
        assert clauses is None
    assert answer.price_unique[party] == (len(least) == 1 if least else None)
    alone = twin.concessions(wanted, twin.own(party), alone=True)
    assert answer.price_alone[party] == (len(alone[0]) if alone else None)


def test_the_json_has_what_the_contract_names() -> None:
    made = agreement(small(rounds=["r1"], targets={"all": "bridge = open and toll = low"})).to_dict()
    assert {"version", "case", "round", "layers", "record_ends", "issues", "targets", "together"} <= made.keys()
    assert (made["case"], made["round"], made["version"]) == ("small", "r1", 1)
    assert all({"zone", "alone", "outcomes", "class"} <= issue.keys() for issue in made["issues"].values())
    assert all(answer.keys() >= TARGET_KEYS for answer in made["targets"].values())
    assert set(made["targets"]) == {
        "bridge",
        "toll",
        *(f"bridge={o}" for o in ISSUES["bridge"]),
        "toll=none",
        "toll=low",
        "all",
    }
    assert json.loads(json.dumps(made)) == made


def test_two_runs_give_the_same_json_and_no_time_is_in_it() -> None:
    once, again = agreement(small()), agreement(small())
    assert once == again
    assert json.dumps(once.to_dict()) == json.dumps(again.to_dict())
    assert "elapsed" not in json.dumps(once.to_dict())
    assert once.elapsed > 0


def test_an_open_target_costs_nothing_and_has_nothing_to_name() -> None:
    made = agreement(
        small(levels={"north": ("leader", "envoy"), "south": ("leader",)}, targets={"stay": "toll = none"})
    )
    answer = made.to_dict()["targets"]["stay"]
    assert answer["zone"] == "accepted"
    assert answer["price"] == answer["price_alone"] == {"north": 0, "south": 0}
    assert answer["price_clauses"] == {"north": [], "south": []}
    assert answer["can_open"] == {"north": "envoy", "south": "leader"}
    assert (
        answer["blocking_set"] == answer["keystones"] == answer["disjoint_blocking_sets"] == answer["concession"] == []
    )
    assert answer["example"] == {}


def test_a_target_that_meaning_forbids_has_no_sets_and_no_prices() -> None:
    made = agreement(small(rules=["bridge = closed"])).to_dict()["targets"]["bridge"]
    assert (made["zone"], made["by_meaning"], made["alone_by_meaning"]) == ("excluded", True, True)
    assert made["price"] == made["price_alone"] == made["can_open"] == {"north": None, "south": None}
    assert made["price_clauses"] == {"north": None, "south": None}
    assert made["blocking_set"] == made["keystones"] == made["concession"] == made["alone_blocking_set"] == []
    assert made["exhaustive"]
    assert made["not_computed"] == []


def test_what_meaning_forbids_alone_only_leaves_the_package_as_it_is() -> None:
    made = agreement(case(ISSUES, {"north": ["bridge = closed"]}, rules=["bridge = open -> toll = low"]))
    answer = made.targets["bridge=open"]
    assert (answer.by_meaning, answer.alone_by_meaning) == (False, True)
    assert (answer.price["north"], answer.price_alone["north"]) == (1, None)
    assert (answer.blocking_set, answer.alone_blocking_set) == (("N1",), ())


def test_two_names_for_one_formula_get_the_same_answer_under_each() -> None:
    made = agreement(small(targets={"a toll": "toll = low"}), targets={"some toll": "toll != none"})
    answers = [made.targets[name] for name in ("toll", "toll=low", "a toll", "some toll")]
    assert [answer.name for answer in answers] == ["toll", "toll=low", "a toll", "some toll"]
    assert [answer.formula for answer in answers] == ["toll != none", "toll = low", "toll = low", "toll != none"]
    assert len({json.dumps(answer.to_dict() | {"formula": ""}) for answer in answers}) == 1


def test_asking_one_thing_more_changes_no_other_answer() -> None:
    for seed in range(25):
        made = random_case(seed)
        issue = next(iter(made.issues))
        plain = agreement(made).to_dict()["targets"]
        more = agreement(made, targets={"more": f"{issue} = a -> {issue} = a", "other": f"not ({issue} = a)"})
        assert {name: more.to_dict()["targets"][name] for name in plain} == plain


def test_the_order_of_the_file_decides_nothing() -> None:
    for seed in range(25):
        made = random_case(seed)
        turned = replace(
            made,
            clauses=backwards(made.clauses),
            acceptances=backwards(made.acceptances),
            offers=backwards(made.offers),
            meaning=backwards(made.meaning),
            issues=backwards(made.issues),
            parties=backwards(made.parties),
        )
        assert agreement(turned).targets == agreement(made).targets


def backwards(items: Mapping[str, Any]) -> dict[str, Any]:
    return dict(reversed(list(items.items())))


def test_its_repr_is_one_line_without_the_case_in_it() -> None:
    made = small(rounds=["r1"])
    expected = "<AgreementReport small, round r1: 2 issues (0 accepted, 0 not excluded, 2 excluded)>"
    assert repr(agreement(made)) == expected
    assert repr(agreement(made, budget=0)).endswith("(0 accepted, 0 not excluded, 0 excluded), not exhaustive>")


def test_without_any_time_nothing_is_claimed() -> None:
    made = agreement(small(offers={"north": ["bridge = open"]}), budget=0)
    assert not made.exhaustive
    assert (made.together, made.together_exhaustive) == ((), False)
    for answer in made.targets.values():
        told = answer.to_dict()
        assert not answer.exhaustive
        assert told["zone"] is told["alone"] is told["by_meaning"] is None
        assert set(answer.not_computed) == set(told) - {"formula", "exhaustive", "not_computed"}
        assert set(told["price"].values()) | set(told["can_open"].values()) == {None}
    assert {(issue.zone, issue.label) for issue in made.issues.values()} == {(None, None)}
    assert made.issues["bridge"].movements is None
    assert made.clauses == {}


def out_of_time(*_: object, **__: object) -> Any:
    raise OutOfTime


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        (
            "blocking_set",
            {"blocking_set", "blocking_set_smallest", "keystones", "disjoint_blocking_sets", "alone_blocking_set"},
        ),
        ("keystones", {"keystones"}),
        ("concession", {"concession", "concession_unique"}),
        ("price", {"price", "price_clauses", "price_unique", "price_alone", "price_alone_clauses"}),
        ("can_open", {"can_open"}),
        ("disjoint_blocking_sets", {"disjoint_blocking_sets"}),
    ],
)
def test_what_ran_out_of_time_is_named_empty_and_alone_in_it(
    question: str, fields: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = agreement(small()).targets["bridge=foot"].to_dict()
    monkeypatch.setattr(stages, question, out_of_time)
    made = agreement(small())
    told = made.targets["bridge=foot"].to_dict()
    assert not made.exhaustive
    assert not told["exhaustive"]
    assert set(told["not_computed"]) == fields
    for name in fields:
        empty = told[name] in (None, []) or set(told[name].values()) == {None}
        assert empty, (name, told[name])
    settled = set(whole) - fields - {"exhaustive", "not_computed"}
    assert {name: told[name] for name in settled} == {name: whole[name] for name in settled}


def test_no_party_is_shown_without_the_others_for_want_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_north(question: Any, wanted: Any, party: str, **_: Any) -> Concession:
        if party == "north":
            return Concession(("N1",), True)
        raise OutOfTime

    monkeypatch.setattr(stages, "price", only_north)
    answer = agreement(small()).targets["bridge=foot"]
    assert answer.price == {"north": None, "south": None}
    assert "price" in answer.not_computed


def test_a_blocking_set_not_shown_to_be_smallest_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocking, "_smallest", out_of_time)
    answer = agreement(case(ISSUES, {"north": ["bridge = open -> toll = low", "toll = none"]})).targets["bridge=open"]
    assert answer.blocking_set == ("N1", "N2")
    assert answer.blocking_set_smallest is False
    assert answer.not_computed == ("blocking_set_smallest",)


def test_a_tie_not_settled_in_time_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "concession", lambda *_, **__: Concession(("N1",), None))
    answer = agreement(small()).targets["bridge=foot"]
    assert (answer.concession, answer.concession_unique) == (("N1",), None)
    assert answer.not_computed == ("concession_unique",)


def test_a_tie_between_prices_not_settled_in_time_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "price", lambda *_, **__: Concession(("N1",), None))
    answer = agreement(small()).targets["bridge=foot"]
    assert (answer.price["north"], answer.price_unique["north"]) == (1, None)
    assert answer.not_computed == ("price_unique",)


def pigeonhole(pigeons: int) -> Case:
    """Mandates that no joint outcome meets, and that are very hard to see through."""
    names = [f"p{n}" for n in range(pigeons)]
    holes = tuple(f"h{n}" for n in range(pigeons - 1))
    apart = [f"not ({a} = {h} and {b} = {h})" for h in holes for n, a in enumerate(names) for b in names[:n]]
    return case(dict.fromkeys(names, holes), {"north": apart[::2], "south": apart[1::2]})


def test_a_question_too_hard_ends_and_says_so() -> None:
    made = agreement(pigeonhole(13), budget=0.4)
    assert not made.exhaustive
    assert all("zone" in answer.not_computed for answer in made.targets.values())


def test_a_capped_list_of_sets_is_not_exhaustive(monkeypatch: pytest.MonkeyPatch) -> None:
    issues = {f"{side}{n}": ("x", "y") for n in range(7) for side in "lr"}
    made = agreement(case(issues, {"north": [f"l{n} = x or r{n} = x" for n in range(7)]}))
    assert (len(made.together), made.together_exhaustive, made.exhaustive) == (100, False, False)
    assert all(answer.exhaustive for answer in made.targets.values())


def test_mistakes_of_a_caller_are_told() -> None:
    with pytest.raises(UsageError, match="no round"):
        agreement(small(rounds=["r1"]), round="r2")
    with pytest.raises(FormulaError, match="brige"):
        agreement(small(), targets={"x": "brige = open"})
    with pytest.raises(UsageError, match="seconds"):
        agreement(small(), budget=-1)


def test_a_report_is_frozen() -> None:
    made: Any = agreement(small())
    assert isinstance(made, AgreementReport)
    with pytest.raises(AttributeError):
        setattr(made, "round", "r9")  # noqa: B010
