"""What a tagger that was trained is worth, on a terminal: moves and claims apart, beside the rules."""

from __future__ import annotations

from commonground.brief.terminal.console import new_console, plain, table_of
from commonground.case.training import TaggerWritten
from commonground.statements.proposers.training import of_acts
from commonground.statements.reliability.scoring import TIERS

__all__ = ["print_training"]


def print_training(written: TaggerWritten) -> None:
    """Where the model is, on what it was trained, and its figures on texts that were set aside."""
    console = new_console()
    console.print(
        plain(f"The tagger is in {written.file}: {written.statements} statements of {written.documents} texts.", "bold")
    )
    if written.left_out:
        console.print(plain(f"{written.left_out} confirmed statements were left out: their words are not at hand."))
    held_out = written.held_out
    table = table_of(f"On {held_out.by} set aside, {held_out.folds} times", ("", "", "Found", "Right", "Source right"))
    for tier, acts in TIERS.items():
        for name, scores in (("tagger", held_out.tagger), ("rules", held_out.rules)):
            part = of_acts(scores, acts)
            cells = (tier, name, str(part.recall), str(part.precision), str(part.right("source")))
            table.add_row(*map(plain, cells))
    console.print(table)
    console.print(plain(_rules_and(written)))
    console.print(
        plain(
            "Found: of what persons confirmed. Right: of what was proposed; low where the coding is not exhaustive. "
            "The file holds words of these texts: keep it as you keep them.",
            "dim",
        )
    )


def _rules_and(written: TaggerWritten) -> str:
    """What the figures of the rules are worth beside those of a tagger that has not seen the texts."""
    known, of = written.known_to_rules, written.documents
    if not known:
        return "The rules were not trained on these texts."
    which = "these texts, which come" if known == of else f"{known} of these {of} texts, which come"
    return (
        f"The rules were mended on {which} with the program, so that nothing was set aside from them: "
        "expect less of them on other texts."
    )
