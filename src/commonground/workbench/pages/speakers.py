"""For whom the speakers of a text speak whom the case does not know: asked once, beside the text."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from commonground.case.naming_speakers import name_speakers
from commonground.workbench.to_write import done, text, to_write
from commonground.workbench.undo import Telling, drafted

__all__ = ["say_who"]


def say_who(request: Request, form: FormData) -> Response:
    """The answers that were given, in the case; whoever was left open is asked for again."""
    found = to_write(request)
    given = {name.removeprefix("who."): text(form, name) for name in form if name.startswith("who.")}
    answers = {name: answer for name, answer in given.items() if answer}
    if not answers:
        return done(request, found.links.to("code", found.name()), {"actors": []})
    telling = Telling([f"{name}: said who it is." for name in answers])
    with drafted(request, found.entry, telling) as draft:
        made = name_speakers(draft, answers)
    where = f"{found.links.to('code', found.name())}?named={len(made)}"
    return done(request, where, {"actors": list(made)})
