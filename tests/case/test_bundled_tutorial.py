"""The tutorial case: verdicts worked out by hand, the same by brute force, and a record that is where it was coded.

The twin below knows nothing of formulas, solvers or files: the clauses are written out once more as Python, every
outcome of the six issues is tried, and every set of clauses and every order of the steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import chain, combinations, permutations, product
from pathlib import Path
from typing import NamedTuple

import pytest

from commonground.agreement import agreement, levers, order
from commonground.case import Case, bundled, check, load
from commonground.case.codebook import read_codebook
from commonground.case.hypotheses import hypotheses
from commonground.case.quotes import quotes
from commonground.record import find, read
from commonground.statements import MOVES, Statement

ROUNDS = ("r1", "r2", "r3")
TEXTS = {
    "post-interview": "interview.txt",
    "memorandum": "memcon.xml",
    "record-3": "verbatim.txt",
    "quay": "captions.vtt",
}


class World(NamedTuple):
    """One outcome of every issue, as the rank it has in the case: 0 is how things stand."""

    crews: int  # held, sick, all
    survey: int  # none, joint
    patrols: int  # armed, unarmed, withdrawn
    sluice: int  # closed, seasonal, open
    line: int  # undrawn, channel, dyke
    dues: int  # full, half, free


Test = Callable[[World], bool]

MEANING: tuple[Test, ...] = (
    lambda w: w.sluice != 2 or w.survey == 1,
    lambda w: w.line == 0 or w.survey == 1,
    lambda w: w.line != 2 or w.patrols == 2,
)
CLAUSES: Mapping[str, tuple[str, Test]] = {  # the rounds in which it holds
    "H1": ("23", lambda w: w.patrols != 2 or w.sluice == 2),
    "H2": ("123", lambda w: w.line != 2),
    "H3": ("123", lambda w: w.patrols != 2 or w.crews == 2),
    "H4": ("1", lambda w: w.patrols == 0),
    "H5": ("23", lambda w: w.sluice != 1),
    "O1": ("123", lambda w: w.sluice != 2 or w.patrols == 2),
    "O2": ("123", lambda w: w.line != 1),
    "O3": ("23", lambda w: w.dues < 2),
    "O4": ("12", lambda w: w.crews != 2 or w.patrols > 0),
    "O5": ("123", lambda w: w.sluice == 0 or w.patrols > 0),
}
# Ranks each side is on record as accepting, by issue and the rounds in which it is.
ACCEPTED: Mapping[str, Mapping[str, Mapping[str, set[int]]]] = {
    "halvora": {
        "crews": {"123": {1, 2}},
        "survey": {"123": {1}},
        "sluice": {"123": {2}},
        "patrols": {"23": {1}},
        "dues": {"23": {1, 2}},
    },
    "orvane": {
        "crews": {"12": {1}, "3": {1, 2}},
        "survey": {"23": {1}},
        "patrols": {"23": {2}},
        "dues": {"3": {1}},
    },
}
TARGETS: Mapping[str, Test] = {
    **{issue: (lambda w, i=i: w[i] != 0) for i, issue in enumerate(World._fields)},  # type: ignore[misc]
    "all crews home": lambda w: w.crews == 2,
    "the sluice moves": lambda w: w.sluice > 0,
    "the exchange": lambda w: w.sluice == 2 and w.patrols == 2,
    "open and unarmed": lambda w: w.sluice == 2 and w.patrols == 1,
    "a line": lambda w: w.line != 0,
    "sluice=seasonal": lambda w: w.sluice == 1,
    "sluice=open": lambda w: w.sluice == 2,
    "line=channel": lambda w: w.line == 1,
    "line=dyke": lambda w: w.line == 2,
    "dues=half": lambda w: w.dues == 1,
    "dues=free": lambda w: w.dues == 2,
}

A, N, X = "accepted", "not excluded", "excluded"
# By hand, from the clauses alone.
ZONES = {
    #                   r1 r2 r3
    "crews": (A, A, A),
    "survey": (N, A, A),
    "patrols": (X, N, N),
    "sluice": (X, N, N),
    "line": (X, X, X),
    "dues": (N, N, A),
    "all crews home": (X, N, A),
    "the sluice moves": (X, N, N),
    "the exchange": (X, N, N),
    "open and unarmed": (X, X, X),
    "a line": (X, X, X),
    "sluice=seasonal": (X, X, X),
    "dues=free": (N, X, X),
}
# By hand: the clauses in every blocking set, and the fewest that either side alone could give up, if it could.
TURNS = {
    ("all crews home", "r1"): ({"H4", "O4"}, 1, 1),
    ("patrols", "r1"): ({"H4"}, 1, None),
    ("the sluice moves", "r1"): ({"H4", "O5"}, 1, 1),
    ("sluice=open", "r1"): ({"H4"}, 1, 2),
    ("the exchange", "r1"): ({"H4"}, 1, None),
    # The dyke would send the patrols away, which H4 forbids too: two clauses for Halvora, one for Orvane.
    ("a line", "r1"): ({"O2"}, 2, 1),
    ("a line", "r2"): ({"H2", "O2"}, 1, 1),
    ("a line", "r3"): ({"H2", "O2"}, 1, 1),
    # H4 forbids it and so does O1: nobody can open it alone, and no clause is in every blocking set.
    ("open and unarmed", "r1"): (set(), None, None),
    ("open and unarmed", "r3"): ({"O1"}, None, 1),
    ("sluice=seasonal", "r3"): ({"H5"}, 1, None),
    ("dues=free", "r3"): ({"O3"}, None, 1),
}


@pytest.fixture(scope="module")
def case() -> Case:
    return load("saltmarsh")


def in_force(round_: str) -> dict[str, Test]:
    return {name: test for name, (rounds, test) in CLAUSES.items() if round_[1] in rounds}


@cache
def possible(target: str) -> tuple[World, ...]:
    worlds = (World(*ranks) for ranks in product(range(3), range(2), *[range(3)] * 4))
    return tuple(w for w in worlds if TARGETS[target](w) and all(rule(w) for rule in MEANING))


def is_open(target: str, clauses: Mapping[str, Test]) -> bool:
    return any(all(test(w) for test in clauses.values()) for w in possible(target))


def side_accepts(side: str, w: World, round_: str) -> bool:
    """Whether a side is on record for every issue on which the world is not as it stands."""
    menus = ACCEPTED[side]
    return all(
        rank == 0 or any(rank in ranks for rounds, ranks in menus.get(issue, {}).items() if round_[1] in rounds)
        for issue, rank in zip(World._fields, w, strict=True)
    )


def zone(target: str, round_: str) -> str:
    clauses = in_force(round_)
    allowed = [w for w in possible(target) if all(test(w) for test in clauses.values())]
    if not allowed:
        return X
    return A if any(all(side_accepts(side, w, round_) for side in ACCEPTED) for w in allowed) else N


def subsets(names: list[str]) -> Iterator[tuple[str, ...]]:
    """Every set of some names, the smaller ones first."""
    return chain.from_iterable(combinations(names, n) for n in range(len(names) + 1))


def without(clauses: Mapping[str, Test], gone: tuple[str, ...]) -> dict[str, Test]:
    return {name: test for name, test in clauses.items() if name not in gone}


def price(target: str, round_: str, letters: str) -> int | None:
    """How many clauses at least of the sides with these first letters have to go for the target to be open."""
    clauses = in_force(round_)
    theirs = [name for name in clauses if name[0] in letters]
    return next((len(gone) for gone in subsets(theirs) if is_open(target, without(clauses, gone))), None)


def in_every_blocking_set(target: str, round_: str) -> set[str]:
    clauses = in_force(round_)
    found: list[set[str]] = []
    for names in subsets(list(clauses)):
        chosen = {name: clauses[name] for name in names}
        if not any(blocking <= set(names) for blocking in found) and not is_open(target, chosen):
            found.append(set(names))
    return set.intersection(*found) if found else set()


@pytest.mark.parametrize("target", ZONES)
def test_zones_by_hand(case: Case, target: str) -> None:
    for round_, expected in zip(ROUNDS, ZONES[target], strict=True):
        assert agreement(case, round=round_).targets[target].zone == expected, round_


@pytest.mark.parametrize(("target", "round_"), TURNS)
def test_keystones_and_prices_by_hand(case: Case, target: str, round_: str) -> None:
    keystones, halvora, orvane = TURNS[target, round_]
    answer = agreement(case, round=round_).targets[target]
    assert set(answer.keystones) == keystones
    assert answer.price == {"halvora": halvora, "orvane": orvane}


@pytest.mark.parametrize("round_", ROUNDS)
def test_the_same_by_brute_force(case: Case, round_: str) -> None:
    report = agreement(case, round=round_)
    assert report.exhaustive
    for target in TARGETS:
        answer = report.targets[target]
        assert answer.zone == zone(target, round_), target
        if answer.zone == X:
            assert set(answer.keystones) == in_every_blocking_set(target, round_), target
            assert answer.price == {"halvora": price(target, round_, "H"), "orvane": price(target, round_, "O")}
            assert len(answer.concession) == price(target, round_, "HO"), target


def test_the_twin_holds_the_clauses_of_the_case(case: Case) -> None:
    for round_ in ROUNDS:
        held = {clause.id for party in ("halvora", "orvane") for clause in case.mandate(party, round_)}
        assert held == set(in_force(round_))


def test_the_order_is_the_deadlock_of_two_demands(case: Case) -> None:
    report = order(case)
    assert report.verdict == "pure sequence"
    assert [set(circle) for circle in report.cycles] == [{"E1", "E3"}]
    assert {name for name, verdict in report.turns_on.items() if verdict == "no deadlock"} == {"E1", "E3"}
    assert report.alone == {"halvora": ("E1",), "orvane": ("E3",)}


def test_the_order_by_brute_force(case: Case) -> None:
    edges = {edge.id: (edge.before, edge.after) for edge in case.order.values()}

    def can_be_ordered(names: set[str]) -> bool:
        return any(
            all(steps.index(edges[name][0]) < steps.index(edges[name][1]) for name in names)
            for steps in permutations(case.steps)
        )

    assert not can_be_ordered(set(edges))
    assert {name for name in edges if can_be_ordered(set(edges) - {name})} == {"E1", "E3"}


@pytest.mark.parametrize(
    ("target", "opening"),
    [("a line", {"observers-in-the-channel"}), ("open and unarmed", {"dredging-fund"})],
)
def test_one_hypothesis_opens_each(target: str, opening: set[str]) -> None:
    case, under = hypotheses("saltmarsh")
    assert set(under) == {"observers-in-the-channel", "dredging-fund"}
    assert [set(found.levers) for found in levers(case, target, under).sets] == [opening]


def test_a_rival_reading_opens_the_spring_tides() -> None:
    rival = agreement(load("saltmarsh", ["spring-tides-not-refused"]))
    assert rival.targets["sluice=seasonal"].zone == N
    assert rival.targets["a line"].zone == X


def test_nothing_is_wrong_and_one_sides_word_is_meant(case: Case) -> None:
    assert "saltmarsh" in bundled()
    assert {(problem.code, problem.what.split(",")[0]) for problem in check(case)} == {
        ("one-sides-word", "A6"),
        ("one-sides-word", "F9"),
        ("one-sides-word", "F10"),
    }


def test_the_codebook_explains_every_act_and_issue(case: Case) -> None:
    codebook = read_codebook("saltmarsh")
    assert codebook is not None
    assert {statement.act for statement in case.statements.values()} == set(codebook.acts)
    assert set(case.issues) == set(codebook.issues)
    for entry in (*codebook.acts.values(), *codebook.issues.values()):
        assert entry.definition
        assert entry.include
        assert entry.exclude
        assert entry.example


def sources_folder() -> Path:
    return Path(check.__code__.co_filename).parent / "bundled" / "saltmarsh" / "sources"


def statements(case: Case, source: str) -> list[Statement]:
    return [statement for statement in case.statements.values() if statement.document == source]


def test_every_text_is_coded_and_moves_are_told_by_others_too(case: Case) -> None:
    for source in TEXTS:
        assert sum(statement.act in MOVES for statement in statements(case, source)) >= 8, source
    assert {statement.mode for statement in case.statements.values()} == {"own", "direct", "reported", "label"}
    assert {"corrane", "urlow"} <= {name for statement in case.statements.values() for name in statement.chain}


def test_the_words_of_every_statement_are_at_hand(case: Case) -> None:
    words = quotes(case)
    assert set(words) == set(case.statements)
    assert not [name for name, quote in words.items() if quote.note]
    # A page break stands in the middle of this one.
    assert words["m05"].text == "As long as it was not, withdrawal was out of the question."


@pytest.mark.parametrize("source", TEXTS)
def test_every_anchor_is_where_it_was_coded(case: Case, source: str) -> None:
    document = read(sources_folder() / TEXTS[source])
    for statement in statements(case, source):
        assert statement.anchor is not None
        assert find(document, statement.anchor).status == "exact", statement.id
