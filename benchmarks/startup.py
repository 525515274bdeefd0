"""How long a user waits: importing, help, the agreement analysis of the Istanbul talks, its brief.

    python benchmarks/startup.py [--runs 7]

Each command runs as a process of its own, in turn with a bare interpreter and an import of NumPy, so that what is
compared was measured side by side on one machine. A ratio to the import of NumPy says more than seconds do.
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

# What DESIGN asks to hold on a machine with two cores, in seconds, where it asks for something.
COMMANDS: dict[str, tuple[Sequence[str], float | None]] = {
    "bare interpreter": (("-c", "pass"), None),
    "import numpy": (("-c", "import numpy"), None),
    "import commonground": (("-c", "import commonground"), 0.4),
    "commonground --help": (("-m", "commonground", "--help"), 0.5),
    "commonground agree istanbul-2025 --json": (("-m", "commonground", "agree", "istanbul-2025", "--json"), 0.5),
    "commonground brief istanbul-2025": (("-m", "commonground", "brief", "istanbul-2025", "--to", "{to}"), 3.0),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        to = str(Path(folder) / "brief.html")
        times: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for _ in range(runs):
            for name, (arguments, _) in COMMANDS.items():
                times[name].append(seconds([argument.format(to=to) for argument in arguments]))
    yardstick = median(times["import numpy"])
    print(f"{'':42} {'least':>8} {'median':>8} {'to hold':>8}   ratio to importing NumPy")
    for name, (_, hold) in COMMANDS.items():
        asked = "" if hold is None else f"{hold:.1f}"
        print(
            f"{name:42} {min(times[name]):8.3f} {median(times[name]):8.3f} {asked:>8}"
            f"   {median(times[name]) / yardstick:.1f}"
        )


def seconds(arguments: Sequence[str]) -> float:
    begun = perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - begun


if __name__ == "__main__":
    main()
