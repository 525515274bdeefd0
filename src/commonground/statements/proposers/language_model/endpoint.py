"""Asking a language model over HTTP, at any address that speaks as OpenAI's chat completions do.

What is sent are texts that may be confidential. So nothing is sent until an address is given in the environment, and
then to this computer only, unless the user names the other host. Redirects are not followed, proxies and credentials
of the environment are not used, and the key goes into no file.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from time import monotonic
from typing import Any

from commonground.errors import Problem, UsageError
from commonground.statements.proposers.extras import library

__all__ = ["KEY", "MODEL", "URL", "Endpoint", "Reply", "endpoint_from"]

URL, MODEL, KEY = "COMMONGROUND_LM_URL", "COMMONGROUND_LM_MODEL", "COMMONGROUND_LM_KEY"
SECONDS = 300.0  # for one reply; a model on an ordinary computer is slow
LARGEST = 2_000_000  # bytes of one reply
HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the body of the reply, or why there is none, or both."""

    body: str | None
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers. The key is shown nowhere."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    seconds: float = SECONDS

    def ask(self, system: str, question: str, seed: int) -> Reply:
        """One question, answered as repeatably as the server can: temperature 0 and a seed."""
        httpx = library("httpx", "lm")
        asked = {
            "model": self.model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": question}],
            "temperature": 0,
            "seed": seed,
            "stream": False,
        }
        headers = {"Accept-Encoding": "identity"}  # so that the bound on its size is one on what is unpacked, too
        if self.key is not None:
            headers["Authorization"] = f"Bearer {self.key}"
        try:
            with (
                httpx.Client(trust_env=False, follow_redirects=False, timeout=self.seconds) as client,
                client.stream("POST", f"{self.url}/chat/completions", json=asked, headers=headers) as response,
            ):
                return self._read(response)
        except httpx.TimeoutException:
            return Reply(None, f"there was no reply within {self.seconds:g} seconds")
        except (httpx.HTTPError, httpx.InvalidURL):
            return Reply(None, "the server could not be reached")

    def _read(self, response: Any) -> Reply:
        until, data = monotonic() + self.seconds, bytearray()
        for part in response.iter_raw():
            data += part
            if len(data) > LARGEST:
                return Reply(None, f"the reply was longer than {LARGEST:,} bytes")
            if monotonic() > until:
                return Reply(None, f"the reply was not done within {self.seconds:g} seconds")
        body = data.decode("utf-8", "replace")
        if 300 <= response.status_code < 400:
            return Reply(body, "the server points to another address, which is not followed")
        if response.status_code != 200:
            return Reply(body, f"the server answered with the status {response.status_code}")
        return Reply(body)


def endpoint_from(environment: Mapping[str, str], allowed: Collection[str] = ()) -> Endpoint:
    """The endpoint that the environment names, if its host is this computer or one of ``allowed``.

    Raises
    ------
    UsageError
        None is named, the address is none, or its host was not allowed.
    """
    url, model = environment.get(URL, "").strip().rstrip("/"), environment.get(MODEL, "").strip()
    if not url or not model:
        expected = f"{URL} (such as http://localhost:11434/v1) and {MODEL} in the environment"
        raise UsageError(Problem("No language model is set up.", expected=expected, code="no-language-model"))
    host = _host(url)
    if not _is_here(host) and host not in {each.casefold() for each in allowed}:
        what = f"The language model is not on this computer: the text would be sent to {host}."
        expected = f"--allow-host {host}, if this text may be sent there"
        raise UsageError(Problem(what, expected=expected, code="host-not-allowed"))
    key = environment.get(KEY, "").strip()
    if not (key.isascii() and key.isprintable()):
        what = f"{KEY} holds letters that no key has."  # what was read is not shown
        raise UsageError(Problem(what, expected="the key alone, on one line", code="bad-model-key"))
    return Endpoint(url, model, key or None)


def _host(url: str) -> str:
    """The host as the library that connects reads it, so that no second reading can be tricked apart from the first."""
    httpx = library("httpx", "lm")
    try:
        read = httpx.URL(url)
    except httpx.InvalidURL:
        read = httpx.URL()
    secret = read.userinfo or read.query or read.fragment
    if read.scheme not in {"http", "https"} or not read.host or (read.port or 0) > HIGHEST_PORT or secret:
        # The address is kept beside the proposals, and so must hold nothing secret.
        what = f"{URL} is not the address of a language model."
        expected = f"http:// or https://, a host and a path, with no name, password or query in it; a key goes in {KEY}"
        raise UsageError(Problem(what, expected=expected, code="bad-model-address"))
    return str(read.host).casefold()


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
