"""The folder list is the architecture: who may import whom, how long a module may be, what none may be called."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

LIMIT = 600
# A function that seems to belong nowhere shows a missing idea, and none of these names one.
NAMELESS = {"utils", "util", "core", "helpers", "helper", "misc", "common", "tools"}


def test_import_contracts_are_kept(root: Path) -> None:
    program = Path(sys.executable).with_name("lint-imports")
    command = [sys.executable, str(program), "--no-logo", "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_import_contracts_can_be_broken(root: Path, tmp_path: Path) -> None:
    """The contracts bite: a copy of the rooms in which the lowest imports the highest is refused."""
    package = tmp_path / "commonground"
    for real in (root / "src" / "commonground").iterdir():
        module = package / real.name / "__init__.py" if real.is_dir() else package / real.name
        module.parent.mkdir(parents=True, exist_ok=True)
        module.touch()
    (package / "errors.py").write_text("from commonground import workbench\n")
    command = [sys.executable, str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    command += ["--config", str(root / "pyproject.toml")]
    environment = {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "commonground.errors is not allowed to import commonground.workbench" in done.stdout


def test_modules_are_short_and_named_after_an_idea(project_texts: dict[Path, str]) -> None:
    modules = {path: text for path, text in project_texts.items() if path.suffix == ".py"}
    too_long = {str(path): text.count("\n") for path, text in modules.items() if text.count("\n") > LIMIT}
    assert not too_long, "is there a second idea in these?"
    assert [str(path) for path in modules if NAMELESS & {path.stem, path.parent.name}] == []


def test_modules_say_what_they_are_about(project_texts: dict[Path, str]) -> None:
    silent = [
        str(path)
        for path, text in project_texts.items()
        if path.suffix == ".py"
        and path.parts[0] == "src"
        and text.strip()
        and ast.get_docstring(ast.parse(text)) is None
    ]
    assert silent == []


def test_tests_stand_in_the_room_they_test(root: Path, project_files: list[Path]) -> None:
    rooms = {path.name for path in (root / "src" / "commonground").iterdir() if path.is_dir()}
    folders = {path.parts[1] for path in project_files if path.parts[0] == "tests" and len(path.parts) > 2}
    assert folders <= rooms | {"house", "browser", "benchmarks"}
