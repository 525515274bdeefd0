"""Every address of every bundled case: answered as a page and as data, under the policy, without a line of script."""

from __future__ import annotations

import json
import re

import pytest

import commonground as cg
from commonground.case import Case, bundled
from commonground.case.drop import judged_objects
from commonground.workbench.app import routes
from commonground.workbench.links import Links
from commonground.workbench.pages.depth import QUESTIONS
from commonground.workbench.security.headers import POLICY
from commonground.workbench.view import View
from tests.workbench.conftest import Site

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|javascript:", re.IGNORECASE)
OUT = re.compile(r'(?:src|action)="(?!/)|<link[^>]+href="(?!/)')


def addresses(key: str, case: Case) -> list[str]:
    links = Links(key, View(), case)
    found = [
        links.to(),
        *(links.to(name) for name in (*QUESTIONS, "levels", "ultimatum", "what-if", "brief", "search")),
    ]
    found += [links.to("issue", name) for name in case.issues]
    found += [links.to("target", name) for name in case.targets]
    found += [links.to("target", f"{i}={o}") for i in list(case.issues)[:1] for o in list(case.issues[i].outcomes)[1:]]
    found += [links.to("statement", name) for name in list(case.statements)[::40]]
    found += [links.to("source", name) for name in list(case.sources)[::3]]
    found += [links.to("statement", name, "history") for name in list(case.statements)[::40]]
    found += [links.to(name) for name in ("add", "entries", "proposed", "coders")]
    found += [links.to("entry", "mandates", name) for name in list(case.clauses)[:1]]
    found += [links.to("object", name) for name in list(judged_objects(case))[::20]]
    if case.options:
        found += [links.to("stability"), links.to("paths"), links.to("state", "Y" * len(case.options))]
    return found


@pytest.mark.parametrize("key", bundled())
def test_every_page_is_there_as_words_and_as_data(site: Site, key: str) -> None:
    case = cg.load(key)
    for address in addresses(key, case):
        page = site.get(address)
        assert page.status_code == 200, address
        assert page.headers["content-security-policy"] == POLICY
        assert not INLINE.search(page.text), address
        assert not OUT.search(page.text), address
        assert page.text.count("<h1>") == 1, address
        data = site.get(f"{address}.json")
        assert data.status_code == 200, address
        assert isinstance(data.json(), dict)
        assert data.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("key", bundled())
def test_every_link_of_a_page_leads_somewhere(site: Site, key: str) -> None:
    case = cg.load(key)
    links = Links(key, View(), case)
    seen: set[str] = set()
    for address in (links.to(), links.to("issue", next(iter(case.issues))), links.to("evidence"), links.to("ways")):
        text = site.get(address).text
        anchors = set(re.findall(r'\sid="([^"]+)"', text))
        for href in re.findall(r'<a[^>]*\shref="([^"]+)"', text):
            if href.startswith("#"):
                assert href[1:] in anchors, (address, href)
            elif href.startswith("/") and "/brief/" not in href:
                seen.add(href.replace("&amp;", "&").partition("#")[0])
    assert len(seen) > 10
    wrong = [href for href in sorted(seen)[::5] if site.get(href).status_code != 200]
    assert wrong == []


def test_the_table_of_addresses_holds_what_is_promised() -> None:
    paths = {getattr(route, "path", "").replace(":path", "") for route in routes()}
    promised = (
        "issue/{name} statement/{name} source/{name} order levels ultimatum rounds stability state/{name} paths brief"
    )
    for name in promised.split():
        assert f"/case/{{case}}/{name}" in paths
        assert f"/case/{{case}}/{name}.json" in paths


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere",
        "/case/nowhere",
        "/case/cuba-1962/issue/misiles",
        "/case/cuba-1962/target/nothing",
        "/case/cuba-1962/statement/s999",
        "/case/cuba-1962/source/nobody",
        "/case/cuba-1962/object/Z9",
        "/case/cuba-1962/file/nothing.yaml",
        "/static/../app.py",
        "/static/nothing.css",
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(site: Site, address: str) -> None:
    page = site.get(address)
    assert page.status_code == 404
    assert page.headers["content-security-policy"] == POLICY
    assert "There is no" in page.text
    assert site.get(address, accept="application/json").json()["problems"]


def test_a_misspelt_name_is_told_with_the_nearest(site: Site) -> None:
    assert "Did you mean “missiles”?" in site.get("/case/cuba-1962/issue/misiles").text
    assert site.get("/case/istanbul-2024").status_code == 404
    assert site.get("/case/istanbul-2024.json").json()["problems"][0]["nearest"] == "istanbul-2025"


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("layer=nothing", 400, "There is no layer"),
        ("layer=../../case.yaml", 400, "There is no layer"),
        ("what-if=drop+Z9", 400, "nothing “Z9”"),
        ("what-if=add+russia:+ceasefire+%3D", 422, "character"),
        ("as-of=October", 400, "has to be a day"),
        ("round=r9", 400, "no round “r9”"),
        ("what-if=" + "x" * 3000, 400, "more than can be asked"),
        ("&".join(f"what-if=drop+R{n}" for n in range(60)), 400, "more layers or changes"),
    ],
)
def test_what_cannot_be_asked_is_told(site: Site, query: str, status: int, told: str) -> None:
    page = site.get(f"/case/istanbul-2025?{query}")
    assert page.status_code in {status, 404}
    assert told in page.text


def test_the_answer_is_the_librarys(site: Site) -> None:
    told = site.get("/case/istanbul-2025.json").json()
    report = json.loads(json.dumps(cg.agreement(cg.load("istanbul-2025")).to_dict()))
    assert told["targets"] == report["targets"]
    assert site.get("/case/istanbul-2025/order.json").json()["cycles"]
    under = site.get("/case/istanbul-2025/issue/leaders.json?layer=signing-needs-no-settlement").json()
    assert [layer["id"] for layer in under["layers"]] == ["signing-needs-no-settlement"]
    early = site.get("/case/istanbul-2025.json?as-of=2025-05-20").json()
    assert early["round"] == "r1"


def test_what_is_on_is_banded_and_stays_on(site: Site) -> None:
    plain = site.get("/case/istanbul-2025").text
    assert "Not as the case stands" not in plain
    page = site.get("/case/istanbul-2025?layer=signing-needs-no-settlement").text
    assert "Not as the case stands" in page
    assert 'class="otherwise"' in page
    assert 'href="/case/istanbul-2025/issue/leaders?layer=signing-needs-no-settlement"' in page
