"""JSON Schema (draft 2020-12) in few words, for what goes in and what comes out.

>>> record(name=TEXT, colours=many(TEXT))["required"]
['name', 'colours']
>>> maybe(TEXT)
{'type': ['string', 'null']}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = [
    "ANY",
    "NUMBER",
    "TEXT",
    "THING",
    "WHOLE",
    "YES",
    "ZONE",
    "by_name",
    "many",
    "maybe",
    "one_of",
    "record",
    "ref",
    "with_",
]

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
YES: Schema = {"type": "boolean"}
THING: Schema = {"type": "object"}
ANY: Schema = {}


def one_of(*words: str) -> Schema:
    """One of these words."""
    return {"type": "string", "enum": list(words)}


def maybe(schema: Mapping[str, Any]) -> Schema:
    """The same, or null."""
    if isinstance(schema.get("type"), str) and "enum" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [dict(schema), {"type": "null"}]}


def many(schema: Mapping[str, Any]) -> Schema:
    """A list."""
    return {"type": "array", "items": dict(schema)}


def by_name(schema: Mapping[str, Any]) -> Schema:
    """An object whose names are ids."""
    return {"type": "object", "additionalProperties": dict(schema)}


def record(some: Mapping[str, Any] | None = None, **fields: Mapping[str, Any]) -> Schema:
    """An object with these fields, each always there, and ``some`` that may be. Others may come in later versions."""
    made: Schema = {"type": "object", "properties": {**fields, **(some or {})}}
    return {**made, "required": list(fields)} if fields else made


def ref(name: str) -> Schema:
    """A schema told once, by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def with_(base: Mapping[str, Any], **fields: Mapping[str, Any]) -> Schema:
    """What another schema asks for, and these fields."""
    return {"allOf": [dict(base), record(None, **fields)]}


ZONE: Schema = maybe(one_of("accepted", "not excluded", "excluded"))
