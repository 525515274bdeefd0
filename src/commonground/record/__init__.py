"""The record: texts that never change once read, and anchors into them."""

from commonground.record.anchors import Anchor, Place, Sealed, anchor_at, find, seal
from commonground.record.document import Document, read_document
from commonground.record.normalise import normalise, normalise_mapped

__all__ = [
    "Anchor",
    "Document",
    "Place",
    "Sealed",
    "anchor_at",
    "find",
    "normalise",
    "normalise_mapped",
    "read_document",
    "seal",
]
