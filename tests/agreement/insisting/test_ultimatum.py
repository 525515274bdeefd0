"""The ultimatum test: every part against its definition, the table of the Istanbul talks, the laws, and bad input."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from commonground.agreement import Budget, SideTest, UltimatumReport, ask, ultimatum
from commonground.agreement.insisting.insistence import SideTests
from commonground.agreement.solving.targets import issue_target, outcome_target
from commonground.case import Case, Offer, Power, Round, load
from commonground.errors import FormulaError, UsageError, Where
from commonground.logic import read
from commonground.statements import Statement
from tests.agreement.cases import case, random_case
from tests.agreement.literal import Twin
from tests.agreement.often import often
from tests.agreement.side_twin import SideTwin

SEEDS = 1000


def busier(made: Case, seed: int) -> Case:
    """The same case with more offers, some of its rules judged links, some of its options another party's."""
    draw = random.Random(-seed - 1)
    rules = {r.id: replace(r, kind=draw.choice(("definition", "judged link"))) for r in made.meaning.values()}
    owners = [*made.parties]
    options = {o.id: replace(o, party=draw.choice(owners)) for o in made.options.values()}
    more = [offer for party in owners for offer in offers_of(draw, made, party)]
    return replace(made, meaning=rules, options=options, offers={**made.offers, **{o.id: o for o in more}})


