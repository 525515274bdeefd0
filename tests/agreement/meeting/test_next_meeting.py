"""The next meeting: each list against its definition, on random cases and random levels, by a literal twin."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from functools import cache

import pytest

from commonground.agreement import NextMeeting, Unknown, next_meeting, present_from
from commonground.agreement.ranks.powers import ACTS
from commonground.case import Acceptance, Case, Clause, Power, Target, load
from commonground.case.model import YesNo
from commonground.errors import UsageError, Where
from commonground.logic import Among, Not, mentions, read
from tests.agreement.cases import case, random_case
from tests.agreement.literal import Twin, subsets
from tests.agreement.often import often

VALUES: tuple[YesNo, ...] = ("yes", "no", "unknown")
COUNT = often(150)


@cache
def met(seed: int) -> tuple[NextMeeting, Twin]:
    """A meeting of random levels with random powers in a random case that has somebody at the table."""
    made = random_case(seed)
    draw = random.Random(-seed)
    present = {party.id: draw.choice(party.levels) for party in made.table}
    made = replace(made, powers={f"P{n}": _power(draw, made, n) for n in range(draw.randint(0, 4)) if made.table})
    now = draw.choice(list(made.rounds)) if made.rounds else None
    return next_meeting(made, present, now, budget=None), Twin(made, now)


def _power(draw: random.Random, made: Case, number: int) -> Power:
    party = draw.choice(made.table)
    may = {act: draw.choice(VALUES) for act in draw.sample(ACTS, 3)}
    return Power(
        f"P{number}", (), None, None, None, False, Where(), party=party.id, level=draw.choice(party.levels), may=may
    )


def matters(twin: Twin) -> dict[str, Target]:
    """Every target one can ask about, status-quo outcomes left out; one formula may have several names."""
    found = {
        issue.id: Target(issue.id, Among(issue.id, tuple(issue.outcomes)[1:]), "", Where())
        for issue in twin.case.issues.values()
    }
    for issue in twin.case.issues.values():
        for outcome in tuple(issue.outcomes)[1:]:
            found[f"{issue.id}={outcome}"] = Target("", Among(issue.id, (outcome,)), "", Where())
    return found | dict(twin.case.targets)


def owned(twin: Twin, present: dict[str, str]) -> set[str]:
    table = {party.id: party.levels for party in twin.table}
    return {
        clause.id
        for clause in twin.clauses.values()
        if table[clause.party].index(clause.owner) >= table[clause.party].index(present[clause.party])
    }


def may_close(twin: Twin, party: str, level: str) -> YesNo:
    """Straight from the records: sign or initial."""
    found: list[YesNo] = []
    for act in ("sign", "initial"):
        own = (p.may[act] for p in twin.case.powers.values() if (p.party, p.level) == (party, level) and act in p.may)
        said = set(own) - {"unknown"}
        found.append("yes" if said == {"yes"} else "no" if said == {"no"} else "unknown")
    return "yes" if "yes" in found else "no" if set(found) == {"no"} else "unknown"


def test_every_matter_stands_in_the_one_list_it_belongs_to() -> None:
    seen: set[str] = set()
    for seed in range(COUNT):
        meeting, twin = met(seed)
        lists = {
            "closing": {item.target for item in meeting.closing},
            "asking": {item.target for item in meeting.asking},
            "in hand": {item.target for item in meeting.in_hand},
            "beyond": {item.target for item in meeting.out_of_hand},
            "by meaning": set(meeting.by_meaning),
        }
        assert sum(map(len, lists.values())) == len(set().union(*lists.values()))
        formulas = {where: {matters(twin)[name].formula for name in names} for where, names in lists.items()}
        for name, wanted in matters(twin).items():
            issue = next((i for i in twin.case.issues if matters(twin)[i].formula == wanted.formula), None)
            whole = matters(twin)[name.partition("=")[0]] if "=" in name else None
            if whole and twin.zone(whole) == "excluded" and issue is None:
                continue  # told with its issue
            if issue and twin.zone(wanted) != "excluded" and len(twin.case.issues[issue].outcomes) != 2:
                continue  # told outcome by outcome
            where = place(twin, wanted, dict(meeting.present))
            seen.add(where)
            for other, found in formulas.items():
                assert (wanted.formula in found) == (where == other), (seed, name, where, other)
    assert seen == {"closing", "asking", "in hand", "beyond", "by meaning", "as things stand"}


def place(twin: Twin, wanted: Target, present: dict[str, str]) -> str:
    if twin.by_meaning(wanted):
        return "by meaning"
    zone = twin.zone(wanted)
    if zone == "excluded":
        return "in hand" if twin.opens(owned(twin, present), wanted) else "beyond"
    if zone == "not excluded":
        return "asking"
    allowed = [w for w, broken in twin._worlds_of(wanted, alone=False) if not broken]
    return "closing" if all(twin.moved(world) for world in allowed) else "as things stand"


def test_what_can_be_closed_is_on_record_and_by_powers_alone_told_apart() -> None:
    seen: set[str] = set()
    for seed in range(COUNT):
        meeting, twin = met(seed)
        expected = {party: may_close(twin, party, level) for party, level in meeting.present.items()}
        values = set(expected.values())
        whole = "no" if "no" in values else "unknown" if "unknown" in values or not values else "yes"
        for item in meeting.closing:
            assert (dict(item.by_party), item.may) == (expected, whole)
            for issue, outcome in item.package.items():
                for party in twin.table:
                    assert twin._accepts(party, issue, outcome)
                    assert any(twin.case.acceptances[a].party == party.id for a in item.acceptances)
            seen.add(item.may)
    assert seen == set(VALUES)


def accepted_more(twin: Twin, made: Case, *words: tuple[str, str, str]) -> Twin:
    new = {f"+{p}{i}{o}": acceptance(made, p, i, o) for p, i, o in words}
    return Twin(replace(made, acceptances=dict(made.acceptances) | new), twin.round)


def acceptance(made: Case, party: str, issue: str, outcome: str) -> Acceptance:
    formula = Among(issue, (outcome,))
    return Acceptance(
        f"+{party}{issue}{outcome}", (), None, None, None, False, Where(),
        party=party, formula=formula, text="", issue=issue, outcomes=(outcome,), round=None, until=None,
    )  # fmt: skip


def test_whose_word_is_missing_is_the_least_that_would_make_it_accepted() -> None:
    most = 0
    for seed in range(COUNT):
        meeting, twin = met(seed)
        for item in meeting.asking:
            wanted = matters(twin)[item.target]
            allowed = [w for w, broken in twin._worlds_of(wanted, alone=False) if not broken]
            lacks = [sum(not twin._accepts(p, i, w[i]) for i in twin.moved(w) for p in twin.table) for w in allowed]
            assert len(item.missing) == min(lacks), (seed, item.target)
            for word in item.words:
                party = next(p for p in twin.table if p.id == word.party)
                assert bool(word.acceptances) == twin._accepts(party, word.issue, word.outcome)
            words = [(word.party, word.issue, word.outcome) for word in item.missing]
            if twin.table:
                assert accepted_more(twin, twin.case, *words).zone(wanted) == "accepted"
                fewer = [accepted_more(twin, twin.case, *words[:n], *words[n + 1 :]) for n in range(len(words))]
                assert all(other.zone(wanted) == "not excluded" for other in fewer)
            most = max(most, len(words))
    assert most >= 3


def test_what_would_have_to_come_from_elsewhere_is_a_least_set() -> None:
    seen: set[int] = set()
    for seed in range(COUNT):
        meeting, twin = met(seed)
        own = owned(twin, dict(meeting.present))
        for item in meeting.beyond:
            wanted = matters(twin)[item.target]
            if item.in_hand:
                least = twin.concessions(wanted, own)
                assert frozenset(item.give) in least
                assert item.ask_for == ()
            else:
                above = [set(s) for s in subsets(set(twin.clauses) - own) if twin.opens(own | set(s), wanted)]
                least = [frozenset(s) for s in above if len(s) == min(map(len, above))]
                assert frozenset(item.ask_for) in least
                assert item.give == ()
                seen.add(len(item.ask_for))
            assert item.unique == (len(least) == 1)
            assert set(item.keystones) == {c for c in twin.clauses if twin.opens({c}, wanted)}
            for party in twin.table:
                assert item.alone[party.id].level == twin.can_open(wanted, party)
    assert {1, 2} <= seen


def varied(twin: Twin, item: Unknown, answer: str) -> Twin:
    """The twin of the case as it would be by an answer, written out."""
    made = twin.case
    if item.kind == "missing word":
        about = (str(item.party), str(item.issue), str(item.outcome))
        if answer == "accepts":
            return accepted_more(twin, made, *[about])
        refused = Clause(
            "+", (), None, None, None, False, Where(),
            party=about[0], formula=Not(Among(about[1], (about[2],))), text="", level="", owner="", kind="position",
            round=None, until=None,
        )  # fmt: skip
        made = replace(made, clauses=dict(made.clauses) | {"+": refused})
    elif answer == "does not stand":
        made = replace(
            made,
            clauses={name: c for name, c in made.clauses.items() if name != item.id},
            acceptances={name: a for name, a in made.acceptances.items() if name != item.id},
            meaning={name: r for name, r in made.meaning.items() if name != item.id},
        )
    return Twin(made, twin.round)


def test_each_answer_changes_the_verdicts_it_is_said_to_change_and_no_others() -> None:
    changed: set[tuple[str, str]] = set()
    for seed in range(60):
        meeting, twin = met(seed)
        asked = matters(twin)
        before = {name: (twin.zone(t), twin.zone(t, alone=True)) for name, t in asked.items()}
        for item in meeting.questions:
            for answer in item.answers:
                assert answer.changes is not None
                told = {(c.target, c.verdict): (c.before, c.after) for c in answer.changes}
                if item.kind in {"power", "record of powers"}:
                    continue
                other = varied(twin, item, answer.answer)
                expected = {}
                for name in meeting.zones:
                    now = (other.zone(asked[name]), other.zone(asked[name], alone=True))
                    for verdict, old, new in zip(("zone", "alone"), before[name], now, strict=True):
                        if old != new:
                            expected[name, verdict] = (old, new)
                            changed.add((item.kind, answer.answer))
                assert told == expected, (seed, item, answer)
    assert changed == {
        ("missing word", "accepts"),
        ("missing word", "refuses"),
        ("clause", "does not stand"),
        ("acceptance", "does not stand"),
    }


def test_every_outcome_without_a_party_s_word_is_asked_about_and_nothing_else() -> None:
    for seed in range(COUNT):
        meeting, twin = met(seed)
        asked = {(q.party, q.issue, q.outcome) for q in meeting.questions if q.kind == "missing word"}
        assert asked == {
            (party.id, issue.id, outcome)
            for issue in twin.case.issues.values()
            for outcome in tuple(issue.outcomes)[1:]
            for party in twin.table
            if twin.zone(matters(twin)[f"{issue.id}={outcome}"]) != "excluded"
            and not twin._accepts(party, issue.id, outcome)
        }
        doubted = {q.id for q in meeting.questions if q.kind == "clause"}
        assert doubted == set(twin.clauses)  # none of them has a source


def test_questions_stand_in_the_order_of_what_their_answers_change() -> None:
    for seed in range(COUNT):
        meeting, _ = met(seed)
        weights = [(-q.zones, -q.closings, -q.outcomes) for q in meeting.questions]
        assert weights == sorted(weights)
        for item in meeting.questions:
            made = {(a.answer, c.target, c.verdict == "may be closed") for a in item.answers for c in a.changes or ()}
            assert item.zones + item.closings + item.outcomes == len(made)


def test_powers_change_only_what_may_be_closed() -> None:
    seen = set()
    for seed in range(COUNT):
        meeting, _ = met(seed)
        for item in (q for q in meeting.questions if q.kind == "power"):
            for answer in item.answers:
                for change in answer.changes or ():
                    assert change.verdict == "may be closed"
                    others = [may_close(met(seed)[1], p, at) for p, at in meeting.present.items() if p != item.party]
                    values = {*others, answer.answer}
                    now = "no" if "no" in values else "unknown" if "unknown" in values else "yes"
                    assert (change.before, change.after) == (
                        next(c.may for c in meeting.closing if c.target == change.target),
                        now,
                    )
                    seen.add((change.before, change.after))
    assert seen == {("unknown", "yes"), ("unknown", "no")}


def test_the_forms_side_by_side() -> None:
    higher_differs = 0
    for seed in range(COUNT):
        meeting, twin = met(seed)
        forms = {form.name: form for form in meeting.forms}
        assert list(forms) == ["going", "going higher", "a narrower agenda", "not going"]
        going, higher, narrow, away = forms.values()
        names = {*going.closing, *going.asking, *going.in_hand, *going.beyond}
        told = (
            [c.target for c in meeting.closing],
            [a.target for a in meeting.asking],
            [b.target for b in meeting.beyond],
        )
        assert names == set().union(*told)
        assert set(going.in_hand) == {item.target for item in meeting.in_hand}
        assert dict(going.present) == meeting.present
        assert going.stays == {}
        for party in twin.table:
            now = party.levels.index(meeting.present[party.id])
            assert party.levels.index(higher.present[party.id]) == max(0, now - 1)
        assert higher.possible == (higher.present != going.present)
        own = owned(twin, dict(higher.present))
        assert set(higher.in_hand) == {b.target for b in meeting.beyond if twin.opens(own, matters(twin)[b.target])}
        assert set(going.in_hand) <= set(higher.in_hand)
        higher_differs += higher.in_hand != going.in_hand
        assert set(narrow.agenda) == {i for i in twin.case.issues if twin.zone(matters(twin)[i]) != "excluded"}
        assert set(narrow.stays) == set(twin.case.issues) - set(narrow.agenda)
        if twin.table:
            assert (narrow.closing, narrow.asking) == (going.closing, going.asking)  # nothing open is lost
            assert set(narrow.left) == set(going.beyond + going.in_hand) - {*narrow.in_hand, *narrow.beyond}
        assert (away.agenda, away.closing, away.asking, away.in_hand, away.beyond) == ((), {}, (), (), ())
        assert set(away.left) == names
        assert away.stays == {i: item.status_quo for i, item in twin.case.issues.items()}
    assert higher_differs > 10


def test_a_matter_that_needs_an_issue_off_the_agenda_is_not_on_it() -> None:
    issues = {"fire": ("none", "part", "full"), "terms": ("none", "some")}
    small = case(issues, {"north": ["terms = none"]}, rules=["fire = full iff terms != none"])
    forms = {form.name: form for form in next_meeting(small, {"north": "leader"}).forms}
    assert forms["going"].in_hand == ("terms", "fire=full")
    assert forms["a narrower agenda"].agenda == ("fire",)
    assert forms["a narrower agenda"].in_hand == ()
    assert forms["a narrower agenda"].asking == ("fire=part",)
    assert not forms["going higher"].possible


@pytest.fixture(scope="module")
def istanbul() -> NextMeeting:
    case = load("istanbul-2025")
    return next_meeting(case, present_from("ukraine=delegation,russia=delegation", case))


def test_delegations_at_istanbul(istanbul: NextMeeting) -> None:
    assert {item.target: item.may for item in istanbul.closing} == {
        "bodies": "unknown",
        "contacts": "unknown",
        "prisoners=large_exchange": "unknown",
        "children=case_by_case": "unknown",
    }
    assert {item.target: [(w.party, w.outcome) for w in item.missing] for item in istanbul.asking} == {
        "prisoners=all_for_all": [("ukraine", "all_for_all"), ("russia", "all_for_all")],
        "ceasefire=infrastructure_only": [("russia", "infrastructure_only")],
    }
    assert {item.target: item.give for item in istanbul.in_hand} == {"children=all": ("R9",)}
    beyond = {item.target: item for item in istanbul.out_of_hand}
    assert {"full ceasefire", "leaders", "settlement"} <= set(beyond)
    assert {p: o.clauses for p, o in beyond["full ceasefire"].alone.items()} == {
        "ukraine": ("U1", "U2"),
        "russia": ("R1",),
    }
    assert all(istanbul.clauses[c].owner == "leader" for item in beyond.values() for c in item.clauses)
    assert istanbul.told_only_by == {"P1": "ukraine"}


def test_what_one_would_ask_first_at_istanbul(istanbul: NextMeeting) -> None:
    first = istanbul.questions[0]
    assert (first.kind, first.party, first.outcome) == ("missing word", "russia", "infrastructure_only")
    told = {a.answer: {(c.target, c.after) for c in a.changes or () if c.verdict == "zone"} for a in first.answers}
    assert ("ceasefire", "accepted") in told["accepts"]
    assert ("ceasefire", "excluded") in told["refuses"]
    why = {q.id: q.why for q in istanbul.questions if q.kind in {"clause", "meaning rule"}}
    assert why["U6"] == ("presumed",)
    assert why["U9"] == ("unsourced",)
    assert {"M3", "M6"} <= set(why)
    assert {q.party for q in istanbul.questions if q.kind == "power" and q.closings} == {"ukraine", "russia"}


def test_leaders_at_istanbul_hold_all_that_blocks(istanbul: NextMeeting) -> None:
    higher = next(form for form in istanbul.forms if form.name == "going higher")
    assert dict(higher.present) == {"ukraine": "leader", "russia": "leader"}
    assert higher.beyond == ()
    assert set(higher.closing.values()) == {"unknown"}  # only of Russia's leader is it said that he may sign
    leaders = next_meeting(load("istanbul-2025"), dict(higher.present))
    assert {item.target for item in leaders.in_hand} == set(higher.in_hand)
    assert next(c for c in leaders.closing if c.target == "bodies").by_party == {"ukraine": "unknown", "russia": "yes"}


def test_levels_left_out_are_taken_over_and_it_is_told() -> None:
    meeting = next_meeting(load("istanbul-2025"), {"ukraine": "leader"})
    assert (dict(meeting.present), dict(meeting.taken_over)) == (
        {"ukraine": "leader", "russia": "delegation"},
        {"russia": "r3"},
    )


def test_an_account_of_another_side_is_told() -> None:
    clause = {"text": "a = x", "as_told_by": "south"}
    small = case({"a": ("x", "y")}, {"north": [clause], "south": []})
    meeting = next_meeting(small, {"north": "leader", "south": "leader"})
    assert meeting.told_only_by == {"N1": "south"}
    assert next(q.why for q in meeting.questions if q.id == "N1") == ("unsourced", "one side's word")


def test_a_definition_needs_no_source_and_a_judged_link_is_asked_about() -> None:
    small = case({"a": ("x", "y"), "b": ("x", "y")}, {"north": ["b = x"]}, rules=["a = y -> b = y", "a = x or a = y"])
    meaning = {"M1": replace(small.meaning["M1"], kind="judged link"), "M2": small.meaning["M2"]}
    meeting = next_meeting(replace(small, meaning=meaning), {"north": "leader"})
    (rule,) = (q for q in meeting.questions if q.kind == "meaning rule")
    assert (rule.id, rule.why) == ("M1", ("judged link", "unsourced"))
    assert {(c.target, c.before, c.after) for c in rule.answers[1].changes or ()} == {("a", "excluded", "not excluded")}


def test_plain_data_with_a_version_where_every_id_leads_somewhere() -> None:
    made = load("istanbul-2025", layers=["energy-halt-again"])
    data = next_meeting(made, targets={"both": "aid = halted and forces = cap"}).to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data == next_meeting(made, targets={"both": "aid = halted and forces = cap"}).to_dict()
    assert (data["version"], data["exhaustive"], data["layers"][0]["kind"]) == (1, True, "hypothesis")
    assert "both" in data["beyond"]
    for item in (*data["beyond"].values(), *data["in_hand"].values()):
        used = {*item["give"], *item["ask_for"], *item["keystones"]}
        used |= {c for each in item["alone"].values() for c in each["clauses"]}
        assert used <= set(data["clauses"]) & set(data["ownership"])
    for item in data["closing"].values():
        assert set(item["acceptances"]) <= set(data["acceptances"])
    for item in data["questions"]:
        known = {"clause": "clauses", "acceptance": "acceptances", "record of powers": "powers"}
        if item["kind"] in known:
            assert item["id"] in data[known[item["kind"]]]


def test_time_that_runs_out_is_told() -> None:
    meeting = next_meeting(load("istanbul-2025"), budget=0)
    assert not meeting.exhaustive
    assert set(load("istanbul-2025").issues) <= set(meeting.not_computed)
    assert (meeting.closing, meeting.asking, meeting.beyond) == ((), (), ())
    assert "questions" in meeting.not_computed


def test_bad_input() -> None:
    made = load("istanbul-2025")
    for present, code in (({"us": "leader"}, "not-at-table"), ({"ukrain": "leader"}, "unknown-party")):
        with pytest.raises(UsageError) as caught:
            next_meeting(made, present)
        assert caught.value.problems[0].code == code
    with pytest.raises(UsageError, match="no round"):
        next_meeting(made, round="r7")


def test_a_formula_is_one_matter_under_all_its_names() -> None:
    small = case({"a": ("x", "y")}, {"north": ["a = x"]}, targets={"same": "a != x", "also": "a = y"})
    meeting = next_meeting(small, {"north": "leader"})
    assert list(meeting.zones) == ["a"]
    assert [item.target for item in meeting.beyond] == ["a"]
    assert mentions(read("a = y", small.names)) == {"a"}
