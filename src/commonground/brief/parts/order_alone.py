"""Whether the order of steps is itself the deadlock, in two sentences; all of it stands in the part on the order."""

from __future__ import annotations

from collections.abc import Iterable

from commonground.brief.document import Plain, Ref, Runs, Section, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.formulas import quoted
from commonground.brief.parts.references import account, party, refs

__all__ = ["capital", "edge_words", "in_a_word", "part", "step_title"]

_MOST = 12  # references after one sentence, where there is room


def part(material: Material) -> Section | None:
    """None where the case says nothing of an order."""
    report, tongue = material.order, material.tongue
    if report is None:
        return None
    head = in_a_word(material)
    if head is None:
        return None
    words, where = head
    told = [sentence((*capital(words), Plain(".")), standing="verdict", refs=where)]
    chosen = report.surviving[:1] or report.cycles[:1]
    if chosen:
        edges = (*chosen[0], *(report.surviving_through[0] if report.surviving else ()))
        listed = tongue.listed(edge_words(material, name) for name in edges)
        body = tongue.say(
            "What stands against each other: {demands}{account}.", demands=listed, account=account(material, edges)
        )
        told.append(sentence(body, standing="verdict", refs=refs(material, edges)))
    return Section("order-alone", tongue.text("Is the order of steps the deadlock?"), (paragraph(*told),))


def in_a_word(material: Material) -> tuple[Runs, tuple[Ref, ...]] | None:
    """The verdict on the order without a full stop, and what it rests on; None where there is no order to ask about."""
    report, tongue = material.order, material.tongue
    if report is None:
        return None
    edges = dict.fromkeys(name for cycle in report.cycles for name in cycle)
    match report.verdict:
        case "no deadlock":
            return _resting(material, tongue.say("no steps wait for each other in a circle"), report.edges)
        case "pure sequence":
            words = tongue.say("the deadlock is in the order of steps alone, and no demand would have to be dropped")
            return _resting(material, words, edges)
        case "structure":
            words = tongue.say("the order that the case itself sets runs in a circle")
            return _resting(material, words, edges or report.edges)
    words = tongue.say("re-ordering the steps alone would not end the deadlock over their order")
    return _resting(material, words, dict.fromkeys(name for ids in report.surviving for name in ids) or edges)


def edge_words(material: Material, name: str) -> Runs:
    """``Ukraine: “Ceasefire” before “Talks on territory”``."""
    edge = (material.order.edges if material.order else {})[name]
    before, after = (quoted(material.tongue, step_title(material, step)) for step in (edge.before, edge.after))
    side = party(material, edge.party)
    return material.tongue.say("{party}: {before} before {after}", party=side, before=before, after=after)


def capital(runs: Runs) -> Runs:
    """The same with a capital letter first."""
    first = runs[0]
    if isinstance(first, Plain) and first.text:
        return (Plain(first.text[0].upper() + first.text[1:], first.style), *runs[1:])
    return runs


def step_title(material: Material, name: str) -> str:
    """A step's title; a phase of it stands behind in brackets."""
    step, _, phase = name.partition(":")
    title = material.case.steps[step].title
    return material.tongue.text("{head} ({names})", head=title, names=phase) if phase else title


def _resting(material: Material, words: Runs, edges: Iterable[str]) -> tuple[Runs, tuple[Ref, ...]]:
    """A verdict with whose account it is, and what it rests on."""
    known = tuple(edges) or tuple(material.order.edges if material.order else ())  # circles may not be computed
    shown = known[: min(_MOST, material.room.refs)]
    return (*words, *account(material, shown)), refs(material, shown)
