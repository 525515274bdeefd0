"""Write a whole file of a case anew, as a person typed it: one that can be read, or is nearer to it than before.

What would make a case that loads fail to load is refused. A case that fails already may be mended a file at a time: a
text is taken if fewer things are wrong with the case afterwards. Files of statements only grow, so they are mended
while something is wrong in them (two branches of Git put together leave marks there), and never written over otherwise.
Line ends stay those of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from commonground.case.load import load_folder
from commonground.case.save import Overlaid
from commonground.errors import CaseError, CommongroundError, NewerVersionError, Problem, StoreError, UsageError, Where
from commonground.store import ABSENT, Folder, commit, locked, open_folder, version_of

__all__ = ["MENDABLE", "can_be_mended", "file_version", "write_file"]

MENDABLE = re.compile(r"(?:case|sources|codebook)\.yaml|layers/[^/.][^/]*\.ya?ml")
_GROWS = re.compile(r"statements/[^/.][^/]*\.jsonl")


def can_be_mended(file: str, problems: Iterable[Problem]) -> bool:
    """Whether a file may be written anew in a case with these problems."""
    if _GROWS.fullmatch(file):
        return any(problem.where.file == file for problem in problems)
    return MENDABLE.fullmatch(file) is not None


def file_version(folder: Folder, file: str) -> str:
    """The version of a file as it is now, to be given back when it is written."""
    return version_of(folder.read(file)) if file in folder.names() else ABSENT


def write_file(place: str | Path, file: str, text: str, seen: str) -> tuple[bytes, bytes]:
    """Write ``text`` as ``file`` of the case folder at ``place``; its bytes before and after.

    Raises
    ------
    NewerVersionError
        The file is not the version ``seen`` any more.
    CaseError
        The case would not load with it, and has no fewer mistakes than now; nothing is written.
    """
    folder = open_folder(Path(place))
    if not can_be_mended(file, () if MENDABLE.fullmatch(file) else _mistakes(folder, file)):
        expected = "case.yaml, sources.yaml, codebook.yaml or layers/NAME.yaml"
        what = "This is none of the files of a case that can be changed here."
        raise UsageError(Problem(what, read=file, expected=expected, code="no-file"))
    if not folder.root.is_dir():
        raise StoreError(Problem("A zipped case cannot be changed: unpack it first.", Where(str(place)), code="zip"))
    with locked(folder.root):
        if file_version(folder, file) != seen:
            what = f"{file} was changed since this page was opened; nothing was written over that."
            raise NewerVersionError(Problem(what, expected="a look at what it says now", code="changed-since"))
        before = folder.read(file) if file in folder.names() else b""
        data = _in_its_line_ends(text, before).encode("utf-8", "replace")
        found = _mistakes(Overlaid(folder, {file: data}), file)
        if found and len(found) >= len(_mistakes(folder, file)):
            raise CaseError(found)
        commit(folder.root, {file: data}, {file: seen})
    return before, data


def _mistakes(folder: Folder, file: str) -> tuple[Problem, ...]:
    """All that keeps the case, or the layer that the file is, from being read."""
    try:
        load_folder(folder, [PurePosixPath(file).stem] if file.startswith("layers/") else ())
    except CommongroundError as error:
        return error.problems
    return ()


def _in_its_line_ends(text: str, before: bytes) -> str:
    """A browser sends every line end as two characters, whatever the file has."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\n", "\r\n") if b"\r\n" in before else plain
