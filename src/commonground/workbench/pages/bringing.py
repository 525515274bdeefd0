"""A case copied to be tried, or brought in from a file: each by a function of the library, in the folder."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from commonground.errors import Problem, UsageError, Where
from commonground.store import Folder, commit, open_folder
from commonground.workbench.links import Links
from commonground.workbench.page import Page, cases_of, respond
from commonground.workbench.sent_files import laid_aside
from commonground.workbench.to_write import done
from commonground.workbench.view import View

__all__ = ["bring_in", "copy", "free_folder", "safe_folder_name", "slug", "to_new_case", "unused_name"]

LARGEST = 32_000_000  # bytes of all files of a case that is copied
_NAME = re.compile(r"[\w][\w .-]{0,78}", re.ASCII)
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})


def copy(request: Request, form: FormData) -> Response:
    """A copy of a case of the program's, to try things in."""
    cases = cases_of(request)
    entry = cases.entry(str(request.path_params["case"]))
    base = entry.key.removesuffix(".bundled")
    wanted = _text(form, "folder") or unused_name(cases.settings.folder, f"{base}-copy")
    return to_new_case(request, _written(cases.folder(entry), free_folder(request, wanted)))


async def bring_in(request: Request, form: FormData) -> Response:
    """A case from a .zip, or the conflict of a GMCR file."""
    from starlette.concurrency import run_in_threadpool

    upload = form.get("file")
    if not isinstance(upload, UploadFile) or not upload.filename:
        what = "Which file is to be brought in?"
        raise UsageError(Problem(what, expected="a .zip of a case folder, or a .gmcr file", code="no-file-given"))
    name, data = Path(upload.filename.replace("\\", "/")).name, await upload.read()
    return await run_in_threadpool(_bring_in, request, name, data)


def _bring_in(request: Request, name: str, data: bytes) -> Response:
    ending, folder = Path(name).suffix.lower(), cases_of(request).settings.folder
    wanted = unused_name(folder, slug(Path(name).stem) or "imported")
    with laid_aside(name, data) as file:
        if ending == ".zip" and data.startswith(b"PK"):
            zipped = open_folder(file)
            if "case.yaml" not in zipped.names():
                what = "There is no case.yaml in this .zip, so it is not a case."
                raise UsageError(Problem(what, Where(name), expected="a .zip of a case folder", code="no-case-file"))
            return to_new_case(request, _written(zipped, free_folder(request, wanted)))
        if ending == ".gmcr":
            return _conflict(request, file, free_folder(request, wanted), Path(name).stem)
    what = "This is no file that can be brought in here."
    raise UsageError(
        Problem(what, Where(name), read=ending or name[:40], expected="a .zip or a .gmcr file", code="wrong-file")
    )


def _conflict(request: Request, file: Path, folder: Path, title: str) -> Response:
    """A new case with the conflict of a GMCR file; what a case does not hold of it is told."""
    from commonground.conflict.exchange.gmcr_import import new_case_from_gmcr

    made = new_case_from_gmcr(folder, file, title)
    entry = cases_of(request).add(folder)
    where = Links(entry.key, View()).to()
    if not made.lost:
        return done(request, where, {"case": entry.key, "address": where})
    more = {"lost": tuple(made.lost), "where": where}
    data = {"case": entry.key, "address": where, "not_held": list(made.lost)}
    return respond(request, Page("Brought in", data, (), "brought.html", more))


def _written(files: Folder, to: Path) -> Path:
    """The files of a case in a folder of its own: all of them or none."""
    contents: dict[str, bytes] = {}
    for name in files.names():
        contents[name] = files.read(name)
        if sum(map(len, contents.values())) > LARGEST:
            expected = f"at most {LARGEST // 1_000_000} MB"
            raise UsageError(Problem("This case is too large to be copied here.", expected=expected, code="too-large"))
    for name in contents:
        (to / name).parent.mkdir(parents=True, exist_ok=True)
    to.mkdir(exist_ok=True)
    commit(to, contents)
    return to


def free_folder(request: Request, name: str) -> Path:
    """A folder of this name among the user's cases, if the name is one and not taken."""
    if not safe_folder_name(name):
        what = "A folder cannot have this name here."
        expected = "letters, digits, spaces, - and _, at most 79, beginning with a letter or a digit"
        raise UsageError(Problem(what, read=name[:80], expected=expected, code="wrong-value"))
    path = cases_of(request).settings.folder / name
    if path.exists():
        what = "There is something of this name already."
        raise UsageError(Problem(what, read=name, expected="a name that is not taken", code="not-empty"))
    return path


def safe_folder_name(name: str) -> bool:
    """Whether this names a folder of its own on every system, and nothing above or beside it.

    >>> safe_folder_name("my talks"), safe_folder_name("../talks"), safe_folder_name("nul")
    (True, False, False)
    """
    stem = name.partition(".")[0].casefold().strip()
    return bool(_NAME.fullmatch(name)) and not name.endswith((".", " ")) and stem not in _RESERVED


def unused_name(folder: Path, name: str) -> str:
    """The name, with a number where something in the folder has it."""
    names = (name if n == 1 else f"{name}-{n}" for n in range(1, 1000))
    return next((each for each in names if not (folder / each).exists()), name)


def slug(title: str) -> str:
    """A title as the name of a folder; nothing where it has no letters that every system knows."""
    words = re.sub(r"[^a-z0-9]+", "-", title.casefold().encode("ascii", "ignore").decode()).strip("-")
    return words[:60].strip("-")


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


def to_new_case(request: Request, made: Path) -> Response:
    """On to a case that was just made."""
    entry = cases_of(request).add(made)
    where = Links(entry.key, View()).to()
    return done(request, where, {"case": entry.key, "address": where})
