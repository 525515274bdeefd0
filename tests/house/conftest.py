"""The files of the project, as a commit would hold them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

# Without git (an unpacked archive) the tree is walked instead; these folders are made, not written.
MADE = {".git", ".venv", "__pycache__", "_build", "dist", "node_modules"}
MADE_ENDINGS = ("_cache", ".egg-info", ".hypothesis")


@pytest.fixture(scope="session")
def project_files(root: Path) -> list[Path]:
    """Every file that is committed or would be, relative to the root."""
    found = _from_git(root) or _from_walk(root)
    assert Path("pyproject.toml") in found
    return sorted(path for path in found if (root / path).is_file())


@pytest.fixture(scope="session")
def project_texts(root: Path, project_files: list[Path]) -> dict[Path, str]:
    """The text of every file of the project that is text."""
    texts = {}
    for path in project_files:
        try:
            texts[path] = (root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return texts


def _from_git(root: Path) -> list[Path]:
    if shutil.which("git") is None or not (root / ".git").exists():
        return []
    # The checkout may belong to another user than the one who tests it.
    command = ["git", "-c", f"safe.directory={root}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return [Path(name) for name in done.stdout.split("\0") if name] if done.returncode == 0 else []


def _from_walk(root: Path) -> list[Path]:
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in MADE and not name.endswith(MADE_ENDINGS)]
        found += [Path(folder, name).relative_to(root) for name in files]
    return found
