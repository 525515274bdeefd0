"""What a verdict turns on: each neighbour of the preferences is tried, and only those that change it are told."""

from __future__ import annotations

from pathlib import Path

import commonground as cg
from commonground.case import Case
from commonground.conflict.stability.flips import flips

_CASE = """\
case: Two boats
parties: {a: A, b: B}
options: {a: {x: steers}, b: {y: steers}}
preferences:
  a: [{id: V1, priority: x, kind: presumed}, {id: V2, priority: "not x or y"}]
  b: {weights: {x: 2, y: 1}}
"""


def _case(folder: Path, text: str = _CASE) -> Case:
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return cg.load(folder)


def _nash(case: Case) -> tuple[str, ...]:
    report = cg.stability(case, concepts=["nash"])
    return tuple(report.names(report.equilibria("nash")))


def test_leaving_out_and_swapping_are_told_where_they_count(tmp_path: Path) -> None:
    case = _case(tmp_path)
    found = flips(case, ("a", "b"), _nash)
    assert found.verdict == ("YY",)
    assert found.exhaustive
    # Without V1 A is content with either, and B takes y all the same.
    assert ("a", "left out", ("V1",), ("NY", "YY")) in [(f.party, f.kind, f.ids, f.verdict) for f in found.flips]
    assert "V1" in found.presumed
    assert all(flip.verdict != found.verdict for flip in found.flips)


def test_each_flip_is_a_change_that_gives_that_verdict() -> None:
    from dataclasses import replace

    case = cg.load("istanbul-2025")
    found = flips(case, ("russia", "ukraine", "us", "europe"), _nash)
    assert found.tried == sum(item.presumed for item in case.priorities.values()) + len(case.priorities) - 4
    for flip in found.flips:
        order = list(case.priorities)
        if flip.kind == "left out":
            order.remove(flip.ids[0])
        else:
            first, second = (order.index(name) for name in flip.ids)
            order[first], order[second] = order[second], order[first]
        changed = replace(case, priorities={name: case.priorities[name] for name in order})
        assert _nash(changed) == flip.verdict != found.verdict


def test_places_of_a_ranking_and_weights_change_places_too(tmp_path: Path) -> None:
    text = _CASE.replace(
        '[{id: V1, priority: x, kind: presumed}, {id: V2, priority: "not x or y"}]', "{ranking: [YN, YY, [NN, NY]]}"
    )
    tried: list[tuple[object, ...]] = []

    def ask(case: Case) -> int:
        ranking = next(iter(case.rankings.values()))
        weights = next(iter(case.weights.values()))
        tried.append((ranking.places, dict(weights.weights)))
        return 0

    assert flips(_case(tmp_path, text), ("a", "b"), ask).tried == 3
    assert (("YY",), ("YN",), ("NN", "NY")) in [places for places, _ in tried]
    assert {"x": 1, "y": 2} in [weights for _, weights in tried]


def test_out_of_time_is_said(tmp_path: Path) -> None:
    assert not flips(_case(tmp_path), ("a", "b"), _nash, seconds=0.0).exhaustive
