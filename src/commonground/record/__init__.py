"""The record: texts that never change once read, their turns and quotations, and anchors into them."""

from commonground.record.anchors import Anchor, Place, Sealed, anchor_at, find, seal
from commonground.record.asides import Aside
from commonground.record.attachments import Attachment, attach, attached, detach
from commonground.record.document import Document, read_document
from commonground.record.insertions import Insertion
from commonground.record.kinds import KINDS
from commonground.record.normalise import Normalised, normalise, normalise_mapped
from commonground.record.quotations import Quotation
from commonground.record.read import read
from commonground.record.selectors import anchor_from, target_of
from commonground.record.turns import Turn
from commonground.record.utf16 import from_utf16, to_utf16
from commonground.record.view import ReadingView

__all__ = [
    "KINDS",
    "Anchor",
    "Aside",
    "Attachment",
    "Document",
    "Insertion",
    "Normalised",
    "Place",
    "Quotation",
    "ReadingView",
    "Sealed",
    "Turn",
    "anchor_at",
    "anchor_from",
    "attach",
    "attached",
    "detach",
    "find",
    "from_utf16",
    "normalise",
    "normalise_mapped",
    "read",
    "read_document",
    "seal",
    "target_of",
    "to_utf16",
]
