"""The pictures of a page, each under the page's own address: ``/case/x/order/picture/figure-order.svg``.

A page shows a picture as an image, with the table that says the same below it. The image is asked for after the page,
so nobody waits for a drawing; all pictures of one page are drawn together, by a process of their own that takes its
engine away with it. ``NAME-dark.svg`` is the same for a dark screen, which the browser chooses. A picture opened by
itself may do nothing: its policy allows no script, no request and no form.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.responses import Response

from commonground.brief.document import Figure, parts_of
from commonground.brief.plots.apart import can_draw, drawn_apart
from commonground.brief.plots.on_dark import on_dark
from commonground.errors import Problem, UsageError, nearest_word

if TYPE_CHECKING:
    from markupsafe import Markup
    from starlette.requests import Request

    from commonground.workbench.page import Page
    from commonground.workbench.view import View

__all__ = ["figures_of", "image", "picture"]

POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
_DARK = "-dark"
_MOST_KEPT = 80  # drawings of some twenty thousand characters each
_AROUND = 8  # pixels that the drawing adds to each measure

_kept: OrderedDict[str, str] = OrderedDict()
_lock = Lock()  # one drawing process at a time, and who waits for it finds its pictures drawn


def figures_of(page: Page) -> dict[str, Figure]:
    """The figures of a page, by name."""
    return {part.anchor: part for part in parts_of(page.sections) if isinstance(part, Figure)}


def picture(page: Page, name: str) -> Response:
    """One of the pictures of a page, as SVG.

    Raises
    ------
    UsageError
        The page has no such picture, or it cannot be drawn here.
    """
    known = figures_of(page)
    plain = name.removesuffix(_DARK)
    if plain not in known:
        what, nearest = f"This page has no picture “{name[:80]}”.", nearest_word(plain, known)
        raise UsageError(Problem(what, read=name[:200], nearest=nearest, code="no-file"))
    svg = _drawn(known)[plain]
    shown = on_dark(svg) if name.endswith(_DARK) else svg
    return Response(shown, media_type="image/svg+xml", headers={"content-security-policy": POLICY})


def image(request: Request, view: View, name: str, told: str, figure: Figure | None = None) -> Markup | None:
    """The image of a picture of the page that is asked for; None where nothing is installed that draws."""
    from markupsafe import Markup

    if not can_draw():
        return None
    base, query = f"{quote(request.scope['path'])}/picture/{quote(name)}", view.query()
    size = Markup("") if figure is None else Markup(' width="{}" height="{}"').format(*_size(figure))
    dark = Markup('<source media="screen and (prefers-color-scheme: dark)" srcset="{}{}.svg{}">').format(
        base, _DARK, query
    )
    shown = Markup('<img src="{}.svg{}" alt="{}" loading="lazy"{}>').format(base, query, told, size)
    return Markup("<picture>{}{}</picture>").format(dark, shown)


def _drawn(figures: Mapping[str, Figure]) -> dict[str, str]:
    """The drawings of all figures of a page; those that are kept are not drawn again."""
    places = {name: _place(figure) for name, figure in figures.items()}
    with _lock:
        missing = {places[name]: figure for name, figure in figures.items() if places[name] not in _kept}
        if missing:
            _kept.update(zip(missing, drawn_apart(list(missing.values())), strict=True))
        found = {name: _kept[place] for name, place in places.items()}
        for place in places.values():
            _kept.move_to_end(place)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return found


def _place(figure: Figure) -> str:
    told = json.dumps([figure.anchor, figure.title, figure.description, figure.picture])
    return sha256(told.encode()).hexdigest()


def _size(figure: Figure) -> tuple[int, int]:
    """About how large the picture will be, so that what stands below it does not jump."""
    spec: Mapping[str, Any] = json.loads(figure.picture)
    return int(spec["width"]) + _AROUND, int(spec["height"]) + _AROUND
