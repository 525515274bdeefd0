"""How pages are set: templates of the workbench, and those macros of the brief that set a document's parts.

Everything that comes from a case, a text or an address is escaped; no template marks anything as safe.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from commonground.brief.document import Figure
from commonground.brief.document.runs import MARKS
from commonground.workbench.pictures import image

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context
    from markupsafe import Markup

__all__ = ["MARKS", "environment"]


@cache
def environment() -> Environment:
    """The environment of all templates. A page gives ``links``, which knows where a reference leads."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, pass_context

    from commonground.brief.forms.html import part_filters
    from commonground.brief.forms.labels import labels

    @pass_context
    def href(context: Context, to: str) -> str:
        where: str = context["links"].reference(to)
        return where

    @pass_context
    def drawn(context: Context, figure: Figure) -> Markup | None:
        """The picture as an image, on a page of a case; a page of no case has no address for it."""
        if "found" not in context:
            return None
        return image(context["request"], context["found"].view, figure.anchor, figure.description, figure)

    loaders = [PackageLoader("commonground.workbench"), PackageLoader("commonground.brief")]
    made = Environment(
        loader=ChoiceLoader(loaders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= part_filters() | {"href": href, "drawn": drawn}
    made.globals["words"] = labels("en")
    made.globals["unfolded"] = True  # the table of a picture stands openly below it
    made.globals["marks"] = MARKS
    return made
