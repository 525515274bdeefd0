"""What each proposer finds in the tutorial's texts, set against their gold coding: moves and claims apart.

    python benchmarks/proposers.py

A proposer whose library is missing is left out. The tagger is trained anew for each text on the others, so its figures
are of texts that it has not seen. The rules and their cues, which the parser uses too, were mended by people who had
read this case: their figures are not out of sample, and are no measure for the tagger's.
"""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

from commonground.case import Case, load
from commonground.case.quotes import document_of
from commonground.case.vocabulary import vocabulary_of
from commonground.errors import UsageError
from commonground.statements import Statement, gate
from commonground.statements.proposers.chosen import proposer_named
from commonground.statements.proposers.contract import Proposer
from commonground.statements.proposers.training import Example, of_acts, train
from commonground.statements.reliability.scoring import TIERS, Scored, scored

ROW = "{:<8}{:<8}{:>16}{:>17}{:>16}"


def main() -> None:
    """Print the table."""
    case = load("saltmarsh")
    print(ROW.format("", "", "found", "right", "source right"))
    for name in ("rules", "spacy"):
        try:
            proposer = proposer_named(name, claims=True)
            show(name, read(case, proposer))
        except UsageError as error:
            print(f"{name}: {error}")
    try:
        show("tagger", train(examples(case), vocabulary_of(case)).held_out.tagger)
    except UsageError as error:
        print(f"tagger: {error}")


def examples(case: Case) -> list[Example]:
    """The texts of the case with what is coded of them."""
    texts = {source.id: document_of(case, source) for source in case.sources.values()}
    coded = case.statements.values()
    return [
        Example(text, tuple(each for each in coded if each.document == name))
        for name, text in texts.items()
        if text is not None
    ]


def read(case: Case, proposer: Proposer) -> Scored:
    """What a proposer gets through the gate, against the gold coding."""
    vocabulary, found, words, start = vocabulary_of(case), list[Statement](), 0, perf_counter()
    for example in examples(case):
        kept = gate(example.document, proposer.read(example.document, vocabulary).proposals, vocabulary).kept
        name = example.statements[0].document
        linked = {each.id: f"{name}.{each.id}" for each in kept}
        found += [
            replace(each, document=name, id=linked[each.id], follows=linked.get(each.follows or "")) for each in kept
        ]
        words += len(example.document.text.split())
    print(f"{proposer.version}: {words:,} words in {perf_counter() - start:.1f} s")
    return scored(case.statements.values(), found)


def show(name: str, scores: Scored) -> None:
    """One row for the moves and one for the claims."""
    for tier, acts in TIERS.items():
        part = of_acts(scores, acts)
        print(ROW.format(name, tier, str(part.recall), str(part.precision), str(part.right("source"))))


if __name__ == "__main__":
    main()