def offers_of(draw: random.Random, made: Case, party: str) -> Iterator[Offer]:
    for number in range(draw.choice((0, 3, 6))):
        chosen = draw.sample(list(made.issues), min(len(made.issues), draw.choice((1, 2, 2))))
        text = " and ".join(f"{issue} = {draw.choice(list(made.issues[issue].outcomes)[-2:])}" for issue in chosen)
        fields: Any = {"evidence": (), "as_told_by": None, "note": None, "layer": None, "hypothesis": False}
        when = list(made.rounds)[min(number // 2, len(made.rounds) - 1)] if made.rounds else None
        formula = read(text, made.names)
        name = f"more {party} {number}"
        yield Offer(id=name, **fields, where=Where(), party=party, formula=formula, text=text, round=when)


def test_every_part_is_what_all_joint_outcomes_say() -> None:
    seen: Counter[Any] = Counter()
    for seed in range(SEEDS):
        made = busier(random_case(seed), seed)
        now = list(made.rounds)[-1 - seed % len(made.rounds)] if made.rounds else None
        question, twin = ask(made, now), Twin(made, now)
        tests = SideTests(question)
        for issue in made.issues.values():
            outcomes = list(issue.outcomes)
            for target in (issue_target(issue), outcome_target(issue, outcomes[-1])):
                zone: Any = twin.zone(target)
                for party, side in tests.reaching(tests.moved(tests.sides(target, zone)), target).items():
                    compare(side, SideTwin(twin, party, target), agreed=zone == "accepted", seen=seen)
    for word in ("negotiated", "not", "exchange of demands", "ultimatum-like"):
        assert seen[word] > 20, "the random cases do not show this"
    for part in ("closed yes", "closed no", "closed unknown", "moved yes", "moved no", "taken up", "reach", "tied"):
        assert seen[part] > 5, part


def compare(side: SideTest, expected: SideTwin, *, agreed: bool, seen: Counter[Any]) -> None:
    offers = expected.offers()
    assert set(side.offers) == {offer.id for offer in offers}
    assert side.word == expected.word()
    assert {name: set(ids) for name, ids in side.rule.acceptances.items()} == expected.taken_up()
    assert set(side.in_zone) == expected.in_zone()
    seen.update([side.word, *(["taken up"] if side.rule.acceptances else [])])
    if not offers:
        assert (side.closed, side.approach, side.reach) == (None, None, None)
        return
    assert side.closed is not None
    assert side.approach is not None
    assert side.reaches is not None
    assert [s.distance for s in side.approach.steps] == [d for _, d in expected.distances()]
    assert side.moved == expected.moved()
    found = {item.offer: (set(item.forces), set(item.companions)) for item in side.reaches}
    assert found == {offer.id: expected.forced(offer) for offer in offers}
    assert side.reach is not None
    assert side.reach.count == min(len(forces) for forces, _ in found.values())
    seen.update([f"moved {side.moved}", *(["reach"] if side.reach.count else [])])
    seen["tied"] += any(tied for _, tied in found.values())
    if agreed:
        assert (side.closed.by_mandate, side.closed.on_record) == ("no", "no")
        return
    seen[f"closed {side.closed.by_mandate}"] += 1
    compare_closed(side, expected)


def compare_closed(side: SideTest, expected: SideTwin) -> None:
    shut = side.closed
    assert shut is not None
    assert set(shut.menu) == {offer.id for offer in expected.menu()}
    assert shut.by_mandate == expected.by_mandate()
    assert shut.on_record == expected.on_record()
    assert shut.trivial == (not expected.beyond(expected.settled))
    assert (shut.by_mandate_else is not None) == (shut.by_mandate == "no")
    assert (shut.on_record_else is not None) == (shut.on_record == "no")
    if shut.by_mandate == "yes":
        assert expected.closes(set(shut.clauses))
        assert not any(expected.closes(set(shut.clauses) - {name}) for name in shut.clauses), "one of them is spare"
    if shut.by_mandate_else is not None:
        live = [world for world in expected.beyond(expected.settled) if expected.allowed(world)]
        shown = [{i: world[i] for i in expected.twin.moved(world)} for world in live]
        assert dict(shut.by_mandate_else) in shown


# The Istanbul talks: the whole table of what is known of them, both sides, both scopes.


@cache
def istanbul() -> Case:
    return load("istanbul-2025")


@cache
def at(now: str = "r3") -> UltimatumReport:
    return ultimatum(istanbul(), now)


def side_of(scope: str, party: str, now: str = "r3") -> SideTest:
    sides = at(now).scopes[scope].sides
    assert sides is not None
    return sides[party]


HUMANITARIAN = [(issue, party) for issue in ("prisoners", "bodies", "children") for party in ("ukraine", "russia")]


@pytest.mark.parametrize(
    ("scope", "party", "closed", "moved", "rule", "reach", "word"),
    [
        ("ceasefire=full", "russia", ("yes", "yes"), ("no", [2, 2], True), "unknown", 1, "ultimatum-like"),
        ("ceasefire=full", "ukraine", ("yes", "yes"), ("no", [1, 1], False), "unknown", 0, "ultimatum-like"),
        ("ceasefire", "russia", ("no", "yes"), ("yes", [2, 1], False), "unknown", 0, "exchange of demands"),
        ("ceasefire", "ukraine", ("no", "no"), ("yes", [1, 0], False), "unknown", 0, "not"),
        ("prisoners", "russia", ("no", "no"), ("no", [0, 0], False), "yes", 0, "negotiated"),
        ("prisoners", "ukraine", ("no", "no"), ("no", [0, 0], False), "yes", 0, "negotiated"),
        ("bodies", "russia", ("no", "no"), ("no", [0, 0], False), "yes", 0, "negotiated"),
        ("bodies", "ukraine", ("no", "no"), ("no", [0, 0], False), "yes", 0, "negotiated"),
    ],
)
def test_the_table_of_istanbul(
    scope: str,
    party: str,
    closed: tuple[str, str],
    moved: tuple[str, list[int], bool],
    rule: str,
    reach: int,
    word: str,
) -> None:
    side = side_of(scope, party)
    assert side.closed is not None
    assert side.approach is not None
    assert (side.closed.by_mandate, side.closed.on_record) == closed
    way = [side.approach.first.distance, side.approach.last.distance]
    assert (side.moved, way, side.approach.nominal) == moved
    assert (side.rule.value, side.reach.count if side.reach else None, side.word) == (rule, reach, word)


def test_who_moved_when_and_by_which_offer() -> None:
    steps = {party: side_of("ceasefire", party).approach for party in ("russia", "ukraine")}
    told = {p: [(s.round, s.nearest) for s in way.came_nearer] for p, way in steps.items() if way is not None}
    assert told == {"russia": [("r2", "F18")], "ukraine": [("r3", "F10")]}


def test_what_closes_a_full_ceasefire_and_what_any_ceasefire_leaves_open() -> None:
    closed = {party: side_of("ceasefire=full", party).closed for party in ("russia", "ukraine")}
    assert {party: found.clauses for party, found in closed.items() if found} == {"russia": ("R1",), "ukraine": ("U1",)}
    for party in ("russia", "ukraine"):
        left = side_of("ceasefire", party).closed
        assert left is not None
        assert left.by_mandate_else == {"ceasefire": "infrastructure_only"}


def test_each_way_to_a_full_ceasefire_has_its_reach() -> None:
    reaches = side_of("ceasefire=full", "russia").reaches or ()
    forced = {item.offer: item.forces for item in reaches}
    assert forced == {"F14": ("territory",), "F16": ("territory",), "F17": ("aid", "elections")}
    assert {item.companions for item in reaches} == {("terms",)}, "the terms are the same matter, by definition"


def test_to_sign_forces_the_settlement_and_so_six_issues() -> None:
    reach = {party: side_of("leaders", party).reach for party in ("russia", "ukraine")}
    six = ("territory", "alignment", "forces", "aid", "elections", "sanctions")
    assert {party: found.forces for party, found in reach.items() if found} == {
        "russia": ("settlement", *six),
        "ukraine": (),
    }
    assert {p: r.count for p in ("russia", "ukraine") if (r := side_of("settlement", p).reach)} == {
        "russia": 6,
        "ukraine": 0,
    }


def test_that_russias_delegates_may_not_listen_is_ukraines_account_and_decides_nothing() -> None:
    rule = side_of("ceasefire=full", "russia").rule
    assert (rule.value, rule.account, rule.powers) == ("unknown", "ukraine", ("P1",))
    assert side_of("ceasefire=full", "ukraine").rule.account is None


def test_by_russias_own_word_it_would_be_no_and_then_an_ultimatum() -> None:
    talks = istanbul()
    own = replace(talks.powers["P1"], evidence=("s48",), as_told_by=None)
    made = ultimatum(replace(talks, powers={**talks.powers, "P1": own})).scopes["ceasefire=full"].sides
    assert made is not None
    assert (made["russia"].rule.value, made["russia"].word) == ("no", "ultimatum")
    assert made["ukraine"].word == "ultimatum-like"


def test_what_is_known_from_one_side_alone_is_told() -> None:
    assert side_of("ceasefire=full", "russia").told_only_by == {"F14": "ukraine"}
    assert side_of("ceasefire=full", "ukraine").told_only_by == {}


def test_labels_stand_with_the_side_they_are_about_denials_among_them() -> None:
    labels = at().labels
    own = {party: {x.statement for x in labels if x.about == party and x.own} for party in at().parties}
    others = {party: {x.statement for x in labels if x.about == party and not x.own} for party in at().parties}
    assert own == {"ukraine": {"i02"}, "russia": {"s48"}}
    assert others == {"ukraine": set(), "russia": {"i03", "i04", "i17", "s47"}}
    assert [label.statement for label in at().scopes["prisoners"].labels] == ["i12"]


def test_the_demanded_forms_are_those_that_leave_something_to_choose() -> None:
    forms = [name for name, test in at().scopes.items() if test.scope.kind == "demanded form"]
    assert forms == ["ceasefire=full", "territory=recognised", "sanctions=lifted"]
    assert at().scopes["ceasefire=full"].scope.also == ("full ceasefire",)
    assert at().scopes["ceasefire"].scope.also == ("any ceasefire",)


def test_both_sides_always_stand_beside_each_other() -> None:
    for now in istanbul().rounds:
        for test in at(now).scopes.values():
            assert test.sides is not None
            assert tuple(test.sides) == at(now).parties


def test_in_the_first_round_nobody_had_an_occasion_to_move() -> None:
    sides = [side for test in at("r1").scopes.values() for side in (test.sides or {}).values() if side.offers]
    assert {side.moved for side in sides} == {"unknown"}
    assert "ultimatum" not in {side.word for side in sides}


def test_in_june_russias_menu_was_new_and_so_not_closed() -> None:
    found = side_of("ceasefire=full", "russia", "r2").closed
    assert found is not None
    assert (found.by_mandate, found.on_record, found.on_record_by) == ("no", "no", ("F17",))
    assert (found.by_mandate_else or {}).get("terms") == "package"


def test_every_id_named_leads_to_an_object_of_the_case() -> None:
    talks = istanbul()
    objects = {*talks.clauses, *talks.offers, *talks.acceptances, *talks.powers, *talks.statements}
    for test in at().scopes.values():
        for side in (test.sides or {}).values():
            named = {*side.offers, *side.in_zone, *side.rule.acceptances, *side.rule.clauses, *side.rule.powers}
            named |= {*side.told_only_by, *(side.closed.clauses if side.closed else ())}
            named |= {name for step in (side.approach.steps if side.approach else ()) for name in step.breaks}
            assert named <= objects


def test_dropping_a_clause_can_open_what_was_closed() -> None:
    talks = istanbul()
    fewer = replace(talks, clauses={c.id: c for c in talks.clauses.values() if c.id != "R1"})
    sides = ultimatum(fewer).scopes["ceasefire=full"].sides
    assert sides is not None
    assert {party: side.word for party, side in sides.items()} == {"ukraine": "not", "russia": "exchange of demands"}


def test_cuba_day_by_day() -> None:
    cuba = load("cuba-1962")
    words = []
    for now in cuba.rounds:
        sides = ultimatum(cuba, now).scopes["missiles"].sides
        assert sides is not None
        words.append({party: side.word for party, side in sides.items()})
    assert words == [
        {"us": "ultimatum-like", "ussr": "not"},
        {"us": "not", "ussr": "not"},
        {"us": "ultimatum-like", "ussr": "exchange of demands"},
        {"us": "not", "ussr": "not"},
    ]


# Small cases, one part at a time.

ISSUES = {"bridge": ("closed", "foot", "open"), "toll": ("none", "low", "high")}
ROUNDS = ("r1", "r2", "r3")


def small(mandate: list[Any], *made: tuple[str, str | None], **more: Any) -> Case:
    offers: Any = {"north": [{"text": text, "round": when} for text, when in made]}
    south = more.pop("south", ["bridge = closed"])
    acceptances = more.pop("acceptances", None)
    return case(
        ISSUES, {"north": mandate, "south": south}, offers={**offers, **more.pop("offers", {})},
        rounds=ROUNDS, acceptances=acceptances, **more,
    )  # fmt: skip


def north(made: Case, scope: str = "bridge", now: str = "r3") -> SideTest:
    sides = ultimatum(made, now).scopes[scope].sides
    assert sides is not None
    return sides["north"]


INSISTS = ["bridge in {closed, open}", "bridge = open -> toll = high"]
DEMAND = ("bridge = open and toll = high", "r1")


def power(made: Case, value: str = "no", act: str = "listen", **more: Any) -> Case:
    given: dict[str, Any] = {"evidence": ("x",), "as_told_by": None, "level": "leader"}
    given |= {"note": None, "layer": None, "hypothesis": False} | more
    item = Power(id="P1", party="north", may={act: value}, where=Where(), **given)  # type: ignore[dict-item]
    return replace(made, powers={**made.powers, "P1": item})


def test_an_ultimatum_needs_all_three_on_record() -> None:
    assert north(small(INSISTS, DEMAND)).word == "ultimatum-like"
    assert north(power(small(INSISTS, DEMAND))).word == "ultimatum"
    assert north(power(small(INSISTS, DEMAND)), now="r1").word == "ultimatum-like", "no occasion to move yet"
    assert north(power(small(INSISTS[:1], DEMAND))).word == "exchange of demands", "its mandate leaves a lower toll"


@pytest.mark.parametrize(
    "more",
    [
        {"value": "unknown"},
        {"value": "yes"},
        {"evidence": ()},
        {"as_told_by": "south"},
        {"act": "explore"},
        {"act": "sign"},
    ],
)
def test_a_rule_is_not_denied_by_less_than_the_record_says(more: dict[str, Any]) -> None:
    found = north(power(small(INSISTS, DEMAND), **more))
    assert (found.rule.value, found.word) == ("unknown", "ultimatum-like")


def test_only_the_level_at_the_table_counts_where_it_is_known() -> None:
    levels = {"north": ("leader", "envoy")}
    made = small(INSISTS, DEMAND, levels=levels)
    assert north(power(made, level="envoy")).rule.value == "unknown", "the leader may listen, for all that is known"
    seat = Round("r3", "r3", None, None, None, None, {"north": "envoy"}, 2, Where())
    seated = replace(made, rounds={**made.rounds, "r3": seat})
    assert north(power(seated, level="envoy")).rule.value == "no"
    assert north(power(seated, level="leader")).rule.value == "unknown"


def test_accepting_what_another_offered_is_a_rule_by_act() -> None:
    theirs = {"south": [{"text": "bridge = foot", "round": "r2"}]}
    for when, value in (("r1", "unknown"), ("r2", "yes"), ("r3", "yes")):
        taken = {"north": [{"text": "bridge = foot", "round": when}]}
        made = power(small(INSISTS, DEMAND, offers=theirs, acceptances=taken))
        expected = "no" if value == "unknown" else "yes"
        assert north(made).rule.value == expected, "what was accepted before it was offered answers no offer"


def test_an_own_new_offer_is_movement_and_no_rule() -> None:
    found = north(small(["toll = none"], DEMAND, ("bridge = foot", "r3"), south=["bridge != open", "toll = none"]))
    assert (found.moved, found.rule.value) == ("yes", "unknown")


def test_a_clause_that_turns_on_what_another_does_is_a_response_rule() -> None:
    made = small(["bridge = open -> toll = high or repair"], DEMAND, options=("repair",))
    theirs = {"repair": replace(made.options["repair"], party="south")}
    assert north(replace(made, options=theirs)).rule.clauses == ("N1",)
    assert north(made).rule.clauses == (), "its own option is not another's act"


def test_a_wider_menu_is_nominal_and_the_same_offer_again_is_not_even_that() -> None:
    again = north(small(INSISTS, DEMAND, ("bridge = open and toll = high", "r2"))).approach
    wider = north(small(INSISTS, DEMAND, ("bridge = foot and toll = high", "r2"))).approach
    assert again is not None
    assert wider is not None
    assert (again.moved, again.nominal) == ("no", False)
    assert (wider.moved, wider.nominal) == ("no", True)


def test_a_side_without_an_offer_is_not_tested() -> None:
    found = ultimatum(small(INSISTS, DEMAND)).scopes["bridge"].sides
    assert found is not None
    assert (found["south"].word, found["south"].closed, found["south"].reach) == ("not", None, None)


def test_who_forbids_itself_what_it_offers_gets_no_answer_on_closure() -> None:
    found = north(small(["bridge = closed"], ("bridge = open", "r1")))
    assert found.closed is not None
    assert (found.closed.by_mandate, found.word) == ("unknown", "exchange of demands")


def test_a_definition_is_no_reach_and_a_judged_link_is() -> None:
    made = small([], ("bridge = open", "r1"), rules=["bridge = open -> toll != none"])
    plain, judged = north(made), north(replace(made, meaning={"M1": replace(made.meaning["M1"], kind="judged link")}))
    assert plain.reach is not None
    assert judged.reach is not None
    assert (plain.reach.forces, plain.reach.companions) == ((), ("toll",))
    assert (judged.reach.forces, judged.reach.companions) == (("toll",), ())


def test_labels_that_nobody_stood_up_for_or_that_label_nothing_are_left_out() -> None:
    made = small(INSISTS, DEMAND)
    common: dict[str, Any] = {"document": "d", "speaker": "north", "source": "north"}
    said: dict[str, dict[str, Any]] = {
        "own": {"act": "claim", "mode": "label", "status": "confirmed"},
        "of south": {"act": "criticise", "mode": "label", "status": "corrected", "addressee": "south"},
        "proposed": {"act": "claim", "mode": "label", "status": "proposed"},
        "no label": {"act": "claim", "mode": "own", "status": "confirmed"},
        "a move": {"act": "demand", "mode": "label", "status": "confirmed"},
        "on the toll": {"act": "claim", "mode": "label", "status": "confirmed", "issue": "toll"},
    }
    statements = {name: Statement(id=name, **common, **fields) for name, fields in said.items()}
    report = ultimatum(replace(made, statements=statements))
    assert [(label.statement, label.about, label.own) for label in report.labels] == [
        ("own", "north", True),
        ("of south", "south", False),
    ]
    assert [label.statement for label in report.scopes["toll"].labels] == ["on the toll"]
    assert report.scopes["bridge"].labels == ()


# Laws.


def words(report: UltimatumReport) -> dict[str, dict[str, str | None]]:
    return {name: {p: side.word for p, side in (test.sides or {}).items()} for name, test in report.scopes.items()}


@pytest.mark.parametrize("seed", range(often(60)))
def test_the_order_of_the_file_decides_nothing(seed: int) -> None:
    made = random_case(seed)
    fields = ("clauses", "offers", "acceptances", "parties", "meaning")
    turned: Any = {name: dict(reversed(list(getattr(made, name).items()))) for name in fields}
    assert words(ultimatum(replace(made, **turned))) == words(ultimatum(made))


@pytest.mark.parametrize("seed", range(often(60)))
def test_saying_a_clause_twice_changes_neither_closure_nor_reach(seed: int) -> None:
    made = random_case(seed)
    twice = {f"{c.id}bis": replace(c, id=f"{c.id}bis") for c in made.clauses.values()}
    once, again = ultimatum(made), ultimatum(replace(made, clauses={**made.clauses, **twice}))
    for name, test in once.scopes.items():
        for party, side in (test.sides or {}).items():
            other = (again.scopes[name].sides or {})[party]
            assert (side.closed and side.closed.by_mandate) == (other.closed and other.closed.by_mandate)
            assert (side.closed and side.closed.on_record) == (other.closed and other.closed.on_record)
            assert (side.reaches, side.rule.value, side.in_zone) == (other.reaches, other.rule.value, other.in_zone)


@pytest.mark.parametrize("seed", range(often(60)))
def test_a_further_clause_of_ones_own_never_opens_a_closed_demand(seed: int) -> None:
    made = random_case(seed)
    for gone in made.clauses.values():
        fewer = ultimatum(replace(made, clauses={c.id: c for c in made.clauses.values() if c.id != gone.id}))
        for name, test in ultimatum(made).scopes.items():
            before = (fewer.scopes[name].sides or {}).get(gone.party) if name in fewer.scopes else None
            after = (test.sides or {}).get(gone.party)
            if before and before.closed and after and after.closed and not before.agreed and not after.agreed:
                assert before.closed.by_mandate != "yes" or after.closed.by_mandate != "no"


# Bounds and bad input.


def test_without_time_everything_is_said_to_be_missing_and_nothing_guessed() -> None:
    report = ultimatum(istanbul(), budget=0)
    assert not report.exhaustive
    assert {test.zone for test in report.scopes.values()} == {None}
    assert all(test.not_computed == ("zone", "sides") for test in report.scopes.values())
    assert set(istanbul().issues) <= set(report.scopes)
    assert report.to_dict()["exhaustive"] is False


def test_a_budget_may_be_shared_and_a_question_asked_at_its_round() -> None:
    question = ask(istanbul(), "r2")
    report = ultimatum(question, budget=Budget(10))
    assert (report.round, report.exhaustive) == ("r2", True)
    assert report.to_dict() == {**at("r2").to_dict(), "parameters": report.parameters}


def test_a_case_with_nothing_in_it_has_nothing_to_test() -> None:
    report = ultimatum(case({}, {"north": []}))
    assert (dict(report.scopes), report.exhaustive) == ({}, True)


def test_further_targets_can_be_named() -> None:
    report = ultimatum(
        istanbul(), targets={"both": "ceasefire = full and leaders != none", "cease": "ceasefire = full"}
    )
    assert report.scopes["both"].scope.kind == "target"
    assert report.scopes["ceasefire=full"].scope.also == ("full ceasefire", "cease")


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"round": "r9"}, UsageError),
        ({"budget": "long"}, UsageError),
        ({"targets": {"x": "ceasefyre = full"}}, FormulaError),
        ({"targets": {"settlement": "ceasefire = full"}}, UsageError),
    ],
)
def test_bad_input_is_one_clear_sentence(more: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        ultimatum(istanbul(), **more)


def test_the_answer_is_plain_data_and_stable() -> None:
    import json

    told = json.dumps(at().to_dict())
    assert told == json.dumps(ultimatum(istanbul(), "r3").to_dict())
    side = json.loads(told)["scopes"]["ceasefire=full"]["sides"]["russia"]
    assert (side["verdict"], side["reach"], side["movement"]["distance"]) == ("ultimatum-like", 1, [2, 2])
