"""The published JSON Schemas of a case folder's files, made from the models that read them."""

from __future__ import annotations

import json
from typing import Any

from commonground.case.schema import CaseFile, CodebookFile, LayerFile, SourcesFile, SourceWritten

__all__ = ["json_schema_files", "json_schemas"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas() -> dict[str, dict[str, Any]]:
    """Each file's schema by the name of the file it describes.

    >>> sorted(json_schemas())
    ['case', 'codebook', 'layer', 'sources']
    """
    sources = SourcesFile.model_json_schema()
    sources_of_a_file = {
        "$defs": sources["$defs"],
        "type": ["object", "null"],
        "title": "SourcesFile",
        "description": "sources.yaml: a mapping from source ids to sources.",
        "additionalProperties": {"$ref": f"#/$defs/{SourceWritten.__name__}"},
    }
    plain = {
        "case": CaseFile.model_json_schema(),
        "sources": sources_of_a_file,
        "layer": LayerFile.model_json_schema(),
        "codebook": CodebookFile.model_json_schema(),
    }
    return {name: {"$schema": _DRAFT, **_nullable_sections(schema)} for name, schema in plain.items()}


def json_schema_files() -> dict[str, bytes]:
    """File name -> contents, as published in ``schemas/`` and put beside a new case."""
    return {
        f"{name}.schema.json": (json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()
        for name, schema in json_schemas().items()
    }


def _nullable_sections(schema: dict[str, Any]) -> dict[str, Any]:
    """A section with nothing after its colon is read as empty, so an editor must not complain of it."""
    properties = schema.get("properties", {})
    for name, part in properties.items():
        if name not in schema.get("required", ()) and ("default" in part or "anyOf" in part):
            known = part.get("anyOf")
            if known is None or {"type": "null"} not in known:
                properties[name] = {"anyOf": [part, {"type": "null"}]}
    return schema
