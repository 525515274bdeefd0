"""Who says what about whom: how much of each mandate is known only from another side at the table.

In talks most positions are reported by the other side. What is known of a side from its opponent alone is that
opponent's account; it may be right, and it has not been heard from the side itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from commonground.brief.document import Items, Number, Section, Sentence, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.references import party
from commonground.brief.parts.telling import named, told

__all__ = ["part"]

_MOST = 8  # references to a mandate of which nothing is known from another side alone


def part(material: Material) -> Section | None:
    """None where nobody sits at the table."""
    say = material.tongue.say
    if not material.case.table:
        return None
    intro = paragraph(
        sentence(say("A side known from its opponent alone has not been heard itself; the account may be right.")),
        sentence(say("One word of its own, or of somebody else, is enough for a clause not to be counted here.")),
    )
    items = Items(tuple((paragraph(*_share(material, each.id)),) for each in material.case.table))
    return Section("words-of-others", material.tongue.text("Who says what about whom"), (intro, items))


def _share(material: Material, name: str) -> Iterable[Sentence]:
    say, count = material.tongue.say, material.tongue.count
    share = material.data["shares"][name]
    all_of = Number(share["clauses"], ("shares", name, "clauses"))
    of_others = Number(len(share["told_by_others"]), ("shares", name, "told_by_others"))
    if not all_of.value:
        yield sentence(say("{party}: no clause of its mandate is on record.", party=party(material, name)))
        return
    whole = count("{n} clause", "{n} clauses", all_of)
    if not of_others.value:
        words = say(
            "{party}: of {clauses} in force none is known from another side alone.",
            party=party(material, name),
            clauses=whole,
        )
        yield told(material, words, (clause.id for clause in material.case.mandate(name, material.round)[:_MOST]))
        return
    known = count(
        "{party}: of {clauses} in force {n} is known from another side alone: {what}.",
        "{party}: of {clauses} in force {n} are known from another side alone: {what}.",
        of_others,
        party=party(material, name),
        clauses=whole,
        what=named(material, share["told_by_others"], whose=False),
    )
    yield told(material, known, share["told_by_others"])
