"""Between what a file has and what a person types: each field as words, and words as what the file is to have.

A field is words by *part*: one that holds one value has the part "" alone; a table has one for each of its keys, rows
have ``0.id``, ``0.was`` (its name so far) and ``0.words`` and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from commonground.case.sections.table import Field, Section

__all__ = ["TRUE", "mapping_of", "part_value", "row_count", "said", "value_of"]

Words = Mapping[str, str]
TRUE = frozenset({"true", "yes", "on", "y", "t", "1"})


def mapping_of(section: Section, raw: Any) -> dict[str, Any]:
    """An entry with all its fields by name, however short it is written."""
    if section.bare:
        return {} if raw is None else {section.field(section.bare).written: raw}
    if isinstance(raw, dict):
        return raw
    if isinstance(raw, list):
        return {"outcomes" if section.name == "issues" else section.fields[0].written: raw}
    return {} if raw is None or section.short is None else {section.short: raw}


def said(field: Field, raw: Any) -> dict[str, str]:
    """What stands in a field, as words."""
    return _SAID.get(field.kind, _plain)(field, raw)


def value_of(field: Field, words: Words) -> Any:
    """What the file is to have; None for nothing."""
    if field.kind == "table":
        kept = {part: part_value(field, word) for part, word in words.items() if part and word}
        return kept or words.get("") or None
    word = words.get("", "")
    if not word.strip():
        return None
    lines = [line.strip() for line in word.splitlines() if line.strip()]
    match field.kind:
        case "flag":
            return True
        case "several":
            return word.replace(",", " ").split()
        case "names":
            return lines
        case "groups":
            return [line.replace(",", " ").split() for line in lines]
        case "places":
            return [_place(line) for line in lines]
        case "pairs":
            return [[end.strip() for end in line.split("->")] for line in lines]
    return word


def part_value(field: Field, word: str) -> Any:
    """What a table is to have for one of its keys; None for nothing."""
    if field.of == "option" and not field.choices:
        try:
            return int(word) if word.lstrip("-").isdecimal() else float(word)
        except ValueError:
            return word or None
    return word or None


def row_count(words: Words) -> int:
    """How many rows there are in words: at most a thousand, whatever a form is made to say."""
    heads = (part.partition(".")[0] for part in words)
    numbers = [int(number) for number in heads if number.isascii() and number.isdecimal() and len(number) < 4]
    return max(numbers, default=-1) + 1


def _place(line: str) -> str | list[str]:
    tied = [state.strip() for state in line.split(",") if state.strip()]
    return tied if len(tied) > 1 else line


def _plain(field: Field, raw: Any) -> dict[str, str]:
    return {"": raw if isinstance(raw, str) else ""}


def _flag(field: Field, raw: Any) -> dict[str, str]:
    return {"": "yes" if str(raw).lower() in TRUE else ""}


def _spaced(field: Field, raw: Any) -> dict[str, str]:
    return {"": " ".join(map(str, raw or ()))}


def _lines(field: Field, raw: Any) -> dict[str, str]:
    return {"": "\n".join(map(str, raw or ()))}


def _groups(field: Field, raw: Any) -> dict[str, str]:
    return {"": "\n".join(" ".join(group) for group in raw or ())}


def _pairs(field: Field, raw: Any) -> dict[str, str]:
    return {"": "\n".join(" -> ".join(pair) for pair in raw or ())}


def _places(field: Field, raw: Any) -> dict[str, str]:
    return {"": "\n".join(place if isinstance(place, str) else ", ".join(place) for place in raw or ())}


def _table(field: Field, raw: Any) -> dict[str, str]:
    if isinstance(raw, dict):
        return {str(part): value or "" for part, value in raw.items()}
    return {"": raw or ""}


def _rows(field: Field, raw: Any) -> dict[str, str]:
    rows = raw if isinstance(raw, dict) else dict.fromkeys(raw or ())
    words: dict[str, str] = {}
    for n, (name, told) in enumerate(rows.items()):
        words |= {f"{n}.id": name, f"{n}.was": name}
        words |= {f"{n}.words": told or ""} if field.name == "outcomes" else {}
    return words


_SAID: Mapping[str, Callable[[Field, Any], dict[str, str]]] = {
    "flag": _flag,
    "several": _spaced,
    "names": _lines,
    "groups": _groups,
    "pairs": _pairs,
    "places": _places,
    "table": _table,
    "rows": _rows,
}
