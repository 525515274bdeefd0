"""Run the workbench: bind, say where it is, open a browser, serve until Ctrl-C."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from commonground.errors import Problem, UsageError
from commonground.workbench.recovering import recovered

if TYPE_CHECKING:
    from uvicorn import Server

    from commonground.workbench.settings import Settings

__all__ = ["INSTALL", "bound", "checked_extra", "serve", "server_for"]

INSTALL = "pip install 'commonground[web]'"
_MOST_AT_ONCE = 200  # requests


def checked_extra() -> None:
    """UsageError with what to type, where what the workbench needs is not installed."""
    try:
        import python_multipart  # noqa: F401 - reads forms
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        what = f"The workbench needs {error.name}, which is not installed."
        raise UsageError(Problem(what, expected=INSTALL, code="missing-extra")) from None


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one.

    Raises
    ------
    UsageError
        The port is taken or may not be used, or the address is none of this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host.strip("[]"), port))
    except OSError as error:
        made.close()
        raise UsageError(_not_bound(host, port, error)) from None
    except OverflowError:
        made.close()
        problem = Problem("There is no such port.", read=str(port), expected="0 to 65535", code="port-taken")
        raise UsageError(problem) from None
    return made


def _not_bound(host: str, port: int, error: OSError) -> Problem:
    if error.errno == errno.EADDRINUSE:
        what = f"Port {port} is taken by another program, or by another workbench."
        return Problem(what, expected="another --port, or --port 0 for any that is free", code="port-taken")
    if error.errno == errno.EACCES:
        what = f"Port {port} may not be used by you."
        return Problem(what, expected="a --port above 1023", code="port-taken")
    what = f"The workbench cannot listen on {host}, port {port}: {error.strerror or error}."
    return Problem(what, expected="an address of this machine, such as 127.0.0.1", code="port-taken")


def server_for(settings: Settings) -> Server:
    """The server, not yet running."""
    from uvicorn import Config, Server

    from commonground.workbench.app import application

    config = Config(
        application(settings),
        log_level="warning",
        access_log=False,  # what is read stays with the reader
        server_header=False,
        date_header=False,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=32 * 1024,
        http="h11",
        ws="none",
        lifespan="on",
        proxy_headers=False,
    )
    return Server(config)


def serve(settings: Settings, tell: Callable[[Settings], None]) -> None:
    """Serve until Ctrl-C; ``tell`` hears the settings, with the port that was taken, as soon as it listens."""
    listening = bound(settings.host, settings.port)
    try:
        settings = replace(settings, port=listening.getsockname()[1], recovered=recovered(settings))
        server = server_for(settings)
        listening.listen(128)  # from here on a browser that comes early waits
        tell(settings)
        with suppress(KeyboardInterrupt):  # which is how it is stopped
            server.run(sockets=[listening])
    finally:
        listening.close()
