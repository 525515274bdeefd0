"""What a verdict rests on, in words: without what it would be which."""

from __future__ import annotations

from commonground.agreement import Sentence, Turn
from commonground.brief.wording import listed, party_name
from commonground.case import Case

__all__ = ["rests_in_words"]


def rests_in_words(case: Case, sentence: Sentence, *, in_short: bool = False) -> tuple[tuple[str, str], ...]:
    """Pairs "without these, it would be that"; supports that lead to the same other verdict stand together.

    ``in_short`` leaves out that a side would give up one clause less if one of its own were not there: it goes without
    saying.
    """
    by_outcome: dict[str, list[str]] = {}
    for turn in sentence.turns:
        if not (in_short and turn.changes == ("price",) and turn.support.kind == "clause"):
            by_outcome.setdefault(_otherwise(case, turn), []).append(_support(case, turn))
    return tuple((", ".join(names), told) for told, names in by_outcome.items())


def _otherwise(case: Case, turn: Turn) -> str:
    told: list[str] = []
    if "zone" in turn.changes:
        told.append(turn.without.zone)
    if "alone" in turn.changes:
        told.append(f"alone {turn.without.alone}")
    if "price" in turn.changes:
        told += [
            f"{party_name(case, party)} {'cannot open it' if clauses is None else 'by giving up ' + listed(clauses)}"
            for party, clauses in turn.without.opens.items()
        ]
    return "; ".join(told)


def _support(case: Case, turn: Turn) -> str:
    kind, name = turn.support.kind, turn.support.id
    match kind:
        case "speaker":
            return f"all that {case.actors[name].name if name in case.actors else party_name(case, name)} says"
        case "one side's word":
            return f"{party_name(case, name)}'s word about others"
        case "presumed clauses":
            return "all presumed clauses"
        case "source":
            return f"source {name.removeprefix('sources.')}"
        case "layer" | "reading":
            return f"layer {name}" if kind == "layer" else f"(with the reading {name})"
        case _:
            return name
