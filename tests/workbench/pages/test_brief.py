"""The brief in the workbench: the same as the program writes, in a frame that can do nothing."""

from __future__ import annotations

import pytest

from commonground.case import open_case
from commonground.store import open_folder
from commonground.workbench import writing_briefs
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
    assert "html, pdf, docx, md, json, zip" in answer.text


def test_a_case_is_passed_on_with_its_brief_and_brought_in_as_it_was(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing_briefs, "WAIT", 60.0)
    assert "/case/cuba-1962/brief/download/zip" in site.get("/case/cuba-1962/brief").text
    answer = site.client.get("/case/cuba-1962/brief/download/zip", follow_redirects=False)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="cuba-1962.zip"'
    came = site.post("/import", files={"file": ("passed on.zip", answer.content)})
    assert came.status_code == 303
    here, there = open_folder(site.folder / "passed-on"), open_folder(open_case("cuba-1962").root)
    assert set(here.names()) - set(there.names()) == {"brief.html"}
    assert all(here.read(name) == there.read(name) for name in there.names())
    assert here.read("brief.html").startswith(b"<!doctype html>")


def test_what_is_said_of_who_may_have_a_text_stands_beside_the_way_to_pass_it_on(site: Site) -> None:
    site.post("/case/saltmarsh/copy", folder="bound")
    assert "Look before you pass" not in site.get("/case/bound/brief").text
    sources = site.folder / "bound" / "sources.yaml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text.replace("  title:", "  handling: For the mediators alone\n  title:", 1), encoding="utf-8")
    page = site.get("/case/bound/brief").text
    assert "Look before you pass the case on" in page
    assert "For the mediators alone" in page
