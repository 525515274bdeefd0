"""What is told of an address beside its route: what it is for, what may be given, and what comes back.

An entry of a table goes by the method and the path of the route, without ``.json``::

    "GET /case/{case}/issue/{name}": Told("Answers", "One issue", "Its verdict, ...", about={"name": ISSUE}, answer=...)

Each part of the path in braces has to be told in ``about`` (``case`` is told once for all). A page about a case takes
the query that says how the case is looked at; what else it reads of its query stands in ``query``. What a form may send
stands in ``form``, and files in ``files``; the token is told once for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commonground.workbench.api.shapes import TEXT, Schema

__all__ = ["CASE", "VIEW", "Given", "Told"]


@dataclass(frozen=True, slots=True)
class Given:
    """One thing that may be given: what it is, an example, and of which kind."""

    what: str
    example: Any
    schema: Mapping[str, Any] = field(default_factory=lambda: dict(TEXT))
    needed: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One address. ``answer``: the schema of its data; None where it gives none.

    ``media`` is what else it gives, which is a page unless said. ``view``: whether the query says how the case is
    looked at. ``leads``: a browser is sent on to another page when it is done. ``later``: it may be begun only,
    as long work.
    """

    group: str
    title: str
    what: str
    about: Mapping[str, Given] = field(default_factory=dict)
    query: Mapping[str, Given] = field(default_factory=dict)
    form: Mapping[str, Given] = field(default_factory=dict)
    files: Mapping[str, Given] = field(default_factory=dict)
    answer: Schema | None = None
    media: tuple[str, ...] = ("text/html",)
    view: bool = True
    leads: bool = True
    later: bool = False


CASE = Given("The case, by its key: the name of its folder or .zip, as home lists it.", "istanbul-2025")
VIEW: Mapping[str, Given] = {
    "layer": Given("A layer of the case that is on; any number.", "signing-needs-no-settlement", many=True),
    "what-if": Given(
        "A change to ask about, in the lines of the command line: drop, add, accept, change; any number.",
        "drop R1",
        many=True,
    ),
    "round": Given("The round at which it is asked; the latest unless said.", "r2"),
    "as-of": Given("The last day of the record that counts.", "2025-06-10"),
}
