"""What is imported is declared, what is declared is pinned, and a pin says a version and nothing else."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(r'[a-z0-9-]+==[0-9A-Za-z.+!]+(; python_version [<>]=? "3\.\d+"( and python_version < "3\.\d+")?)?')


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def pins(root: Path, name: str) -> list[Requirement]:
    lines = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("name", ["build", "run", "test"])
def test_a_pin_is_a_name_and_a_version(root: Path, name: str) -> None:
    lines = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    written = [line for line in lines if not line.startswith("#")]
    assert len(written) > 4
    assert [line for line in written if not PIN.fullmatch(line)] == []


def test_every_range_is_pinned_within_it(root: Path, project: dict[str, Any]) -> None:
    table = project["project"]
    wanted = {
        "run": table["dependencies"],
        "build": project["build-system"]["requires"],
        "test": [*table["optional-dependencies"]["test"], *table["optional-dependencies"]["docs"]],
    }
    for name, lines in wanted.items():
        pinned = pins(root, name)
        for range_ in map(Requirement, lines):
            found = [each for each in pinned if canonicalize_name(each.name) == canonicalize_name(range_.name)]
            assert found, f"{range_.name} is not in requirements/{name}.txt: run scripts/pin.py"
            for each in found:
                version = next(iter(each.specifier)).version
                assert range_.specifier.contains(version, prereleases=True), f"{each} is outside {range_}"


def test_what_tests_install_includes_what_the_program_installs(root: Path) -> None:
    everything = {str(each) for each in pins(root, "test")}
    assert {str(each) for each in [*pins(root, "run"), *pins(root, "build")]} <= everything


@pytest.fixture(scope="module")
def imported(root: Path) -> dict[str, str]:
    """Each package from elsewhere that the program imports, as it is named when installed, and a module that does."""
    providers = importlib.metadata.packages_distributions()
    return {
        canonicalize_name(name): str(path.relative_to(root))
        for path in (root / "src").rglob("*.py")
        for module in third_party(ast.parse(path.read_text(encoding="utf-8")))
        for name in providers.get(module, [module])
    }


def test_what_is_imported_is_declared(project: dict[str, Any], imported: dict[str, str]) -> None:
    extras = project["project"]["optional-dependencies"].values()
    lines = [*project["project"]["dependencies"], *(line for extra in extras for line in extra)]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    assert {name: place for name, place in imported.items() if name not in declared} == {}


def test_what_is_declared_is_imported(project: dict[str, Any], imported: dict[str, str]) -> None:
    declared = [canonicalize_name(Requirement(line).name) for line in project["project"]["dependencies"]]
    assert [name for name in declared if name not in imported] == [], "everybody would install these for nothing"


def third_party(tree: ast.Module) -> set[str]:
    """The outermost packages a module imports anywhere in it, but for the standard library and its own."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"commonground"}
