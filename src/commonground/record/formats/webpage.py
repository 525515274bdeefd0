"""Web pages: what is said on them, found by trafilatura, without menus, notices, scripts and comments by readers.

What is left out is told in ``notes`` as a number of paragraphs.

Only the bytes given are looked at: no picture, style, script or link of the page is loaded. The encoding is the one
that a byte order mark or the page's own ``charset`` names, else UTF-8.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from commonground.record.formats.blocks import Blocks
from commonground.record.formats.markup import inert_html, local_name
from commonground.record.formats.plain import text_of
from commonground.record.formats.refusing import quiet, refused
from commonground.record.formats.source import Source

__all__ = ["LARGEST_PAGE", "MOST_MARKS", "web_page"]

LARGEST_PAGE = 10_000_000  # bytes
MOST_MARKS = 20_000  # elements; what trafilatura takes grows faster than their number
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_TAG_OF_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def web_page(data: bytes, path: Path | None = None) -> Source:
    """The article, interview or transcript of a web page. Its headings and its byline are nobody's statement."""
    if len(data) > LARGEST_PAGE:
        raise refused(path, f"The page is larger than {LARGEST_PAGE // 1_000_000} MB.", "too-large")
    root = inert_html(_text(data, path), path)
    if sum(1 for _ in islice(root.iter(), MOST_MARKS + 1)) > MOST_MARKS:
        raise refused(path, f"The page has more than {MOST_MARKS:,} marks.", "too-many-marks")
    paragraphs = _counted(each.text_content() for each in root.iter("p"))
    language = _TAG_OF_LANGUAGE.fullmatch((root.get("lang") or "").strip())
    title, author, body = _extracted(root)
    blocks = Blocks()
    if title and not _opens_with(body, title):
        blocks.add(title, aside=True)
    if author:
        blocks.add(author, aside=True)
    _add(body, blocks)
    if not blocks.text or len(blocks.asides) == blocks.text.count("\n\n") + 1:
        raise refused(path, "The page holds no text that could be found apart from its frame.", "no-words-on-page")
    left_out = (paragraphs - _counted(blocks.text.split("\n\n"))).total()
    what = f"{left_out} of {paragraphs.total()} paragraphs were taken for the frame of the page and left out."
    return Source(
        blocks.text,
        title=title,
        asides=blocks.asides,
        language=language.group() if language else None,
        notes=(what,) if left_out else (),
    )


def _text(data: bytes, path: Path | None) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _converted(data, "utf-16", path)
    named = _CHARSET.search(data[:4096])
    if not named or data.startswith(codecs.BOM_UTF8):
        return text_of(data, path)
    return _converted(data, named.group(1).decode("ascii"), path)


def _converted(data: bytes, encoding: str, path: Path | None) -> str:
    try:
        if codecs.lookup(encoding).name == "utf-8":
            return text_of(data, path)
        text = data.decode(encoding)
    except LookupError:
        what = f"The page says it is written in {encoding}, which is not known."
        raise refused(path, what, "not-utf8", expected="a page saved as UTF-8") from None
    except UnicodeError as error:
        what = f"The page says it is written in {encoding}, but byte {getattr(error, 'start', 0)} is not."
        raise refused(path, what, "not-utf8", expected="a page saved as UTF-8") from None
    return text.removeprefix("\ufeff")


def _extracted(root: Any) -> tuple[str | None, str | None, Any]:
    """Title, author and body; the body as trafilatura's small vocabulary of marks (p, head, quote, list, item)."""
    # trafilatura imports only where lxml_html_clean is installed, which neither it nor its own needs ask for by name.
    import lxml_html_clean  # noqa: F401
    import trafilatura
    from lxml import etree

    with quiet("trafilatura", "htmldate", "courlan", "justext"):
        found = trafilatura.bare_extraction(
            root, favor_recall=True, include_comments=False, include_tables=True, with_metadata=True, deduplicate=False
        )
    if found is None or isinstance(found, dict) or found.body is None:
        return None, None, etree.Element("body")
    return _line(found.title), _line(found.author), found.body


def _counted(paragraphs: Iterable[str]) -> Counter[str]:
    """How often each paragraph stands there, white space not counting."""
    return Counter(words for words in ("".join(each.split()) for each in paragraphs) if words)


def _line(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


def _opens_with(body: Any, title: str) -> bool:
    first = next(iter(body), None)
    return first is not None and _line("".join(first.itertext())) == title


def _add(element: Any, blocks: Blocks) -> None:
    for child in element:
        name = local_name(child)
        if name in {"list", "table"} or (name == "quote" and len(child)):
            blocks.add(_inline(child, own=True))
            _add(child, blocks)
        else:
            blocks.add(_inline(child), aside=name == "head")
        blocks.add(" ".join((child.tail or "").split()))


def _inline(element: Any, *, own: bool = False) -> str:
    """The words of an element, one line for each `lb`; `own`: only those before its first child."""
    parts = [element.text or ""]
    if not own:
        for child in element:
            parts.append("\n" if local_name(child) == "lb" else _inline(child))
            parts.append(child.tail or "")
    lines = "".join(parts) if own else "".join(" ".join(part.split(" ")) for part in parts)
    return "\n".join(" ".join(line.split()) for line in lines.split("\n")) if "\n" in lines else " ".join(lines.split())
