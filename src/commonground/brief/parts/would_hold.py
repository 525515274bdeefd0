"""Would a deal hold? Always under these assumed preferences; what is presumed of them is listed first.

A deal holds in a state that carries it out if no party gains by leaving it, given what the others would do then. What
they would do differs by concept, so it is told concept by concept (see :mod:`commonground.conflict`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from commonground.brief.document import Block, Folded, Items, Plain, Runs, Section, Table, Terms, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.formulas import formula_words
from commonground.brief.parts.references import judged, matter_title, party, refs
from commonground.brief.parts.telling import cut_short, named, told, with_refs
from commonground.brief.parts.verdict_words import zone_run
from commonground.brief.parts.would_hold_deal import deal_blocks
from commonground.brief.plots.paths import deal_figure
from commonground.logic import read

if TYPE_CHECKING:
    from commonground.durability.results import DealAnswer, DurabilityReport

__all__ = ["part"]

_OPEN = 2  # deals told openly; the others stand folded
_MOST = 20  # deals told of
_CONCEPTS = {"nash": "Nash", "gmr": "GMR", "smr": "SMR", "seq": "SEQ", "sseq": "SSEQ"}


def part(material: Material) -> Section:
    """Always there: that it was not assessed is worth a line too."""
    title = material.tongue.text("Would a deal hold?")
    report: DurabilityReport | None = material.durability
    if report is None:
        return Section("would-hold", title, (_not_assessed(material),))
    assessed = [answer for answer in report.deals.values() if answer.assessed]
    blocks: list[Block | Section] = [*_assumed(material, report), *_concepts(material, report)]
    if assessed:
        blocks.append(_table(material, report, assessed[:_MOST]))
        blocks += cut_short(material, min(_MOST, len(assessed)), len(assessed))
    for place, answer in enumerate(assessed[:_MOST]):
        inside = tuple(deal_blocks(material, report, answer))
        if place < _OPEN:
            drawn = deal_figure(material, report, answer)
            blocks.append(
                Section(
                    f"deal-{place}",
                    _title(material, answer),
                    (*inside, *([replace(drawn, sheets=place == 0)] if drawn else [])),
                )
            )
        else:
            blocks.append(Folded((Plain(_title(material, answer)),), inside, sheets=False))
    blocks += _unassessed(material, report)
    return Section("would-hold", title, tuple(blocks))


def _not_assessed(material: Material) -> Block:
    say = material.tongue.say
    if material.durability_missing is not None:
        why = sentence(say("Not assessed: {why}", why=material.durability_missing))
        return paragraph(why)
    words = say("Not assessed: the case says nothing that links its outcomes to what the parties could do and prefer.")
    return paragraph(sentence(words))


def _assumed(material: Material, report: DurabilityReport) -> Iterable[Block]:
    say = material.tongue.say
    words = say("All of this is under these assumed preferences, the least certain part of a case.")
    yield paragraph(sentence(words, standing="assumption"))
    if not report.presumed:
        return
    yield paragraph(sentence(say("Presumed, with no statement behind them:")))
    by_party: dict[str, list[str]] = {}
    for name in report.presumed:
        by_party.setdefault(getattr(judged(material.case, name), "party", ""), []).append(name)
    items = []
    for owner, names in by_party.items():
        line = say("{party}: {what}.", party=party(material, owner), what=named(material, names, whose=False))
        items.append((paragraph(sentence(line, standing="assumption")),))
    yield Items(tuple(items))


def _concepts(material: Material, report: DurabilityReport) -> Iterable[Block]:
    say = material.tongue.say
    meant = {
        "nash": say("no party could gain by a move of its own"),
        "gmr": say("whoever could gain by a move can be answered so that it does not, even at the others’ own cost"),
        "smr": say("the same, and it could not get out of that answer either"),
        "seq": say("whoever could gain by a move can be answered by moves that serve those who make them"),
        "sseq": say("the same, and it could not get out of such an answer either"),
    }
    yield Terms(tuple(((Plain(_CONCEPTS[each]),), meant[each]) for each in report.concepts if each in meant))


def _title(material: Material, answer: DealAnswer) -> str:
    """``“Full ceasefire”``, ``Ukraine’s offer F10``."""
    case = material.case
    if answer.name in case.offers:
        return material.tongue.text(
            "The offer {id} of {party}", id=answer.name, party=party(material, case.offers[answer.name].party)
        )
    return matter_title(material, answer.name)


def _deal(material: Material, answer: DealAnswer) -> Runs:
    words = formula_words(material.case, material.tongue, read(answer.text, material.case.names))
    if answer.name in material.case.offers:
        who = party(material, material.case.offers[answer.name].party)
        words = material.tongue.say("{party}: {what}", party=who, what=words)
        return with_refs(material, words, (answer.name,))
    return with_refs(material, words, answer.rests_on)


def _table(material: Material, report: DurabilityReport, assessed: list[DealAnswer]) -> Table:
    say = material.tongue.say
    short = {
        "would hold": say("yes"),
        "would hold in some ways": say("in some ways"),
        "would not hold": say("no"),
    }
    rows = [
        (
            _deal(material, answer),
            (zone_run(material.tongue, answer.zone),),
            *(short[answer.verdicts[concept]] for concept in report.concepts),
        )
        for answer in assessed
    ]
    head = (say("Deal"), say("By the mandates"), *((Plain(_CONCEPTS[each]),) for each in report.concepts))
    return Table(say("Would it hold, under these assumed preferences?"), head, tuple(rows))


def _unassessed(material: Material, report: DurabilityReport) -> Iterable[Block]:
    left = [answer for answer in report.deals.values() if not answer.assessed]
    if not left:
        return
    say = material.tongue.say
    targets = [matter_title(material, answer.name) for answer in left if answer.name not in material.case.offers]
    offers = [answer.name for answer in left if answer.name in material.case.offers]
    words = say(
        "Not assessed, since nothing says which states of the conflict carry them out: {deals}.",
        deals=_list(material, targets, offers),
    )
    yield paragraph(told(material, words, offers))


def _list(material: Material, targets: list[str], offers: list[str]) -> Runs:
    each: list[Runs] = [(Plain(title),) for title in targets]
    each += [material.tongue.say("the offer {mark}", mark=mark) for mark in refs(material, offers)]
    return material.tongue.listed(each)
