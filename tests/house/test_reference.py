"""The reference pages and the code say the same: every field, every key, every formula shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import commonground as cg
from commonground.case.json_schema import json_schemas
from commonground.case.schema import CaseFile, CodebookFile, LayerFile, SourceWritten
from commonground.logic import parse


@pytest.fixture
def reference(root: Path) -> Path:
    return root / "docs" / "reference"


def marked(page: Path) -> set[str]:
    """The words that a page sets as code."""
    return {
        word
        for code in re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8"))
        for word in re.findall(r"[^\s,:{}]+", code)
    }


def fields(model: Any) -> set[str]:
    return set(model.model_fields)


def test_every_field_of_a_case_is_in_the_reference(reference: Path) -> None:
    written = marked(reference / "case-format.md")
    names = fields(CaseFile) | fields(LayerFile) | fields(CodebookFile) | fields(SourceWritten)
    for schema in json_schemas().values():
        for part in schema["$defs"].values():
            shape = next((s for s in part.get("anyOf", [part]) if s.get("type") == "object"), part)
            names |= set(shape.get("properties", {}))
    assert len(names) > 60
    assert names - {"target", "priorities"} <= written


def test_every_key_of_the_answers_is_in_the_reference(reference: Path) -> None:
    written = marked(reference / "json.md")
    report = cg.agreement(cg.load("istanbul-2025")).to_dict()
    keys = set(report) | set(report["targets"]["settlement"]) | set(report["issues"]["ceasefire"])
    assert keys <= written


def test_every_formula_in_the_table_is_one(reference: Path) -> None:
    rows = re.findall(r"^\| (.+?) \| ", (reference / "formulas.md").read_text(encoding="utf-8"), re.MULTILINE)
    formulas = [formula for row in rows for formula in re.findall(r"`([^`]+)`", row)]
    assert len(formulas) > 10
    for formula in formulas:
        parse(formula)


def test_the_example_of_binding_is_true(reference: Path) -> None:
    page = (reference / "formulas.md").read_text(encoding="utf-8")
    assert parse("a -> b or not c and d") == parse(re.findall(r"reads `([^`]+)`", page)[0])
