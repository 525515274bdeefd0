"""A watch over what a process does beside reading: files opened to write, changes of folders, the network, programs."""

from __future__ import annotations

import sys
from typing import Any

WATCHED: list[str] = []
ON = [False]
_CHANGES = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "os.symlink", "os.link", "shutil.")
_OUTSIDE = ("socket.connect", "socket.getaddrinfo", "socket.gethostby", "urllib.", "http.", "ftplib.")
_PROGRAMS = ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "subprocess.Popen", "webbrowser.")


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if not ON[0]:
        return
    opened_to_write = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")
    if opened_to_write or event.startswith((*_CHANGES, *_OUTSIDE, *_PROGRAMS)):
        WATCHED.append(f"{event} {args!r}")


sys.addaudithook(_watch)
