"""Draw a figure as SVG or PNG with vl-convert, which needs no browser and no network.

A specification is plain data in the Vega-Lite language, so that the same one serves a page, a notebook and the
workbench. vl-convert comes with the optional part ``report``; without it there is no picture, and the form that asked
prints the figure's table.
"""

from __future__ import annotations

import re
from contextlib import suppress
from html import escape
from threading import Thread

from commonground.brief.document import Figure, Table

__all__ = ["begin_early", "draw", "draw_png"]

_VEGA_LITE = "6.4"
_SVG = re.compile(r"<svg\b[^>]*>")
# The whole picture is one image with a name of its own; its marks are none, though the renderer calls them so.
_WITHIN = re.compile(r' (?:role|aria-roledescription|aria-label|aria-hidden)="[^"]*"')


def begin_early() -> None:
    """Start what draws, beside other work: its first picture takes half a second, and needs nothing of Python's.

    Not a daemon: a program that ends meanwhile waits for it, since what runs outside Python cannot be stopped safely.
    """
    Thread(target=_begun, name="drawing begins").start()


def _begun() -> None:
    nothing = Figure("begun", "", "", '{"data": {"values": [{}]}, "mark": "text"}', Table((), (), ()))
    with suppress(Exception):  # whoever draws a picture that is wanted will be told
        draw(nothing)


def draw(figure: Figure) -> str | None:
    """The picture as SVG with title and description; None where vl-convert is not installed."""
    try:
        import vl_convert
    except ImportError:
        return None
    svg: str = vl_convert.vegalite_to_svg(figure.picture, vl_version=_VEGA_LITE, allowed_base_urls=[])
    return _SVG.sub(lambda tag: _named(tag[0], figure), _WITHIN.sub("", svg), count=1)


def draw_png(figure: Figure, scale: float = 2.0) -> bytes | None:
    """The picture as PNG; None where vl-convert is not installed."""
    try:
        import vl_convert
    except ImportError:
        return None
    png: bytes = vl_convert.vegalite_to_png(figure.picture, vl_version=_VEGA_LITE, scale=scale, allowed_base_urls=[])
    return png


def _named(tag: str, figure: Figure) -> str:
    """The opening tag with what a screen reader says, and the title and description it names."""
    title, told = f"{figure.anchor}-picture", f"{figure.anchor}-told"
    named = f'{tag[:-1]} role="img" aria-labelledby="{title} {told}">'
    words = f'<title id="{title}">{escape(figure.title)}</title><desc id="{told}">{escape(figure.description)}</desc>'
    return named + words
