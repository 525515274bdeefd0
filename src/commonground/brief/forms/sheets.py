"""The edition for sheets of paper, where room is dear: made from the same document, and said to be shorter.

What a page folds stands open, or, where its part can do without (``sheets=False``), is named in a line that says where
it stands; names with their values stand in lines; of several pictures of a kind the first stands, and of the evidence
what the sheets still lead to. A program that sets sheets spends its time on boxes, and a reader of paper on turning
them: whoever wants all of it has the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from commonground.brief.document import (
    Block,
    Document,
    Entry,
    Figure,
    Folded,
    Items,
    Paragraph,
    Plain,
    Ref,
    Run,
    Runs,
    Section,
    Terms,
    paragraph,
    parts_of,
    plain,
    sentence,
)
from commonground.brief.language import Tongue, tongue

__all__ = ["for_sheets"]


def for_sheets(document: Document) -> Document:
    """``document`` with nothing folded, no grids, and no evidence of what it no longer says."""
    speak = tongue(document.language)
    sections = tuple(_section(section, speak) for section in document.sections)
    if sections == document.sections:
        return document
    wanted = _led_to(sections)
    return replace(document, sections=tuple(_kept(section, wanted) for section in sections))


def _section(section: Section, speak: Tongue) -> Section:
    parts: list[Block | Section] = []
    left: list[str] = []
    for part in section.blocks:
        if isinstance(part, Folded) and not part.sheets:
            left.append(plain(part.summary))
        else:
            parts.extend([_section(part, speak)] if isinstance(part, Section) else _block(part, apart=True))
    if left:
        told = speak.say("Left to the page on a screen: {names}.", names="; ".join(left))
        parts.append(paragraph(sentence(told)))
    return replace(section, blocks=tuple(parts))


def _block(block: Block, *, apart: bool = False) -> Iterator[Block]:
    match block:
        case Folded(summary, blocks, _):
            yield paragraph(sentence(tuple(_strong(run) for run in summary)))
            yield from _blocks(blocks)
        case Terms(_, sheets) if not sheets:
            return
        case Terms(pairs):
            lines = tuple((*name, Plain(": "), *told) for name, told in pairs)
            if lines:
                yield Items(tuple((paragraph(sentence(each)),) for each in lines)) if apart else _line(lines)
        case Items(items, _, sheets) if not sheets:
            yield paragraph(sentence((), standing="fact", refs=tuple(_refs(items))))
        case Items():
            yield replace(block, items=tuple(tuple(_blocks(item)) for item in block.items))
        case Entry():
            yield replace(block, blocks=tuple(_blocks(block.blocks)))
        case Figure(sheets=False):
            return
        case Figure(sheet_picture=str(laid_out)):
            yield replace(block, picture=laid_out, sheet_picture=None)
        case _:
            yield block


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for each in blocks:
        yield from _block(each)


def _refs(items: tuple[tuple[Block, ...], ...]) -> Iterator[Ref]:
    """What the items of a list refer to, each once."""
    yield from dict.fromkeys(part for part in parts_of(items) if isinstance(part, Ref))


def _line(lines: tuple[Runs, ...]) -> Paragraph:
    """Within an entry, of which there are hundreds, one line for all."""
    runs: list[Run] = []
    for place, each in enumerate(lines):
        runs += [*([Plain("; ")] if place else []), *each]
    return paragraph(sentence(tuple(runs)))


def _strong(run: Run) -> Run:
    return Plain(run.text, "strong") if isinstance(run, Plain) else run


def _led_to(sections: tuple[Section, ...]) -> frozenset[str]:
    """The anchors that the sheets lead to, from entry to entry; an entry alone leads nobody to itself."""
    entries = {part.anchor: part for part in parts_of(sections) if isinstance(part, Entry)}
    left = [ref.to for ref in _refs_outside(sections)]
    found: set[str] = set()
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += [ref.to for ref in parts_of(entries.get(name, ())) if isinstance(ref, Ref)]
    return frozenset(found)


def _refs_outside(parts: Iterable[object]) -> Iterator[Ref]:
    """The references that stand in no entry of evidence."""
    for part in parts:
        if isinstance(part, Section):
            yield from _refs_outside(part.blocks)
        elif not _is_evidence(part):
            yield from (each for each in parts_of(part) if isinstance(each, Ref))


def _is_evidence(part: object) -> bool:
    return isinstance(part, Entry) and part.anchor.startswith("on-")


def _kept(section: Section, wanted: frozenset[str]) -> Section:
    """The section without the entries that nothing leads to."""
    kept = (
        _kept(part, wanted) if isinstance(part, Section) else part
        for part in section.blocks
        if not (isinstance(part, Entry) and _is_evidence(part) and part.anchor not in wanted)
    )
    return replace(section, blocks=tuple(kept))
