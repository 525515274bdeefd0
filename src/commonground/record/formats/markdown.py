"""Markdown (CommonMark, MacFarlane, version 0.31), by markdown-it: the words without the marks.

Emphasis goes, so that ``**Anna Berg:**`` is a label like any other; headings are nobody's statement; pictures, comments
and HTML marks are left out; the target of a link is left out and its words stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from commonground.record.formats.blocks import Blocks
from commonground.record.formats.markup import inert_html
from commonground.record.formats.plain import text_of
from commonground.record.formats.refusing import refused
from commonground.record.formats.source import Source

__all__ = ["LARGEST", "MOST_MARKS", "markdown"]

LARGEST = 10_000_000  # bytes
MOST_MARKS = 20_000  # signs that may be marks in one paragraph; the time to tell grows with their square

_MARKS = "[*_`<|&\\"
_EMPTY_LINE = re.compile(r"\r?\n[ \t]*\r?\n")
_ATTRIBUTES = re.compile(r"\A---[ \t]*\r?\n.{0,20000}?^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)


def markdown(data: bytes, path: Path | None = None) -> Source:
    """The words of a Markdown file, an empty line between two paragraphs."""
    from markdown_it import MarkdownIt

    if len(data) > LARGEST:
        raise refused(path, f"The Markdown file is larger than {LARGEST // 1_000_000} MB.", "too-large")
    text = _ATTRIBUTES.sub("", text_of(data, path), count=1)
    if any(sum(map(paragraph.count, _MARKS)) > MOST_MARKS for paragraph in _EMPTY_LINE.split(text)):
        raise refused(path, f"A paragraph has more than {MOST_MARKS:,} signs that may be marks.", "too-many-marks")
    blocks = Blocks()
    title: str | None = None
    heading, number = False, ""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type in {"heading_open", "heading_close"}:
            heading = token.nesting == 1
        elif token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "inline":
            words = _words(token.children or ())
            blocks.add(number + words if words.strip() else "", aside=heading)
            title = title or (words.strip() if heading else None)
            number = ""
        elif token.type in {"fence", "code_block"}:
            blocks.add(token.content)
        elif token.type == "html_block":
            blocks.add(inert_html(f"<div>{token.content}</div>", path).text_content())
    return Source(blocks.text, title=title, asides=blocks.asides)


def _words(tokens: Sequence[Any]) -> str:
    """The words of a paragraph; a line end in it stays one, so that a label at the start of a line stays there."""
    parts = []
    for token in tokens:
        if token.type in {"text", "code_inline"}:
            parts.append(token.content)
        elif token.type in {"softbreak", "hardbreak"} or token.content.lower().startswith("<br"):
            parts.append("\n")
    return "".join(parts)
