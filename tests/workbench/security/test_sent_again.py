"""What was typed before the server was started anew is shown, and written once it is sent again; by nobody else."""

from __future__ import annotations

import html
import re

from commonground.case import load, new
from tests.workbench.conftest import Site

TITLE = 'A "gate" <b>& two\r\nlines'


def test_what_was_typed_is_sent_again_with_a_token_of_this_run(site: Site) -> None:
    case = new(site.folder / "talks")
    issue = next(iter(load(case).issues))
    where, ours = f"/case/talks/entry/issues/{issue}", {"origin": site.settings.address.rstrip("/")}
    form = site.get(where).text
    seen, group, has = (html.unescape(re.findall(rf'name="{name}" value="([^"]*)"', form)[0]) for name in _HIDDEN)
    sent = {"seen": seen, "group": group, "has": has, "id": issue, "title": TITLE, "decision": "save"}
    before = (site.folder / "talks" / "case.yaml").read_bytes()
    told = site.client.post(where, data={**sent, "token": "0" * 64}, headers=ours)
    assert told.status_code == 403
    assert "<b>& two" not in told.text
    assert '<p class="text">A &#34;gate&#34;' in told.text  # which wraps, however long it is
    assert "nothing was changed" in told.text
    again = {html.unescape(name): html.unescape(value) for name, value in _FIELD.findall(told.text)}
    token = again.pop("token")
    assert {**again, "title": again["title"].replace("\r\n", "\n")} == {**sent, "title": TITLE.replace("\r\n", "\n")}
    assert f'action="{where}"' in told.text
    assert (site.folder / "talks" / "case.yaml").read_bytes() == before
    site.client.post(where, data={**again, "title": "Two gates", "token": token}, headers=ours)
    assert load(case).issues[issue].title == "Two gates"


def test_nobody_is_given_a_token_for_what_no_page_of_ours_sent(site: Site) -> None:
    for headers in ({}, {"accept": "application/json", "origin": site.settings.address.rstrip("/")}):
        told = site.client.post("/new", data={"title": "x", "token": "0" * 64}, headers=headers)
        assert told.status_code == 403
        assert 'name="token"' not in told.text


def test_a_file_is_asked_for_once_more(site: Site) -> None:
    ours = {"origin": site.settings.address.rstrip("/")}
    told = site.client.post("/import", data={"token": "x"}, files={"file": ("a.zip", b"PK")}, headers=ours)
    assert 'enctype="multipart/form-data"' in told.text
    assert '<input type="file" name="file" required>' in told.text


_HIDDEN = ("seen", "group", "has")
_FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
