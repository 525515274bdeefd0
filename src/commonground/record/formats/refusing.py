"""How a reader of a format refuses what it cannot read: always a RecordError, in one sentence."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commonground.errors import Problem, RecordError, Where

__all__ = ["quiet", "refused"]


def refused(
    path: Path | None,
    what: str,
    code: str,
    *,
    read: str | None = None,
    expected: str | None = None,
    line: int | None = None,
) -> RecordError:
    """The error to raise for a file that is not read."""
    return RecordError(Problem(what, Where(str(path) if path else None, line), read=read, expected=expected, code=code))


@contextmanager
def quiet(*names: str) -> Iterator[None]:
    """Keep libraries from writing to the screen of somebody who is told the same in one sentence."""
    loggers = [logging.getLogger(name) for name in names]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
