"""How pages are set: templates of the workbench, and those macros of the brief that set a document's parts.

Everything that comes from a case, a text or an address is escaped; no template marks anything as safe.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from commonground.brief.document.runs import MARKS

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context

__all__ = ["MARKS", "environment"]


@cache
def environment() -> Environment:
    """The environment of all templates. A page gives ``links``, which knows where a reference leads."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, pass_context

    from commonground.brief.forms.html import part_filters

    @pass_context
    def href(context: Context, to: str) -> str:
        where: str = context["links"].reference(to)
        return where

    loaders = [PackageLoader("commonground.workbench"), PackageLoader("commonground.brief")]
    made = Environment(
        loader=ChoiceLoader(loaders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= part_filters() | {"href": href, "drawn": lambda figure: None}
    made.globals["words"] = _words()
    made.globals["marks"] = MARKS
    return made


def _words() -> Mapping[str, Any]:
    from commonground.brief.forms.labels import labels

    return {**labels("en"), "not_drawn": "The picture of it is in the brief; here is the same as a table."}
