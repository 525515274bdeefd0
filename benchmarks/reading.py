"""Words a second of reading a long transcript, beside splitting the same text into words; and the memory it takes.

    python benchmarks/reading.py [WORDS]

The transcript is made up here: questions and answers with quotations, insertions and reports. Memory is the peak of a
process of its own (its resident set), less that of one that reads a short text, as a multiple of the text's size.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from commonground.record import Document

ANSWERS = (
    "They (the guests) came to the lake in May, and nobody knew what the talks would bring. We had three points. ",
    "One envoy told us: “We cannot open the dam before the harvest is in.” That was all there was to hear that day. ",
    "The minister argued that the water belongs to both banks; the delegates’ list was not even read. ",
    "It was no “maximal” demand; the old (full) basin holds enough for a dry year, as all could see. ",
)


def transcript(words: int) -> str:
    """An interview of about so many words."""
    answer = "".join(ANSWERS)
    turn = f"Lake News: What did they say about the water, and when?\nAna Ruiz: {answer}\n{answer}\n"
    return "".join(islice(cycle([turn]), max(2, words // len(turn.split()))))


def words_a_second(task: Callable[[], object], words: int) -> float:
    best = min(_seconds(task) for _ in range(3))
    return words / best


def _seconds(task: Callable[[], object]) -> float:
    start = perf_counter()
    task()
    return perf_counter() - start


PEAK = """
import resource, sys
from pathlib import Path
from commonground.record import read
from commonground.statements import propose
task, path = sys.argv[1:]
document = read(path)
document.structure
if task == "propose":
    propose(document, claims=False)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
status = Path("/proc/self/status")  # where there is one: getrusage counts what the parent had when it was forked
for line in status.read_text().splitlines() if status.exists() else ():
    if line.startswith("VmHWM:"):
        peak = int(line.split()[1]) * 1024
print(peak)
"""


def peak(task: str, path: Path) -> int:
    """The most memory in bytes that a process took which did the task."""
    command = [sys.executable, "-c", PEAK, task, str(path)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def tell_memory(words: int) -> None:
    with TemporaryDirectory() as folder:
        small, large = Path(folder, "small.txt"), Path(folder, "large.txt")
        small.write_text(transcript(1_000), encoding="utf-8")
        large.write_text(transcript(words), encoding="utf-8")
        size = large.stat().st_size
        print(
            f"\nA text of {size / 1e6:.1f} MB ({words:,} words) takes, beyond what the program takes for a short one:"
        )
        for task, name in (("read", "turns, insertions, quotations"), ("propose", "and the moves proposed")):
            more = peak(task, large) - peak(task, small)
            print(f"{name:<32}{more / 1e6:>8.0f} MB   {more / size:.0f} times its size")


def main() -> None:
    words = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    text = transcript(words)
    count = len(text.split())
    split = words_a_second(text.split, count)
    read = words_a_second(lambda: Document.from_text(text).structure, count)
    found = Document.from_text(text)
    print(f"{count:,} words, {len(found.turns):,} turns, {len(found.quotations):,} quotations")
    print(f"str.split                       {split:>14,.0f} words/s")
    print(f"turns, insertions, quotations   {read:>14,.0f} words/s   {split / read:.0f} times as long")
    tell_memory(words)
    tell_memory(5 * words)


if __name__ == "__main__":
    main()
