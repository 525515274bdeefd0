"""What a language model was asked and what it replied, kept beside the proposals that came of it.

One file a reading, ``statements/asked/lm-TIME.jsonl``, one question a line: the prompt, the model, its seed and
address, the reply letter by letter, and the ids of the statements that passed the gate. No analysis ever reads it.
The questions hold the text itself; so where the text may not be kept in the case, the file lies with the user's own
things and not in the case.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from commonground.case.model import Source
from commonground.errors import Problem, StoreError, Where
from commonground.record import Document
from commonground.statements import Statement
from commonground.statements.files import FOLDER
from commonground.statements.proposers.contract import Asked, Proposer
from commonground.store import commit, data_folder

__all__ = ["keep_asked"]


def keep_asked(
    root: Path,
    source: Source,
    document: Document,
    proposer: Proposer,
    asked: Iterable[Asked],
    kept: Iterable[Statement],
) -> Path:
    """Write what was asked about a source of the case at ``root`` to a file of its own; where that is."""
    now = datetime.now(UTC)
    kept = list(kept)
    lines = [
        {
            "version": 1,
            "time": now.isoformat(timespec="seconds"),
            "source": source.id,
            "sha256": document.sha256,
            "proposer": proposer.version,
            "statements": [each.id for each in kept if _within(each, one)],
            **one.to_dict(),
        }
        for one in asked
    ]
    data = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode("utf-8", "replace")
    folder, name = (_of_the_user(), "asked") if source.file is None else (root, f"{FOLDER}/asked")
    file = f"{name}/{proposer.name}-{now:%Y%m%dT%H%M%SZ}-{token_hex(3)}.jsonl"
    commit(folder, {file: data})
    return folder / file


def _within(statement: Statement, asked: Asked) -> bool:
    anchor = statement.anchor
    return anchor is not None and asked.stretch[0] <= anchor.start and anchor.end <= asked.stretch[1]


def _of_the_user() -> Path:
    folder = data_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        what = f"The folder for what a language model was asked cannot be made: {error.strerror}."
        raise StoreError(Problem(what, Where(str(folder)), code="not-possible")) from None
    return folder
