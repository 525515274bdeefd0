"""Every code a message can carry is explained in docs/reference/errors.md, and every code explained there exists.

Codes are found in the source: whatever is given to a parameter called ``code``, by name or by position, written out or
as an f-string (``f"unknown-{kind}"`` stands for all codes that fit it).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest

from commonground import errors

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@pytest.fixture(scope="module")
def modules(root: Path) -> dict[str, ast.Module]:
    paths = sorted((root / "src").rglob("*.py"))
    return {str(path.relative_to(root)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@pytest.fixture(scope="module")
def found(modules: dict[str, ast.Module]) -> dict[str, str]:
    return in_source(modules)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "reference" / "errors.md").read_text(encoding="utf-8")


def positions(trees: Iterable[ast.Module]) -> dict[str, int | None]:
    """For each function with a parameter called `code`, how many stand before it in a call; None if by name only."""
    found: dict[str, int | None] = {"Problem": 5}
    for tree in trees:
        found |= positions_in(tree)
    return found


@cache
def positions_in(tree: ast.Module) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            names = [each.arg for each in [*node.args.posonlyargs, *node.args.args]]
            if "code" in names:
                found[node.name] = names.index("code") - (names[0] in ("self", "cls"))
            elif "code" in [each.arg for each in node.args.kwonlyargs]:
                found[node.name] = None
    return found


def of_others(tree: ast.Module, modules: dict[str, ast.Module]) -> set[str]:
    """Names that this module defines, or imports from the module that defines them, without a parameter `code`."""
    known = dict.fromkeys(defined(tree), tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            home = modules.get("src/" + node.module.replace(".", "/") + ".py")
            known |= {each.name: home for each in node.names if home is not None and each.name in defined(home)}
    return {name for name, home in known.items() if home is not None and name not in positions([home])}


@cache
def defined(tree: ast.Module) -> set[str]:
    return {node.name for node in tree.body if isinstance(node, FUNCTIONS)}


def given(modules: dict[str, ast.Module]) -> Iterator[tuple[str, ast.expr]]:
    """Every expression that becomes a code, with the place it stands at."""
    places = positions(modules.values())
    for path, tree in modules.items():
        other = of_others(tree, modules)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                by_name = [each.value for each in node.keywords if each.arg == "code"]
                place = None if name in other else places.get(name)
                by_place = [] if place is None else node.args[place : place + 1]
                yield from ((f"{path}:{each.lineno}", each) for each in [*by_name, *by_place])
            elif isinstance(node, FUNCTIONS):
                pairs = zip(reversed(node.args.args), reversed(node.args.defaults), strict=False)
                yield from ((f"{path}:{each.lineno}", each) for name, each in pairs if name.arg == "code")


def spelled(value: ast.expr) -> list[str] | None:
    """The codes an expression can be, with * for what is not written out; None where it is none."""
    match value:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr():
            return ["".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in value.values)]
        case ast.IfExp():
            both = [spelled(value.body), spelled(value.orelse)]
            return [code for each in both for code in each or []]
        case ast.Name(id="code") | ast.Attribute(attr="code") | ast.Constant(value=int()) | ast.Dict():
            return None  # handed on by a caller, who is found too; an exit code; a schema
    raise AssertionError(f"line {value.lineno}: cannot tell which code this is: {ast.unparse(value)}")


def in_source(modules: dict[str, ast.Module]) -> dict[str, str]:
    """Each code, or pattern of codes, and one place that gives it."""
    return {code: place for place, value in given(modules) for code in spelled(value) or []}


def on_page(page: str) -> list[str]:
    """The codes explained: the first cell of each row of a table, in backquotes."""
    return re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE)


def test_codes_are_found(found: dict[str, str]) -> None:
    assert "unknown-statement" in found
    assert any("*" in code for code in found)


def test_every_code_is_explained(found: dict[str, str], page: str) -> None:
    explained = on_page(page)
    missing = {code: place for code, place in found.items() if not any(fnmatchcase(each, code) for each in explained)}
    assert not missing, "not in docs/reference/errors.md"


def test_every_explained_code_exists(found: dict[str, str], page: str) -> None:
    assert [each for each in on_page(page) if not any(fnmatchcase(each, pattern) for pattern in found)] == []


def test_no_code_is_explained_twice(page: str) -> None:
    explained = on_page(page)
    assert len(explained) == len(set(explained))


def test_every_class_is_explained(page: str) -> None:
    classes = [name for name in errors.__all__ if name.endswith("Error")]
    assert [name for name in classes if f"`{name}`" not in page] == []
