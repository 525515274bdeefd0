"""A model that would not fit is refused before any of it is made."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from commonground.case import load
from commonground.case.model import Case
from commonground.conflict.array import memory
from commonground.conflict.model import of_case
from commonground.conflict.model.building import bytes_to_build
from commonground.conflict.model.of_case import graph_model, preferences_of
from commonground.errors import UsageError
from commonground.logic import Axes


def _case(folder: Path, options: int, priorities: int, rule: str = "") -> Case:
    own = {party: [f"{party}{number}" for number in range(options // 2)] for party in "ab"}
    every = [option for names in own.values() for option in names]
    lines = ["case: large", "parties: {a: A, b: B}", "options:"]
    lines += [f"  {party}: {{{', '.join(f'{name}: do {name}' for name in own[party])}}}" for party in "ab"]
    lines += [f'feasible: [{{id: X1, rule: "{rule}", kind: definition}}]'] if rule else []
    lines += ["preferences:"]
    for party in "ab":
        wanted = (every[(7 * number + (party == "b")) % len(every)] for number in range(priorities))
        lines += [f"  {party}:", *(f"    - {{id: {party}v{n}, priority: {name}}}" for n, name in enumerate(wanted))]
    folder.mkdir()
    (folder / "case.yaml").write_text("\n".join(lines), encoding="utf-8")
    return load(folder)


def test_thirty_options_are_refused_before_a_state_is_laid_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(of_case, "feasible_states", never)
    monkeypatch.setattr(memory, "available_memory", lambda: 4 << 30)
    case = _case(tmp_path / "c", 30, 40)
    with pytest.raises(
        UsageError, match=r"The 30 options make 1,073,741,824 states, .* the model alone .* free now: 4"
    ):
        graph_model(case)
    with pytest.raises(UsageError, match=r"allowed: 1\.0 GiB"):
        graph_model(case, memory=1 << 30)


@pytest.mark.parametrize(
    ("priorities", "rule"), [(3, ""), (12, ""), (30, ""), (70, ""), (12, "not (a0 and b0)"), (40, "not (a0 and b0)")]
)
def test_no_more_is_taken_than_was_said(tmp_path: Path, priorities: int, rule: str) -> None:
    case = _case(tmp_path / "c", 18, priorities, rule)
    own = tuple(tuple((o.id, None) for o in case.options.values() if o.party == party) for party in "ab")
    said = bytes_to_build(
        [preferences_of(case, party) for party in "ab"], tuple(case.feasible.values()), Axes(("a", "b"), own)
    )
    graph_model(case)  # whatever is kept between calls
    tracemalloc.start()
    try:
        graph_model(case)
        taken = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert taken < said < 4 * taken + (20 << 20)


def test_priorities_about_few_options_take_little(tmp_path: Path) -> None:
    case = _case(tmp_path / "c", 18, 70)
    own = tuple(tuple((o.id, None) for o in case.options.values() if o.party == party) for party in "ab")
    axes = Axes(("a", "b"), own)
    on_one_side = {name: item for name, item in case.priorities.items() if item.text.startswith("a")}
    narrow = replace(case, priorities=MappingProxyType(on_one_side))
    few, all_of_them = (bytes_to_build([preferences_of(each, "a")], (), axes) for each in (narrow, case))
    assert few < all_of_them
