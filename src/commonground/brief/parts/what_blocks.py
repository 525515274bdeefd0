"""What blocks the rest: for each thing that is shut, whose clauses, in words, and the words of the record behind."""

from __future__ import annotations

from commonground.brief.document import Block, Items, Section, Sentence, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.blocked import (
    Blocking,
    blockings,
    by_meaning,
    few,
    names_of,
    one_clause,
    some_refs,
    standing_in_the_way,
    words_behind,
)
from commonground.brief.parts.references import account, matter_title, party
from commonground.brief.parts.telling import joined
from commonground.logic import mentions

__all__ = ["part"]


def part(material: Material) -> Section | None:
    """None where nothing is shut."""
    tongue, blocks = material.tongue, blockings(material)
    shut, full = by_meaning(material), material.room.blocks
    if not blocks and not shut:
        return None
    items: list[tuple[Block, ...]] = [(paragraph(*_in_full(material, block)),) for block in blocks[:full]]
    by_coders = tongue.say("Without quotation marks, the wording is the coder's.")
    if len(blocks) > full:
        items.append((paragraph(*_in_short(material, blocks[full:])),))
    if shut:
        names = few(material, [matter_title(material, name) for name in shut])
        words = tongue.say("Shut by what the words mean, whatever anybody's mandate: {matters}.", matters=names)
        items.append((paragraph(sentence(words, standing="verdict", refs=some_refs(material, material.case.meaning))),))
    return Section(
        "what-blocks", tongue.text("What blocks the rest"), (Items(tuple(items)), paragraph(sentence(by_coders)))
    )


def _in_full(material: Material, block: Blocking) -> list[Sentence]:
    tongue = material.tongue
    clauses = standing_in_the_way(block)
    if not clauses:
        words = tongue.say("{matter}: what blocks it was not computed.", matter=names_of(material, block))
        return [sentence(words, doubt=True)]
    told = few(material, [one_clause(material, name) for name in clauses])
    words = tongue.say(
        "{matter}: {clauses}{account}.",
        matter=names_of(material, block),
        clauses=told,
        account=account(material, clauses),
    )
    sentences = [sentence(words, standing="verdict", refs=some_refs(material, clauses)), *_also(material, block)]
    for name in clauses[:2]:
        behind = words_behind(material, name)
        if behind is not None:
            sentences.append(sentence(behind[0], standing="fact", refs=behind[1]))
    return sentences


def _also(material: Material, block: Blocking) -> list[Sentence]:
    """Other sets of clauses that block it too and share none with the first, by what they are about."""
    tongue, answer = material.tongue, block.answer
    others = [ids for ids in answer.disjoint_blocking_sets if not set(ids) & set(standing_in_the_way(block))]
    if not others:
        return []
    titles = few(material, (_about(material, block, ids) for ids in others))
    ids = tuple(name for each in others for name in each)
    words = tongue.say(
        "In the same way, each by itself: {matters}{account}.", matters=titles, account=account(material, ids)
    )
    return [sentence(words, standing="verdict", refs=some_refs(material, ids))]


def _about(material: Material, block: Blocking, ids: tuple[str, ...]) -> str:
    """The matters that all clauses of a set speak of; where there is none, all they speak of but what is asked."""
    issues = [mentions(material.case.clauses[name].formula) for name in ids]
    asked = mentions(material.targets[block.names[0]].formula)
    common = frozenset.intersection(*map(frozenset, issues)) or frozenset().union(*issues) - asked
    return ", ".join(matter.title for name, matter in material.case.issues.items() if name in (common or asked))


def _in_short(material: Material, blocks: tuple[Blocking, ...]) -> list[Sentence]:
    tongue = material.tongue
    by_sides: dict[tuple[str, ...], list[str]] = {}
    named: list[str] = []
    for block in blocks[: material.room.in_short]:
        clauses = standing_in_the_way(block)
        named += clauses
        sides = tuple(dict.fromkeys(party(material, material.case.clauses[name].party) for name in clauses))
        by_sides.setdefault(sides, []).extend(matter_title(material, name) for name in block.names)
    told = [
        tongue.say("{matter} (by {parties})", matter=few(material, names), parties=tongue.listed(sides))
        if sides
        else tongue.say("{matter} (by whom was not computed)", matter=few(material, names))
        for sides, names in by_sides.items()
    ]
    words = tongue.say("Also shut: {matters}{account}.", matters=joined(told), account=account(material, named))
    sentences = [sentence(words, standing="verdict", refs=some_refs(material, named))]
    left = len(blocks) - material.room.in_short
    if left > 0:
        more = tongue.count("{n} more is told issue by issue.", "{n} more are told issue by issue.", left)
        sentences.append(sentence(more))
    return sentences
