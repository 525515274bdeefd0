"""What the answer on coalitions turns on: found by making each change in the file and asking again."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from commonground.case import load
from commonground.conflict.coalitions.report import CoalitionReport, together
from tests.case.folders import folder
from tests.conflict.coalitions.test_report import FERRY

IDS = {"west": ["W1", "W2", "W3"], "east": ["E1", "E2", "E3"], "carrier": ["C1", "C2"]}  # none has a statement


def _changes() -> dict[tuple[str, ...], tuple[str, list[str]]]:
    """What a party's priorities become."""
    made: dict[tuple[str, ...], tuple[str, list[str]]] = {}
    for party, ids in IDS.items():
        for gone in ids:
            made[("left out", gone)] = (party, [each for each in ids if each != gone])
        for first, second in pairwise(ids):
            swapped = {first: second, second: first}
            made["swapped", first, second] = (party, [swapped.get(each, each) for each in ids])
    return made


def _told(report: CoalitionReport) -> dict[tuple[str, ...], dict[str, bool | None]]:
    return {
        tuple(report.model.parties[member] for member in each.improving.members): each.deterred
        for each in report.coalitions
    }


def _with(party: str, ids: list[str]) -> str:
    lines = FERRY.splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith(f"  {party}: [{{id"))
    items = {item.split(",")[0]: "{id: " + item.split("}")[0] + "}" for item in lines[place].split("{id: ")[1:]}
    lines[place] = f"  {party}: [{', '.join(items[name] for name in ids)}]"
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("state", ["YYN", "NNN", "YYY"])
def test_each_change_told_is_one_that_gives_other_coalitions(tmp_path: Path, state: str) -> None:
    base = together(load(folder(tmp_path / "c", FERRY)), state)
    assert base.turns_on is not None
    assert base.turns_on.found.tried == 8 + 5
    assert base.turns_on.found.exhaustive
    given = {
        (flip["kind"], *flip["ids"]): {
            tuple(each["members"]): each["deterred"] if each["improves"] else None for each in flip["coalitions"]
        }
        for flip in base.to_dict()["turns_on"]["flips"]
    }
    was, by_hand = _told(base), {}
    for number, (change, (party, ids)) in enumerate(_changes().items()):
        report = together(load(folder(tmp_path / str(number), _with(party, ids))), state, seconds=0)
        assert report.turns_on is None
        now = _told(report)
        if now != was:
            by_hand[change] = {who: now.get(who) for who in was.keys() | now.keys() if now.get(who) != was.get(who)}
    assert given == by_hand
    assert by_hand


def test_plain_data_survives_json_and_the_time_is_bounded(tmp_path: Path) -> None:
    case = load(folder(tmp_path / "c", FERRY))
    told = together(case).to_dict()["turns_on"]
    assert json.loads(json.dumps(told)) == told
    assert together(case, seconds=1e-9).to_dict()["turns_on"] == {"flips": [], "tried": 0, "exhaustive": False}
