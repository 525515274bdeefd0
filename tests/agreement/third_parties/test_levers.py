"""Levers: minimal sets of hypotheses that open a zone, against all subsets; what is a lever; a mediator's own offer."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from commonground.agreement import Budget, Levers, ask, levers, target, targets_of
from commonground.agreement.third_parties.levers import CAP
from commonground.agreement.third_parties.sets import under_levers
from commonground.agreement.zones.zone import zone
from commonground.case import Case, Clause, load
from commonground.case.hypotheses import hypotheses
from commonground.case.model import LayerInfo
from commonground.errors import FormulaError, UsageError
from commonground.logic import evaluate, mentions, read
from tests.agreement.cases import case, random_case
from tests.agreement.literal import Outcome, Twin, subsets
from tests.agreement.often import often
from tests.case.folders import folder


def supposed(base: Case, name: str, clauses: Mapping[str, Clause], **changed: object) -> Case:
    """``base`` under a hypothesis that leaves these clauses."""
    info = LayerInfo(name, name, "hypothesis", "an assumption for this test")
    return replace(base, clauses=dict(clauses), layers=(*base.layers, info), **changed)  # type: ignore[arg-type]


def weaker(base: Case, clause: Clause, more: str) -> Clause:
    text = f"({clause.text}) or {more}"
    return replace(clause, formula=read(text, base.names), text=text)


@cache
def tried(seed: int) -> tuple[Case, dict[str, Case]]:
    """A random case and up to five levers over it, some of which relax the same clause in different ways."""
    draw = random.Random(seed)
    base = random_case(seed)
    under = {}
    for number in range(draw.randint(1, 5)):
        left: dict[str, Clause] = {}
        for clause in base.clauses.values():
            chance = draw.random()
            if chance < 0.2:
                continue
            issue = draw.choice(list(base.issues))
            atom = f"{issue} = {draw.choice(list(base.issues[issue].outcomes))}"
            left[clause.id] = weaker(base, clause, atom) if chance < 0.4 else clause
        under[f"l{number}"] = supposed(base, f"l{number}", left)
    return base, under


class LeverTwin:
    """The definitions, looked at outcome by outcome and subset by subset."""

    def __init__(self, base: Case, under: Mapping[str, Case]) -> None:
        self.twin = Twin(base)
        self.under = under

    def allowed(self, world: Outcome, chosen: Iterable[str], firm: Iterable[str] = ()) -> bool:
        """Whether the mandates allow an outcome if some levers work and the clauses ``firm`` stand all the same."""
        for clause in self.twin.clauses.values():
            forms = [clause.formula]
            if clause.id not in firm:
                for lever in chosen:
                    now = self.under[lever].clauses.get(clause.id)
                    if now is None:
                        break
                    forms.append(now.formula)
                else:
                    if not any(evaluate(form, world) for form in forms):
                        return False
                continue
            if not evaluate(clause.formula, world):
                return False
        return True

    def opens(self, wanted: object, chosen: Iterable[str], alone: bool, firm: Iterable[str] = ()) -> bool:
        formula = wanted.formula  # type: ignore[attr-defined]
        return any(
            evaluate(formula, world) and self.allowed(world, chosen, firm)
            for world in self.twin.worlds
            if not alone or self.twin.moved(world) <= mentions(formula)
        )

    def touches(self, lever: str) -> set[str]:
        own = self.under[lever].clauses
        return {c.id for c in self.twin.clauses.values() if c.id not in own or own[c.id].formula != c.formula}


def test_sets_are_the_minimal_ones_among_all_subsets() -> None:
    sizes: set[int] = set()
    closed = 0
    for seed in range(often(250)):
        base, under = tried(seed)
        twin = LeverTwin(base, under)
        usable = [name for name in under if twin.touches(name)]
        for wanted in {item.formula: item for item in targets_of(base).values()}.values():
            for alone in (False, True):
                found = levers(base, wanted, under, alone=alone, budget=None)
                assert set(found.levers) == set(usable)
                if found.zone != "excluded":
                    assert found.sets == ()
                    assert found.opens
                    assert twin.opens(wanted, (), alone)
                    continue
                expected: list[frozenset[str]] = []
                for chosen in map(frozenset, subsets(usable)):
                    if not any(smaller <= chosen for smaller in expected) and twin.opens(wanted, chosen, alone):
                        expected.append(chosen)
                assert {frozenset(item.levers) for item in found.sets} == set(expected)
                assert len(found.sets) == len(expected)
                assert [len(item.levers) for item in found.sets] == sorted(map(len, expected))
                assert found.opens == bool(expected)
                assert found.exhaustive
                for item in found.sets:
                    touched = set().union(*(twin.touches(name) for name in item.levers))
                    assert set(item.clauses) == touched
                    needed = {c for c in touched if not twin.opens(wanted, item.levers, alone, firm={c})}
                    assert set(item.turns_on) == needed
                    sizes.add(len(item.levers))
                closed += not expected
    assert {1, 2, 3} <= sizes
    assert closed > 50


def test_where_no_lever_helps_what_still_blocks_blocks_with_all_of_them_on() -> None:
    told = 0
    for seed in range(often(150)):
        base, under = tried(seed)
        for wanted in targets_of(base).values():
            found = levers(base, wanted, under, budget=None)
            if found.opens or found.by_meaning:
                assert found.still_blocking == ()
                continue
            everything = under_levers(ask(base), found.levers.values())
            kept = {name: everything.clauses[name] for name in found.still_blocking}
            blocked = replace(everything, clauses=kept)
            assert zone(blocked, wanted).zone == "excluded"
            for name in kept:
                fewer = replace(everything, clauses={c: item for c, item in kept.items() if c != name})
                assert zone(fewer, wanted).zone != "excluded"
            told += 1
    assert told > 20


def test_one_more_lever_never_closes_anything() -> None:
    for seed in range(80):
        base, under = tried(seed)
        found = levers(base, next(iter(targets_of(base))), under)
        for chosen in subsets(found.levers):
            question = under_levers(ask(base), [found.levers[name] for name in chosen])
            for more in found.levers:
                wider = under_levers(ask(base), [found.levers[name] for name in {*chosen, more}])
                for wanted in list(targets_of(base).values())[:3]:
                    if zone(question, wanted).zone != "excluded":
                        assert zone(wider, wanted).zone != "excluded"


PLATEAU = """\
case: The plateau
reading: An invented example
record_ends: 2001-09-30
parties:
  hara: {name: Hara, levels: [premier, delegation]}
  meret: {name: Meret, levels: [president, delegation]}
  tolland: {name: Tolland, role: outside}
