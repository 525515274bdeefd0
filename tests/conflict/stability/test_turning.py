"""What the answer of a stability analysis turns on: found by making each change by hand and asking again."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

import commonground as cg
from commonground.case import Case
from commonground.conflict.stability import analysis
from commonground.conflict.stability.results import StabilityReport

_CASE = """\
case: A pump
parties: {a: A, b: B}
options: {a: {run: run it, sell: sell it}, b: {pay: pay for it}}
status_quo: NNN
preferences:
  a: [{id: V1, priority: pay}, {id: V2, priority: not run, kind: presumed}, {id: V3, priority: sell}]
  b: [{id: V4, priority: run and not sell, kind: presumed}, {id: V5, priority: not pay, kind: presumed}]
"""


def _case(folder: Path, text: str = _CASE) -> Case:
    folder.mkdir(exist_ok=True)
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return cg.load(folder)


def _leaving(report: StabilityReport, state: str) -> dict[str, list[str]]:
    number = report.model.number(state)
    return {c: [p for p in report.parties if not report.stable(c, p)[number]] for c in report.masks}


@pytest.mark.parametrize("state", ["NNN", "YNY", "NYN"])
def test_each_change_told_is_one_that_gives_another_answer(tmp_path: Path, state: str) -> None:
    text = _CASE
    base = cg.stability(_case(tmp_path / "c", text), about=state)
    assert base.turns_on is not None
    told = {(flip["kind"], *flip["ids"]): flip for flip in base.turns_on.to_dict()["flips"]}
    lines = dict(_priorities(text))
    tried = 0
    for party, ids in {"a": ("V1", "V2", "V3"), "b": ("V4", "V5")}.items():
        orders: dict[tuple[str, ...], list[str]] = {
            ("left out", gone): [each for each in ids if each != gone] for gone in ids
        }
        for first, second in pairwise(ids):
            swapped = {first: second, second: first}
            orders[("swapped", first, second)] = [swapped.get(each, each) for each in ids]
        for change, order in orders.items():
            tried += 1
            old = ", ".join(lines[each] for each in ids)
            again = text.replace(f"{party}: [{old}]", f"{party}: [{', '.join(lines[each] for each in order)}]")
            assert again != text
            other = cg.stability(_case(tmp_path / "other", again), seconds=0)
            assert other.turns_on is None
            now, was = _leaving(other, state), _leaving(base, state)
            sets = {c for c in base.masks if (base.equilibria(c) != other.equilibria(c)).any()}
            assert (change in told) == (now != was or bool(sets)), change
            if change in told:
                assert told[change]["leaving"] == {c: now[c] for c in now if now[c] != was[c]}
                assert set(told[change]["equilibria"]) == sets
    assert base.turns_on.found.tried == tried
    assert base.turns_on.found.exhaustive


def _priorities(text: str) -> list[tuple[str, str]]:
    found = []
    for piece in text.replace("}]", "}").split("{id: ")[1:]:
        body = piece.split("}")[0]
        found.append((body.split(",")[0], "{id: " + body + "}"))
    return found


def test_the_status_quo_is_asked_about_unless_a_state_is_named() -> None:
    case = cg.load("istanbul-2025")
    today, named = (cg.stability(case, ["seq"], about=about).to_dict()["turns_on"] for about in (None, "ynynnyny"))
    assert (today["state"], named["state"]) == ("YYYYNYNY", "YNYNNYNY")
    assert json.loads(json.dumps(today)) == today
    swapped = [flip for flip in named["flips"] if flip["ids"] == ["V5", "V6"]]
    assert swapped[0]["leaving"] == {"seq": ["russia"]}


def test_without_a_status_quo_only_the_equilibria_are_compared(tmp_path: Path) -> None:
    text = _CASE.replace("status_quo: NNN\n", "")
    told = cg.stability(_case(tmp_path / "c", text)).to_dict()["turns_on"]
    assert told["state"] is None
    assert told["flips"]
    assert not any(flip["leaving"] for flip in told["flips"])


def test_a_model_that_takes_longer_than_the_time_given_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    hours = iter(range(0, 7200, 3600))
    monkeypatch.setattr(analysis, "monotonic", lambda: next(hours))
    told = cg.stability(cg.load("istanbul-2025"), ["nash"]).to_dict()["turns_on"]
    assert (told["tried"], told["exhaustive"], told["flips"]) == (0, False, [])
