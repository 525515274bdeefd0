"""A workbench that runs on a free port of this machine, and a browser's part played by httpx."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from commonground.workbench.server import bound, server_for
from commonground.workbench.settings import Settings


@dataclass
class Site:
    """A running workbench and a client with a cookie jar of its own."""

    settings: Settings
    client: httpx.Client

    @property
    def folder(self) -> Path:
        return self.settings.folder

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.client.get(path, headers=headers)

    def token(self) -> str:
        found = re.search(r'name="token" value="([0-9a-f]{64})"', self.get("/").text)
        assert found is not None
        return found[1]

    def post(self, path: str, files: dict[str, tuple[str, bytes]] | None = None, **fields: str) -> httpx.Response:
        return self.client.post(path, data={"token": self.token(), **fields}, files=files)


@contextmanager
def running(settings: Settings) -> Iterator[Site]:
    listening = bound(settings.host, 0)
    settings = replace(settings, port=listening.getsockname()[1])
    try:
        server = server_for(settings)
    except BaseException:
        listening.close()
        raise
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        with httpx.Client(base_url=settings.address, timeout=60, trust_env=False) as client:
            yield Site(settings, client)
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Site]]:
    """Starts workbenches on folders of their own; they stop at the end of the module."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("COMMONGROUND_HOME", str(tmp_path_factory.mktemp("home")))

        def begin(**settings: object) -> Site:
            settings.setdefault("folder", tmp_path_factory.mktemp("cases"))
            return stack.enter_context(running(Settings(**settings)))  # type: ignore[arg-type]

        yield begin


@pytest.fixture(scope="module")
def site(start: Callable[..., Site]) -> Site:
    """A workbench on an empty folder."""
    return start()
