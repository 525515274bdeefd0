"""A language model of our own on a loopback port: it replies what a test tells it to, and notes what it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class Answer:
    """A reply as the server gives it. With ``body`` it is that; else an envelope around ``content``."""

    content: str = "[]"
    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    finish_reason: str = "stop"
    slow: bool = False
    dripping: bool = False

    def bytes(self) -> bytes:
        if self.body is not None:
            return self.body
        message = {"role": "assistant", "content": self.content}
        choice = {"index": 0, "message": message, "finish_reason": self.finish_reason}
        return json.dumps({"object": "chat.completion", "choices": [choice]}).encode()


@dataclass
class Server:
    """Where it listens, and every request so far: path, headers, and the JSON that was sent."""

    url: str
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)

    def questions(self) -> list[str]:
        return [sent["messages"][1]["content"] for _, _, sent in self.asked]


@contextmanager
def model_server(answer: Callable[[Any], Answer]) -> Iterator[Server]:
    """A server that replies ``answer(the JSON it was sent)``; slow and dripping ones last until the test is over."""
    over = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append((self.path, dict(self.headers.items()), sent))
            reply = answer(sent)
            if reply.slow:
                over.wait(20)
                return
            data = reply.bytes()
            self.send_response(reply.status)
            for name, value in ({"Content-Length": str(len(data))} | reply.headers).items():
                self.send_header(name, value)
            self.end_headers()
            for byte in data if reply.dripping else ():
                if over.wait(0.05):
                    return
                self.wfile.write(bytes([byte]))
            self.wfile.write(b"" if reply.dripping else data)

        def log_message(self, format: str, *arguments: Any) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = Server(f"http://127.0.0.1:{listening.server_port}/v1")
    thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        over.set()
        listening.shutdown()
        thread.join()
        listening.server_close()
