"""What a form of an entry sends: words by field and part, and what is to be done with them.

A field is sent under its name, a part of it under ``FIELD.PART``. A box that is not ticked is not sent at all, so a
form names such fields in ``has``. What a form does not have stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import FormData

from commonground.case.sections import Section
from commonground.case.sections.words import row_count
from commonground.workbench.to_write import text

__all__ = ["MOST_PARTS", "filled_in", "flat", "rearranged"]

MOST_PARTS = 1_000
Filled = dict[str, dict[str, str]]


def filled_in(section: Section, form: FormData) -> Filled:
    """The words of each field that the form has."""
    filled: Filled = {}
    boxes = set(text(form, "has").split())
    for key in list(dict.fromkeys(form))[:MOST_PARTS]:
        name, _, part = key.partition(".")
        filled.setdefault(name, {})[part] = text(form, key)
    known = {field.name: field for field in section.fields}
    for name in boxes & known.keys() - filled.keys():
        filled[name] = {"": ""}
    for name, field in known.items():
        if field.kind == "several" and name in filled:
            filled[name] = {"": " ".join(str(each) for each in form.getlist(name) if isinstance(each, str)).strip()}
    return {name: words for name, words in filled.items() if name in known}


def flat(filled: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The same under the names that a form has."""
    return {f"{name}.{part}" if part else name: word for name, words in filled.items() for part, word in words.items()}


def rearranged(filled: Filled, asked: str) -> Filled:
    """The rows of a field otherwise: ``FIELD.up.2``, ``FIELD.down.0``, ``FIELD.drop.1``, ``FIELD.more``."""
    name, _, rest = asked.partition(".")
    what, _, number = rest.partition(".")
    words = filled.get(name, {})
    rows = [
        {part.partition(".")[2]: word for part, word in words.items() if part.partition(".")[0] == str(n)}
        for n in range(min(row_count(words), MOST_PARTS))
    ]
    at = int(number) if number.isascii() and number.isdecimal() and len(number) < 5 else -1
    other = at - 1 if what == "up" else at + 1
    if what == "more":
        rows.append({"id": "", "was": "", "words": ""})
    elif what == "drop" and 0 <= at < len(rows):
        del rows[at]
    elif what in ("up", "down") and 0 <= at < len(rows) and 0 <= other < len(rows):
        rows[at], rows[other] = rows[other], rows[at]
    return {**filled, name: {f"{n}.{part}": word for n, row in enumerate(rows) for part, word in row.items()}}
