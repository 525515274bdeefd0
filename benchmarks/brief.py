"""How long a brief takes in each form, of the Istanbul talks and of a case of two hundred issues.

    python benchmarks/brief.py [--runs 5] [--large]

Each form is written by a process of its own, in turn with an import of NumPy, so that what is compared was measured
side by side on one machine. Printed are the whole process, with starting and loading what it needs, and the call that
writes the brief of a case at hand; where all three forms are asked for, the brief is worked out for each anew.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

# What DESIGN and the brief's own promise ask to hold on a machine with two cores, in seconds.
FORMS: dict[str, float] = {"html": 3.0, "pdf": 6.0, "docx": 6.0}
_CALL = """
import sys
from time import perf_counter
import commonground
case = commonground.load(sys.argv[1])
begun = perf_counter()
commonground.brief(case, to=sys.argv[2])
print(perf_counter() - begun)
"""
_LARGE = """
import sys
from time import perf_counter
import commonground
from benchmarks.agreement import random_case
case = random_case(200, 1000, 4)
begun = perf_counter()
commonground.brief(case, to=sys.argv[1])
print(perf_counter() - begun)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--large", action="store_true", help="two hundred issues too")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _istanbul(Path(folder), asked.runs)
        if asked.large:
            to = Path(folder) / "large.html"
            told = _told(["-c", _LARGE, str(to)])
            print(
                f"{'200 issues, html: the call':42} {told:8.2f} {'':8} {20.0:8.1f}   {to.stat().st_size / 1e6:.2f} MB"
            )


def _istanbul(folder: Path, runs: int) -> None:
    names = ["import numpy"]
    for form in FORMS:
        names += [f"{form}: whole process", f"{form}: the call"]
    times: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(runs):
        times["import numpy"].append(_seconds(["-c", "import numpy"]))
        for form in FORMS:
            to = str(folder / f"brief.{form}")
            command = ["-m", "commonground", "brief", "istanbul-2025", "--to", to]
            times[f"{form}: whole process"].append(_seconds(command))
            times[f"{form}: the call"].append(_told(["-c", _CALL, "istanbul-2025", to]))
    yardstick = median(times["import numpy"])
    print(f"{'Istanbul':42} {'least':>8} {'median':>8} {'to hold':>8}   ratio to importing NumPy")
    for name, found in times.items():
        hold = FORMS.get(name.partition(":")[0])
        asked = "" if hold is None else f"{hold:.1f}"
        print(f"{name:42} {min(found):8.2f} {median(found):8.2f} {asked:>8}   {median(found) / yardstick:.1f}")
    for form in FORMS:
        print(f"{form}: {(folder / f'brief.{form}').stat().st_size / 1e6:.2f} MB")


def _seconds(arguments: Sequence[str]) -> float:
    begun = perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - begun


def _told(arguments: Sequence[str]) -> float:
    """The seconds that a process says something took."""
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


if __name__ == "__main__":
    main()
