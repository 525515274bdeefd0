"""The child's end of long work: an order on the input, news and the outcome as lines of JSON on the output.

``python -m commonground.workbench.jobs.child`` is started by the server and by nobody else. It ends when its input
does, which is when the server ends; it takes no more memory than the order allows.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from contextlib import suppress
from threading import Lock, Thread
from time import monotonic
from typing import Any, TextIO

from commonground.errors import CommongroundError, Problem
from commonground.workbench.jobs.work import memory_in_words

__all__ = ["Teller", "main"]

OFTEN = 0.2  # seconds between two lines about how far it has come
BESIDES = 256 << 20  # bytes that a program sets aside before it does anything


class Teller:
    """What the server is told."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._lock, self._last = out, Lock(), 0.0

    def progress(self, share: float | None, doing: str) -> None:
        """How far it has come; not more often than anybody looks."""
        now = monotonic()
        if now - self._last >= OFTEN:
            self._last = now
            self.say(share=None if share is None else round(float(share), 4), doing=str(doing)[:200])

    def count(self, doing: str, done: int, of: int) -> None:
        """The same, of things that are counted."""
        self.progress(done / of if of else None, doing)

    def expected(self, told: object) -> None:
        """What it will take."""
        self.say(expected=str(told))

    def say(self, **news: Any) -> None:
        with self._lock:
            self._out.write(json.dumps(news) + "\n")
            self._out.flush()


def main() -> int:
    """Do what the order says."""
    order = json.loads(sys.stdin.buffer.readline())
    Thread(target=_until_the_server_ends, daemon=True).start()
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else prints does not speak to the server
    tell = Teller(out)
    tempfile.tempdir = order["folder"]  # so that nothing is left elsewhere when this is ended
    _bound(order["memory"])
    try:
        from commonground.workbench.jobs.kinds import KINDS

        tell.say(came_to=KINDS[order["kind"]](order, tell))
    except CommongroundError as error:
        tell.say(problems=[problem.to_dict() for problem in error.problems])
    except MemoryError:
        what = "This needs more memory than long work may take here."
        expected = f"at most {memory_in_words(order['memory'])}; the command line has no such bound"
        tell.say(problems=[Problem(what, expected=expected, code="model-too-large").to_dict()])
    return 0


def _until_the_server_ends() -> None:
    """Its end of our input goes with it, even where it was killed; then nobody waits for this any more."""
    with suppress(OSError, ValueError):
        while os.read(0, 4096):
            pass
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)  # with everything begun from here
    os._exit(1)


def _bound(memory: int) -> None:
    """No more memory than allowed, where the system can hold a program to that.

    What is written to counts, and not all addresses: engines that draw pictures reserve far more than they ever use.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory + BESIDES, memory + BESIDES))


if __name__ == "__main__":
    sys.exit(main())
