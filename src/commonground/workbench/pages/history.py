"""What a statement was at every time, what changed from one version to the next, and the way back to any of them."""

from __future__ import annotations

from typing import Any

from commonground.errors import CommongroundError
from commonground.statements import Statement
from commonground.statements.annotation import to_annotation
from commonground.statements.files import LARGEST, coder_file
from commonground.statements.naming import UNKNOWN
from commonground.statements.versions import versions_in
from commonground.workbench.page import Opened, Page, known
from commonground.workbench.to_write import name_of

__all__ = ["changes", "history"]

_TOLD = ("speaker", "source", "act", "issue", "polarity", "modality", "mode", "addressee", "paraphrase", "note")


def history(found: Opened) -> Page:
    """Every version of a statement, the latest last."""
    item: Statement = known(found.name(), found.case.statements, "statement")
    file = coder_file(item.coder or UNKNOWN)
    try:
        versions = versions_in(found.cases.folder(found.entry).read(file, LARGEST), file, item.id)
    except CommongroundError:  # a layer's, or a file that is gone: what is known of it is told
        versions = (item,)
    rows = [
        {"number": n, "version": version, "changes": changes(versions[n - 2] if n > 1 else None, version)}
        for n, version in enumerate(versions, 1)
    ]
    data: dict[str, Any] = {
        "case": found.case.id,
        "statement": item.id,
        "versions": [to_annotation(version) for version in versions],
    }
    more = {"statement": item, "rows": rows, "who": name_of(found.request), "writable": found.entry.writable}
    return Page(f"What became of {item.id}", data, (), "history.html", more)


def changes(before: Statement | None, after: Statement) -> list[tuple[str, str | None, str | None]]:
    """The fields in which two versions differ, with what they said; all that are said where there is none before."""
    return [
        (field, None if before is None else getattr(before, field), getattr(after, field))
        for field in _TOLD
        if (getattr(before, field) if before is not None else None) != getattr(after, field)
        and getattr(after, field) != ""
    ]
