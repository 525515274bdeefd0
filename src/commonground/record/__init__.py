"""The record: texts that never change once read, their turns and quotations, and anchors into them."""

from typing import TYPE_CHECKING

from commonground._late import late
from commonground.record.anchors import Anchor, Place, Sealed, anchor_at, find, seal
from commonground.record.normalise import Normalised, normalise, normalise_mapped
from commonground.record.selectors import anchor_from, target_of
from commonground.record.utf16 import from_utf16, to_utf16

if TYPE_CHECKING:
    from commonground.record.asides import Aside
    from commonground.record.attachments import Attachment, attach, attached, detach
    from commonground.record.document import Document, read_document
    from commonground.record.insertions import Insertion
    from commonground.record.kinds import KINDS
    from commonground.record.quotations import Quotation
    from commonground.record.reading import read
    from commonground.record.turns import Turn
    from commonground.record.view import ReadingView

# What reads texts is imported when it is first used: most callers only look at anchors.
_HOMES = {
    "Aside": "asides",
    "Attachment": "attachments",
    "attach": "attachments",
    "attached": "attachments",
    "detach": "attachments",
    "Document": "document",
    "read_document": "document",
    "Insertion": "insertions",
    "KINDS": "kinds",
    "Quotation": "quotations",
    "read": "reading",
    "Turn": "turns",
    "ReadingView": "view",
}

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

__getattr__ = late(__name__, _HOMES)
