"""Reading XML and HTML with everything switched off that could fetch, expand or run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commonground.errors import RecordError
from commonground.record.formats.refusing import refused

__all__ = ["inert_html", "inert_xml", "local_name"]

_DEEPEST = 200  # elements within elements
_PROLOG = 10_000  # bytes in which a document type is seen before anything is parsed; later ones are seen after


def inert_xml(data: bytes, path: Path | None) -> Any:
    """The root element of an XML file that brings no document type, no entities and no inclusions of its own."""
    from lxml import etree

    if b"<!DOCTYPE" in data[:_PROLOG].replace(b"\x00", b""):
        raise _brings_in(path)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None)
        reason = " ".join(str(error).split(", line ")[0].split())
        raise refused(path, f"This is not well-formed XML: {reason}.", "bad-xml", line=line) from None
    if root.getroottree().docinfo.doctype:
        raise _brings_in(path)
    if next(root.iter("{http://www.w3.org/2001/XInclude}include"), None) is not None:
        what = "The file is put together from other files by XInclude, and those are not read."
        raise refused(path, what, "xml-doctype", expected="one file that holds the whole text")
    return root


def _brings_in(path: Path | None) -> RecordError:
    what = "The file declares a document type, which can bring in entities and other files; neither is read."
    return refused(path, what, "xml-doctype", expected="the same file without its DOCTYPE")


def inert_html(text: str, path: Path | None) -> Any:
    """The root element of a page, as text and marks only: nothing of it is loaded or run."""
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise refused(path, f"The page cannot be read: {error}.", "bad-html") from None
    if _deeper_than(root, _DEEPEST):
        raise refused(path, f"The page nests marks more than {_DEEPEST} deep.", "bad-html")
    etree.strip_elements(root, "script", "style", "noscript", "template", "iframe", "object", "svg", with_tail=False)
    return root


def local_name(element: Any) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _deeper_than(root: Any, most: int) -> bool:
    level = [root]
    for _ in range(most):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True
