"""How well the rules read: what they propose for the tutorial case, set against its gold coding.

    python -m benchmarks.gold            # print the tables
    python -m benchmarks.gold --write    # put them into docs/discussion/how-well-the-rules-read.md
    python -m benchmarks.gold --text interview.txt    # count what is seen in a text without a gold coding

How a match is made is told in ``commonground.statements.reliability.scoring``. The document has a table from before
any rule was changed, which this script leaves alone.
"""

from __future__ import annotations

import argparse
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from commonground.case import Case, load
from commonground.case.quotes import document_of
from commonground.case.vocabulary import vocabulary_of
from commonground.record import Document, read
from commonground.statements import ACTS, CLAIMS, MOVES, UNKNOWN, Statement, Vocabulary, propose
from commonground.statements.reliability.scoring import READ, Scored, Share, scored

CASE = "saltmarsh"
ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/discussion/how-well-the-rules-read.md"
INTERVIEW = ROOT.parent / "shared/data/record/interview.txt"
WORDS = 6  # of a stretch that the list of failures quotes


@dataclass(frozen=True)
class Run:
    """One run of the rules over the texts of a case."""

    case: Case
    vocabulary: Vocabulary
    documents: dict[str, Document]
    gold: tuple[Statement, ...]
    proposed: tuple[Statement, ...]

    def tier(self, acts: frozenset[str], *, same_act: bool = True) -> Scored:
        golds = (each for each in self.gold if each.act in acts)
        return scored(golds, (each for each in self.proposed if each.act in acts), same_act=same_act)

    def side(self, actor: str) -> str:
        return self.vocabulary.parties.get(actor, actor)


def run() -> Run:
    case = load(CASE)
    vocabulary = vocabulary_of(case)
    documents = {name: document_of(case, source) for name, source in case.sources.items()}
    at_hand = {name: document for name, document in documents.items() if document is not None}
    proposed = (
        replace(each, document=name) for name, document in at_hand.items() for each in propose(document, vocabulary)
    )
    return Run(case, vocabulary, at_hand, tuple(case.statements.values()), tuple(proposed))


def measured(done: Run) -> str:
    """The tables, as Markdown."""
    moves, claims = done.tier(MOVES), done.tier(CLAIMS)
    parts = (
        "Moves by act:",
        _table(_by_act(moves), "act", "in the gold", "found", "missed", "wrong", "recall", "precision"),
        "Moves by kind of text:",
        _table(_by_kind(done, moves), "text", "recall", "precision", "overlap", "speaker", "source"),
        "Claims, of which the gold has not all, so that only recall can be told:",
        _table([(*row[:4], row[5]) for row in _by_act(claims)], "act", "in the gold", "found", "missed", "recall"),
        "How what was found was read:",
        _table(_labels(done), "", "moves, act right", "moves, any act", "claims, act right", "claims, any act"),
    )
    return "\n\n".join(parts) + "\n"


def failures(done: Run) -> str:
    """Every move missed and wrong, every claim missed, and what was read otherwise, as Markdown."""
    moves, claims = done.tier(MOVES), done.tier(CLAIMS)
    parts = (
        f"Moves missed ({len(moves.missed)}), with what was proposed there instead:",
        _table([_failed(done, each, done.proposed) for each in moves.missed], *_FAILED),
        f"Moves proposed that the gold does not have ({len(moves.wrong)}), with what it has there:",
        _table([_failed(done, each, done.gold) for each in moves.wrong], *_FAILED),
        f"Claims missed ({len(claims.missed)}), with what was proposed there instead:",
        _table([_failed(done, each, done.proposed) for each in claims.missed], *_FAILED),
        "Moves found and read otherwise:",
        _table(list(_otherwise(moves)), "id", "act", "what", "in the gold", "as proposed"),
    )
    return "\n\n".join(parts) + "\n"


_FAILED = ("id", "act", "place", "begins", "there")
Row = Sequence[object]


def _by_act(tier: Scored) -> list[Row]:
    rows: list[Row] = []
    for act in ACTS:
        part = tier.only(lambda each, act=act: each.act == act)  # type: ignore[misc]
        if part.matches or part.missed or part.wrong:
            rows.append(_counts(act, part))
    rows.append(_counts("all", tier))
    return rows


def _counts(name: str, part: Scored) -> Row:
    found, missed, wrong = len(part.matches), len(part.missed), len(part.wrong)
    return name, found + missed, found, missed, wrong, _two(part.recall.value), _two(part.precision.value)


def _by_kind(done: Run, tier: Scored) -> list[Row]:
    rows: list[Row] = []
    for name, document in done.documents.items():
        part = tier.only(lambda each, name=name: each.document == name)  # type: ignore[misc]
        figures = (_two(part.recall.value), _two(part.precision.value), _two(part.overlap))
        rows.append((f"{document.kind} (`{name}`)", *figures, _of(part.right("speaker")), _of(part.right("source"))))
    return rows


