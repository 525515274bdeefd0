"""One text read with no case around it: pasted or uploaded, never kept, and shown as the brief of a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from commonground.brief.forms.html import to_html
from commonground.brief.of_record.compose import document
from commonground.brief.of_record.contents import RecordContents
from commonground.brief.of_record.write import contents_of_file
from commonground.errors import Problem, RecordError, UsageError, Where
from commonground.record.kinds import checked_kind
from commonground.workbench.jobs.desk import jobs_of
from commonground.workbench.jobs.kinds import GIVEN
from commonground.workbench.jobs.work import Job, Work
from commonground.workbench.problems import is_json
from commonground.workbench.sent_files import laid_aside

__all__ = ["ENDINGS", "POLICY", "contents_of", "read_text"]

ENDINGS = (".txt", ".md", ".html", ".htm", ".xml", ".vtt", ".srt", ".docx", ".pdf", ".csv", ".tsv")
MOST = 8_000_000  # bytes: a volume of talks
AT_ONCE = 400_000  # bytes of a text that is read while the page waits, in a second or two
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-top-navigation-by-user-activation"


async def read_text(request: Request, form: FormData) -> Response:
    """The page of a text, or its data; a long one is read in the background. What was sent is thrown away when read."""
    name, data = await _given(form)
    kind = str(form.get("kind") or "") or None
    if len(data) > AT_ONCE:
        begun = await run_in_threadpool(_begun, request, name, data, kind)
        return JSONResponse({"job": begun.to_dict()}, 202) if is_json(request) else RedirectResponse(begun.address, 303)
    contents = await run_in_threadpool(contents_of, name, data, kind)
    if is_json(request):
        return JSONResponse(contents.to_dict())
    shown = await run_in_threadpool(lambda: to_html(document(contents)))
    return Response(shown, media_type="text/html; charset=utf-8", headers={"content-security-policy": POLICY})


def _begun(request: Request, name: str, data: bytes, kind: str | None) -> Job:
    checked_kind(kind)
    asks = {"name": name, "kind": kind or "", "sha256": sha256(data).hexdigest()}
    return jobs_of(request).begin(Work("text", f"Reading {name[-60:]}", asks=tuple(asks.items())), {GIVEN: data})


async def _given(form: FormData) -> tuple[str, bytes]:
    """The name and the bytes of the text: the file if there is one, else what was pasted."""
    upload, pasted = form.get("file"), form.get("text")
    if isinstance(upload, UploadFile) and upload.filename:
        name, data = Path(upload.filename.replace("\\", "/")).name, await upload.read()
    else:
        name, data = "pasted.txt", str(pasted or "").encode("utf-8", "replace")
    if not data.strip():
        raise RecordError(Problem("There are no words in this.", expected="a text, pasted or in a file", code="empty"))
    if len(data) > MOST:
        what = "This text is too large to be read in the browser; the command line reads it."
        raise UsageError(Problem(what, Where(name), expected=f"at most {MOST // 1_000_000} MB", code="too-large"))
    if Path(name).suffix.lower() not in ENDINGS:
        expected = "one of " + ", ".join(ENDINGS)
        raise UsageError(Problem("This is no file of text.", Where(name), name[-40:], expected, code="wrong-file"))
    return name, data


def contents_of(
    name: str, data: bytes, kind: str | None, progress: Callable[[int, int], None] | None = None
) -> RecordContents:
    """What is said of a text that was sent under a name."""
    with laid_aside(name, data) as file:
        contents = contents_of_file(file, kind=kind, progress=progress)
    title = name if contents.title == file.name else contents.title  # the text’s own, where it has one
    return replace(contents, file=name, title=title)
