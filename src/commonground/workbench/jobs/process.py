"""One child that does long work: started, heard line by line, bounded, and ended with everything it began.

The child reads its order from its input and then watches it: the input ends when this process does, however that
happens, and then the child ends too. So no child outlives the server, not even one that was killed.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import Any

__all__ = ["ERRORS", "Child"]

ERRORS = "errors.txt"  # what the child wrote to its error output, in its folder
_LONGEST = 1_000_000  # characters of one line


class Child:
    """A process that has been given an order."""

    def __init__(self, order: Mapping[str, Any], folder: Path, seconds: float) -> None:
        self.stopped: str | None = None  # why it was ended from here
        self._lock = Lock()
        self._seconds = seconds
        with (folder / ERRORS).open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "commonground.workbench.jobs.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=folder,
                start_new_session=True,  # so that Ctrl-C at the server's terminal is the server's to answer
            )
        with suppress(OSError):  # it ended at once; what it wrote says why
            assert self._process.stdin is not None  # noqa: S101 - asked for above
            self._process.stdin.write(json.dumps(order).encode() + b"\n")
            self._process.stdin.flush()

    def hear(self, tell: Callable[[Mapping[str, Any]], None]) -> int:
        """Everything that it says, until it ends; its exit status, negative where a signal ended it."""
        assert self._process.stdout is not None  # noqa: S101 - asked for above
        clock = Timer(self._seconds, self.stop, ["too long"])
        clock.daemon = True
        clock.start()
        try:
            while line := self._process.stdout.readline(_LONGEST):
                with suppress(ValueError):
                    said = json.loads(line)
                    if isinstance(said, dict):
                        tell(said)
            return self._process.wait()
        finally:
            clock.cancel()
            self._end()
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    if pipe is not None:
                        pipe.close()

    def stop(self, why: str) -> None:
        """End it now; what it had written by then was written whole."""
        with self._lock:
            if self.stopped is None:
                self.stopped = why
        self._end()

    def _end(self) -> None:
        if self._process.poll() is None:
            with suppress(OSError):
                if hasattr(os, "killpg"):
                    os.killpg(self._process.pid, signal.SIGKILL)
                else:
                    self._process.kill()
            self._process.wait()
