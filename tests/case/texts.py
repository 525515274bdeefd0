"""A small text of our own, and a case whose statements are anchored in it without its words."""

from __future__ import annotations

from pathlib import Path

from commonground.record import Document, anchor_at, seal
from commonground.statements import Statement
from commonground.statements.files import to_line
from tests.case.folders import folder

TEXT = """\
Minutes of the bridge committee, in the back room of the inn.

Ann said that the north bank would let people walk across, but no carts.
Bob answered: “Then nothing will come of it. We shall not pay for a footpath.”
Ann said that she would ask at home.

The committee meets again when the water is lower.
"""

QUOTES = {
    "q1": "the north bank would let people walk across",
    "q2": "We shall not pay for a footpath.",
    "q3": "Ann said that she would ask at home.",
}


def sealed_statements(text: str = TEXT, source: str = "minutes") -> str:
    """One statement a quote, whose anchor holds positions, lengths and checksums and none of the words."""
    document = Document.from_text(text)
    lines = ""
    for name, quote in QUOTES.items():
        start = text.index(quote)
        anchor = seal(anchor_at(document, start, start + len(quote)))
        lines += to_line(
            Statement(
                id=name,
                document=source,
                speaker="ann",
                source="ann",
                act="claim",
                status="confirmed",
                paraphrase=f"what {name} says",
                anchor=anchor,
                coder="me",
            )
        )
    return lines


def anchored_case(path: Path, described: str = "title: Minutes") -> Path:
    """A case with one source, whose text is not in it; ``described`` is what sources.yaml says of it."""
    case = (
        "case: The bridge\nparties: {north: North}\nactors: {ann: {party: north}}\nissues: {bridge: [closed, open]}\n"
    )
    return folder(path, case, sources_yaml=f"minutes: {{{described}}}\n", statements__me_jsonl=sealed_statements())
