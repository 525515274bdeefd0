"""What must hold of any model, whatever its ranks: renaming changes nothing, and what is known in closed form."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import numpy as np

from commonground.conflict.array import ArrayBackEnd
from commonground.conflict.model.contract import CONCEPTS
from commonground.conflict.model.option_form import OptionForm
from tests.agreement.often import often
from tests.conflict.by_hand import Ways
from tests.conflict.random_models import option_forms, random_option_form

Array = np.ndarray[tuple[int, ...], np.dtype[Any]]


def _answers(form: OptionForm) -> dict[tuple[int, str], Array]:
    model = ArrayBackEnd(form)
    return {
        (party, concept): model.stable(party, concept).reshape(form.shape)
        for party in range(len(form.parties))
        for concept in CONCEPTS
    }


def test_the_order_of_parties_changes_nothing() -> None:
    for seed, form in option_forms(often(60), 3_000):
        order = list(range(len(form.parties)))
        random.Random(seed).shuffle(order)
        turned = OptionForm(
            tuple(form.parties[party] for party in order),
            tuple(form.options[party] for party in order),
            tuple(form.reversible[party] for party in order),
            None if form.feasible is None else form.feasible.transpose(order),
            tuple(form.ranks[party].transpose(order) for party in order),
        )
        before, after = _answers(form), _answers(turned)
        for place, party in enumerate(order):
            for concept in CONCEPTS:
                assert np.array_equal(before[party, concept].transpose(order), after[place, concept]), (seed, concept)


def test_the_order_of_options_changes_nothing() -> None:
    for seed, form in option_forms(often(60), 4_000):
        draw = random.Random(seed)
        orders = [draw.sample(range(len(own)), len(own)) for own in form.options]
        turned = OptionForm(
            form.parties,
            tuple(tuple(own[place] for place in order) for own, order in zip(form.options, orders, strict=True)),
            tuple(tuple(own[place] for place in order) for own, order in zip(form.reversible, orders, strict=True)),
            None if form.feasible is None else _turned(form.feasible, form, orders),
            tuple(_turned(ranks, form, orders) for ranks in form.ranks),
        )
        before, after = _answers(form), _answers(turned)
        assert all(np.array_equal(_turned(before[each], form, orders), after[each]) for each in before), seed


def test_taken_and_dropped_may_be_read_the_other_way_round() -> None:
    """Say "does not" for every option: all axes run backwards, and what could not be dropped cannot be taken."""
    opposite = {"both ways": "both ways", "once taken": "once dropped", "once dropped": "once taken"}
    for seed, form in option_forms(often(60), 5_000):
        turned = replace(
            form,
            reversible=tuple(tuple(opposite[way] for way in own) for own in form.reversible),  # type: ignore[misc]
            feasible=None if form.feasible is None else np.flip(form.feasible),
            ranks=tuple(np.flip(ranks) for ranks in form.ranks),
        )
        before, after = _answers(form), _answers(turned)
        assert all(np.array_equal(np.flip(before[each]), after[each]) for each in before), seed


def test_only_the_order_of_ranks_matters_and_only_where_a_state_can_be() -> None:
    for seed, form in option_forms(often(60), 6_000):
        spread = tuple(
            np.where(True if form.feasible is None else form.feasible, ranks.astype(np.uint32) * 70_000, seed)
            for ranks in (ranks.astype(np.uint32) for ranks in form.ranks)
        )
        before, after = _answers(form), _answers(replace(form, ranks=tuple(each.astype(np.uint32) for each in spread)))
        assert all(np.array_equal(before[each], after[each]) for each in before), seed


def test_gmr_is_maximin_and_smr_minimax_where_everything_is_possible() -> None:
    """Howard: with every state feasible and every option reversible, a party compares a state with one number."""
    between = 0
    for seed, form in option_forms(often(200), 7_000, simple=True):
        said = _answers(form)
        for party, ranks in enumerate(form.ranks):
            others = tuple(other for other in range(len(form.parties)) if other != party)
            maximin = ranks.min(axis=others).max()
            minimax = ranks.max(axis=party).min()
            assert np.array_equal(said[party, "gmr"], ranks >= maximin), seed
            assert np.array_equal(said[party, "smr"], ranks >= minimax), seed
            between += maximin < minimax
    assert between


def test_a_strategy_that_is_never_better_takes_no_nash_state_away() -> None:
    """One more option for a party; taking it is never better for it than not, and possible only where not is.

    Then every state that was Nash for all still is, with the new option not taken. Where taking it may be better, some
    are lost, so the law is not empty.
    """
    lost = kept = 0
    for seed, form in option_forms(often(150), 8_000):
        draw = random.Random(seed)
        party = draw.randrange(len(form.parties))
        before = _nash(form)
        for dominated in (True, False):
            wider = _with_option(form, party, draw, dominated)
            not_taken = _nash(wider).take(np.arange(0, wider.shape[party], 2), axis=party)
            if dominated:
                assert not (before & ~not_taken).any(), seed
                kept += int(before.sum())
            else:
                lost += int((before & ~not_taken).sum())
    assert kept
    assert lost


def test_a_party_that_nobody_can_answer_is_as_under_nash() -> None:
    for seed in range(often(60)):
        form = random_option_form(9_000 + seed)
        alone = replace(
            form,
            feasible=_only_all_taken(form),
        )
        said = _answers(alone)
        assert all(np.array_equal(said[0, concept], said[0, "nash"]) for concept in CONCEPTS), seed


def _nash(form: OptionForm) -> Array:
    model = ArrayBackEnd(form)
    everywhere: Array = np.logical_and.reduce([model.stable(party, "nash") for party in range(len(form.parties))])
    return everywhere.reshape(form.shape)


def _turned(values: Array, form: OptionForm, orders: list[list[int]]) -> Array:
    axes = [[0] for _ in orders]
    first = 0
    for party, order in enumerate(orders):
        axes[party] = [first + place for place in order]
        first += len(order)
    spread = values.reshape((2,) * form.width)
    return np.ascontiguousarray(spread.transpose([axis for own in axes for axis in own])).reshape(form.shape)


def _with_option(form: OptionForm, party: int, draw: random.Random, dominated: bool) -> OptionForm:
    """The form with one more option, last of a party's, at random how others like it and where it can be taken."""
    shape = list(form.shape)
    feasible = np.ones(form.shape, dtype=np.bool_) if form.feasible is None else form.feasible
    possible = feasible & np.array([draw.random() < 0.8 for _ in range(form.size)]).reshape(shape)
    ranks = []
    for each, own in enumerate(form.ranks):
        old = np.where(feasible, own, 0).astype(np.int64) * 3
        new = np.array([draw.randrange(3 * form.size + 2) for _ in range(form.size)]).reshape(shape)
        if each == party and dominated:
            new = np.minimum(new, old)
        both = np.stack([old, new], axis=party + 1)
        dense = np.unique(both, return_inverse=True)[1].reshape(both.shape)
        ranks.append(_merged(dense.astype(np.uint16) + np.uint16(1), party))
    mask = _merged(np.stack([feasible, possible], axis=party + 1), party)
    options = tuple((*own, "new") if each == party else own for each, own in enumerate(form.options))
    ways: Ways = tuple((*own, "both ways") if each == party else own for each, own in enumerate(form.reversible))
    return OptionForm(form.parties, options, ways, mask, tuple(ranks))


def _merged(values: Array, axis: int) -> Array:
    shape = values.shape
    return values.reshape(*shape[:axis], shape[axis] * 2, *shape[axis + 2 :])


def _only_all_taken(form: OptionForm) -> Array:
    """Nobody but the first party has a second strategy."""
    feasible = np.zeros(form.shape, dtype=np.bool_)
    feasible.reshape(form.shape[0], -1)[:, -1] = True
    return feasible
