"""Which statements are about the same stretch."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from commonground.statements import Statement
from commonground.statements.reliability import labels_of, matched_units
from tests.statements.reliability.coding import said


def ids(**coded: list[Statement]) -> list[list[str]]:
    return [[statement.id for statement in unit.statements.values()] for unit in matched_units(coded)]


def test_half_of_what_both_cover_makes_a_match() -> None:
    assert ids(a=[said("a1", 0, 10)], b=[said("b1", 0, 20)]) == [["a1", "b1"]]
    assert ids(a=[said("a1", 0, 10)], b=[said("b1", 0, 21)]) == [["a1"], ["b1"]]
    assert ids(a=[said("a1", 0, 10)], b=[said("b1", 0, 10, document="memo")]) == [["a1"], ["b1"]]
    assert ids(a=[said("a1", 0, 10)], b=[said("b1", 10, 20)]) == [["a1"], ["b1"]]


def test_the_greatest_overlap_goes_first_and_a_tie_to_like_labels() -> None:
    assert ids(a=[said("a1", 0, 10), said("a2", 0, 9)], b=[said("b1", 0, 9)]) == [["a2", "b1"], ["a1"]]
    pair = [said("b1", 0, 10, "condition"), said("b2", 0, 10, "demand")]
    assert ids(a=[said("a1", 0, 10, "demand"), said("a2", 0, 10, "condition")], b=pair) == [["a1", "b2"], ["a2", "b1"]]


def test_a_unit_has_one_statement_a_coder_and_no_place_is_no_unit() -> None:
    a, b, c = [said("a1", 0, 10)], [said("b1", 0, 10), said("b2", 0, 9)], [said("c1", 0, 11)]
    assert ids(a=a, b=b, c=c) == [["b2"], ["a1", "b1", "c1"]]
    assert ids(a=[said("a1", 0, 10, anchor=None)], b=b[:1]) == [["b1"]]


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(2, 12)), max_size=6)


@given(st.tuples(SPANS, SPANS, SPANS))
def test_every_statement_is_in_one_unit_and_coders_names_do_not_matter(
    spans: tuple[list[tuple[int, int]], ...],
) -> None:
    coded = {
        coder: [said(f"{coder}{n}", start, start + size, issue=f"{coder}{n}") for n, (start, size) in enumerate(items)]
        for coder, items in zip("abc", spans, strict=True)
    }
    units = matched_units(coded)
    found = [(coder, statement.id) for unit in units for coder, statement in unit.statements.items()]
    assert sorted(found) == sorted((coder, s.id) for coder, items in coded.items() for s in items)
    again = matched_units({f"coder {name}": items for name, items in coded.items()})
    assert [list(u.statements.values()) for u in again] == [list(u.statements.values()) for u in units]


def test_no_issue_is_a_label_of_its_own() -> None:
    assert labels_of(said("a1", 0, 10))["issue"] == "none"
    assert labels_of(said("a1", 0, 10, issue="ceasefire"))["issue"] == "ceasefire"
