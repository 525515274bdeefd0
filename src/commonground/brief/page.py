"""A brief as one HTML page that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from commonground.brief.contents import Contents

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["page"]

# A zone is told by its words and its mark; the colour only repeats them.
_MARKS = {"accepted": "●", "not excluded": "◐", "excluded": "○", "not computed": "?"}


def page(contents: Contents) -> str:
    """``contents`` set as a page."""
    style = files("commonground.brief").joinpath("templates", "brief.css").read_text(encoding="utf-8")
    return _environment().get_template("brief.html.j2").render(brief=contents, style=style)


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
    environment.filters["mark"] = lambda zone: _MARKS.get(zone, "?")
    return environment
