"""The brief in the workbench: the same as the program writes, in a frame that can do nothing."""

from __future__ import annotations

from tests.workbench.conftest import Site


def test_the_preview_has_a_policy_of_its_own(site: Site) -> None:
    page = site.get("/case/cuba-1962/brief/page")
    assert page.status_code == 200
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "sandbox" in page.headers["content-security-policy"]
    assert page.text.startswith("<!doctype html>")


def test_a_form_is_downloaded_as_a_file(site: Site) -> None:
    answer = site.get("/case/cuba-1962/brief/download/md?round=r3")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="cuba-1962-brief.md"'
    assert answer.text.startswith("#") or "Cuban missile crisis" in answer.text


def test_another_form_is_told(site: Site) -> None:
    answer = site.get("/case/cuba-1962/brief/download/exe")
    assert answer.status_code == 404
    assert "html, pdf, docx, md, json" in answer.text
