"""Which verdicts are others than in an earlier brief: zones, classes, who could open what alone, the order, what holds.

Compared is what both tell; what was not asked, or not computed, then or now, says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from commonground.brief.document import Ref, Sentence
from commonground.brief.material import Material
from commonground.brief.parts.marks import turned
from commonground.brief.parts.on_record import on_record
from commonground.brief.parts.order import deadlock_words
from commonground.brief.parts.references import matter_anchor, matter_title, party
from commonground.brief.parts.telling import told
from commonground.brief.parts.verdict_words import class_words, zone_run

__all__ = ["verdicts_changed"]


def verdicts_changed(material: Material) -> Iterable[Sentence]:
    """A sentence for each verdict that is another."""
    names = dict.fromkeys((*material.asked, *material.case.issues))
    for name in names:
        if turned(material, name):
            yield _zone(material, name)
        else:
            yield from _alone(material, name)
        yield from _openers(material, name)
    for name in material.case.issues:
        yield from _class(material, name)
    yield from _order(material)
    yield from _holding(material)


def _then(material: Material, *path: str) -> Any:
    """What the earlier brief's data have there; None where there is nothing."""
    found: Any = material.earlier.data if material.earlier else {}
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def _matter(material: Material, name: str) -> Ref:
    """A matter by its title, leading to where all of it is told."""
    return Ref(matter_anchor(material, name), matter_title(material, name))


def _rests(material: Material, name: str) -> tuple[str, ...]:
    answer = material.report.targets[name]
    return (*answer.blocking_set, *answer.acceptances)


def _zone(material: Material, name: str) -> Sentence:
    say, answer = material.tongue.say, material.report.targets[name]
    title, now = _matter(material, name), zone_run(material.tongue, answer.zone)
    then = material.earlier.zone(name) if material.earlier else None
    if then is None:
        runs = say("{matter}: {zone}; it was not told then.", matter=title, zone=now)
    else:
        runs = say("{matter}: {zone}; it was {then}.", matter=title, zone=now, then=zone_run(material.tongue, then))
    return told(material, runs, _rests(material, name))


def _alone(material: Material, name: str) -> Iterable[Sentence]:
    now, then = material.report.targets[name].alone, _then(material, "agreement", "targets", name, "alone")
    if now is not None and then is not None and now != then:
        runs = material.tongue.say(
            "{matter}: alone {zone}; it was {then}.",
            matter=_matter(material, name),
            zone=zone_run(material.tongue, now),
            then=zone_run(material.tongue, then),
        )
        yield told(material, runs, _rests(material, name))


def _openers(material: Material, name: str) -> Iterable[Sentence]:
    """The sides that could open a matter alone now and could not then, or the other way."""
    say, answer = material.tongue.say, material.report.targets[name]
    before = _then(material, "agreement", "targets", name)
    if before is None or answer.zone != "excluded" or before.get("zone") != "excluded":
        return
    if "price" in answer.not_computed or "price" in before.get("not_computed", ()):
        return
    for side, clauses in answer.price_clauses.items():
        then = (before.get("price_clauses") or {}).get(side)
        if (clauses is None) != (then is None):
            words: dict[str, str | Ref] = {"party": party(material, side), "matter": _matter(material, name)}
            runs = (
                say("{party} could open {matter} alone then, and no longer.", **words)
                if clauses is None
                else say("{party} could open {matter} alone now, and could not then.", **words)
            )
            yield told(material, runs, clauses or answer.blocking_set)


def _class(material: Material, issue: str) -> Iterable[Sentence]:
    now, then = material.report.issues[issue].label, _then(material, "agreement", "issues", issue, "class")
    if now is not None and then is not None and now != then:
        tongue = material.tongue
        runs = tongue.say(
            "The talks on {matter} are now: {label}; before: {then}.",
            matter=_matter(material, issue),
            label=class_words(tongue, now),
            then=class_words(tongue, then),
        )
        yield told(material, runs, on_record(material).of((issue,), "offers") or _rests(material, issue))


def _order(material: Material) -> Iterable[Sentence]:
    report, then = material.order, _then(material, "order", "verdict")
    if report is None or then is None or then == report.verdict:
        return
    now, before = (deadlock_words(material, each) for each in (report.verdict, then))
    runs = material.tongue.say("On the order of steps: {now}; before: {then}.", now=now, then=before)
    yield told(material, runs, report.edges)


def _holding(material: Material) -> Iterable[Sentence]:
    deals = _then(material, "durability", "deals")
    if material.durability is None or not isinstance(deals, Mapping):
        return
    for name, answer in material.durability.deals.items():
        before = (deals.get(name) or {}).get("verdicts")
        if before is not None and dict(before) != dict(answer.verdicts):
            offer = material.case.offers.get(name)
            matter = f"{party(material, offer.party)} ({name})" if offer else matter_title(material, name)
            runs = material.tongue.say(
                "Whether this deal would hold is told otherwise than before: {what}.", what=matter
            )
            yield told(material, runs, (*answer.rests_on, *((name,) if offer else ())))
