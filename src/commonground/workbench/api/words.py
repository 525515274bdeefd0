"""The document of the interface in words: rows for a page, and the same as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Row", "groups", "markdown"]

_TITLE = "# The interface for programs (HTTP)"


@dataclass(frozen=True, slots=True)
class Row:
    """An address and its data: ``given`` are name, place, what it is, an example, and whether it is needed."""

    id: str
    method: str
    path: str
    data: str | None
    title: str
    what: str
    given: tuple[tuple[str, str, str, str, bool], ...]
    answers: str | None
    errors: tuple[str, ...]


def groups(document: Mapping[str, Any]) -> list[tuple[str, list[Row]]]:
    """The addresses topic by topic, each with its data's address beside it."""
    made: dict[str, list[Row]] = {tag["name"]: [] for tag in document["tags"]}
    operations = [
        (path, method, each) for path, methods in document["paths"].items() for method, each in methods.items()
    ]
    beside = {each["x-data"] for _, _, each in operations if "x-data" in each}
    for path, method, operation in operations:
        if path not in beside:
            made[operation["tags"][0]].append(_row(document, method, path, operation))
    return [(name, rows) for name, rows in made.items() if rows]


def _row(document: Mapping[str, Any], method: str, path: str, operation: Mapping[str, Any]) -> Row:
    given = (*_parameters(document, operation), *_fields(operation))
    errors = tuple(status for status in operation["responses"] if status >= "4")
    content = operation["responses"]["200"]["content"]
    answers = _kind(content["application/json"]["schema"]) if "application/json" in content else ", ".join(content)
    told = operation["summary"], operation["description"]
    return Row(operation["operationId"], method.upper(), path, operation.get("x-data"), *told, given, answers, errors)


def _parameters(document: Mapping[str, Any], operation: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str, bool]]:
    shared = document["components"]["parameters"]
    for each in operation["parameters"]:
        if "$ref" in each and each["$ref"].rpartition("/")[2] != "case":
            continue  # how a case is looked at, told once
        found = shared["case"] if "$ref" in each else each
        example = found["example"][0] if isinstance(found["example"], list) else found["example"]
        yield found["name"], found["in"], found["description"], str(example), found["required"]


def _fields(operation: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str, bool]]:
    content = operation.get("requestBody", {}).get("content", {})
    sent = content.get("multipart/form-data") or content.get("application/x-www-form-urlencoded") or {}
    schema: dict[str, Any] = sent.get("schema", {})
    for name, field in schema.get("properties", {}).items():
        place = "file" if field.get("format") == "binary" else "form"
        example = field.get("examples", [""])[0]
        yield name, place, field["description"], str(example), name in schema.get("required", ())
    for name, field in schema.get("patternProperties", {}).items():
        shown = name.strip("^").replace("\\", "") + "…"
        yield shown, "form", field["description"], str(field["examples"][0]), False


def _kind(schema: Mapping[str, Any], depth: int = 0) -> str:
    """What comes back, in a line: the names of its fields, or of the schemas that it refers to."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    for key, word in (("allOf", " with "), ("anyOf", " or ")):
        if key in schema:
            told = [_kind(each, depth + 1) for each in schema[key]]
            return word.join(dict.fromkeys(each for each in told if each != "nothing"))
    if schema.get("maxProperties") == 0:
        return "{}"
    if schema.get("properties"):
        fields = schema["properties"]
        return "{" + ", ".join(fields) + "}"
    return str(schema.get("type", "anything"))


def markdown(document: Mapping[str, Any]) -> str:
    """A page of the documentation."""
    return "\n".join(_lines(document))


def _lines(document: Mapping[str, Any]) -> Iterator[str]:
    yield from (_TITLE, "", _wrapped(document["info"]["description"]), "")
    yield from ("A case is looked at otherwise by what stands in the query of its pages:", "")
    yield from ("| query | what it does | example |", "|---|---|---|")
    for name, each in document["components"]["parameters"].items():
        if name != "case":
            example = each["example"][0] if isinstance(each["example"], list) else each["example"]
            yield f"| `{name}` | {_cell(each['description'])} | `{_cell(example)}` |"
    yield from ("", "| status | when |", "|---|---|")
    for status, each in document["components"]["responses"].items():
        yield f"| {status} | {_cell(each['description'])} |"
    yield from ("", "Each of them comes with `problems`, a list of:", "", "| name | meaning |", "|---|---|")
    for name, each in document["components"]["schemas"]["Problem"]["properties"].items():
        yield f"| `{name}` | {_cell(each['description'])} |"
    for group, rows in groups(document):
        yield from ("", f"## {group}")
        for row in rows:
            yield from _told(row)
    yield ""


def _told(row: Row) -> Iterator[str]:
    yield from ("", f"### {row.method} `{row.path}`", "", f"**{row.title}.** {row.what}")
    if row.data is not None and row.data != f"{row.path}.json":
        yield from ("", f"As data: `{row.data}`.")
    elif row.data is not None:
        yield from ("", "Also with `.json`.")
    if row.given:
        yield from ("", "| given | where | what | example |", "|---|---|---|---|")
        for name, place, what, example, needed in row.given:
            shown = f"`{_cell(example)}`" if example else ""
            yield f"| `{name}` | {place}{', needed' if needed else ''} | {_cell(what)} | {shown} |"
    yield from ("", f"Answers `{row.answers}`; else {', '.join(row.errors)}.")


def _cell(words: Any) -> str:
    return str(words).replace("|", "\\|").replace("\n", " ").strip()


def _wrapped(words: str, width: int = 120) -> str:
    lines, line = [], ""
    for word in words.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])
