"""Names that are defined within an entry: the levels of a party, the outcomes of an issue.

Each row has what it is called, what it was called when the form was opened, and its words. What was renamed takes along
all that refers to it; what is gone from the rows is taken out, unless something refers to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonground.case.beginning import id_of
from commonground.case.model import Case
from commonground.case.save import Draft
from commonground.case.sections.listing import Part
from commonground.case.sections.references import references, referring
from commonground.case.sections.renaming import follow
from commonground.case.sections.sentences import Wrong, stays
from commonground.case.sections.table import Field
from commonground.case.sections.words import row_count
from commonground.errors import Problem, Where

__all__ = ["filled_rows", "rows_changed"]


def rows_changed(
    draft: Draft, case: Case, part: Part, field: Field, before: Mapping[str, str], after: Mapping[str, str]
) -> list[str]:
    """Names that are defined in an entry: other names followed everywhere, words and order."""
    sort, file, told = ("level" if field.name == "levels" else "outcome"), part.section.file, []
    rows = filled_rows(field, after)
    old = [before[f"{n}.id"] for n in range(row_count(before))]
    for name in old:
        if name not in [was for was, _, _ in rows]:
            there = referring(references(draft, case), sort, f"{part.name}/{name}")
            if there:
                raise Wrong(
                    Problem(
                        stays(name, there), Where(field=field.name), name, "those changed first", code="still-named"
                    )
                )
            told.append(f"“{name}” was taken out.")
    for was, name, _ in rows:
        if was and was != name:
            if name in old:
                what = f"“{name}” is the name of another."
                raise Wrong(Problem(what, Where(field=field.name), name, "another name", code="name-taken"))
            count = follow(draft, case, sort, f"{part.name}/{was}", f"{part.name}/{name}")
            told.append(f"“{was}” goes by “{name}”{f', in {count} other places too' if count else ''}.")
    told += [f"“{name}” was added." for was, name, _ in rows if not was]
    stands = {was: before.get(f"{old.index(was)}.words", "") for was, _, _ in rows if was}
    told += [f"“{name}” reads “{words}”." for was, name, words in rows if was and words != stands[was]]
    if [was for was, _, _ in rows if was] != [name for name in old if name in stands]:
        told.append("They stand in another order.")
    _write_rows(draft, (*part.path, field.written), rows, old, field.name == "levels", file)
    return told


def _write_rows(
    draft: Draft, path: tuple[str | int, ...], rows: list[tuple[str, str, str]], old: list[str], flat: bool, file: str
) -> None:
    here: Any = draft.tree(file).data
    for step in path:
        here = here.get(step) if isinstance(here, dict) else None
    if flat or not isinstance(here, dict):
        names = [name for _, name, _ in rows]
        simple = flat or (isinstance(here, list) and not any(words for _, _, words in rows))
        draft.set(path, names if simple else {name: words or None for _, name, words in rows}, file)
        return
    for name in old:
        if name not in [was for was, _, _ in rows]:
            draft.remove((*path, name), file)
    for was, name, words in rows:
        if was and was != name:
            draft.rename((*path, was), name, file)
        if not was or (here.get(was) or "") != words:
            draft.set((*path, name), words or None, file)
    for place, (_, name, _) in enumerate(rows):
        draft.move((*path, name), place, file)


def filled_rows(field: Field, words: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """What it was called, is called, and says: without rows left empty; a name is made of the words where none is."""
    rows: list[tuple[str, str, str]] = []
    for n in range(row_count(words)):
        was, name, told = (words.get(f"{n}.{each}", "").strip() for each in ("was", "id", "words"))
        if not name and not told:
            continue
        made = name or id_of(told, [each[1] for each in rows], "outcome")
        if made in [each[1] for each in rows]:
            what = f"“{made}” stands twice."
            raise Wrong(Problem(what, Where(field=field.name), made, "a name for each", code="said-twice"))
        rows.append((was, made, told))
    if not rows:
        raise Wrong(
            Problem(
                f"“{field.label}” is needed.", Where(field=field.name), expected="at least one", code="missing-field"
            )
        )
    return rows
