"""What stands written in a picture."""

from __future__ import annotations

import re
from html import unescape

from commonground.brief.document import Figure
from commonground.brief.plots.draw import draw

MOST_BYTES = 150_000


def words(figure: Figure) -> str:
    """The words drawn, in order, joined by spaces; without title and description."""
    drawn = draw(figure)
    assert drawn is not None
    told = re.findall(r"<text\b[^>]*>([^<]*)</text>", drawn)
    return unescape(" ".join(told))
