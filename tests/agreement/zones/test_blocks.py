"""Blocks: connected issues, what carries them, and what of each can move, whatever the others do."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from commonground.agreement import ask, blocks, blocks_by_round, together
from commonground.agreement.solving.parts import parts
from commonground.case import Case, load
from commonground.logic import mentions, read
from tests.agreement.asked import COUNT, asked, told
from tests.agreement.cases import case, random_case

cases = st.integers(min_value=20_000).map(random_case)


def reachable(case: Case, sets: list[frozenset[str]], start: str) -> frozenset[str]:
    """What is joined to an issue, found by widening a set until nothing joins it any more."""
    reached = {start}
    while any(each & reached and not each <= reached for each in sets):
        reached |= {name for each in sets if each & reached for name in each}
    return frozenset(name for name in reached if name in case.issues)


def sets_of(case: Case, now: str | None, without: str | None = None) -> list[frozenset[str]]:
    table = {party.id for party in case.table}
    clauses = [c for c in case.clauses.values() if c.party in table and case.in_force(c, now)]
    about = [(rule.id, rule.formula) for rule in case.meaning.values()] + [(c.id, c.formula) for c in clauses]
    return [mentions(part) for name, formula in about if name != without for part in parts(formula, case.names)]


def test_blocks_are_what_can_be_reached_from_each_issue() -> None:
    sizes: set[int] = set()
    for seed in range(COUNT):
        question, _ = asked(seed)
        found = blocks(question)
        sets = sets_of(question.case, question.round)
        known = {reachable(question.case, sets, issue) for issue in question.case.issues}
        assert {frozenset(block.issues) for block in found.blocks} == known
        assert sum(len(block.issues) for block in found.blocks) == len(question.case.issues)
        sizes |= {len(issues) for issues in known}
    assert {1, 2, 3} <= sizes


def test_a_block_is_carried_by_what_it_falls_apart_without() -> None:
    carried = 0
    for seed in range(COUNT):
        question, _ = asked(seed)
        if question.case.options:
            continue
        for block in blocks(question).blocks:
            start = block.issues[0]
            known = {
                name
                for name in (*question.case.meaning, *question.clauses)
                if not set(block.issues)
                <= reachable(question.case, sets_of(question.case, question.round, name), start)
            }
            assert set(block.carried_by) == known
            assert known <= set(block.ties)
            carried += bool(known) and known < set(block.ties)
    assert carried


def test_sets_that_can_move_together_are_made_of_one_from_each_block() -> None:
    several = 0
    for seed in range(COUNT):
        question, twin = asked(seed)
        found = blocks(question).blocks
        choices = product(*(block.together.sets for block in found))
        made = {frozenset(issue for issues in choice for issue in issues) for choice in choices}
        assert made == twin.together(), told(question, next(iter(question.case.targets.values())))
        several += len(found) > 1 and len(made) > 1
    assert several


@given(cases)
def test_cutting_clauses_up_or_saying_them_twice_joins_and_parts_nothing(case: Case) -> None:
    pieces = {
        f"{clause.id}.{number}": replace(clause, id=f"{clause.id}.{number}", formula=part)
        for clause in case.clauses.values()
        for number, part in enumerate(parts(clause.formula, case.names))
    }
    twice = {**case.clauses, **{f"{c.id}bis": replace(c, id=f"{c.id}bis") for c in case.clauses.values()}}
    plain, cut_up, quoted = (blocks(replace(case, clauses=each)) for each in (case.clauses, pieces, twice))
    shapes = [[(b.issues, b.together) for b in found.blocks] for found in (plain, cut_up, quoted)]
    assert shapes[0] == shapes[1] == shapes[2]


def test_a_contradiction_of_one_block_leaves_the_others_as_they_are() -> None:
    small = case({"a": ("x", "y"), "b": ("x", "y")}, {"north": ["a = x"], "south": ["a = y"]})
    first, second = blocks(small).blocks
    assert (first.together.sets, second.together.sets) == ((), (("b",),))
    assert together(ask(small)).sets == ()


def test_a_party_outside_the_table_ties_nothing() -> None:
    small = case({"a": ("x", "y"), "b": ("x", "y")}, {"guest": ["a = x or b = x"]}, outside=("guest",))
    assert [block.issues for block in blocks(small).blocks] == [("a",), ("b",)]


def test_a_cap_is_told() -> None:
    issues = {f"i{n}": ("x", "y") for n in range(6)}
    pairs = [f"i{n} = x or i{n + 1} = x" for n in range(5)]
    small = case(issues, {"north": pairs})
    assert blocks(small).exhaustive
    assert not blocks(small, cap=2).exhaustive
    assert len(blocks(small, cap=2).blocks[0].together.sets) == 2
    assert not blocks(small, budget=0.0).exhaustive


def test_a_memorandum_tied_the_substance_of_istanbul_into_one_block() -> None:
    istanbul = load("istanbul-2025")
    may, june, july = blocks_by_round(istanbul)
    assert [len(block.issues) for block in may.blocks] == [5, 2, *[1] * 7]
    assert (
        [len(block.issues) for block in june.blocks] == [len(block.issues) for block in july.blocks] == [10, *[1] * 4]
    )
    assert {"ceasefire", "leaders", "settlement", "sanctions"} <= set(july.of("terms").issues)
    assert july.of("terms").together.sets == (("ceasefire",),)
    assert july.of("terms").carried_by == ("M6", "R3", "R4")
    for issue in ("prisoners", "bodies", "children", "contacts"):
        assert july.of(issue).issues == (issue,)
    assert july.of("children").clauses == {"ukraine": (), "russia": ("R9",)}


def test_answers_are_plain_data() -> None:
    found = blocks(load("cuba-1962")).to_dict()
    assert found["blocks"][0]["ties"] == ["M1", "A1", "A2", "A4", "S2", "S3", "S4"]
    assert found["exhaustive"]


def test_an_option_joins_and_is_no_issue() -> None:
    small = case(
        {"a": ("x", "y"), "b": ("x", "y")}, {"north": ["strike -> a = x", "strike -> b = x"]}, options=("strike",)
    )
    (block,) = blocks(small).blocks
    assert block.issues == ("a", "b")
    assert block.carried_by == ("N1", "N2")
    assert read("strike", small.names)
