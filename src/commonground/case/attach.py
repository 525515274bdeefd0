"""Attach a text that may not be kept in the case, and say which of its anchors are found again.

The text stays where its reader has it; only its place and checksum are noted, outside of the case.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from commonground.case.model import Case, Source
from commonground.case.quotes import document_of, places_in
from commonground.errors import Problem, UsageError, nearest_word
from commonground.record import Document, read
from commonground.record.attachments import Attachment, attach, attached, detach

__all__ = ["AttachmentState", "attach_text", "attachment_states", "forget_text"]


@dataclass(frozen=True, slots=True)
class AttachmentState:
    """Whether the text of a source is at hand, and how its anchors fare in it."""

    source: str
    title: str
    statements: int  # of this source, in all
    anchored: int  # of them with an anchor
    file: str | None
    text: str  # at hand | not attached | missing | changed | unreadable
    as_recorded: bool | None  # byte for byte the text that was coded; None where the case has no checksum
    anchors: dict[str, int]  # exact, moved, ambiguous, lost
    lost: tuple[str, ...]  # statements whose words are not found, or not in one place

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def attach_text(case: Case, source: str, file: Path | None) -> None:
    """Note that the text of ``source`` is in ``file``.

    Raises
    ------
    UsageError
        No such source, or no file given.
    RecordError
        The file is not there or cannot be read as a text; nothing is noted.
    """
    known = _source(case, source)
    if file is None:
        example = f"commonground attach {case.id} {source} TEXT.txt"
        raise UsageError(Problem("Which file holds the text?", expected=example, code="no-file-given"))
    read(file)  # say what is wrong with it before anything is noted
    attach(case.id, known.id, file, known.sha256)


def forget_text(case: Case, source: str) -> None:
    """No longer use what is attached to ``source``; the file is not touched."""
    detach(case.id, _source(case, source).id)


def attachment_states(case: Case, source: str | None = None) -> tuple[AttachmentState, ...]:
    """The state of one source, or of every source that has anchored statements."""
    if source is not None:
        return (_state(case, _source(case, source)),)
    anchored = {statement.document for statement in case.statements.values() if statement.anchor}
    return tuple(_state(case, case.sources[name]) for name in case.sources if name in anchored)


def _state(case: Case, source: Source) -> AttachmentState:
    statements = [s for s in case.statements.values() if s.document == source.id]
    attachment = attached(case.id).get(source.id)
    document = document_of(case, source)
    places = {} if document is None else places_in(case, source.id, document)
    counts = Counter(status for status, _, _ in places.values())
    return AttachmentState(
        source=source.id,
        title=source.title,
        statements=len(statements),
        anchored=sum(1 for statement in statements if statement.anchor),
        file=None if attachment is None else str(attachment.path),
        text=_text_state(attachment, document),
        as_recorded=None if document is None or source.sha256 is None else document.sha256 == source.sha256,
        anchors={status: counts[status] for status in ("exact", "moved", "ambiguous", "lost")},
        lost=tuple(name for name, (status, _, _) in places.items() if status in ("ambiguous", "lost")),
    )


def _text_state(attachment: Attachment | None, document: Document | None) -> str:
    if document is not None and (attachment is None or document.path != attachment.path):
        return "at hand"  # in the case's own sources/
    if attachment is None:
        return "not attached"
    state = attachment.state()
    if state != "present":
        return state
    return "unreadable" if document is None else "at hand"


def _source(case: Case, source: str) -> Source:
    if source not in case.sources:
        raise UsageError(
            Problem(
                f"This case has no source “{source[:80]}”.",
                expected="one of " + ", ".join(list(case.sources)[:12]) if case.sources else "a source in sources.yaml",
                nearest=nearest_word(source, case.sources),
                code="unknown-source",
            )
        )
    return case.sources[source]
