"""The least that would have to change: what each side alone would have to give up, by whom, at which level.

The same column for every side. Clauses are named and not counted, for counts of clauses are not costs.
"""

from __future__ import annotations

from commonground.brief.document import Block, Plain, Runs, Section, Sentence, Table, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.blocked import Blocking, blockings, clauses_in_short, given_up, names_of, some_refs
from commonground.brief.parts.references import account, level_words, party

__all__ = ["part"]

_TOGETHER = 2  # sentences on what only several could open


def part(material: Material) -> Section | None:
    tongue = material.tongue
    blocks = [block for block in blockings(material) if block.answer.concession or block.answer.price_clauses]
    if not blocks:
        return None
    sides = material.case.table
    head = (
        tongue.say("To open"),
        *(tongue.say("{party} alone would give up", party=side.name) for side in sides),
    )
    rows = tuple(_row(material, block) for block in blocks[: material.room.rows])
    told = [sentence(tongue.say("The shorter entry is neither the fairer nor the cheaper one."))]
    joint = [each for block in blocks[: material.room.rows] if (each := _jointly(material, block)) is not None][
        :_TOGETHER
    ]
    parts: tuple[Block, ...] = (Table((), head, rows, even=True), paragraph(*joint, *told))
    return Section("least-change", tongue.text("The least that would have to change"), parts)


def _row(material: Material, block: Blocking) -> tuple[Runs, ...]:
    cells: list[Runs] = [names_of(material, block.first)]
    for side in material.case.table:
        found = given_up(material, block, side.id)
        if found is None:
            known = "price" not in block.answer.not_computed
            cells.append(material.tongue.say("cannot alone") if known else material.tongue.say("not computed"))
            continue
        words, leads = found
        linked = [run for lead in leads for run in (Plain(", "), lead)][1:]
        cells.append((*words, Plain(" ["), *linked, Plain("]")))
    return tuple(cells)


def _jointly(material: Material, block: Blocking) -> Sentence | None:
    """Where no side can open it alone, what several would have to give up together."""
    answer, tongue = block.answer, material.tongue
    if any(answer.price_clauses.values()) or not answer.concession:
        return None
    by_side: dict[str, list[str]] = {}
    for name in answer.concession:
        by_side.setdefault(material.case.clauses[name].party, []).append(name)
    gives = tongue.listed(
        tongue.say(
            "{party} ({level}) gave up {what}",
            party=party(material, side),
            level=level_words(material, _highest(material, side, names)),
            what=clauses_in_short(material, tuple(names)),
        )
        for side, names in by_side.items()
    )
    by = account(material, answer.concession)
    matter = names_of(material, block.first)
    words = tongue.say("{matter} would open if {gives}{account}.", matter=matter, gives=gives, account=by)
    return sentence(words, standing="verdict", refs=some_refs(material, answer.concession))


def _highest(material: Material, side: str, names: list[str]) -> str:
    """The highest of the levels that own these clauses."""
    owners = {material.case.clauses[name].owner for name in names}
    return next(level for level in material.case.parties[side].levels if level in owners)
