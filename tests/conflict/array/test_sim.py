"""Simultaneous stability against its definition, and its bound."""

from __future__ import annotations

import numpy as np
import pytest

from commonground.conflict.array import ArrayBackEnd, sim
from commonground.errors import UsageError
from tests.agreement.often import often
from tests.conflict.contract import found
from tests.conflict.known import elmira
from tests.conflict.literal import Definitions
from tests.conflict.random_models import option_forms


def test_it_says_what_the_definition_says() -> None:
    stable = differ = 0
    for seed, form in option_forms(often(150), 30_000):
        said, model = Definitions(form), ArrayBackEnd(form)
        for party in said.everybody:
            answer = found(model, party, "sim")
            assert answer == said.stable(party, "sim"), (seed, party)
            stable += len(answer)
            differ += answer != found(model, party, "seq")
    assert stable
    assert differ


@pytest.mark.parametrize(("bound", "value", "said"), [("MOST_STATES", 11, "12 states"), ("MOST_LOOKS", 0, "than 0 co")])
def test_past_its_bound_nothing_is_computed(bound: str, value: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sim, bound, value)
    with pytest.raises(UsageError, match="was not computed") as caught:
        ArrayBackEnd(elmira()).stable(2, "sim")
    assert caught.value.problems[0].code == "sim-too-large"
    assert said in caught.value.problems[0].what


def test_within_its_bound_it_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sim, "MOST_STATES", 12)
    assert np.count_nonzero(ArrayBackEnd(elmira()).stable(0, "sim"))
