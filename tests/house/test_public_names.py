"""What others may import: the public names are sorted, there, and explained; importing them costs next to nothing."""

from __future__ import annotations

import importlib
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import commonground

ROOMS = ("store", "logic", "record", "statements", "case", "agreement", "conflict", "durability", "brief", "workbench")

# Wanted only by some commands, and slow to import or not installed everywhere.
HEAVY = ("altair", "docx", "jinja2", "joblib", "pysat", "rich", "ruamel", "spacy", "starlette", "typer", "weasyprint")


def test_public_names_are_sorted_and_there() -> None:
    names = commonground.__all__
    assert list(names) == sorted(names), "commonground.__all__ is not sorted"
    assert len(names) == len(set(names))
    missing = [name for name in names if not hasattr(commonground, name)]
    assert not missing, f"in commonground.__all__ but not there: {missing}"


def test_public_names_are_the_only_ones_offered() -> None:
    """Whoever looks with dir() sees what __all__ says; a module of the package may appear once it is imported."""
    offered = {name for name in dir(commonground) if not name.startswith("_")}
    modules = {path.stem for path in Path(str(commonground.__file__)).parent.iterdir()}
    assert offered - modules - {"annotations"} <= set(commonground.__all__)


def test_public_functions_and_classes_are_explained() -> None:
    silent = [name for name in commonground.__all__ if callable(getattr(commonground, name)) and not _explained(name)]
    assert not silent, f"public names without a docstring of their own: {silent}"


def _explained(name: str) -> bool:
    return bool(inspect.getdoc(getattr(commonground, name)))


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_room_offers_is_there(room: str) -> None:
    module = importlib.import_module(f"commonground.{room}")
    names = getattr(module, "__all__", [])
    assert len(names) == len(set(names))
    assert [name for name in names if not hasattr(module, name)] == []


def test_import_pulls_in_nothing_heavy() -> None:
    code = f"import sys, commonground; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [], "import commonground also imports these"
