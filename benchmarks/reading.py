"""Words a second of reading a long transcript, beside splitting the same text into words.

    python benchmarks/reading.py [WORDS]

The transcript is made up here: questions and answers with quotations, insertions and reports.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import cycle, islice
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


if __name__ == "__main__":
    main()
