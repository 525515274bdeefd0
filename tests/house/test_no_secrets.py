"""Nothing that belongs elsewhere is committed: no registry, no path of one machine, no key, no text of others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

# Put together from pieces, so that this file does not hold what it looks for.
HOSTS = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "yarn" + "pkg.com",
    "deb." + "debian.org",
    "security." + "debian.org",
    "archive." + "ubuntu.com",
    "crates" + ".io",
    "proxy." + "golang.org",
    "anaconda" + ".org",
    "ruby" + "gems.org",
    "pkg" + ".dev/",
]
MACHINE_PATH = re.compile(r"(?<![\w.~$}-])/(?:" + "|".join(["work", "root", "tmp", "home/[a-z]+"]) + r")(?:/|\b)(?!\w)")
KEYS = re.compile("-----BEGIN" + r"[A-Z ]* PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b")
RUN = 12


def test_no_registry_host_is_named(project_texts: dict[Path, str]) -> None:
    named = [(str(path), host) for path, text in project_texts.items() for host in HOSTS if host in text]
    assert named == []


def test_no_path_of_one_machine(project_texts: dict[Path, str]) -> None:
    found = [(str(path), hit.group()) for path, text in project_texts.items() for hit in MACHINE_PATH.finditer(text)]
    assert found == []


def test_no_key(project_texts: dict[Path, str]) -> None:
    assert [str(path) for path, text in project_texts.items() if KEYS.search(text)] == []


@pytest.mark.parametrize(
    "text", ["open('/wor" + "k/x')", "cd /roo" + "t", "see /tm" + "p/a.txt", "/hom" + "e/ann/case"]
)
def test_paths_of_a_machine_are_recognised(text: str) -> None:
    assert MACHINE_PATH.search(text)


@pytest.mark.parametrize(
    "text", ["https://example.org/work/of/others", "and/root causes", "docs/tmp/", "$HOME/tmp", "/works"]
)
def test_other_slashes_are_left_alone(text: str) -> None:
    assert not MACHINE_PATH.search(text)


def test_no_run_of_words_from_a_text_of_others(shared_data: Path, project_texts: dict[Path, str]) -> None:
    """Facts may be restated, sentences may not: no 12 words in a row stand in the texts of the record."""
    runs: set[tuple[str, ...]] = set()
    for source in (shared_data / "record").glob("*.txt"):
        runs |= set(_runs(source.read_text(encoding="utf-8", errors="replace")))
    assert runs, "the development data holds no text to compare with"
    copied = {str(path): " ".join(run) for path, text in project_texts.items() for run in _runs(text) if run in runs}
    assert not copied, "restate these in your own words"


def _runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return [tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)]
