"""The figures in the documentation are those that the script finds, where the corpora are at hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.corpora.__main__ import DOCUMENT
from benchmarks.corpora.report import PLOVER, UNSCON, written


def test_the_document_has_the_figures_of_the_script(shared_data: Path) -> None:
    pytest.importorskip("sklearn", reason="the extra [bench] is not installed: pip install 'commonground[bench]'")
    missing = [str(path) for path in (PLOVER, UNSCON) if not (shared_data / path).is_file()]
    if missing:
        pytest.skip(f"{' and '.join(missing)} are not in the development data")
    document = DOCUMENT.read_text(encoding="utf-8")
    assert written(document, shared_data) == document, (
        "run python -m benchmarks.corpora --write, then read the page again"
    )


def test_without_the_corpora_the_script_says_so_and_ends_well(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.corpora", "--data", str(tmp_path), "--write"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Nothing was measured" in done.stdout
    assert "conflict_annotations.csv" in done.stdout
