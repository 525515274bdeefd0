"""How far long work has come: a bar on the terminal that goes when the work is done, and nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["progress_bar"]


@contextmanager
def progress_bar(words: str, *, shown: bool = True) -> Iterator[Callable[[int, int], None]]:
    """What is to be told how much of how much is done. It writes to the error output, if that is a terminal."""
    if not shown or not sys.stderr.isatty():
        yield lambda done, of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task(words, total=None)
        yield lambda done, of: bars.update(bar, completed=done, total=of)
