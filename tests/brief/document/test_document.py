"""The document itself: what it is made of, as plain data."""

from __future__ import annotations

import json

from commonground.brief.document import Number, Section, Sentence, Zone, parts_of, plain
from tests.brief.forms.samples import sample


def test_plain_data_survives_json_and_names_each_kind() -> None:
    told = sample().to_dict()
    assert json.loads(json.dumps(told)) == told
    assert told["sections"][0]["kind"] == "section"
    assert told["sections"][0]["blocks"][0]["sentences"][1]["runs"][1] == {
        "kind": "number",
        "value": 2,
        "path": ["targets", "a/b~c", "price"],
    }


def test_every_part_is_met_once_in_order() -> None:
    parts = list(parts_of(sample()))
    assert [part.anchor for part in parts if isinstance(part, Section)] == ["short", "sub", "evidence"]
    assert sum(isinstance(part, Number) for part in parts) == 1
    assert [s.standing for s in parts if isinstance(s, Sentence)][:3] == ["verdict", "assumption", "note"]


def test_words_are_told_with_the_mark_of_a_zone() -> None:
    assert plain((Number(3, ()), Zone("excluded", "виключено"))) == "3○ виключено"
