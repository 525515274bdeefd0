"""Another name for a thing, in every place that refers to it: in the case, its sources, its codebook and its layers."""

from __future__ import annotations

from commonground.case.model import Case
from commonground.case.save import Draft
from commonground.case.sections.references import Reference, references, referring, told_of
from commonground.case.yaml_text import Path
from commonground.errors import Problem, UsageError, Where

__all__ = ["follow"]


def follow(draft: Draft, case: Case, sort: str, old: str, new: str, defined: Path = (), file: str = "case.yaml") -> int:
    """Write ``new`` for ``old`` wherever ``old`` is referred to, but for the place ``defined``; how many places.

    A level or an outcome is given with what it belongs to: ``PARTY/LEVEL``, ``ISSUE/OUTCOME``.

    Raises
    ------
    UsageError
        Statements name it: their files only grow.
    """
    found = [
        each
        for each in referring(references(draft, case), sort, old)
        if (each.file, each.path) != (file, defined) or not defined
    ]
    fixed = [each for each in found if each.how == "statement"]
    if fixed:
        what = (
            f"“{_short(old)}” is named by statements, whose files only grow: {told_of(fixed)}. So it keeps this name."
        )
        expected = "another title, under the same name"
        raise UsageError(Problem(what, Where(field="id"), _short(new), expected, code="still-named"))
    values = [each for each in found if each.how == "value"]
    for each in values:
        draft.set(each.path, _short(new), each.file)
    _in_formulas(draft, [each for each in found if each.how == "formula"], old, _short(new))
    keys = sorted((each for each in found if each.how == "key"), key=lambda each: -len(each.path))
    for each in keys:
        draft.rename(each.path, _short(new), each.file)
    return len({(each.file, each.path) for each in found})


def _in_formulas(draft: Draft, found: list[Reference], old: str, new: str) -> None:
    """From the last place of a formula to the first, so that the columns before stay true."""
    size = len(_short(old))
    for file, path in dict.fromkeys((each.file, each.path) for each in found):
        here = draft.tree(file).data
        for part in path:
            here = here[part]
        columns = sorted((each.column for each in found if (each.file, each.path) == (file, path)), reverse=True)
        text = str(here)
        for column in columns:
            text = text[: column - 1] + new + text[column - 1 + size :]
        draft.set(path, text, file)


def _short(name: str) -> str:
    return name.rpartition("/")[2]
