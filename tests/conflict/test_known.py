"""What the definitions give for conflicts whose results are published."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from commonground.conflict.model.option_form import OptionForm
from tests.conflict.known import ELMIRA_STATES, elmira, prisoners
from tests.conflict.literal import Definitions

ABANDONED = {5, 6, 11, 12}


def _numbers(form: OptionForm, states: Iterable[int]) -> set[int]:
    return {ELMIRA_STATES.index(form.name(state)) + 1 for state in states}


def test_elmira_has_its_twelve_states() -> None:
    form = elmira()
    assert {form.name(state) for state in form.states().tolist()} == set(ELMIRA_STATES)


@pytest.mark.parametrize("concept", ["nash", "gmr", "seq", "smr", "sim"])
def test_elmira_among_the_states_that_the_guide_shows(concept: str) -> None:
    """Figure 29 of the guide; its first six columns are cropped."""
    form = elmira()
    assert _numbers(form, Definitions(form).equilibria(concept)) & set(range(7, 13)) == {7, 10, 11, 12}


def test_elmira_has_one_improvement_from_today() -> None:
    """Section 5.3 of the guide: only the local government's insisting."""
    form = elmira()
    said, today = Definitions(form), form.number(ELMIRA_STATES[0])
    assert [_numbers(form, said.improvements(party, today)) for party in said.everybody] == [set(), set(), {7}]


@pytest.mark.parametrize(
    ("concept", "shown", "stable"),
    [
        ("nash", range(1, 13), {5, 6, 9, 10, 11, 12}),
        ("gmr", range(1, 13), {1, 3, 4, 5, 6, 9, 10, 11, 12}),
        ("seq", range(5, 13), {5, 6, 9, 10, 11, 12}),
        ("smr", range(5, 13), {5, 6, 9, 10, 11, 12}),
    ],
)
def test_elmira_with_ministry_and_company_as_one(concept: str, shown: range, stable: set[int]) -> None:
    """Figure 30 of the guide; of two rows a part is hidden."""
    form = elmira()
    merged = Definitions(form).merged([(0, 1), (2,)])
    both = merged.stable(0, concept) & merged.stable(1, concept)
    assert _numbers(form, both) & set(shown) == stable


def test_where_ministry_and_company_can_go_as_one() -> None:
    """Figures 31 and 32 of the guide."""
    form = elmira()
    merged = Definitions(form).merged([(0, 1), (2,)])
    moves = {
        number: _numbers(form, merged.moves(0, form.number(ELMIRA_STATES[number - 1])))
        for number in (1, 7, 8, 9, 10, 11)
    }
    assert moves[1] == {2, 3, 4, 5, 6}
    assert moves[7] == {8, 9, 10, 11, 12}
    assert moves[8] == {10, 12}
    assert moves[9] == {10, 11, 12}
    assert moves[10] == moves[11] == {12}


def test_prisoners_stay_or_defect() -> None:
    form = prisoners()
    assert {form.name(state) for state in Definitions(form).equilibria("nash")} == {"NN"}
    for concept in ("gmr", "smr", "seq", "sseq"):
        assert {form.name(state) for state in Definitions(form).equilibria(concept)} == {"NN", "YY"}
