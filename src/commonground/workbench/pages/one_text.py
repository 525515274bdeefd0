"""One text read with no case around it: pasted or uploaded, never kept, and shown as the brief of a record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from commonground.brief.forms.html import to_html
from commonground.brief.of_record.compose import document
from commonground.brief.of_record.contents import RecordContents
from commonground.brief.of_record.write import contents_of_file
from commonground.errors import Problem, RecordError, UsageError, Where
from commonground.workbench.problems import is_json

__all__ = ["ENDINGS", "read_text"]

ENDINGS = (".txt", ".md", ".html", ".htm", ".xml", ".vtt", ".srt", ".docx", ".pdf", ".csv", ".tsv")
MOST = 8_000_000  # bytes: a volume of talks
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-top-navigation-by-user-activation"


async def read_text(request: Request, form: FormData) -> Response:
    """The page of a text, or its data; what was sent is thrown away when it is answered."""
    name, data = await _given(form)
    kind = str(form.get("kind") or "") or None
    contents = await run_in_threadpool(_read, name, data, kind)
    if is_json(request):
        return JSONResponse(contents.to_dict())
    shown = await run_in_threadpool(lambda: to_html(document(contents)))
    return Response(shown, media_type="text/html; charset=utf-8", headers={"content-security-policy": _POLICY})


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


def _read(name: str, data: bytes, kind: str | None) -> RecordContents:
    with TemporaryDirectory(prefix="commonground-") as folder:
        file = Path(folder) / f"text{Path(name).suffix.lower()}"
        file.write_bytes(data)
        contents = contents_of_file(file, kind=kind)
    return replace(contents, file=name)
