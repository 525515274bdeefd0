"""The array back end against the definitions, on whole blocks and on single lines, in both widths of label."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from commonground.conflict.array import ArrayBackEnd, back_end, fixpoint, lines
from commonground.conflict.model.contract import CONCEPTS, EVERY_CONCEPT, Concept, Progress
from commonground.conflict.model.graph_form import GraphForm
from commonground.conflict.model.option_form import OptionForm
from commonground.errors import UsageError
from tests.agreement.often import often
from tests.conflict.by_hand import both_ways
from tests.conflict.contract import BackEndContract, found
from tests.conflict.known import ELMIRA_STATES, elmira, prisoners
from tests.conflict.literal import Definitions
from tests.conflict.random_models import option_forms, random_option_form


class OnArrays(BackEndContract):
    graph_form = False

    def make(self, model: OptionForm | GraphForm) -> ArrayBackEnd:
        assert isinstance(model, OptionForm)
        return ArrayBackEnd(model)


class TestArray(OnArrays):
    count = 1000


class TestSmallBlocks(OnArrays):
    """Lines in many blocks, labels of twice the width, and changed cells always taken as an array over all."""

    start, count, few = 10_000, 150, 20

    @pytest.fixture(autouse=True)
    def _small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lines, "BLOCK_CELLS", 8)
        monkeypatch.setattr(fixpoint, "FEW", 1 << 20)
        monkeypatch.setattr(back_end, "label_type", lambda form: np.dtype(np.uint32))


class TestOneLineAtATime(OnArrays):
    """Every line is a block, and changed cells are always named one by one."""

    start, count, few = 20_000, 150, 20

    @pytest.fixture(autouse=True)
    def _smallest(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lines, "BLOCK_CELLS", 1)
        monkeypatch.setattr(fixpoint, "FEW", 1)


@pytest.mark.parametrize("concept", CONCEPTS)
def test_known_conflicts(concept: Concept) -> None:
    for form in (elmira(), prisoners()):
        said, model = Definitions(form), ArrayBackEnd(form)
        assert all(found(model, party, concept) == said.stable(party, concept) for party in said.everybody)


def test_elmira_as_published() -> None:
    form = elmira()
    model = ArrayBackEnd(form)
    for concept in EVERY_CONCEPT:
        both = np.logical_and.reduce([model.stable(party, concept) for party in range(3)])
        stable = {ELMIRA_STATES.index(form.name(state)) + 1 for state in np.flatnonzero(both).tolist()}
        assert stable & set(range(7, 13)) == {7, 10, 11, 12}


def test_a_chain_of_improvements_is_followed_to_its_end() -> None:
    """i and j improve by turns from corner to corner, and only the last state is bad for k."""
    form = _chain(16)
    stable = ArrayBackEnd(form).stable(2, "seq").reshape(form.shape)
    said = Definitions(form)
    assert frozenset(np.flatnonzero(stable)) == said.stable(2, "seq")
    assert stable[0, 0, 0]
    broken = _chain(16, broken=True)
    assert not ArrayBackEnd(broken).stable(2, "seq").reshape(form.shape)[0, 0, 0]


def test_a_long_chain_sweeps_only_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    form = _chain(256)
    swept = 0
    real = fixpoint._sweep_lines

    def counted(pairs: Any, sweep: Any, block: int, columns: Any) -> Any:
        nonlocal swept
        swept += len(columns)
        return real(pairs, sweep, block, columns)

    monkeypatch.setattr(fixpoint, "_sweep_lines", counted)
    stable = ArrayBackEnd(form).stable(2, "seq").reshape(form.shape)
    assert stable[0, 0, 0]
    assert 500 < swept < 5_000, "one or two lines a step, and not the 512 that there are"


def test_a_party_with_more_options_than_sixteen() -> None:
    draw = np.random.default_rng(3)
    shape = (2, 1 << 17)
    ranks = tuple(draw.integers(1, 1 << 17, shape).astype(np.uint32) for _ in shape)
    options = ("x",), tuple(f"y{number}" for number in range(17))
    ways = both_ways(options)
    form = OptionForm(("i", "j"), options, ways, None, ranks)
    own, theirs = ranks
    stable = ArrayBackEnd(form).stable(0, "seq").reshape(shape)
    seen = set()
    at_the_top = np.argsort(theirs, axis=1)[:, -50:].ravel()  # where hardly any response improves
    for column in [*draw.integers(0, shape[1], 100).tolist(), *at_the_top.tolist()]:
        for row in (0, 1):
            improves = own[1 - row, column] > own[row, column]
            responses = own[1 - row][theirs[1 - row] > theirs[1 - row, column]]
            true = not improves or bool((responses <= own[row, column]).any())
            assert stable[row, column] == true
            seen.add((bool(improves), true))
    assert seen == {(False, True), (True, True), (True, False)}


def test_stopped_in_the_middle_it_can_go_on() -> None:
    form = random_option_form(77)

    def stop(share: float, doing: str) -> None:
        raise KeyboardInterrupt

    concept: Concept
    for concept in ("seq", "gmr"):
        stopped = ArrayBackEnd(form, progress=stop)
        with pytest.raises(KeyboardInterrupt):
            stopped.stable(0, concept)
        stopped._progress = None
        assert found(stopped, 0, concept) == Definitions(form).stable(0, concept)


def test_progress_grows_to_one_and_says_whose_turn_it_is() -> None:
    for _, form in option_forms(often(30)):
        told: list[tuple[float, str]] = []
        model = ArrayBackEnd(form, _told_to(told))
        for party in range(len(form.parties)):
            for concept in CONCEPTS:
                model.stable(party, concept)
        shares = [share for share, _ in told]
        assert shares == sorted(shares)
        if shares:
            assert 0 <= shares[0] <= shares[-1] <= 1
    for form in (elmira(), prisoners()):
        told = []
        model = ArrayBackEnd(form, _told_to(told))
        for party in range(len(form.parties)):
            for concept in CONCEPTS:
                model.stable(party, concept)
        assert told[-1][0] == 1
        assert f"What the others' improvements can do to {form.parties[0]}" in {doing for _, doing in told}


def test_one_state_and_nobody_with_an_option() -> None:
    only = np.ones((1, 1), dtype=np.uint16)
    model = ArrayBackEnd(OptionForm(("a", "b"), ((), ()), ((), ()), None, (only, only)))
    assert all(model.stable(party, concept).tolist() == [True] for party in (0, 1) for concept in EVERY_CONCEPT)


def test_an_answer_that_is_changed_by_its_reader_changes_no_other() -> None:
    model = ArrayBackEnd(prisoners())
    model.stable(0, "nash")[:] = False
    assert model.stable(0, "nash").any()


def test_what_does_not_fit_is_refused_in_one_sentence() -> None:
    flat = np.broadcast_to(np.uint16(1), (1 << 12, 1 << 12))
    options = tuple(tuple(f"{party}{number}" for number in range(12)) for party in "ab")
    form = OptionForm(("a", "b"), options, both_ways(options), None, (flat, flat))
    with pytest.raises(UsageError) as caught:
        ArrayBackEnd(form, memory=100 << 20)
    (problem,) = caught.value.problems
    assert problem.code == "model-too-large"
    assert problem.what.startswith("The 24 options make 16,777,216 states, for which the analysis needs about ")
    assert problem.what.endswith(" MiB; allowed: 100 MiB.")
    ArrayBackEnd(form, memory=1 << 40)


def _told_to(told: list[tuple[float, str]]) -> Progress:
    def tell(share: float, doing: str) -> None:
        told.append((share, doing))

    return tell


def _chain(length: int, broken: bool = False) -> OptionForm:
    """i and j climb a staircase of states (a, b), each step better for its mover; k can join, and the end is bad for k.

    All states off the stairs are best for both, so that nobody leaves them and nothing but the stairs changes.
    """
    bits = length.bit_length() - 1
    first, second = np.full((2, length, length), 3 * length)
    steps = [(0, 0)]
    for place in range(length - 1):
        steps += [(place + 1, place), (place + 1, place + 1)]
    for number, step in enumerate(steps):
        first[step] = second[step] = number + 1
    if broken:
        first[steps[-2]] = second[steps[-2]] = 3 * length
    third = np.full((length, length, 2), 2)
    third[..., 1] = 3
    third[*steps[-1], :] = 1
    ranks = [np.repeat(each[:, :, None], 2, axis=2) + 1 for each in (first, second)]
    options: Sequence[Sequence[str]] = ([f"a{n}" for n in range(bits)], [f"b{n}" for n in range(bits)], ["c"])
    ways = both_ways(options)
    return OptionForm(
        ("i", "j", "k"),
        tuple(map(tuple, options)),
        ways,
        None,
        tuple(each.astype(np.uint16) for each in (*ranks, third)),
    )
