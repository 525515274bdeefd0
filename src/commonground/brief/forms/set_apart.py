"""Set a page on sheets in a process of its own, which makes ready while the brief is still being worked out.

Loading what sets sheets takes as long as a tenth of the setting, and needs nothing of the brief. Whoever is without it,
or stops it, has lost nothing: the page is then set in the program's own process, which says what is missing.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["Setting", "main", "setting_apart"]

SLOWEST = 300  # seconds


class Setting:
    """A process that waits for one page."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "commonground.brief.forms.set_apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def pdf(self, page: str) -> bytes | None:
        """``page`` as PDF; None where the process could not do it."""
        try:
            made, _ = self._process.communicate(page.encode("utf-8"), timeout=SLOWEST)
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return None
        return made if self._process.returncode == 0 and made else None

    def stop(self) -> None:
        """End the process if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()


@contextmanager
def setting_apart() -> Iterator[Setting | None]:
    """A process that makes ready now and is gone at the end; None where none can be started."""
    try:
        setting = Setting()
    except OSError:
        yield None
        return
    try:
        yield setting
    finally:
        setting.stop()


def main() -> None:
    """What the process does: load what sets sheets, read a page, write a PDF."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever began it ends it
    from commonground.brief.forms.pdf import loaded, set_page

    loaded()
    page = sys.stdin.buffer.read()
    if page:
        sys.stdout.buffer.write(set_page(page.decode("utf-8")))


if __name__ == "__main__":
    main()
