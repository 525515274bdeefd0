"""Proposals set against a gold coding: what counts as found, and that no better assignment was passed over."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.record import Document, anchor_at
from commonground.statements import Statement
from commonground.statements.reliability.scoring import Share, scored

TEXT = Document.from_text("0123456789" * 4)


def at(id: str, start: int, end: int, act: str = "demand", **more: str) -> Statement:
    fields = {"speaker": "ann", "source": "ann", "document": "letter"} | more
    return Statement(id=id, act=act, anchor=anchor_at(TEXT, start, end), **fields)  # type: ignore[arg-type]


def pairs_of(gold: list[Statement], proposed: list[Statement], *, same_act: bool = True) -> set[tuple[str, str]]:
    return {(each.gold.id, each.proposal.id) for each in scored(gold, proposed, same_act=same_act).matches}


@pytest.mark.parametrize(
    ("span", "matches"),
    [((0, 10), True), ((5, 25), True), ((6, 26), False), ((3, 5), True), ((10, 20), False)],
)
def test_half_of_the_shorter_has_to_be_shared(span: tuple[int, int], matches: bool) -> None:
    assert bool(pairs_of([at("g", 0, 10)], [at("p", *span)])) == matches


def test_acts_have_to_be_alike_unless_they_are_not_asked_for() -> None:
    gold, proposed = [at("g", 0, 10, "reject")], [at("p", 0, 10)]
    assert pairs_of(gold, proposed) == set()
    found = scored(gold, proposed, same_act=False)
    assert (found.right("act"), found.right("source")) == (Share(0, 1), Share(1, 1))


def test_another_document_and_a_rejected_or_placeless_statement_match_nothing() -> None:
    gone = Statement(id="x", document="letter", speaker="ann", source="ann", act="demand")
    out = at("r", 0, 10, status="rejected")
    found = scored([at("g", 0, 10), out, gone], [at("p", 0, 10, document="speech"), out, gone])
    assert ([each.id for each in found.missed], [each.id for each in found.wrong]) == (["g"], ["p"])


def test_as_many_pairs_as_can_be_and_then_the_most_shared() -> None:
    gold = [at("g1", 0, 10), at("g2", 8, 16)]
    proposed = [at("p1", 0, 16), at("p2", 8, 16)]
    assert pairs_of(gold, proposed) == {("g1", "p1"), ("g2", "p2")}
    assert pairs_of(gold, [at("p1", 0, 16), at("p2", 0, 9)]) == {("g1", "p2"), ("g2", "p1")}


def test_figures() -> None:
    gold = [at("g1", 0, 10), at("g2", 20, 30, "reject"), at("g3", 30, 36)]
    found = scored(gold, [at("p1", 0, 5, source="bob"), at("p2", 20, 30, "reject"), at("p3", 12, 18)])
    assert (found.recall, found.precision) == (Share(2, 3), Share(2, 3))
    assert found.overlap == pytest.approx(0.75)
    assert found.right("source") == Share(1, 2)
    rejected = found.only(lambda each: each.act == "reject")
    assert (rejected.recall, rejected.precision) == (Share(1, 1), Share(1, 1))
    assert (str(Share(1, 2)), str(Share(0, 0)), Share(0, 0).value) == ("1/2 = 0.50", "0/0", None)
    assert scored([], []).overlap is None


def test_the_two_sides_of_a_condition_are_one() -> None:
    first = at("a", 0, 10, "condition")
    then = at("b", 12, 30, "condition", follows="a")
    found = scored([at("g", 0, 30, "condition")], [first, then])
    assert [(each.proposal.id, each.shared) for each in found.matches] == [("b", 1.0)]
    assert found.wrong == ()
    assert scored([first, then], [first, then]).recall == Share(1, 1)
    threat = at("b", 12, 30, "threaten", follows="a")
    assert len(scored([], [first, threat]).wrong) == 2


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def union(one: tuple[int, int], two: tuple[int, int]) -> float:
    both = len(set(range(*one)) & set(range(*two)))
    return both / len(set(range(*one)) | set(range(*two)))


def enough(one: tuple[int, int], two: tuple[int, int]) -> bool:
    both = len(set(range(*one)) & set(range(*two)))
    return both > 0 and 2 * both >= min(one[1] - one[0], two[1] - two[0])


@given(st.lists(SPANS, max_size=4), st.lists(SPANS, max_size=4))
def test_no_assignment_is_better(golds: list[tuple[int, int]], spans: list[tuple[int, int]]) -> None:
    places = [*range(len(spans)), *([None] * len(golds))]
    tried = {
        (
            sum(two is not None and enough(one, spans[two]) for one, two in zip(golds, order, strict=False)),
            round(
                sum(
                    union(one, spans[two])
                    for one, two in zip(golds, order, strict=False)
                    if two is not None and enough(one, spans[two])
                ),
                4,
            ),
        )
        for order in permutations(places, len(golds))
    }
    found = scored(
        [at(f"g{n}", *span) for n, span in enumerate(golds)], [at(f"p{n}", *span) for n, span in enumerate(spans)]
    )
    best = max(tried)
    assert len(found.matches) == best[0]
    assert sum(each.shared for each in found.matches) == pytest.approx(best[1], abs=1e-3)
