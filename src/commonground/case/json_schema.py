"""The published JSON Schemas of a case folder's files, made from the models that read them.

An editor complains of what the loader would refuse and of nothing else, as far as a schema can say it: a field or a
party with nothing after its colon is as good as not written, and a number is as good a word as any.
"""

from __future__ import annotations

import json
from typing import Any

from commonground.case.schema import BY_PARTY, CaseFile, CodebookFile, LayerFile, SourcesFile, Written

__all__ = ["json_schema_files", "json_schemas"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NOTHING = {"type": "null"}
_FILES: dict[str, type[Written]] = {
    "case": CaseFile,
    "sources": SourcesFile,
    "layer": LayerFile,
    "codebook": CodebookFile,
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """Each file's schema by the name of the file it describes.

    >>> sorted(json_schemas())
    ['case', 'codebook', 'layer', 'sources']
    """
    plain = {name: model.model_json_schema() for name, model in _FILES.items()}
    inside = plain["sources"]["properties"]["sources"]
    plain["sources"] |= {"properties": {}, "required": [], "additionalProperties": inside["additionalProperties"]}
    return {name: {"$schema": _DRAFT, **_lenient(schema)} for name, schema in plain.items()}


def json_schema_files() -> dict[str, bytes]:
    """File name -> contents, as published in ``schemas/`` and put beside a new case."""
    return {
        f"{name}.schema.json": (json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()
        for name, schema in json_schemas().items()
    }


def _lenient(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema, and all that is in it, as lenient as the loader."""
    made = {key: _within(key, part) for key, part in schema.items()}
    if made.get("type") == "string" and not {"format", "enum", "const", "pattern"} & made.keys():
        made["type"] = ["string", "number"]
    if "properties" in schema:
        required = schema.get("required", ())
        made["properties"] = {
            name: part if name in required else _or_nothing(_by_party(part) if name in BY_PARTY else part)
            for name, part in made["properties"].items()
        }
        if not required:
            made["type"] = ["object", "null"]
    return made


def _within(key: str, part: Any) -> Any:
    if key in ("properties", "$defs"):
        return {name: _lenient(each) for name, each in part.items()}
    if key in ("anyOf", "prefixItems"):
        return [_lenient(each) for each in part]
    return _lenient(part) if key in ("items", "additionalProperties") and isinstance(part, dict) else part


def _by_party(section: dict[str, Any]) -> dict[str, Any]:
    return section | {"additionalProperties": _or_nothing(section["additionalProperties"])}


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    known = schema.get("anyOf")
    if known is not None:
        return schema if _NOTHING in known else schema | {"anyOf": [*known, _NOTHING]}
    about = {key: schema[key] for key in ("title", "description", "default") if key in schema}
    return about | {"anyOf": [{key: part for key, part in schema.items() if key not in about}, _NOTHING]}
