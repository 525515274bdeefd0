"""A brief as one HTML page that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from commonground.brief.document import (
    Document,
    Figure,
    Mark,
    MarkedText,
    Piece,
    Runs,
    Table,
    line_anchor,
    mark_anchor,
    parts_of,
    plain,
)
from commonground.brief.document.runs import MARKS
from commonground.brief.forms.labels import labels
from commonground.brief.plots.draw import draw

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["Paper", "part_filters", "to_html"]

Paper = Literal["A4", "letter"]

# Pictures by anchor that are being drawn while the page is set; what draws needs nothing of Python's meanwhile.
_AHEAD: ContextVar[Mapping[str, Future[str | None]]] = ContextVar("_AHEAD", default=MappingProxyType({}))

_LOOKS = {
    "for": "move for",
    "against": "move against",
    "neutral": "move neutral",
    "quotation": "quotation",
    "inner quotation": "quotation deep",
    "insertion": "insertion",
    "plain": "",
}
_KINDS = {"outside": ("label",), "insertion": ("insertion",)}


def to_html(document: Document, *, paper: Paper = "A4") -> str:
    """``document`` set as a page; printed, it fills sheets of ``paper``."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        figures = [part for part in parts_of(document) if isinstance(part, Figure)]
        figures += [sheet for figure in figures if (sheet := _for_sheets(figure)) is not None]
        ahead = _AHEAD.set({figure.anchor: pool.submit(draw, figure) for figure in figures})
        try:
            return _set(document, paper)
        finally:
            _AHEAD.reset(ahead)
            pool.shutdown(cancel_futures=True)


def _set(document: Document, paper: Paper) -> str:
    folder = files("commonground.brief").joinpath("templates")
    sheets = ("brief.css", "document.css", *(("record.css",) if _of_a_text(document) else ()))
    style = "".join(folder.joinpath(name).read_text(encoding="utf-8") for name in sheets)
    return (
        _environment()
        .get_template("document.html.j2")
        .render(
            document=document,
            frame=document.frame,
            style=style,
            paper=paper,
            words=labels(document.language),
            made=json.dumps(document.data["made"], ensure_ascii=False) if "made" in document.data else None,
        )
    )


def _of_a_text(document: Document) -> bool:
    """Whether there is something in it that only the brief of one text has."""
    return any(
        isinstance(part, MarkedText) or (isinstance(part, Table) and part.stacked) for part in parts_of(document)
    )


def css_string(text: str) -> Markup:
    """``text`` as a string of CSS, with every character that could end the string or the style sheet escaped."""
    from markupsafe import Markup

    shown = "".join(c if c.isalnum() or c in " .,:;()" else f"\\{ord(c):06x}" for c in text)
    return Markup(f'"{shown}"')  # noqa: S704 - made of escapes only


def _drawn(figure: Figure) -> Markup | None:
    from markupsafe import Markup

    begun = _AHEAD.get().get(figure.anchor)
    svg = draw(figure) if begun is None else begun.result()
    return None if svg is None else Markup(svg)  # noqa: S704 - drawn here, with every text in it escaped


def _for_sheets(figure: Figure) -> Figure | None:
    """The picture that stands in the place of the other where the page is printed, if there is one."""
    if figure.sheet_picture is None:
        return None
    return replace(figure, anchor=f"{figure.anchor}-on-sheets", picture=figure.sheet_picture, sheet_picture=None)


def _drawn_for_sheets(figure: Figure) -> Markup | None:
    sheet = _for_sheets(figure)
    return None if sheet is None else _drawn(sheet)


def _words(runs: Runs) -> str:
    return plain(runs)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("commonground.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["css_string"] = css_string
    environment.filters |= part_filters() | {"drawn": _drawn, "drawn_for_sheets": _drawn_for_sheets}
    environment.filters["href"] = "#{}".format
    return environment


def part_filters() -> dict[str, Callable[..., Any]]:
    """What ``parts.html.j2`` needs beside ``href``, where a reference leads, and ``drawn``, the picture of a figure."""
    return {
        "mark": MARKS.__getitem__,
        "kind": lambda part: type(part).__name__.lower(),
        "path": path_text,
        "words": _words,
        "line_anchor": line_anchor,
        "mark_anchor": mark_anchor,
        "by_name": lambda text: {mark.name: mark for mark in text.marks},
        "look_classes": _LOOKS.__getitem__,
        "classes": _classes,
        "drawn_for_sheets": lambda figure: None,  # a page that is not printed has none
    }


def _classes(piece: Piece, marks: Mapping[str, Mark]) -> str:
    """The classes of a piece, each once."""
    looks = (word for name in piece.within for word in _LOOKS[marks[name].look].split())
    return " ".join(dict.fromkeys((*_KINDS.get(piece.kind, ()), *looks))) if piece.words.strip() else ""


def path_text(path: tuple[str | int, ...]) -> str:
    """A path into the data as a JSON pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