rounds:
  - {id: r1, date: 2001-09-05, present: {hara: delegation, meret: delegation}}
issues:
  peace: {title: Treaty of peace, outcomes: {none: No treaty, treaty: A treaty}}
  plateau: {title: The plateau, outcomes: {held: Meret holds it, returned: Returned to Hara}}
  villages: {title: Villages on the plateau, outcomes: {stay: They stay, removed: They are removed}}
  airfields: {title: Airfields elsewhere, outcomes: {none: Not built, built: Tolland builds them}}
mandates:
  hara:
    - {id: H1, clause: "peace = treaty -> plateau = returned", level: premier, owner: premier}
    - {id: H2, clause: "peace = treaty -> villages = removed", level: premier, owner: premier}
  meret:
    - {id: M1, clause: "plateau = returned -> airfields = built", level: president, owner: president}
    - {id: M2, clause: "villages = stay", level: president, owner: delegation}
offers:
  tolland: [{id: T1, offer: "airfields = built", round: r1}]
targets: {peace at last: "peace = treaty"}
"""
VOTE = """\
layer: A free vote at home on the villages
kind: hypothesis
source: an assumption for this exercise
withdraw: [M2]
"""
OIL = """\
layer: Tolland guarantees the oil supply
kind: hypothesis
source: an assumption for this exercise
replace: {H2: {clause: "true"}}
"""
LEASE = """\
layer: The airfields are leased instead
kind: hypothesis
source: an assumption for this exercise
withdraw: [M1]
"""


@pytest.fixture
def plateau(tmp_path: Path) -> Path:
    layers = {"layers__free-vote_yaml": VOTE, "layers__oil_yaml": OIL, "layers__lease_yaml": LEASE}
    return folder(tmp_path / "plateau", PLATEAU, **layers)


def asked(place: Path, wanted: str = "peace at last", **more: object) -> Levers:
    base, under = hypotheses(place)
    return levers(base, wanted, under, **more)  # type: ignore[arg-type]


def test_either_of_two_levers_opens_the_treaty_and_a_third_is_not_needed(plateau: Path) -> None:
    found = asked(plateau)
    assert [(item.levers, item.turns_on) for item in found.sets] == [(("free-vote",), ("M2",)), (("oil",), ("H2",))]
    assert found.in_every_set == ()
    assert found.sets[1].example == {"peace": "treaty", "plateau": "returned", "airfields": "built"}
    assert {name: item.source for name, item in found.levers.items()} == dict.fromkeys(
        ("free-vote", "lease", "oil"), "an assumption for this exercise"
    )


def test_without_the_mediators_airfields_the_zone_is_empty_again(plateau: Path) -> None:
    (offer,) = asked(plateau).offers
    # While the villages block, the offer alone opens nothing.
    assert (offer.made, offer.not_made, offer.turns_on_it) == ("excluded", "excluded", False)
    base, under = hypotheses(plateau, layers=["free-vote"])
    found = levers(base, "peace at last", under)
    (offer,) = found.offers
    assert (offer.party, offer.issues) == ("tolland", ("airfields",))
    assert (offer.made, offer.not_made, offer.turns_on_it) == ("not excluded", "excluded", True)
    assert (found.zone, found.sets, found.opens) == ("not excluded", (), True)
    assert "free-vote" not in found.levers
    lease = levers(base, "peace = treaty and airfields = none", under)
    assert [item.levers for item in lease.sets] == [("lease",)]


def test_an_offer_is_not_asked_about_where_it_is_the_target_itself(plateau: Path) -> None:
    assert asked(plateau, "airfields").offers == ()


def test_levers_that_each_touch_other_clauses_do_together_what_their_layers_do(plateau: Path) -> None:
    found = asked(plateau)
    both = under_levers(ask(load(plateau)), [found.levers["free-vote"], found.levers["lease"]])
    loaded = ask(load(plateau, layers=["free-vote", "lease"]))
    assert {name: c.formula for name, c in both.clauses.items()} == {n: c.formula for n, c in loaded.clauses.items()}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('add: {mandates: {hara: [{id: H3, clause: "plateau = held"}]}}', "it adds H3"),
        ('replace: {M2: {clause: "villages = stay and peace = none"}}', "under it M2 would rule out"),
        ('replace: {M2: {clause: "villages = removed"}}', "under it M2 would rule out"),
        ('add: {meaning: [{id: X1, rule: "peace = none or villages = stay"}]}', "what the words mean"),
        ("add: {issues: {moon: [new, full]}}", "it changes the issues"),
        ("replace: {parties.tolland: {role: table}}", "who sits at the table"),
        ('add: {acceptances: {hara: [{id: A1, outcome: "peace = treaty"}]}}', "no clause in force"),
    ],
)
def test_a_hypothesis_that_does_more_than_relax_is_no_lever_and_the_reason_is_told(
    plateau: Path, body: str, reason: str
) -> None:
    text = f"layer: More\nkind: hypothesis\nsource: an assumption for this exercise\n{body}\n"
    (plateau / "layers" / "more.yaml").write_text(text)
    found = asked(plateau)
    assert reason in found.no_levers["more"].reason
    assert set(found.levers) == {"free-vote", "oil", "lease"}


def test_an_acceptance_that_a_lever_supposes_counts_under_it(plateau: Path) -> None:
    outcomes = {"peace": "treaty", "plateau": "returned", "villages": "removed", "airfields": "built"}
    for party in ("hara", "meret"):
        accepted = ", ".join(f'{{outcome: "{issue} = {outcome}"}}' for issue, outcome in outcomes.items())
        with (plateau / "layers" / "free-vote.yaml").open("a") as file:
            file.write("add:\n  acceptances:\n" if party == "hara" else "")
            file.write(f"    {party}: [{accepted}]\n")
    values = {item.levers: item.zone for item in asked(plateau).sets}
    assert values == {("free-vote",): "accepted", ("oil",): "not excluded"}


def test_a_clause_that_is_not_in_force_yet_falls_under_nothing() -> None:
    late = {"north": [{"id": "N1", "text": "a = x", "round": "r1"}]}
    base = case({"a": ("x", "y")}, late, rounds=("r0", "r1"))
    under = {"l": supposed(base, "l", {})}
    assert "no clause in force" in levers(base, "a", under, "r0").no_levers["l"].reason
    assert [item.levers for item in levers(base, "a", under, "r1").sets] == [("l",)]


def test_what_meaning_rules_out_no_lever_opens() -> None:
    base = case({"a": ("x", "y")}, {"north": ["a = x"]}, rules=["a = x"])
    found = levers(base, "a", {"l": supposed(base, "l", {})})
    assert (found.zone, found.by_meaning, found.opens, found.sets) == ("excluded", True, False, ())


def test_a_cap_is_kept_and_told() -> None:
    # Two levers for each of four clauses, any one of the two would do: 2^4 minimal sets.
    base = case({f"i{n}": ("x", "y") for n in range(4)}, {"north": [f"i{n} = x" for n in range(4)]})
    under = {
        f"l{n}{side}": supposed(base, f"l{n}{side}", {c: i for c, i in base.clauses.items() if c != f"N{n + 1}"})
        for n in range(4)
        for side in "ab"
    }
    wanted = " and ".join(f"i{n} = y" for n in range(4))
    assert len(levers(base, wanted, under).sets) == 16
    assert levers(base, wanted, under, cap=16).exhaustive
    capped = levers(base, wanted, under, cap=5)
    assert len(capped.sets) == 5
    assert not capped.exhaustive
    assert capped.in_every_set == ()
    assert CAP >= 16


def test_out_of_time_says_what_is_missing() -> None:
    base = case({"a": ("x", "y")}, {"north": ["a = x"]})
    found = levers(base, "a", {"l": supposed(base, "l", {})}, budget=Budget(0))
    assert (found.zone, found.opens, found.sets) == (None, None, ())
    assert set(found.not_computed) == {"zone", "by_meaning", "levers", "opens", "sets", "offers"}


def test_the_answer_is_plain_data_and_every_id_named_is_told(plateau: Path) -> None:
    found = asked(plateau)
    assert json.loads(json.dumps(found.to_dict())) == found.to_dict()
    ids = {c for item in found.levers.values() for c in item.clauses} | {offer.id for offer in found.offers}
    assert ids <= set(found.records)
    assert found.to_dict() == asked(plateau).to_dict()


def test_what_is_no_target_or_no_hypothesis_is_refused(plateau: Path) -> None:
    base, under = hypotheses(plateau)
    with pytest.raises(FormulaError, match="moon"):
        levers(base, "moon = full", under)
    with pytest.raises(UsageError, match="no round “r9”"):
        levers(base, "peace", under, "r9")
    with pytest.raises(UsageError, match="“base” is not this case with one hypothesis on top"):
        levers(base, "peace", {"base": base})


def test_no_lever_of_istanbul_opens_the_ceasefire_and_what_blocks_is_named() -> None:
    base, under = hypotheses("istanbul-2025")
    found = levers(base, "full ceasefire", under)
    assert found.levers == {}
    assert "no clause in force" in found.no_levers["energy-halt-again"].reason
    assert (found.opens, found.still_blocking) == (False, ("R1", "U1"))


def test_a_target_may_be_given_as_one() -> None:
    base = case({"a": ("x", "y")}, {"north": ["a = x"]})
    under = {"l": supposed(base, "l", {})}
    assert levers(base, target(base, "a = y", "wish"), under).target == "wish"
