"""A page set by a process of its own: the same sheets, and nothing lost where the process is none."""

from __future__ import annotations

import subprocess
import sys

import pytest

from commonground.brief.forms.pdf import to_pdf
from commonground.brief.forms.set_apart import Setting, setting_apart
from tests import needs
from tests.brief.forms.samples import sample


def _sheets(made: bytes) -> list[str]:
    from io import BytesIO

    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


def test_it_sets_the_same_sheets_and_is_gone_at_the_end() -> None:
    needs.weasyprint()
    with setting_apart() as apart:
        assert apart is not None
        made = to_pdf(sample("some words"), apart=apart)
    assert _sheets(made) == _sheets(to_pdf(sample("some words")))
    assert made.startswith(b"%PDF")


def test_a_process_that_dies_leaves_the_work_to_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    needs.weasyprint()
    real = subprocess.Popen

    def dead(_: list[str], **pipes: int) -> subprocess.Popen[bytes]:
        return real([sys.executable, "-c", "raise SystemExit(1)"], **pipes)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(subprocess, "Popen", dead)
    with setting_apart() as apart:
        assert apart is not None
        assert apart.pdf("<p>words") is None
    with setting_apart() as apart:
        assert _sheets(to_pdf(sample("some words"), apart=apart)) == _sheets(to_pdf(sample("some words")))


def test_none_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refused)
    with setting_apart() as apart:
        assert apart is None


def test_whoever_begins_it_and_stops_leaves_none_behind() -> None:
    apart = Setting()
    process = apart._process
    apart.stop()
    assert process.poll() is not None
    assert apart.pdf("<p>words") is None
