r"""Captions, WebVTT and SRT, with who speaks as far as the file says it.

webvtt-py takes the file apart into cues; the voices in a cue (``<v Anna Berg>``, W3C WebVTT 2019, section 4.2.2) are
read here, since one cue may hold several. The text has one line ``Name: words`` for each stretch of one voice, over as
many cues as it lasts; what has no voice keeps its lines, so that a label such as ``ANNA:`` stands where it stood, at
the start of one. Times and styles are left out.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Literal

from commonground.errors import RecordError
from commonground.record.formats.plain import text_of
from commonground.record.formats.refusing import refused
from commonground.record.formats.source import Source

__all__ = ["LARGEST", "srt_captions", "webvtt_captions"]

LARGEST = 10_000_000  # bytes; a day of talking takes about 3 million

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t\n]([^<>]*)>|</v>")
_TAG = re.compile(r"<[^<>]*>")


def webvtt_captions(data: bytes, path: Path | None = None) -> Source:
    """WebVTT captions."""
    return _read(data, path, "vtt")


def srt_captions(data: bytes, path: Path | None = None) -> Source:
    """SRT captions, which have no voices of their own but often labels: ``ANNA: words``."""
    return _read(data, path, "srt")


def _read(data: bytes, path: Path | None, form: Literal["vtt", "srt"]) -> Source:
    if len(data) > LARGEST:
        raise refused(path, f"The captions are larger than {LARGEST // 1_000_000} MB.", "too-large")
    text = text_of(data, path).replace("\r\n", "\n").replace("\r", "\n")
    stretches = [each for cue in _cues(text, path, form) for each in _voices(cue)]
    lines: list[str] = []
    turns: list[tuple[int, int, str]] = []
    length = 0
    for speaker, words in _lines(stretches):
        label = f"{speaker}: " if speaker else ""
        lines.append(label + words)
        if speaker:
            turns.append((length + len(label), length + len(label) + len(words), speaker))
        length += len(lines[-1]) + 1
    return Source("\n".join(lines), kind_hint="captions", speakers=tuple(turns) or None)


def _cues(text: str, path: Path | None, form: Literal["vtt", "srt"]) -> list[str]:
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    try:
        cues = [caption.raw_text for caption in webvtt.from_buffer(io.StringIO(text), format=form).captions]
    except (MalformedCaptionError, MalformedFileError, ValueError) as error:
        raise _bad(path, form, str(error)) from None
    if not cues:
        raise _bad(path, form, "there is no cue")
    return cues


def _bad(path: Path | None, form: str, reason: str) -> RecordError:
    name = "WebVTT" if form == "vtt" else "SRT"
    what = f"These are no {name} captions: {reason[:1].lower()}{reason[1:].rstrip('.')}."
    return refused(path, what, "bad-captions")


def _voices(cue: str) -> Iterator[tuple[str | None, str]]:
    """The stretches of a cue, each with its voice or None."""
    voice: str | None = None
    start = 0
    for mark in _VOICE.finditer(cue):
        yield from _stretch(voice, cue[start : mark.start()])
        voice = _words(mark.group(1)) or None if mark.group(1) is not None else None
        start = mark.end()
    yield from _stretch(voice, cue[start:])


def _stretch(voice: str | None, marked: str) -> Iterator[tuple[str | None, str]]:
    for part in [marked] if voice else marked.split("\n"):
        words = _words(part)
        if words:
            yield voice, words


def _words(marked: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", marked)).split())


def _lines(stretches: Iterable[tuple[str | None, str]]) -> Iterator[tuple[str | None, str]]:
    """Stretches of one voice that follow each other, put together."""
    for speaker, run in groupby(stretches, key=itemgetter(0)):
        parts = [words for _, words in run]
        if speaker:
            yield speaker, " ".join(parts)
        else:
            yield from ((None, words) for words in parts)
