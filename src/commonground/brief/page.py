"""A brief as one HTML page that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["set_page"]


def set_page(template: str, contents: object, *styles: str, **more: object) -> str:
    """``contents`` set by a template that fills ``base.html.j2``, with these style sheets one after the other.

    The contents have a ``title``, ``caveats`` and a ``program``, which the frame of every page shows.
    """
    folder = files("commonground.brief").joinpath("templates")
    style = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in styles)
    return _environment().get_template(template).render(brief=contents, style=style, **more)


def _css_string(text: str) -> Markup:
    """``text`` as a string of CSS, with every character that could end the string or the style sheet escaped."""
    from markupsafe import Markup

    plain = "".join(c if c.isalnum() or c in " .,:;()" else f"\\{ord(c):06x}" for c in text)
    return Markup(f'"{plain}"')  # noqa: S704 - made of escapes only


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
    environment.filters["css_string"] = _css_string
    return environment
