"""The schemas of the library's answers, read off its own frozen results, so that they cannot say anything else.

An answer is written by the ``to_dict`` of a result: most names are those of its fields, and what stands under a name is
of the kind that the field has. Where ``to_dict`` writes otherwise (a list by the ids of its members, a number for a
list), or something that is no field, :data:`OTHERWISE` says so. A test holds the answers on the bundled cases to this.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping
from importlib import import_module
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from commonground.workbench.api.shapes import (
    ANY,
    NUMBER,
    TEXT,
    THING,
    WHOLE,
    YES,
    Schema,
    by_name,
    many,
    maybe,
    record,
)

__all__ = ["OTHERWISE", "ROOTS", "result_schemas"]

ROOTS: Mapping[str, str] = {  # each result that an address answers with, and where it is
    "AgreementReport": "commonground.agreement",
    "Candidates": "commonground.case.candidates",
    "Changes": "commonground.agreement",
    "Departures": "commonground.agreement",
    "DurabilityReport": "commonground.durability.results",
    "EvolutionReport": "commonground.conflict.evolution.report",
    "LevelsReport": "commonground.agreement",
    "NextMeeting": "commonground.agreement",
    "OrderReport": "commonground.agreement",
    "StabilityReport": "commonground.conflict.stability.results",
    "StateGraph": "commonground.conflict.state_graph",
    "TurnsOn": "commonground.agreement",
    "UltimatumReport": "commonground.agreement",
    "WaysOut": "commonground.agreement",
}
_STATES = many(TEXT)
_FRAME: Mapping[str, Schema] = {  # of every answer: what it was asked of
    "version": WHOLE,
    "case": TEXT,
    "round": maybe(TEXT),
    "layers": many(record(id=TEXT, title=TEXT, kind=TEXT)),
    "record_ends": maybe(TEXT),
    "as_of": maybe(TEXT),
    "reading": maybe(TEXT),
}
OTHERWISE: Mapping[str, Mapping[str, Schema]] = {
    "Ranking": {"no_deal": THING, "ways": many(THING)},
    "Point": {"ways": many(many(TEXT))},
    "LevelPoint": {"way": many(TEXT)},
    "Candidates": {"candidates": many(THING), "left": many(THING), "shares": by_name(THING)},
    "TurnsOn": {"version": WHOLE, "tried": WHOLE, "verdicts": by_name(THING), "exhaustive": YES},
    "LevelsReport": {"may": ANY},
    "OrderReport": {"pure_sequence": YES, "turns_on": by_name(ANY)},
    "NextMeeting": {
        "asking": by_name(THING),
        "beyond": by_name(THING),
        "closing": by_name(THING),
        "in_hand": ANY,
        "may": by_name(THING),
        "told_only_by": ANY,
    },
    "Departures": {"departures": by_name(THING), "meetings": by_name(THING)},
    "DurabilityReport": {"assumed": YES},
    "StabilityReport": {
        "equilibria": by_name(ANY),
        "listed": YES,
        "stable": by_name(by_name(ANY)),
        "states": WHOLE,
        "file": maybe(TEXT),
    },
    "StateGraph": {"left_out": WHOLE, "states": many(THING), "moves": many(THING)},
    "EvolutionReport": {"from": TEXT, "states": WHOLE, "goals": many(THING), "locked": maybe(THING)},
}
_PLAIN: Mapping[Any, Schema] = {str: TEXT, bool: YES, int: WHOLE, float: NUMBER, NoneType: {"type": "null"}}


def result_schemas() -> dict[str, Schema]:
    """The schema of each result, and of each that one holds, by the name of its class."""
    made: dict[str, Schema] = {}
    names: dict[type, str] = {}
    for name, module in ROOTS.items():
        _add(getattr(import_module(module), name), made, names)
    return {"Frame": record(**_FRAME), **dict(sorted(made.items()))}


def _add(kind: type, made: dict[str, Schema], names: dict[type, str]) -> str:
    """The name under which the schema of a result stands; two of one name are told apart by their modules."""
    if kind in names:
        return names[kind]
    name = kind.__name__
    if name in made:
        name = kind.__module__.rpartition(".")[2].title().replace("_", "") + name
    names[kind] = name
    made[name] = {}  # so that one that holds its like ends
    fields = {f.name: f.type for f in dataclasses.fields(kind) if not f.name.startswith("_")}
    schemas = {field: _of(_hint(kind, field, told), made, names) for field, told in fields.items()}
    framed = hasattr(kind, "frame")
    if framed:
        schemas = {**schemas, "exhaustive": YES, **_FRAME}
    made[name] = {"title": name, **record({**schemas, **OTHERWISE.get(name, {})})}
    if framed:
        made[name]["required"] = list(_FRAME)
    return name


def _hint(kind: type, field: str, told: Any) -> Any:
    """What a field holds; anything where its words are known to type checkers alone."""
    module = vars(sys.modules[kind.__module__])
    alone = type("Alone", (), {"__annotations__": {field: told}, "__module__": kind.__module__})
    try:
        return get_type_hints(alone, module)[field]
    except NameError:
        return Any


def _of(hint: Any, made: dict[str, Schema], names: dict[type, str]) -> Schema:
    kind, inside = get_origin(hint), get_args(hint)
    if hint in _PLAIN:
        return dict(_PLAIN[hint])
    if kind is Literal:
        return {"enum": list(inside)}
    if kind in (Union, UnionType):
        return _either([_of(each, made, names) for each in inside])
    if kind in (tuple, list, frozenset, set):
        alike = len(inside) == 1 or (len(inside) == 2 and inside[1] is ...)
        return many(_of(inside[0], made, names)) if alike else {"type": "array"}
    if isinstance(kind, type) and issubclass(kind, Mapping):
        return by_name(_of(inside[1], made, names))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint) and hasattr(hint, "to_dict"):
        return {"$ref": f"#/components/schemas/{_add(hint, made, names)}"}
    return {}


def _either(schemas: list[Schema]) -> Schema:
    null = {"type": "null"}
    rest = [each for each in schemas if each != null]
    if {} in rest:
        return {}
    if len(rest) == 1:
        return maybe(rest[0]) if null in schemas else rest[0]
    return {"anyOf": schemas}
