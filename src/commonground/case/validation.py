"""From pydantic's account of what is wrong to ours: file, line, field, what was read, what would be right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from commonground.case.schema import Written
from commonground.case.yaml_text import Path, Tree
from commonground.errors import CaseError, Problem, nearest_word

__all__ = ["MOST_PROBLEMS", "problems_of", "validated"]

MOST_PROBLEMS = 50

Model = TypeVar("Model", bound=Written)

_PLAIN = {
    "string_type": ("Words were expected here.", "a word or a sentence"),
    "dict_type": ("A mapping was expected here.", "lines of the form “key: value”"),
    "model_type": ("A mapping was expected here.", "lines of the form “key: value”"),
    "model_attributes_type": ("A mapping was expected here.", "lines of the form “key: value”"),
    "tuple_type": ("A list was expected here.", "a list, such as [a, b]"),
    "list_type": ("A list was expected here.", "a list, such as [a, b]"),
    "bool_type": ("A truth value was expected here.", "true or false"),
    "bool_parsing": ("A truth value was expected here.", "true or false"),
    "float_type": ("A number was expected here.", "a number"),
    "float_parsing": ("A number was expected here.", "a number"),
    "too_short": ("There is nothing here.", "at least one entry"),
    "string_too_short": ("There is nothing here.", "at least one character"),
    "string_too_long": ("This is too long.", None),
    "string_pattern_mismatch": ("This is not a SHA-256 checksum.", "64 characters, 0-9 and a-f"),
}


def validated(model: type[Model], tree: Tree, data: Any = None, at: Path = ()) -> Model:
    """``data`` (the whole tree unless given) as ``model``.

    Raises
    ------
    CaseError
        With up to 50 problems at once, each with its line.
    """
    try:
        return model.model_validate(tree.data if data is None else data)
    except ValidationError as error:
        raise CaseError(problems_of(error, model, tree, at)) from None


def problems_of(error: ValidationError, model: type[BaseModel], tree: Tree, at: Path = ()) -> list[Problem]:
    details = error.errors(include_url=False)[:MOST_PROBLEMS]
    return [_problem(dict(detail), model, tree, at) for detail in details]


def _problem(detail: dict[str, Any], model: type[BaseModel], tree: Tree, at: Path) -> Problem:
    loc: Path = tuple(part for part in detail["loc"] if part != "[key]")
    path = (*at, *_as_written(loc, tree, at))
    kind, value = detail["type"], detail.get("input")
    where = tree.where(path)
    if kind == "extra_forbidden":
        fields = list(_model_at(model, loc[:-1]).model_fields)
        name = str(loc[-1])
        return Problem(
            f"“{name[:60]}” is not a field here.",
            where,
            expected="one of " + ", ".join(fields),
            nearest=nearest_word(name, fields),
            code="unknown-field",
        )
    if kind == "missing":
        return Problem(f"The field “{loc[-1]}” is missing.", tree.where(path[:-1]), code="missing-field")
    if kind == "literal_error":
        allowed = [str(word) for word in _quoted(detail["ctx"]["expected"])]
        read = str(value)
        return Problem(
            "This is not one of the words allowed here.",
            where,
            read=read,
            expected=" or ".join(allowed),
            nearest=nearest_word(read, allowed),
            code="not-allowed",
        )
    if kind == "value_error":
        return Problem("This cannot stand here.", where, str(value), str(detail["ctx"]["error"]), code="wrong-value")
    if kind == "too_long":
        most = detail["ctx"]["max_length"]
        return Problem("There are too many here.", where, _shown(value), f"at most {most}", code="wrong-type")
    what, expected = _PLAIN.get(kind, (f"{detail['msg']}.", None))
    return Problem(what, where, read=_shown(value), expected=expected, code="wrong-type")


def _as_written(loc: Path, tree: Tree, at: Path) -> Path:
    """Without the steps that a short form left out (``preferences.russia.priorities[0]`` is ``…russia[0]``)."""
    written: list[str | int] = []
    for part in loc:
        if part in ("priorities", "outcomes", "sources") and (*at, *written, part) not in tree.marks:
            continue
        written.append(part)
    return tuple(written)


def _model_at(model: type[BaseModel], loc: Path) -> type[BaseModel]:
    """The model that describes the object at ``loc``."""
    annotation: Any = model
    for part in loc:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and part in annotation.model_fields:
            annotation = annotation.model_fields[str(part)].annotation
        else:
            inner = [a for a in get_args(annotation) if a is not Ellipsis]
            if get_origin(annotation) in (dict, Mapping):
                inner = inner[1:]
            annotation = inner[0] if inner else annotation
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else model


def _quoted(expected: str) -> list[str]:
    return [piece.strip("'\" ") for part in expected.split(",") for piece in part.split(" or ") if piece.strip()]


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping with " + (", ".join(str(key) for key in list(value)[:5]) or "nothing in it")
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    return "nothing" if value is None else str(value)
