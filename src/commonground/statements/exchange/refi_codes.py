"""Codebooks after REFI-QDA 1.5 (Evers, Caprioli, Nöst, Wiedemann, 2020): codes within codes, alone or in a project.

The models of pyrefiqda are not used for writing and reading: it unpacks a whole archive to disk before it looks at it,
and takes texts from a folder only. Tests read what is written here with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from commonground.record.document import Document
from commonground.statements.exchange.bounded import parse_xml, read_bytes, refused
from commonground.statements.exchange.carried import SHOWN, clean, shown
from commonground.statements.schema import Statement

__all__ = ["CANNOT_HOLD", "CODEBOOK", "FACETS", "PROJECT", "Code", "codes_of", "guid", "read_codebook", "written"]

CANNOT_HOLD: tuple[str, ...] = ("Statements: a codebook holds codes only.",)
PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
FACETS = tuple(name for name in SHOWN if name != "paraphrase")
_NAMESPACE = uuid5(NAMESPACE_URL, "urn:commonground:")
_DEEPEST = 50


@dataclass(frozen=True, slots=True)
class Code:
    """A code, and the names of those it stands under, outermost first."""

    name: str
    under: tuple[str, ...] = ()
    description: str = ""


def guid(*names: object) -> str:
    """The same id for the same names, so that a second export is the same file."""
    return str(uuid5(_NAMESPACE, "\x1f".join(map(str, names)).encode("utf-8", "replace").decode()))


def codes_of(statements: Iterable[Statement]) -> tuple[Code, ...]:
    """The codes that statements use: one for each facet (act, issue, ...), its values under it."""
    used: dict[str, dict[str, None]] = {facet: {} for facet in FACETS}
    for statement in statements:
        fields = shown(statement)
        for facet in FACETS:
            if fields[facet]:
                used[facet].setdefault(fields[facet])
    return tuple(
        code
        for facet, values in used.items()
        for code in (Code(facet), *(Code(value, (facet,)) for value in sorted(values)))
    )


def add_codes(parent: Any, namespace: str, codes: Sequence[Code]) -> None:
    """Put ``Codes`` under an element; a code whose parents are not there gets them."""
    from lxml import etree

    elements: dict[tuple[str, ...], Any] = {(): etree.SubElement(parent, f"{{{namespace}}}Codes")}
    for code in codes or (Code("commonground"),):  # the standard asks for one
        path = (*code.under, code.name)
        for depth in range(1, len(path) + 1):
            if path[:depth] not in elements:
                element = etree.SubElement(elements[path[: depth - 1]], f"{{{namespace}}}Code")
                element.set("guid", guid("code", *path[:depth]))
                element.set("name", clean(path[depth - 1]))
                element.set("isCodable", "true")
                elements[path[:depth]] = element
        if code.description:
            description = etree.Element(f"{{{namespace}}}Description")
            description.text = clean(code.description)
            elements[path].insert(0, description)


def read_codes(parent: Any, namespace: str) -> dict[str, Code]:
    """The codes under ``Codes`` by their guid."""
    found: dict[str, Code] = {}
    stack: list[tuple[Any, tuple[str, ...]]] = [
        (each, ()) for each in reversed(parent.findall(f"{{{namespace}}}Codes/{{{namespace}}}Code"))
    ]
    while stack:
        element, under = stack.pop()
        name = element.get("name") or ""
        description = element.findtext(f"{{{namespace}}}Description") or ""
        found[(element.get("guid") or f"?{len(found)}").strip("{}").lower()] = Code(name, under, description)
        if len(under) < _DEEPEST:
            children = element.findall(f"{{{namespace}}}Code")
            stack += [(each, (*under, name)) for each in reversed(children)]
    return found


def codebook_bytes(codes: Sequence[Code]) -> bytes:
    """A ``.qdc`` file."""
    from lxml import etree

    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK})
    root.set("origin", "Commonground")
    add_codes(root, CODEBOOK, codes)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def written(statements: Sequence[Statement], documents: Mapping[str, Document]) -> tuple[bytes, tuple[str, ...]]:
    """The codes that statements use, and what the file lacks."""
    lost = f"{len(statements)} statements: a codebook holds only the codes that they use."
    return codebook_bytes(codes_of(statements)), (lost,) if statements else ()


def read_codebook(path: Path) -> tuple[Code, ...]:
    """The codes of a ``.qdc`` file."""
    root = parse_xml(read_bytes(path), path)
    if root.tag != f"{{{CODEBOOK}}}CodeBook":
        raise refused(path, "This is not a REFI-QDA codebook.", "not-refi", expected=f"a CodeBook of {CODEBOOK}")
    return tuple(read_codes(root, CODEBOOK).values())
