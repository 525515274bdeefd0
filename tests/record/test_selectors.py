"""Anchors as Web Annotation selectors, and everything that can be wrong with those."""

from __future__ import annotations

import json
from typing import Any

import pytest

from commonground.errors import RecordError
from commonground.record import Document, anchor_at, seal
from commonground.record.selectors import anchor_from, target_of

PLAIN = anchor_at(Document.from_text("They said: “no 😀 more”."), 11, 22)
HASH = "0" * 64
POSITION = {"type": "TextPositionSelector", "start": 1, "end": 4}
QUOTE = {"type": "TextQuoteSelector", "exact": "abc"}
EMPTY = {"length": 0, "sha256": HASH}
SEALED = {"type": "cg:SealedQuoteSelector", "exact": {"length": 3, "sha256": HASH}}


@pytest.mark.parametrize("anchor", [PLAIN, seal(PLAIN)], ids=["plain", "sealed"])
def test_there_and_back(anchor: Any) -> None:
    assert anchor_from(json.loads(json.dumps(target_of(anchor)))) == anchor


def test_the_shape_is_the_standards() -> None:
    assert target_of(PLAIN) == {
        "cg:sha256": PLAIN.sha256,
        "selector": [
            {"type": "TextPositionSelector", "start": 11, "end": 22},
            {"type": "TextQuoteSelector", "exact": "“no 😀 more”", "prefix": "They said: ", "suffix": "."},
        ],
    }


def test_a_sealed_target_holds_none_of_the_words() -> None:
    written = json.dumps(target_of(seal(PLAIN)), ensure_ascii=False)
    assert "cg:SealedQuoteSelector" in written
    assert not any(word in written for word in ("no", "more", "said"))


@pytest.mark.parametrize("target", [{}, {"selector": None}, {"selector": []}, {"source": "x", "cg:sha256": HASH}])
def test_a_target_without_a_selector_is_the_whole_source(target: dict[str, Any]) -> None:
    assert anchor_from(target) is None


def test_surroundings_may_be_missing_and_other_selectors_stand_beside() -> None:
    other = {"type": "XPathSelector", "value": "/p[1]"}
    plain = anchor_from({"cg:sha256": HASH, "selector": [other, QUOTE, POSITION]})
    assert plain is not None
    assert (plain.start, plain.end, plain.exact, plain.prefix, plain.suffix) == (1, 4, "abc", "", "")
    sealed = anchor_from({"cg:sha256": HASH, "selector": [POSITION, SEALED]})
    assert sealed is not None
    assert sealed.prefix == sealed.suffix == seal(plain).prefix


@pytest.mark.parametrize(
    ("target", "field", "code"),
    [
        ({"selector": "x"}, "selector", "wrong-type"),
        ({"selector": ["x"]}, "selector", "wrong-type"),
        ({"selector": POSITION}, "selector", "missing-field"),
        ({"selector": [QUOTE]}, "selector", "missing-field"),
        ({"selector": [POSITION, QUOTE, SEALED]}, "selector", "wrong-value"),
        ({"selector": [POSITION, POSITION, QUOTE]}, "selector", "wrong-value"),
        ({"selector": [POSITION, QUOTE], "cg:sha256": None}, "cg:sha256", "missing-field"),
        ({"selector": [POSITION, QUOTE], "cg:sha256": "abc"}, "cg:sha256", "wrong-type"),
        ({"selector": [POSITION, QUOTE], "cg:sha256": 5}, "cg:sha256", "wrong-type"),
        ({"selector": [{**POSITION, "start": "1"}, QUOTE]}, "selector.start", "wrong-type"),
        ({"selector": [{**POSITION, "start": True}, QUOTE]}, "selector.start", "wrong-type"),
        ({"selector": [{**POSITION, "start": -1}, QUOTE]}, "selector.start", "wrong-type"),
        ({"selector": [{**POSITION, "end": 1.5}, QUOTE]}, "selector.end", "wrong-type"),
        ({"selector": [{**POSITION, "end": 1}, QUOTE]}, "selector.end", "wrong-value"),
        ({"selector": [POSITION, {**QUOTE, "exact": None}]}, "selector.exact", "wrong-type"),
        ({"selector": [POSITION, {**QUOTE, "exact": " \n"}]}, "selector.exact", "wrong-value"),
        ({"selector": [POSITION, {**QUOTE, "prefix": 1}]}, "selector.prefix", "wrong-type"),
        ({"selector": [POSITION, {**SEALED, "exact": "abc"}]}, "selector.exact", "wrong-type"),
        ({"selector": [POSITION, {**SEALED, "exact": {"length": 3}}]}, "selector.exact", "missing-field"),
        ({"selector": [POSITION, {**SEALED, "exact": EMPTY}]}, "selector.exact", "missing-field"),
        ({"selector": [POSITION, {**SEALED, "suffix": {**EMPTY, "length": "3"}}]}, "selector.length", "wrong-type"),
    ],
)
def test_what_is_wrong_is_said_with_its_field(target: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(RecordError) as caught:
        anchor_from({"cg:sha256": HASH, **target})
    assert (field, code) in [(problem.where.field, problem.code) for problem in caught.value.problems]


def test_all_of_it_is_said_at_once() -> None:
    with pytest.raises(RecordError) as caught:
        anchor_from({"selector": [{**POSITION, "start": None}, {**QUOTE, "exact": 1}]})
    fields = [problem.where.field for problem in caught.value.problems]
    assert fields == ["cg:sha256", "selector.start", "selector.exact"]
