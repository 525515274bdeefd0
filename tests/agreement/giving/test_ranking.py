"""Ways out as each party's own priorities order them: the best and the worst outcome each leaves, beside no deal."""

from __future__ import annotations

import random
from dataclasses import replace

from commonground.agreement import ask, ways_out
from commonground.case import Case, Priority
from commonground.errors import Where
from commonground.logic import evaluate, read
from tests.agreement.asked import told
from tests.agreement.cases import case, random_formula
from tests.agreement.given import LEVELS, Giving, blocked_ordered
from tests.agreement.giving.test_ways_out import places


def with_priorities(case: Case, wanted: dict[str, list[str]]) -> Case:
    found = {
        f"V{party[0]}{number}": Priority(
            f"V{party[0]}{number}",
            (),
            None,
            None,
            None,
            False,
            Where(),
            party,
            "presumed",
            read(text, case.names),
            text,
        )
        for party, texts in wanted.items()
        for number, text in enumerate(texts, 1)
    }
    return replace(case, priorities=found)


def test_best_and_worst_are_those_of_the_outcomes_left_open() -> None:
    below: set[str] = set()
    ranks: set[int] = set()
    for number, (question, wanted, _) in enumerate(blocked_ordered(150)):
        draw = random.Random(number)
        issues = question.case.names.issues
        made = with_priorities(
            question.case,
            {party: [random_formula(draw, issues) for _ in range(draw.randint(0, 3))] for party in LEVELS},
        )
        asked = ask(made)
        found = ways_out(asked, wanted)
        giving = Giving(asked, wanted)
        for party in LEVELS:
            ranking = found.rankings[party]
            own = [item for item in made.priorities.values() if item.party == party]
            assert ranking.priorities == tuple(item.id for item in own)
            assert len(ranking.ways) == (len(found.ways) if own else 0)
            stay = {issue: outcomes[0] for issue, outcomes in issues.items()}
            no_deal = tuple(evaluate(item.formula, stay) for item in own)
            spans = []
            for each in ranking.ways:
                left = giving.left_open(places(found.ways[each.way], giving))
                truths = [tuple(evaluate(item.formula, world) for item in own) for world in left]
                assert (each.best, each.worst) == (max(truths), min(truths)), told(question, wanted)
                assert (each.below_no_deal == "always") == all(truth < no_deal for truth in truths)
                assert (each.below_no_deal == "never") == all(truth >= no_deal for truth in truths)
                spans.append((each.best, each.worst))
                below.add(each.below_no_deal)
                ranks.add(each.rank)
            assert spans == sorted(spans, reverse=True)
            assert [each.rank for each in ranking.ways] == [
                sorted(set(spans), reverse=True).index(s) + 1 for s in spans
            ]
    assert below == {"always", "sometimes", "never"}
    assert {1, 2} <= ranks


def harbour(**wanted: list[str]) -> Case:
    made = case(
        {"harbour": ("shut", "open"), "tolls": ("high", "low")},
        {"east": ["harbour = shut"], "west": ["harbour = open -> tolls = low", "tolls = high"]},
        targets={"trade": "harbour = open"},
        options=("strike",),
    )
    return with_priorities(made, wanted)


def test_each_side_has_its_own_order_and_nobody_a_common_one() -> None:
    found = ways_out(harbour(east=["tolls = high"], west=["harbour = open", "tolls = low"]), "trade")
    assert [way.clauses for way in found.ways] == [("E1", "W1"), ("E1", "W2")]
    east, west = found.rankings["east"], found.rankings["west"]
    assert [(each.way, each.rank, each.below_no_deal) for each in east.ways] == [(0, 1, "never"), (1, 2, "always")]
    assert [(each.way, each.rank, each.decided_by) for each in west.ways] == [(1, 1, "Vw1"), (0, 2, "Vw1")]
    assert east.ways[1].decided_by == "Ve1"
    assert found.to_dict()["rankings"]["east"]["ways"][0]["best"] == {"Ve1": True}


def test_without_priorities_nothing_is_ranked() -> None:
    found = ways_out(harbour(west=["harbour = open"]), "trade")
    assert found.rankings["east"].ways == ()
    assert found.rankings["east"].no_deal == ()
    assert found.exhaustive


def test_a_priority_about_an_option_ends_the_list() -> None:
    found = ways_out(harbour(east=["tolls = high", "strike", "harbour = shut"]), "trade")
    east = found.rankings["east"]
    assert (east.priorities, east.unused) == (("Ve1",), ("Ve2", "Ve3"))
    assert [each.below_no_deal for each in east.ways] == ["unknown", "always"]
    only = ways_out(harbour(east=["strike"]), "trade").rankings["east"]
    assert (only.priorities, only.unused, only.ways) == ((), ("Ve1",), ())


def test_the_order_of_priorities_decides() -> None:
    one = ways_out(harbour(west=["tolls = high", "harbour = open"]), "trade").rankings["west"]
    two = ways_out(harbour(west=["harbour = open", "tolls = low"]), "trade").rankings["west"]
    assert ([each.way for each in one.ways], [each.way for each in two.ways]) == ([0, 1], [1, 0])
    assert one.no_deal == (True, False)
