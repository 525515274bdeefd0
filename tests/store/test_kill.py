"""Killed at any moment of a save, a writer leaves the whole old state or the whole new one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from commonground.store import commit, open_folder, recover
from tests.store.killed_writer import NEW, OLD, SAVES

WRITER = Path(__file__).with_name("killed_writer.py")
REMAIN = (".commonground.lock", ".commonground-holder.json", ".commonground-aside-")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


def kill_everywhere(parent: Path, save: str) -> tuple[list[Path], list[str]]:
    """The folders after a kill at each call in turn, the survivor's last, and the calls it made."""
    command = [sys.executable, str(WRITER), str(parent), save]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return sorted(parent.iterdir()), done.stdout.split()


def on_disk(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in OLD}


def as_read(folder: Path) -> dict[str, bytes]:
    opened = open_folder(folder)
    assert opened.names() == sorted(OLD)
    return {name: opened.read(name) for name in OLD}


@pytest.mark.parametrize("save", SAVES)
def test_a_kill_leaves_old_or_new(tmp_path: Path, save: str) -> None:
    new = NEW if save == "three_files" else {**OLD, "case.yaml": NEW["case.yaml"]}
    folders, calls = kill_everywhere(tmp_path, save)
    seen: list[str] = []
    for folder in folders:
        before = sorted(os.listdir(folder))
        read = as_read(folder)
        assert read in (OLD, new), f"neither old nor new in {folder.name}"
        seen.append("new" if read == new else "old")
        assert sorted(os.listdir(folder)) == before, "reading must not write"
        recover(folder)
        assert on_disk(folder) == read, "the next writer must not change what readers saw"
        hidden = [name for name in os.listdir(folder) if name.startswith(".")]
        assert [name for name in hidden if not name.startswith(REMAIN)] == [], "leftovers"
        commit(folder, {"case.yaml": b"case: next\n", "sources.yaml": b"a: {}\n"})
        assert as_read(folder) == {**read, "case.yaml": b"case: next\n", "sources.yaml": b"a: {}\n"}
    # The kills met the save on both sides of the moment that decides it, and every kind of call it makes.
    assert (seen[0], seen[-1]) == ("old", "new")
    assert seen == sorted(seen, reverse=True), "once new, always new"
    assert len(folders) == len(calls) + 1 + calls.count("write")
    assert {"open", "write", "fsync", "replace"} <= set(calls)
    assert calls.count("replace") == (4 if save == "three_files" else 1)
    assert seen.count("new") >= (5 if save == "three_files" else 2)