def _labels(done: Run) -> list[Row]:
    tiers = [done.tier(acts, same_act=same) for acts in (MOVES, CLAIMS) for same in (True, False)]
    rows: list[Row] = [("found", *(_of(tier.recall) for tier in tiers))]
    rows.append(("overlap", *(_two(tier.overlap) for tier in tiers)))
    rows.append(("act", *(_of(tier.right("act")) for tier in tiers)))
    for label in READ:
        rows.append((label, *(_of(tier.right(label)) for tier in tiers)))
        if label == "source":
            alike = _same_side(done)
            rows.append(("side of the source", *(_of(tier.agreeing(alike)) for tier in tiers)))
    return rows


def _same_side(done: Run) -> Callable[[Statement, Statement], bool]:
    return lambda gold, proposal: done.side(gold.source) == done.side(proposal.source)


def _failed(done: Run, failed: Statement, others: Iterable[Statement]) -> Row:
    start, end = _span(failed)
    there = sorted(
        {
            f"{each.act} {each.id}" if others is done.gold else each.act
            for each in others
            if each.document == failed.document and _span(each)[0] < end and start < _span(each)[1]
        }
    )
    name = failed.id if others is done.proposed else ""
    return name, failed.act, _place(done, failed), _begins(done, failed), ", ".join(there) or "nothing"


def _place(done: Run, statement: Statement) -> str:
    start, end = _span(statement)
    turns = done.documents[statement.document].turns
    turn = bisect_right([each.start for each in turns], start)
    return f"`{statement.document}` turn {turn}, {start}–{end}"


def _begins(done: Run, statement: Statement) -> str:
    start, end = _span(statement)
    words = done.documents[statement.document].text[start:end].split()
    return " ".join(words[:WORDS]).replace("|", "¦") + (" …" if len(words) > WORDS else "")


def _otherwise(tier: Scored) -> Iterator[Row]:
    for match in tier.matches:
        for label in READ:
            gold, read_as = getattr(match.gold, label), getattr(match.proposal, label)
            if gold != read_as:
                yield match.gold.id, match.gold.act, label, gold or "none", read_as or "none"


def _span(statement: Statement) -> tuple[int, int]:
    return (0, 0) if statement.anchor is None else (statement.anchor.start, statement.anchor.end)


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _of(share: Share) -> str:
    return f"{share.part} of {share.of}" if share.of else "–"


def _table(rows: Sequence[Row], *head: str) -> str:
    lines = [" | ".join(head), " | ".join("---" for _ in head), *(" | ".join(map(str, row)) for row in rows)]
    return "\n".join(f"| {line} |" for line in lines) if rows else "None."


def seen_in(document: Document) -> str:
    """Counts of what the rules see in a text that nobody coded, without any of its words."""
    found = propose(document)
    moves = [each for each in found if each.act in MOVES]
    told = [each for each in moves if each.source != each.speaker]
    unknown = sum(each.source == UNKNOWN for each in moves)
    voices = {True: "told as another's", False: "the speaker's own"}
    by_act = Counter((each.act, each.source != each.speaker) for each in found)
    rows = [
        (act, *(by_act[act, other] for other in voices), sum(by_act[act, o] for o in voices))
        for act in ACTS
        if any(by_act[act, other] for other in voices)
    ]
    lines = (
        f"{len(document.turns)} turns, {len(document.quotations)} quotations, {len(moves)} moves and "
        f"{len(found) - len(moves)} claims are proposed; of the moves {len(told)} are told as somebody else's, "
        f"{unknown} of these with a source that is not known.",
        _table(rows, "act", *voices.values(), "together"),
    )
    return "\n\n".join(lines) + "\n"


def blocks(done: Run) -> dict[str, str]:
    """What stands between the marks of the document, by the name of the marks; the last only where the text is."""
    found = {"measured": measured(done), "failures": failures(done)}
    return found | ({"interview": seen_in(read(INTERVIEW))} if INTERVIEW.is_file() else {})


def written_into(page: str, texts: dict[str, str]) -> str:
    """The document with these texts between its marks."""
    for name, text in texts.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        before, found, rest = page.partition(begin)
        _, ended, after = rest.partition(end)
        if not (found and ended):
            raise SystemExit(f"The document has no place marked {begin}.")
        page = f"{before}{begin}\n\n{text}\n{end}{after}"
    return page


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the tables into the document")
    parser.add_argument("--text", type=Path, help="count what is seen in this text instead")
    arguments = parser.parse_args()
    if arguments.text is not None:
        print(seen_in(read(arguments.text)))
        return
    texts = blocks(run())
    if arguments.write:
        PAGE.write_text(written_into(PAGE.read_text("utf-8"), texts), "utf-8")
    else:
        print("\n".join(texts.values()))


if __name__ == "__main__":
    main()
