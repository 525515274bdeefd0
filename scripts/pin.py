#!/usr/bin/env python3
"""Pin what the project needs: ranges in pyproject.toml in, exact versions in requirements/*.txt out.

Call it with one interpreter for each Python that the project supports; each needs pip 22.2 or later and nothing else.
What the oldest gets the others get too, unless that cannot be; then a line carries a marker. Take the earliest patch
release that people have, for some packages ask for a later one: Debian 12 has 3.11.2.

    python3 scripts/pin.py python3.11 python3.12 python3.13

Three files come out: build.txt (pip and the build backend), run.txt (what the program imports, with what pictures, PDF
and the workbench need) and test.txt (all of these and what the tests, checks and documentation need). Lines are
plain ``name==version``: where packages come from is the business of whoever installs them, so no address is ever
written here.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# What the backend asks for only at the moment of an editable install, and pip itself, are named by nobody else.
ALSO_TO_BUILD = ["pip", "editables"]
RUN_EXTRAS = ["report", "web"]  # so that the two commands show all there is to see
TEST_EXTRAS = ["test", "docs", *RUN_EXTRAS]

HEADER = """\
# {purpose}
# Made by scripts/pin.py from pyproject.toml; change the ranges there and run it again.
"""

Pins = Mapping[str, str]


def main(interpreters: Sequence[str]) -> int:
    """Write the three files for the given interpreters, or say how to call this program."""
    if not interpreters:
        print(__doc__)
        return 2
    pythons = sorted((python_version(each), each) for each in interpreters)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras: dict[str, list[str]] = project["project"]["optional-dependencies"]
    needed: list[str] = project["project"]["dependencies"]
    to_run = [*needed, *(line for name in RUN_EXTRAS for line in extras[name])]
    to_build: list[str] = [*project["build-system"]["requires"], *ALSO_TO_BUILD]
    to_test = [*to_run, *to_build, *(line for name in TEST_EXTRAS for line in extras[name])]

    everything = resolved(to_test, pythons, preferred={})
    write("test", "Everything: what the program needs, and what building, testing and documenting it need.", everything)
    write("run", "What the program needs to run.", resolved(to_run, pythons, everything))
    write("build", "What installing from a clone needs.", resolved(to_build, pythons, everything))
    return 0


def python_version(interpreter: str) -> tuple[int, int]:
    """The version of an interpreter, as (3, 12)."""
    code = "import sys; print(*sys.version_info[:2])"
    major, minor = subprocess.run([interpreter, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    return int(major), int(minor)


def resolved(
    requirements: Sequence[str],
    pythons: Sequence[tuple[tuple[int, int], str]],
    preferred: Mapping[tuple[int, int], Pins],
) -> dict[tuple[int, int], Pins]:
    """For each Python the exact versions pip would install, kept alike over all of them where that can be."""
    found: dict[tuple[int, int], Pins] = {}
    earlier: Pins = {}
    for version, interpreter in pythons:
        wanted = preferred.get(version, earlier)
        try:
            found[version] = versions_from_pip(interpreter, requirements, wanted)
        except subprocess.CalledProcessError:
            print(f"Python {version[0]}.{version[1]} cannot have the same versions; it gets its own.", file=sys.stderr)
            found[version] = versions_from_pip(interpreter, requirements, {})
        earlier = {**found[version], **earlier}
    return found


def versions_from_pip(interpreter: str, requirements: Sequence[str], wanted: Pins) -> dict[str, str]:
    """Ask pip what it would install into an empty environment, wheels only; nothing is installed."""
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder, "constraints.txt")
        constraints.write_text("".join(f"{name}=={version}\n" for name, version in wanted.items()), encoding="utf-8")
        report = Path(folder, "report.json")
        command = [interpreter, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
        command += ["--only-binary=:all:", "--constraint", str(constraints), "--report", str(report), *requirements]
        subprocess.run(command, check=True)
        items = json.loads(report.read_text(encoding="utf-8"))["install"]
    return {normalised(item["metadata"]["name"]): item["metadata"]["version"] for item in items}


def normalised(name: str) -> str:
    """A package's name in the one spelling that the index of packages uses."""
    return re.sub(r"[-_.]+", "-", name).lower()


def write(stem: str, purpose: str, pins: Mapping[tuple[int, int], Pins]) -> None:
    """Write one file, one package a line, in alphabetical order."""
    pythons = sorted(pins)
    names = sorted({name for each in pins.values() for name in each})
    lines = [line for name in names for line in lines_for(name, {p: pins[p].get(name) for p in pythons})]
    path = ROOT / "requirements" / f"{stem}.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEADER.format(purpose=purpose) + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {len(names)} packages")


def lines_for(name: str, by_python: Mapping[tuple[int, int], str | None]) -> list[str]:
    """The lines of one package: one without a marker, or one for each version it has on some of the Pythons."""
    lines = []
    for version in sorted({each for each in by_python.values() if each is not None}):
        marker = python_marker(list(by_python), [p for p, each in by_python.items() if each == version])
        lines.append(f"{name}=={version}{marker}")
    return lines


def python_marker(known: Sequence[tuple[int, int]], meant: Sequence[tuple[int, int]]) -> str:
    """The marker that admits the Pythons meant; before the oldest and after the newest known it says nothing."""
    first, last = known.index(meant[0]), known.index(meant[-1])
    if list(known[first : last + 1]) != list(meant):
        raise SystemExit(f"no simple marker for Pythons {meant} out of {known}")
    parts = []
    if first > 0:
        parts.append(f'python_version >= "{known[first][0]}.{known[first][1]}"')
    if last < len(known) - 1:
        parts.append(f'python_version < "{known[last + 1][0]}.{known[last + 1][1]}"')
    return f"; {' and '.join(parts)}" if parts else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
