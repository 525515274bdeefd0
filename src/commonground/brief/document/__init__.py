"""What a brief is, whatever form it takes: runs, sentences with their standing, blocks, sections, a document."""

from commonground.brief.document.blocks import (
    Block,
    Entry,
    Figure,
    Folded,
    Items,
    Paragraph,
    Quote,
    Section,
    Sentence,
    Standing,
    Table,
    Terms,
    paragraph,
    sentence,
)
from commonground.brief.document.document import VERSION, Document, parts_of
from commonground.brief.document.runs import Number, Out, Plain, Ref, Run, Runs, Zone, plain, runs_of

__all__ = [
    "VERSION",
    "Block",
    "Document",
    "Entry",
    "Figure",
    "Folded",
    "Items",
    "Number",
    "Out",
    "Paragraph",
    "Plain",
    "Quote",
    "Ref",
    "Run",
    "Runs",
    "Section",
    "Sentence",
    "Standing",
    "Table",
    "Terms",
    "Zone",
    "paragraph",
    "parts_of",
    "plain",
    "runs_of",
    "sentence",
]
