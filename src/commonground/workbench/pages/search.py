"""Search over all sources of a case, each hit with the place where it stands."""

from __future__ import annotations

from dataclasses import asdict

from commonground.workbench.page import Opened, Page
from commonground.workbench.search import MOST, search

__all__ = ["found"]

_LONGEST = 200  # characters of what is looked for


def found(opened: Opened) -> Page:
    """The turns in which all the words occur."""
    words = opened.request.query_params.get("q", "").strip()[:_LONGEST]
    hits = search(opened.case, words)
    data = {
        "case": opened.case.id,
        "words": words,
        "hits": [asdict(hit) for hit in hits],
        "exhaustive": len(hits) < MOST,
    }
    more = {"asked": words, "hits": hits, "most": MOST}
    return Page("Search", data, (), "search.html", more)
