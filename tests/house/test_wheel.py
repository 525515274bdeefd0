"""The wheel that others install holds everything the program reads, and nothing of the tests."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from fnmatch import fnmatch
from pathlib import Path

import pytest

# One file at least of each kind of thing that is read at run time.
NEEDED = [
    "commonground/py.typed",
    "commonground/logic/grammar.lark",
    "commonground/case/bundled/*/case.yaml",
    "commonground/brief/templates/*",
    "commonground/workbench/static/vendor/*.min.js",
    "commonground/workbench/static/vendor/*.LICENSE.txt",
    "commonground-*.dist-info/licenses/LICENSE",
    "commonground-*.dist-info/entry_points.txt",
]


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(built).namelist())


@pytest.mark.parametrize("pattern", NEEDED)
def test_wheel_holds(wheel: set[str], pattern: str) -> None:
    assert [name for name in wheel if fnmatch(name, pattern)]


def test_wheel_holds_every_file_of_the_package(wheel: set[str], project_files: list[Path]) -> None:
    package = {path.relative_to("src").as_posix() for path in project_files if path.parts[0] == "src"}
    assert package - wheel == set()


def test_wheel_holds_nothing_else(wheel: set[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in wheel} == {"commonground"}
