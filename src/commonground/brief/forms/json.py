"""A brief as JSON: every part with its kind, and the data behind it, for programs and for ``commonground verify``."""

from __future__ import annotations

import json

from commonground.brief.document import Document

__all__ = ["to_json"]


def to_json(document: Document) -> str:
    """``document`` as JSON text, stable and versioned; see :meth:`Document.to_dict`."""
    return json.dumps(document.to_dict(), indent=1, ensure_ascii=False) + "\n"
