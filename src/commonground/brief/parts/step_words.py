"""Steps of carrying a deal out, and demands on their order, in words."""

from __future__ import annotations

from collections.abc import Iterable

from commonground.agreement import EdgeRecord, OrderReport
from commonground.brief.document import Plain, Ref, Runs
from commonground.brief.material import Material
from commonground.brief.parts.formulas import quoted
from commonground.brief.parts.references import account, anchor, party
from commonground.brief.parts.telling import joined

__all__ = ["demand_words", "demands_words", "moment_words", "step_words"]


def step_words(material: Material, name: str) -> str:
    """``“Settlement text”``; a phase of it, or a part, in brackets after it."""
    step, _, phase = name.partition(":")
    title = quoted(material.tongue, material.case.steps[step].title)
    return f"{title} ({phase})" if phase else title


def moment_words(material: Material, moment: Iterable[str]) -> Runs:
    """Steps done at one moment."""
    return joined([(Plain(step_words(material, name)),) for name in moment], material.tongue.text(" at once with "))


def demand_words(material: Material, edge: EdgeRecord, *, whose: bool = True) -> Runs:
    """Who wants what first, and by whose account that is known; without a stop."""
    say = material.tongue.say
    before, after = step_words(material, edge.before), step_words(material, edge.after)
    if not whose:
        words = say("{before} before {after}", before=before, after=after)
        return (*words, *account(material, (edge.id,)))
    if edge.party is None:
        if edge.kind == "phases":
            return say("{before} is the phase before {after}", before=before, after=after)
        return say("{before} comes before {after} by the nature of things", before=before, after=after)
    who = party(material, edge.party)
    if edge.kind == "done":
        words = say("{party} wanted {before} before {after}, and that is done", party=who, before=before, after=after)
    else:
        words = say("{party} wants {before} before {after}", party=who, before=before, after=after)
    return (*words, *account(material, (edge.id,)))


def demands_words(material: Material, report: OrderReport, names: Iterable[str], *, whose: bool = True) -> Runs:
    """Several demands, each with its reference."""
    return joined([_with_mark(material, report.edges[name], whose) for name in names])


def _with_mark(material: Material, edge: EdgeRecord, whose: bool) -> Runs:
    words = demand_words(material, edge, whose=whose)
    if edge.id not in material.case.order:
        return words
    return (*words, Plain(" ["), Ref(anchor(edge.id), edge.id), Plain("]"))
