"""The files of a case as they are written, with the number of each line: the YAML is one click away."""

from __future__ import annotations

from starlette.requests import Request

from commonground.case.mending import MENDABLE
from commonground.errors import Problem, UsageError, nearest_word
from commonground.workbench.forms.in_text import forms_in
from commonground.workbench.links import Links
from commonground.workbench.page import Page, cases_of
from commonground.workbench.view import View

__all__ = ["file"]

_TEXTS = (".yaml", ".yml", ".jsonl", ".json", ".md", ".txt", ".csv", ".vtt", ".srt", ".xml", ".html", ".tsv")


def file(request: Request) -> Page:
    """One file of a case; it need not be a case that can be read. Names are looked up and never joined to a path."""
    cases, name = cases_of(request), str(request.path_params["name"])
    entry = cases.entry(str(request.path_params["case"]))
    folder = cases.folder(entry)
    names = [each for each in folder.names() if each.lower().endswith(_TEXTS)]
    if name not in names:
        what, nearest = f"There is no file “{name[:80]}” in this case that is shown here.", nearest_word(name, names)
        raise UsageError(Problem(what, read=name[:200], nearest=nearest, code="no-file"))
    text = folder.read(name).decode("utf-8-sig", "replace")
    links = Links(entry.key, View())
    more = {"links": links, "entry": entry, "lines": text.splitlines(), "names": names, "name": name}
    more["forms"] = {line: (what, where) for line, what, where in forms_in(folder, name, links)}
    more["editable"] = MENDABLE.fullmatch(name) is not None
    return Page(name, {"case": entry.key, "file": name, "text": text, "files": names}, (), "file.html", more)
