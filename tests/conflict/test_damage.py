"""Damaged conflict parts and .gmcr files make a model or are refused in words: never another error, never for long."""

from __future__ import annotations

import json
import sys
from random import Random

import pytest

from commonground.case.load import load_folder
from commonground.conflict.exchange import case_from_gmcr
from commonground.conflict.model.of_case import graph_model
from commonground.errors import CommongroundError
from tests.case.damage import damage_for
from tests.case.mutations import MemoryFolder, no_longer_than
from tests.conflict.exchange.cases import conflict
from tests.conflict.exchange.test_gmcr import ELMIRA
from tests.conflict.model.test_of_case import GRAPH_FORM, OPTION_FORM

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the guards against hanging need a Unix alarm")

LAYER = """\
layer: Otherwise
kind: reading
add: {preferences: {watch: {weights: {build: 1}}}, irreversible: {shell: once dropped}, status_quo: YNN}
withdraw: [V2]
"""
CASES = [
    {"case.yaml": OPTION_FORM, "layers/l.yaml": LAYER},
    {"case.yaml": GRAPH_FORM},
    {"case.yaml": conflict(4)},
]


def in_words(error: CommongroundError, number: int) -> int:
    assert error.problems
    for problem in error.problems:
        assert problem.what.strip(), number
        assert problem.code != "error", number
    return 1


@pytest.mark.parametrize("start", range(0, 600, 100))
def test_a_case(start: int) -> None:
    made = refused = 0
    for number in range(start, start + 100):
        chance = Random(number)
        files = {name: text.encode() for name, text in chance.choice(CASES).items()}
        name = chance.choice(sorted(files))
        kind, damage = damage_for(chance, name)
        files[name] = damage(chance, files[name])
        try:
            with no_longer_than(10):
                model = graph_model(load_folder(MemoryFolder(files), ["l"] if len(files) > 1 else []))
        except CommongroundError as error:
            refused += in_words(error, number)
        else:
            assert model.count > 0, (number, kind)
            made += 1
    assert made > 5
    assert refused > 20


def test_a_file() -> None:
    read = refused = 0
    for number in range(400):
        chance = Random(number)
        _, damage = damage_for(chance, "x.jsonl" if number % 2 else "x.yaml")
        try:
            with no_longer_than(10):
                text = case_from_gmcr(damage(chance, json.dumps(ELMIRA).encode()), "Damaged").text
                graph_model(load_folder(MemoryFolder({"case.yaml": text.encode()})))
        except CommongroundError as error:
            refused += in_words(error, number)
        else:
            read += 1
    assert read > 5
    assert refused > 100
