"""The published JSON Schemas say what the loader does, so that an editor complains of the same things."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from commonground.case import schema
from commonground.case.json_schema import json_schema_files, json_schemas
from commonground.case.schema import CaseFile, CodebookFile, LayerFile, SourcesFile
from commonground.case.validation import validated
from commonground.case.yaml_text import Tree
from commonground.errors import CaseError
from tests.case.everything import CODEBOOK, EVERYTHING, LAYER, SOURCES

PACKAGE = Path(str(files("commonground.case")))
YAML_FILES = sorted([*PACKAGE.glob("bundled/**/*.yaml"), *PACKAGE.glob("starter/**/*.yaml")])

SAMPLES = [("case", EVERYTHING), ("layer", LAYER), ("sources", SOURCES), ("codebook", CODEBOOK)]
MODELS: dict[str, type[schema.Written]] = {
    "case": CaseFile,
    "layer": LayerFile,
    "sources": SourcesFile,
    "codebook": CodebookFile,
}


def kind_of(path: Path) -> str:
    return "layer" if path.parent.name == "layers" else path.stem


def as_an_editor_reads(text: str) -> Any:
    """YAML 1.2, with days left as they are written, as editors leave them."""
    return _plain(YAML(typ="safe", pure=True).load(text))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


@cache
def validator(kind: str) -> Any:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(json_schemas()[kind], format_checker=checker)


def complaints(kind: str, data: Any) -> list[str]:
    return [error.message for error in validator(kind).iter_errors(data)]


def loads(kind: str, data: Any) -> bool:
    tree = Tree("f", _words({"sources": data} if kind == "sources" else data), {})
    try:
        validated(MODELS[kind], tree)
    except CaseError:
        return False
    return True


def _words(value: Any) -> Any:
    """As the loader's own reader gives it: every scalar a word."""
    if isinstance(value, dict):
        return {key: _words(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_words(part) for part in value]
    return value if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*path, key)
        yield from places(part, (*path, key))


def changed(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    made = copy.deepcopy(data)
    here = made
    for part in path[:-1]:
        here = here[part]
    here[path[-1]] = value
    return made


def test_what_is_published_is_what_the_models_give(root: Path) -> None:
    published = {path.name: path.read_bytes() for path in (root / "schemas").iterdir()}
    assert published == json_schema_files(), "call scripts/schemas.py"


@pytest.mark.parametrize("name", sorted(json_schemas()))
def test_each_is_a_json_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schemas()[name])
    assert json.loads(json_schema_files()[f"{name}.schema.json"]) == json_schemas()[name]


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_bundled_and_starter_files_validate(path: Path) -> None:
    assert complaints(kind_of(path), as_an_editor_reads(path.read_text(encoding="utf-8"))) == []


def test_all_kinds_of_files_are_among_them() -> None:
    assert {kind_of(path) for path in YAML_FILES} == set(json_schemas())


@pytest.mark.parametrize(("kind", "text"), SAMPLES)
def test_short_forms_lists_and_empty_fields_validate(kind: str, text: str) -> None:
    data = as_an_editor_reads(text)
    assert loads(kind, data)
    assert complaints(kind, data) == []


def test_an_empty_file_of_sources_validates_and_an_empty_case_does_not() -> None:
    assert complaints("sources", None) == []
    assert complaints("case", None)
    assert complaints("case", {"case": "A name"}) == []


def test_the_sample_case_has_every_field_of_the_models() -> None:
    """So that what follows tries every one of them."""
    assert as_an_editor_reads(EVERYTHING).keys() == CaseFile.model_fields.keys()
    assert as_an_editor_reads(LAYER).keys() == LayerFile.model_fields.keys()


@pytest.mark.parametrize(("kind", "text"), SAMPLES)
def test_nothing_after_a_colon_is_taken_alike_by_schema_and_loader(kind: str, text: str) -> None:
    data = as_an_editor_reads(text)
    for path in places(data):
        emptied = changed(data, path, None)
        assert (complaints(kind, emptied) == []) == loads(kind, emptied), path


@pytest.mark.parametrize("value", ["words", 7, ["words"], {"words": "words"}], ids=str)
@pytest.mark.parametrize(("kind", "text"), SAMPLES)
def test_what_the_schema_allows_the_loader_reads(kind: str, text: str, value: Any) -> None:
    """Not the other way round: an editor may ask for true where the loader takes yes."""
    data = as_an_editor_reads(text)
    for path in places(data):
        other = changed(data, path, value)
        assert complaints(kind, other) or loads(kind, other), path


@pytest.mark.parametrize(("kind", "text"), SAMPLES)
def test_a_misspelt_key_does_not_validate(kind: str, text: str) -> None:
    data = as_an_editor_reads(text)
    found = 0
    for path in places(data):
        if isinstance(path[-1], str):
            *above, key = path
            misspelt = changed(data, path, None)
            here = misspelt
            for part in above:
                here = here[part]
            here[f"{key}x"] = here.pop(key)
            if not loads(kind, misspelt):
                assert complaints(kind, misspelt), path
                found += 1
    assert found


@pytest.mark.parametrize("data", [{"case": "x", "mandats": {}}, {"case": "x", "issues": {"a": {"outcome": ["b"]}}}])
def test_the_usual_misspellings(data: Any) -> None:
    assert complaints("case", data)


def test_what_an_issue_may_have() -> None:
    def issue(*outcomes: str) -> Any:
        return {"case": "x", "issues": {"a": list(outcomes)}}

    for good in (issue("no"), issue(*(f"o{n}" for n in range(schema.MOST_OUTCOMES)))):
        assert loads("case", good)
        assert complaints("case", good) == []
    for bad in (issue(), issue("no", "no"), issue(*(f"o{n}" for n in range(schema.MOST_OUTCOMES + 1)))):
        assert not loads("case", bad)
        assert complaints("case", bad)


@pytest.mark.parametrize(
    "model",
    [each for each in vars(schema).values() if isinstance(each, type) and issubclass(each, schema.Written)],
    ids=lambda model: model.__name__,
)
def test_every_field_is_described(model: type[BaseModel]) -> None:
    assert model.__doc__
    lacking = [name for name, field in model.model_fields.items() if not field.description]
    assert lacking == ([] if model is not SourcesFile else ["sources"])
