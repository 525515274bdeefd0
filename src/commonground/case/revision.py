"""A case as its folder was at a Git revision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from commonground.case.load import load_folder
from commonground.case.model import Case
from commonground.case.places import open_case
from commonground.store.revision import open_revision

__all__ = ["load_revision"]


def load_revision(
    folder: str | Path, revision: str, layers: Sequence[str | Path] = (), as_of: date | None = None
) -> Case:
    """Load a case as it was at a revision of the Git repository that its folder lies in.

    Parameters
    ----------
    folder
        The folder of the case as it is now.
    revision
        ``HEAD~1``, a branch, a tag, a checksum: whatever Git takes for one commit.
    layers
        Names of files in its ``layers/`` *at that revision*, or paths to layer files of today.
    as_of
        A day; only what was on record by then is in the case.

    Raises
    ------
    UsageError
        No such case, no repository, no such revision, or the folder was not in it.
    StoreError
        There is no Git, or it refuses.
    CaseError
        What stood there then is not a case.
    """
    return load_folder(open_revision(open_case(folder).root, revision), layers, as_of)
