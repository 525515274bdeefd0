"""A document for sheets of paper: what a page folds stands open, and names with their values stand in lines.

A program that sets sheets spends its time on boxes; a line of ten names and values is one box, a grid of them twenty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from commonground.brief.document import (
    Block,
    Document,
    Entry,
    Folded,
    Items,
    Paragraph,
    Plain,
    Run,
    Runs,
    Section,
    Terms,
    paragraph,
    sentence,
)

__all__ = ["opened"]


def opened(document: Document) -> Document:
    """``document`` with nothing folded and no grids."""
    return replace(document, sections=tuple(map(_section, document.sections)))


def _section(section: Section) -> Section:
    parts: list[Block | Section] = []
    for part in section.blocks:
        parts.extend([_section(part)] if isinstance(part, Section) else _block(part, apart=True))
    return replace(section, blocks=tuple(parts))


def _block(block: Block, *, apart: bool = False) -> Iterator[Block]:
    match block:
        case Folded(summary, blocks):
            yield paragraph(sentence(tuple(_strong(run) for run in summary)))
            yield from _blocks(blocks)
        case Terms(pairs):
            lines = tuple((*name, Plain(": "), *told) for name, told in pairs)
            yield Items(tuple((paragraph(sentence(each)),) for each in lines)) if apart else _line(lines)
        case Items():
            yield replace(block, items=tuple(tuple(_blocks(item)) for item in block.items))
        case Entry():
            yield replace(block, blocks=tuple(_blocks(block.blocks)))
        case _:
            yield block


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for each in blocks:
        yield from _block(each)


def _line(lines: tuple[Runs, ...]) -> Paragraph:
    """Within an entry, of which there are hundreds, one line for all."""
    runs: list[Run] = []
    for place, each in enumerate(lines):
        runs += [*([Plain("; ")] if place else []), *each]
    return paragraph(sentence(tuple(runs)))


def _strong(run: Run) -> Run:
    return Plain(run.text, "strong") if isinstance(run, Plain) else run
