"""Rankings and weights that differ between two cases are told like everything judged, as plain data."""

from __future__ import annotations

import json
from pathlib import Path

from commonground.agreement.history.object_changes import between_cases, record_of
from commonground.case import load
from tests.case.folders import folder
from tests.case.test_conflict_part import OPTIONS


def test_rankings_and_weights_are_compared_by_id(tmp_path: Path) -> None:
    one = load(folder(tmp_path / "one", OPTIONS))
    two = load(folder(tmp_path / "two", OPTIONS.replace("build: -2", "build: -3").replace("- NNN", "- [NNN]")))
    changes = between_cases(one, two)
    assert not changes["rankings"]
    (changed,) = json.loads(json.dumps(changes["weights"].to_dict()))["replaced"]
    assert changed["fields"]["weights"] == {
        "before": {"release": 0.1, "build": -2},
        "after": {"release": 0.1, "build": -3},
    }
    record = record_of(one, "weights", "south.weights")
    assert record is not None
    assert json.loads(json.dumps(record))["weights"] == {"release": 0.1, "build": -2}
