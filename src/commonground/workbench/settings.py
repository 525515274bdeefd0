"""What the server was started with, and never changes while it runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from secrets import token_bytes

__all__ = ["Settings", "is_loopback"]


def is_loopback(host: str) -> bool:
    """Whether a name or address leads to this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the cases are, where to listen, and what keeps others out.

    Parameters
    ----------
    folder
        Where cases are looked for, and where new ones, copies and imported ones are put.
    case
        The one case that was asked for, by path or bundled name; None: all in the folder.
    host, port
        Where the server listens.
    access
        The token that everybody has to show, where the server can be reached from other machines.
    seconds
        How long one question may take.
    work_seconds, work_memory
        How long one piece of long work may take, and how many bytes of memory; None: half of what is free when it
        begins, within bounds.
    recovered
        What had been cut off when an earlier run was killed, in sentences.
    secret
        What tokens in forms are made with; new with every start.
    """

    folder: Path
    case: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    access: str | None = field(default=None, repr=False)
    seconds: float = 5.0
    work_seconds: float = 900.0
    work_memory: int | None = None
    recovered: tuple[str, ...] = ()
    secret: bytes = field(default_factory=lambda: token_bytes(32), repr=False)

    @property
    def address(self) -> str:
        """Where a browser finds the home page."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"
