"""Ways in which a file of a case can be wrong: by accident, by a careless merge, or by somebody's intent.

Each kind of damage takes a source of chance and the bytes of one file, and gives other bytes; those that look inside
take the data of a YAML file, or of one line of a file of statements, and give other data.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from random import Random
from typing import Any

import yaml

from commonground.case.yaml_text import read_yaml
from commonground.errors import CaseError

Bytes = Callable[[Random, bytes], bytes]
Data = Callable[[Random, Any], Any]

WORDS = (
    *("null", "~", "true", "no", "-1", "1e999", ".inf", "0x1F", "2025-13-45", "2025-01-01", "9" * 400, "x", "", " "),
    *("r1", "r2", "north", "south", "envoy", "letter", "n1", "N1", "bridge", "structural", "not", "in", "issues.toll"),
    *(
        "[]",
        "{}",
        "[",
        "}",
        "'",
        '"',
        "|",
        ">-",
        "? ",
        "- - -",
        "---",
        "...",
        "&a",
        "*a",
        "<<: *a",
        "!!map",
        "!",
        "%YAML 1.1",
    ),
    *(
        "!!python/object/apply:os.system [ls]",
        "@",
        "`",
        "#",
        ": ",
        ",",
        "\t",
        "\r",
        "= foot",
        "-> ",
        "((",
        "bridge = foot and",
    ),
)
ODD = (
    "\u202e",
    "\u0301",
    "\x85",
    "\u2028",
    "\ufeff",
    "\u200b",
    "\x07",
    "\x7f",
    "٣",
    "ß",
    "İ",
    "𝕏",
    "🕊",
    "\ufffe",
    "\U0010ffff",
)
SIGNS = ("=", "!=", "<", ">=", "and", "or", "->", "iff", "not", "(", ")", "in", "{", "}", ",", "true", "false", "none")
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, "", "x", "no", [], {}, [[]], [None], {"": None}, ["x", "x"], {"x": {"y": ["z"]}}),
    *(
        "r2",
        "north",
        "S1",
        "n1",
        "bridge = foot",
        "(" * 70,
        "not " * 70 + "true",
        "x" * 5_000,
        ["x"] * 300,
        "\x00",
        "\u2028",
    ),
)


# --- to the bytes of any file ---


def truncated(chance: Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def emptied(chance: Random, data: bytes) -> bytes:
    return chance.choice([b"", b"\n", b"#", b"\xef\xbb\xbf", b" " * 1_000])


def flipped(chance: Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if made:
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def not_utf8(chance: Random, data: bytes) -> bytes:
    return _inserted(
        chance, data, chance.choice([b"\xff", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe9"])
    )


def with_nul(chance: Random, data: bytes) -> bytes:
    return _inserted(chance, data, b"\x00" * chance.randint(1, 3))


def odd_characters(chance: Random, data: bytes) -> bytes:
    for _ in range(chance.randint(1, 5)):
        data = _inserted(chance, data, chance.choice(ODD).encode())
    return data


def huge_word(chance: Random, data: bytes) -> bytes:
    return _inserted(
        chance,
        data,
        chance.choice([b"x", b"x ", b"9", b"\\", b"'", b"\n", b" ", "é".encode()]) * chance.choice([3_000, 200_000]),
    )


def lines_deleted(chance: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines) + 1)
    return b"".join(lines[:at] + lines[at + chance.randint(1, 4) :])


def lines_doubled(chance: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    at = chance.randrange(len(lines) + 1)
    return b"".join(lines[:at] + lines[at : at + chance.randint(1, 4)] * chance.choice([2, 2, 2, 50]) + lines[at:])


def lines_swapped(chance: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    for _ in range(chance.randint(1, 3)):
        if lines:
            a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
            lines[a], lines[b] = lines[b], lines[a]
    return b"".join(lines)


def indented_otherwise(chance: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    for _ in range(chance.randint(1, 4)):
        if lines:
            at = chance.randrange(len(lines))
            lines[at] = (
                b" " * chance.randint(0, 5) + lines[at].lstrip(b" ") if chance.random() < 0.8 else b"\t" + lines[at]
            )
    return b"".join(lines)


def word_replaced(chance: Random, data: bytes) -> bytes:
    found = list(re.finditer(rb"[\w.-]+", data))
    if not found:
        return data
    place = chance.choice(found)
    word = chance.choice([chance.choice(WORDS).encode(), chance.choice(found)[0]])
    return data[: place.start()] + word + data[place.end() :]


def word_inserted(chance: Random, data: bytes) -> bytes:
    return _inserted(chance, data, chance.choice(WORDS).encode())


def misspelt(chance: Random, data: bytes) -> bytes:
    found = list(re.finditer(rb"\w{3,}", data))
    if not found:
        return data
    place = chance.choice(found)
    at = chance.randrange(place.start(), place.end())
    return data[:at] + chance.choice([b"", b"x", data[at : at + 1] * 2]) + data[at + 1 :]


def nested_deeply(chance: Random, data: bytes) -> bytes:
    opening = chance.choice([b"[", b"{a: ", b"- ", b'{"a": ', b"(", b"? ", b"not "])
    return _inserted(chance, data, opening * chance.choice([30, 45, 5_000]))


def bombed(chance: Random, data: bytes) -> bytes:
    """A few lines of anchors and aliases that would stand for gigabytes."""
    names = "abcdefghijklmnop"
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in pairwise(names)]
    bomb = "\n".join(lines).encode() + b"\n"
    return bomb + data if chance.random() < 0.5 else data + b"\n" + bomb


def twice(chance: Random, data: bytes) -> bytes:
    return data + chance.choice([b"", b"\n", b"---\n"]) + data


def _inserted(chance: Random, data: bytes, what: bytes) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + what + data[at:]


# --- to the data inside ---


def value_of_another_type(chance: Random, data: Any) -> Any:
    return _with(data, _somewhere(chance, data), copy.deepcopy(chance.choice(VALUES)))


def value_from_elsewhere(chance: Random, data: Any) -> Any:
    return _with(data, _somewhere(chance, data), copy.deepcopy(_at(data, _somewhere(chance, data))))


def name_from_elsewhere(chance: Random, data: Any) -> Any:
    """References go astray: a round that ends where it begins, a step before itself, a copy of a copy of itself."""
    words = [value for _, value in _places(data) if isinstance(value, str) and len(value) < 40]
    keys = [str(path[-1]) for path, _ in _places(data) if isinstance(path[-1], str)]
    named = (
        "round",
        "until",
        "level",
        "owner",
        "party",
        "before",
        "after",
        "by",
        "side",
        "copy_of",
        "as_told_by",
        "id",
    )
    places = [path for path, _ in _places(data) if path[-1] in named] or [_somewhere(chance, data)]
    return _with(data, chance.choice(places), chance.choice([*words, *keys, "x"]))


def entry_removed(chance: Random, data: Any) -> Any:
    path = _somewhere(chance, data)
    if path:
        del _at(data, path[:-1])[path[-1]]
    return data


def entry_doubled(chance: Random, data: Any) -> Any:
    lists = [value for _, value in _places(data) if isinstance(value, list) and value]
    if lists:
        chosen = chance.choice(lists)
        chosen.extend(copy.deepcopy(chance.choice(chosen)) for _ in range(chance.choice([1, 1, 100])))
    return data


def key_renamed(chance: Random, data: Any) -> Any:
    holders = [value for _, value in [((), data), *_places(data)] if isinstance(value, dict) and value]
    if holders:
        chosen = chance.choice(holders)
        key = chance.choice(list(chosen))
        others = [str(path[-1]) for path, _ in _places(data)]
        chosen[chance.choice([key + "x", key[1:], key.upper(), chance.choice(others), chance.choice(WORDS)])] = (
            chosen.pop(key)
        )
    return data


def formula_mangled(chance: Random, data: Any) -> Any:
    """Words and signs of all formulas, put together otherwise; most of what comes out still has a meaning."""
    formulas = [
        path for path, value in _places(data) if isinstance(value, str) and re.search(r"[=<>]| in |^\w+$", value)
    ]
    words = [word for path in formulas for word in re.findall(r"\w+|[^\w\s]+|\s+", str(_at(data, path)))]
    for _ in range(chance.randint(1, 3)):
        if formulas:
            path = chance.choice(formulas)
            parts = re.findall(r"\w+|[^\w\s]+|\s+", str(_at(data, path))) or [""]
            at = chance.randrange(len(parts))
            parts[at] = chance.choice([chance.choice(words or [""]), chance.choice(SIGNS), parts[at] + " " + parts[at]])
            data = _with(data, path, "".join(parts))
    return data


def circle_made(chance: Random, data: Any) -> Any:
    """Circles wherever one thing may name another of its kind."""
    if not isinstance(data, dict):
        return data
    for key in ("steps", "order", "rounds", "mandates"):
        if not isinstance(data.get(key), dict | list | None):
            return data
    data.setdefault("steps", {}).update({"c1": {"covered_by": ["c2"]}, "c2": {"covered_by": ["c1", "c2"]}})
    edges = [{"before": "c1", "after": "c2"}, {"before": "c2", "after": "c1"}, {"before": "c1", "after": "c1"}]
    data.setdefault("order", {})["structural"] = edges
    return data


def _places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in parts:
        yield (*path, key), value
        yield from _places(value, (*path, key))


def _somewhere(chance: Random, data: Any) -> tuple[Any, ...]:
    return chance.choice([path for path, _ in _places(data)] or [()])


def _at(data: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def _with(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    _at(data, path[:-1])[path[-1]] = value
    return data


# --- both together ---


def _inside_yaml(damage: Data) -> Bytes:
    def damaged(chance: Random, data: bytes) -> bytes:
        try:
            read = read_yaml(data, "f").data
        except CaseError:  # damaged already
            return data
        return str(yaml.safe_dump(damage(chance, read), allow_unicode=True, sort_keys=False)).encode("utf-8", "replace")

    return damaged


def _inside_line(damage: Data) -> Bytes:
    def damaged(chance: Random, data: bytes) -> bytes:
        lines = data.split(b"\n")
        at = chance.randrange(len(lines))
        with suppress(ValueError):  # damaged already
            lines[at] = json.dumps(damage(chance, json.loads(lines[at]))).encode()
        return b"\n".join(lines)

    return damaged


TO_BYTES: tuple[Bytes, ...] = (
    *(truncated, emptied, flipped, not_utf8, with_nul, odd_characters, huge_word, lines_deleted, lines_doubled),
    *(lines_swapped, indented_otherwise, word_replaced, word_inserted, misspelt, nested_deeply, bombed, twice),
)
TO_DATA: tuple[Data, ...] = (
    *(value_of_another_type, value_from_elsewhere, name_from_elsewhere, entry_removed, entry_doubled, key_renamed),
    *(formula_mangled, circle_made),
)


def damage_for(chance: Random, name: str) -> tuple[str, Bytes]:
    """Some kind of damage that a file of this name can take, with its name."""
    if chance.random() < 0.4:
        kind = chance.choice(TO_BYTES)
        return kind.__name__, kind
    inside = chance.choice(TO_DATA)
    return inside.__name__, (_inside_yaml if name.endswith(".yaml") else _inside_line)(inside)
