"""How fast a text is read, statements are proposed and the table of claims is made, as ``commonground read`` does all.

    python benchmarks/proposing.py [--words 200000] [--runs 3] [--names 4000]

The text is an invented interview said over and over, thick with moves, without a case; the interviewer only asks, so
that every claim waits for an answer as long as any can. ``--names`` says of how many different peoples it tells. To
hold: 50,000 words a second on one core, for the whole way too, however many names there are. Finding the sentences
alone stands beside it. Seconds are those of the processor, so that what else runs on the machine does not count.
"""

from __future__ import annotations

import argparse
import tracemalloc
from time import process_time

from nupunkt import sent_spans

from commonground.record import Document
from commonground.statements import claims_in, propose, vocabulary_in

TEXT = (
    "Herald: Did the envoys of Orsk come to the second meeting, or did they still insist on the old ridge?\n"
    "Anna Orlo: The meeting was short, and the hall was cold. They (Orsk) rejected a truce before a summit. "
    "Our mandate had three points: first, a truce; second, the exchange of captives; and third, a bridge at the ford. "
    "Their envoy told us: “First you leave the ridge, and only then do we talk. After that, you clear the mines.” "
    "In my view the whole winter was lost, because nobody in that room was allowed to say a new thing about the river, "
    "the harbour or the road to the north. We will open the gate for the sick on the ninth of March.\n"
)


SYLLABLES = ("ba", "de", "fi", "go", "lu", "ma", "ne", "po", "ra", "si", "ta", "vo", "ke", "mu", "zi", "lo")


def name(number: int) -> str:
    """A name of its own for each number."""
    return "".join(SYLLABLES[number // 16**place % 16] for place in range(3)).capitalize() + "k"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--names", type=int, default=1, help="different names, at most 4096")
    arguments = parser.parse_args()
    times = max(1, arguments.words // len(TEXT.split()))
    text = "".join(TEXT.replace("Orsk", name(number % arguments.names)) for number in range(times))
    words = len(text.split())
    both, whole, alone = [], [], []
    for _ in range(arguments.runs):
        begun = process_time()
        document = Document.from_text(text)
        vocabulary = vocabulary_in(document)
        found = propose(document, vocabulary)
        both.append(process_time() - begun)
        claims = claims_in(document, vocabulary, found)
        whole.append(process_time() - begun)
        begun = process_time()
        sent_spans(text)
        alone.append(process_time() - begun)
    tracemalloc.start()
    propose(Document.from_text(text))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    unanswered = sum(claim.answer is None for claim in claims)
    print(f"{words} words, {len(found)} statements, {len(claims)} claims, {unanswered} unanswered")
    print(f"read and propose: {words / min(both):9.0f} words/s   to hold: 50000")
    print(f"and the claims:   {words / min(whole):9.0f} words/s   to hold: 50000")
    print(f"sentences alone:  {words / min(alone):9.0f} words/s   ratio {min(both) / min(alone):.1f}")
    print(f"memory at most:   {peak / words:9.0f} bytes a word")


if __name__ == "__main__":
    main()
