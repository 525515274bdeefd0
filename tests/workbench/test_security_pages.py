"""What every answer says of itself, what pages and scripts may hold, where the server listens, what it refuses."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from importlib.resources import files

import pytest
from starlette.routing import Mount, Route, WebSocketRoute

from commonground.workbench.app import routes
from commonground.workbench.security.headers import HEADERS, POLICY
from commonground.workbench.server import bound
from tests.workbench.conftest import Site
from tests.workbench.desk import Desk, desk_for, token_of

TEMPLATES = files("commonground.workbench").joinpath("templates")
SCRIPTS = files("commonground.workbench").joinpath("static", "js")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|hx-on|<base", re.IGNORECASE)
RUNS_WORDS = re.compile(
    r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|setTimeout\(\s*[\"'`]"
)
ELSEWHERE = re.compile(r"(?:src|href|action)=\"(?:https?:)?//|url\(\s*['\"]?https?:|@import")


@pytest.fixture(scope="module")
def site(start: Callable[..., Site]) -> Site:
    """One that does not think long."""
    return start(seconds=0.3)


@pytest.mark.parametrize("name", sorted(each.name for each in TEMPLATES.iterdir() if each.name.endswith(".html")))
def test_a_template_holds_no_script_no_style_and_nothing_from_elsewhere(name: str) -> None:
    text = TEMPLATES.joinpath(name).read_text(encoding="utf-8")
    assert not INLINE.search(text)
    assert not ELSEWHERE.search(text)
    assert "|safe" not in text.replace(" ", "")


@pytest.mark.parametrize("name", sorted(each.name for each in SCRIPTS.iterdir() if each.name.endswith(".js")))
def test_a_script_runs_no_words(name: str) -> None:
    text = SCRIPTS.joinpath(name).read_text(encoding="utf-8")
    assert not RUNS_WORDS.search(text)
    assert "http://" not in text.replace("http://www.w3.org", "")
    assert "https://" not in text


def answers(site: Site, desk: Desk) -> dict[str, tuple[int, dict[str, str]]]:
    """One answer of every kind, by what it is."""
    client = site.client
    asked = {
        "a page": client.get("/"),
        "data": client.get("/home.json"),
        "the interface": client.get("/openapi.json"),
        "a token": client.get("/api/token.json"),
        "a style": client.get("/static/css/workbench.css"),
        "a script": client.get("/static/js/workbench.js"),
        "not there": client.get("/nowhere"),
        "not there, data": client.get("/nowhere.json"),
        "no such file": client.get("/static/nothing.js"),
        "a folder": client.get("/static/css"),
        "asked wrongly": client.put("/"),
        "tried out": client.options("/"),
        "its head": client.head("/"),
        "no token": client.post("/new", data={"title": "x"}),
        "unreadable": client.post("/new", content=b"\x00", headers={"content-type": "multipart/form-data"}),
        "elsewhere": client.get("/", headers={"origin": "https://evil.example"}),
        "another name": client.get("/", headers={"host": "evil.example"}),
        "wrong query": client.get("/case/cuba-1962?round=none"),
        "sent on": desk.site.client.post(f"/case/{desk.name}/code/talk/propose", data={"token": token_of(site)}),
        "refused": desk.told("entry/mandates/A1", formula="(", seen="x"),
        "a brief": client.get("/case/cuba-1962/brief/page"),
        "a download": client.get("/case/cuba-1962/brief/download/md"),
        "a text": client.post("/read", data={"token": token_of(site), "text": "ENVOY: We will not sign."}),
    }
    return {name: (answer.status_code, dict(answer.headers)) for name, answer in asked.items()}


def test_every_kind_of_answer_says_the_same_of_itself(site: Site) -> None:
    own = {"a brief", "a download", "a text"}  # which carry their style with them, and may do nothing else
    for name, (status, headers) in answers(site, desk_for(site, "kinds")).items():
        assert status < 500, name
        for header in HEADERS:
            assert header in headers, (name, header)
        policy = headers["content-security-policy"]
        assert policy == POLICY or (name in own and policy.startswith("default-src 'none'") and "sandbox" in policy), (
            name
        )
        assert "script-src" not in policy
        assert "access-control-allow-origin" not in headers, name
        assert headers["cache-control"] in ("no-store", "no-cache"), name
        assert "server" not in headers, name
    assert "unsafe" not in POLICY


def test_there_is_one_way_to_write_and_no_other_way_in(site: Site) -> None:
    table = routes()
    assert not any(isinstance(route, WebSocketRoute) for route in table)
    assert {m for route in table if isinstance(route, Route) for m in route.methods or ()} == {"GET", "HEAD", "POST"}
    assert all(route.path.startswith("/static") for route in table if isinstance(route, Mount))
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "OPTIONS"):
        assert site.client.request(method, "/case/cuba-1962").status_code == 405, method
        assert site.client.request(method, "/nowhere").status_code in {404, 405}, method


def raw(site: Site, told: str) -> bytes:
    with socket.create_connection(("127.0.0.1", site.settings.port), timeout=20) as line:
        line.sendall(told.replace("\n", "\r\n").replace("HERE", f"127.0.0.1:{site.settings.port}").encode("latin-1"))
        return line.recv(400)


def test_no_web_socket_is_opened(site: Site) -> None:
    told = raw(
        site,
        "GET / HTTP/1.1\nHost: HERE\nConnection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n\n",
    )
    assert b" 101 " not in told.splitlines()[0]


@pytest.mark.parametrize(
    "told",
    [
        "GET / HTTP/1.1\n\n",
        "GET / HTTP/1.0\n\n",
        "GET / HTTP/1.1\nHost: HERE\nHost: evil.example\n\n",
        "GET http://evil.example/ HTTP/1.1\nHost: evil.example\n\n",
        "GET / HTTP/1.1\nHost: HERE\nX: " + "x" * 400_000 + "\n\n",
        "GET /" + "x" * 40_000 + " HTTP/1.1\nHost: HERE\n\n",
        "POST /new HTTP/1.1\nHost: HERE\nContent-Length: -1\n\n",
        "POST /new HTTP/1.1\nHost: HERE\nContent-Length: 3\nTransfer-Encoding: chunked\n\nabc",
        "POST /new HTTP/1.1\nHost: HERE\nContent-Length: 99999999999\n\n",
        "GET /\x00 HTTP/1.1\nHost: HERE\n\n",
        "\x16\x03\x01\x02\x00\x01\x00",
        "nonsense\n\n",
    ],
    ids=lambda told: repr(told[:40]),
)
def test_what_no_browser_says_is_refused(site: Site, told: str) -> None:
    answer = raw(site, told)
    assert b" 200 " not in answer.splitlines()[0] if answer else True
    assert b"Traceback" not in answer
    assert site.get("/home.json").status_code == 200


OUT = (
    *(
        "..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/etc/passwd",
        "..%5c..%5cetc",
        "%2fetc%2fpasswd",
        "....//....//etc/passwd",
    ),
    *(
        "case.yaml%00.txt",
        "%00",
        "%c0%ae%c0%ae/etc/passwd",
        "x" * 5_000,
        "a/" * 2_000,
        "C:%5cWindows",
        "~root",
        "%ff%fe",
    ),
    *(
        "layers/../../../etc/passwd",
        "sources/..%2f..%2f..%2fetc%2fpasswd",
        "file:%2f%2f%2fetc%2fpasswd",
        "..;/case.yaml",
    ),
)


def kept(site: Site) -> dict[str, bytes]:
    """All that lies in the folder of the cases and beside it, but for locks."""
    found = (path for path in site.folder.parent.rglob("*") if path.is_file() and ".commonground" not in path.name)
    return {
        str(path): path.read_bytes()
        for path in found
        if site.folder in path.parents or path.parent == site.folder.parent
    }


@pytest.mark.parametrize("name", OUT, ids=lambda name: name[:30])
def test_no_name_in_an_address_leads_out(site: Site, name: str) -> None:
    desk_for(site, "names") if not (site.folder / "names").exists() else None
    before = kept(site)
    places = (
        "case/{}",
        "case/names/file/{}",
        "case/names/data/{}",
        "case/names/edit/{}",
        "static/{}",
        "static/vendor/{}",
    )
    for place in (
        *places,
        "case/names/source/{}",
        "case/names/code/{}",
        "case/names/issue/{}",
        "case/names/brief/download/{}",
    ):
        answer = site.client.get(f"/{place.format(name)}", follow_redirects=True)
        assert answer.status_code in {400, 404, 422}, place
        assert "root:" not in answer.text
    form = {
        "token": token_of(site),
        "text": "case: x",
        "seen": "",
        "who": "ada",
        "formula": "a = b",
        "decision": "confirm",
    }
    for place in ("case/names/edit/{}", "case/names/edit-back/{}", "case/names/code/{}", "case/{}/copy", "case/{}/add"):
        assert 400 <= site.client.post(f"/{place.format(name)}", data=form).status_code < 500, place
    assert kept(site) == before


@pytest.mark.parametrize("who", ["../../up", "/etc/x", "a\x00b", "..", "x" * 500, "CON", ".hidden", "a/b", "a\\b"])
def test_no_name_of_a_coder_leads_out(site: Site, who: str) -> None:
    desk = desk_for(site, "whose") if not (site.folder / "whose").exists() else Desk(site, "whose")
    before = desk.files()
    told = desk.told("code/talk", who=who, turn="1", words="We will not sign", act="reject", issue="")
    assert 400 <= told.status_code < 500
    assert desk.files() == before


def test_it_listens_on_this_machine_alone_unless_told_otherwise(site: Site, start: Callable[..., Site]) -> None:
    from commonground.workbench.settings import Settings

    assert Settings(folder=site.folder).host == "127.0.0.1"
    with bound("127.0.0.1", 0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"
    for address in {str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}:
        if not address.startswith("127."):
            with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
                socket.create_connection((address, site.settings.port), timeout=2).close()


def test_the_token_of_the_address_is_asked_of_every_route(start: Callable[..., Site]) -> None:
    site = start(host="0.0.0.0", access="a-token-of-some-length")
    host = {"host": f"127.0.0.1:{site.settings.port}"}
    for route in routes():
        path = getattr(route, "path", "/")
        for method in getattr(route, "methods", None) or {"GET"}:
            asked = f"http://127.0.0.1:{site.settings.port}{re.sub('{[^}]+}', 'x', path)}"
            answer = site.client.request(method, asked, headers=host)
            assert answer.status_code == 401, (method, path)
            assert "a-token-of-some-length" not in answer.text
