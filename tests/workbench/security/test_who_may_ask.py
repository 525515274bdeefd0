"""Host, Origin, tokens, limits: what a page elsewhere, or another machine, can and cannot do."""

from __future__ import annotations

import io
import socket
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers
from starlette.routing import Mount, Route

from commonground.workbench.app import routes
from commonground.workbench.pages.bringing import safe_folder_name
from commonground.workbench.security.origin import host_allowed, why_not
from commonground.workbench.security.writing import is_writing
from commonground.workbench.settings import Settings
from tests.workbench.conftest import Site


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "127.0.0.1.evil.example:{port}", ""]
)
def test_another_name_is_refused(site: Site, host: str) -> None:
    answer = site.get("/", host=host.format(port=site.settings.port))
    assert answer.status_code == 403
    assert "not asked under this name" in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "[::1]:{port}"])
def test_its_own_names_are_answered(site: Site, host: str) -> None:
    assert site.get("/home.json", host=host.format(port=site.settings.port)).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
    ],
)
def test_a_page_elsewhere_reads_nothing(site: Site, headers: dict[str, str]) -> None:
    answer = site.client.get("/case/istanbul-2025.json", headers=headers)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers
    assert "targets" not in answer.text


def test_a_link_elsewhere_may_be_followed(site: Site) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert site.client.get("/case/istanbul-2025", headers=headers).status_code == 200
    assert site.client.post("/new", headers=headers).status_code == 403


def test_whatever_writes_asks_for_the_token(site: Site) -> None:
    written = [route for route in routes() if isinstance(route, Route) and (route.methods or set()) - {"GET", "HEAD"}]
    assert len(written) >= 4
    for route in written:
        assert is_writing(route.endpoint), route.path
        path = route.path.replace("{case}", "cuba-1962")
        for given_token in ({}, {"token": "0" * 64}):
            answer = site.client.post(path, data={"title": "x", **given_token})
            assert answer.status_code == 403, path
            assert "nothing was changed" in answer.text
    assert list(site.folder.iterdir()) == []
    assert not any(isinstance(route, Mount) and route.path != "/static" for route in routes())


def test_the_token_of_another_session_is_none(site: Site) -> None:
    token = site.token()
    with httpx.Client(base_url=site.settings.address, trust_env=False) as other:
        other.get("/")
        assert other.post("/new", data={"title": "x", "token": token}).status_code == 403
        assert other.post("/new", data={"title": "x"}, headers={"x-commonground-token": token}).status_code == 403
    assert list(site.folder.iterdir()) == []


def test_the_cookie_is_for_this_site_and_no_script(site: Site) -> None:
    cookie = httpx.get(site.settings.address, trust_env=False).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()


def test_other_machines_come_in_with_the_token_alone(start: Callable[..., Site]) -> None:
    site = start(host="0.0.0.0", access="a-token-of-some-length")
    address = f"http://127.0.0.1:{site.settings.port}"
    with httpx.Client(base_url=address, trust_env=False) as other:
        assert other.get("/").status_code == 401
        assert other.get("/static/css/workbench.css").status_code == 401
        assert other.get("/?access=wrong").status_code == 401
        assert other.get("/home.json", headers={"authorization": "Bearer a-token-of-some-length"}).status_code == 200
        let_in = other.get("/case/cuba-1962?round=r1&access=a-token-of-some-length")
        assert (let_in.status_code, let_in.headers["location"]) == (303, "/case/cuba-1962?round=r1")
        assert "access" not in let_in.headers["location"]
        assert other.get("/case/cuba-1962").status_code == 200
        assert other.get("/", headers={"host": f"evil.example:{site.settings.port}"}).status_code == 403


@pytest.mark.parametrize("path", ["//evil.example/", "/%5Cevil.example/", "///evil.example/"])
def test_the_token_sends_nobody_elsewhere(start: Callable[..., Site], path: str) -> None:
    site = start(host="0.0.0.0", access="a-token-of-some-length")
    line = HTTPConnection("127.0.0.1", site.settings.port, timeout=20)
    line.request("GET", f"{path}?access=a-token-of-some-length")
    answer = line.getresponse()
    assert (answer.status, answer.headers["location"]) == (303, "/evil.example/")
    line.close()


@given(st.text(max_size=60))
def test_no_name_but_its_own_is_ever_allowed(name: str) -> None:
    settings = Settings(folder=Path(), port=8765)
    own = {f"{host}:8765" for host in ("127.0.0.1", "localhost", "[::1]")}
    if host_allowed(name, settings):
        assert name.lower().strip() in own or name.lower().rstrip("\t\n\r") in own


def test_two_hosts_are_none() -> None:
    settings = Settings(folder=Path(), port=8765)
    headers = Headers(raw=[(b"host", b"127.0.0.1:8765"), (b"host", b"evil.example")])
    assert why_not("GET", headers, settings) is not None


def test_what_is_too_large_is_refused_before_it_is_read(site: Site) -> None:
    with socket.create_connection(("127.0.0.1", site.settings.port), timeout=20) as line:
        head = f"POST /read HTTP/1.1\r\nHost: 127.0.0.1:{site.settings.port}\r\nContent-Length: 999999999\r\n\r\n"
        line.sendall(head.encode())
        assert b" 413 " in line.recv(100)


def test_what_does_not_say_how_large_it_is_is_counted(start: Callable[..., Site]) -> None:
    from commonground.workbench.security.limits import LARGEST

    def parts() -> object:
        piece = io.BytesIO(b"x" * 1_000_000).getvalue()
        for _ in range(LARGEST // len(piece) + 2):
            yield piece

    site = start()
    kind = {"content-type": "application/x-www-form-urlencoded"}
    try:
        answer = site.client.post("/read", content=parts(), headers=kind)  # type: ignore[arg-type]
    except httpx.WriteError:  # it hung up in the middle, as it may
        return
    assert answer.status_code in {400, 413}


@pytest.mark.parametrize("address", ["/case/..%2f..%2fetc/file/passwd", "/case/cuba-1962/file/..%2f..%2f__init__.py"])
@pytest.mark.parametrize("kind", ["file", "data"])
def test_no_address_climbs_out(site: Site, address: str, kind: str) -> None:
    answer = site.get(address.replace("/file/", f"/{kind}/"))
    assert answer.status_code == 404
    assert "import" not in answer.text


@pytest.mark.parametrize(
    "name", ["../up", "a/b", "/etc/x", "..", ".", "", "nul", "CON.txt", "a" * 200, "x.", ".hidden", "a\x00b"]
)
def test_no_folder_name_climbs_out(site: Site, name: str) -> None:
    assert not safe_folder_name(name)
    if name:
        answer = site.post("/new", title="Talks", folder=name)
        assert answer.status_code in {400, 404}
    assert list(site.folder.iterdir()) == []


def test_a_mistake_of_ours_is_told_under_the_same_policy_and_shows_nothing(tmp_path: Path) -> None:
    import asyncio

    from starlette.requests import Request
    from starlette.responses import Response

    from commonground.workbench.app import application
    from commonground.workbench.security.headers import POLICY

    def wrong(request: Request) -> Response:
        raise ZeroDivisionError("a secret of the program's")

    app = application(Settings(folder=tmp_path, port=8765))
    app.router.routes.insert(0, Route("/wrong", wrong))

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8765") as client:
            return await client.get("/wrong")

    answer = asyncio.run(ask())
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == POLICY
    assert "secret" not in answer.text
    assert "nothing was changed" in answer.text
