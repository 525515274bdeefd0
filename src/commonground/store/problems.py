"""How the store says that something cannot be read or written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commonground.errors import Problem, StoreError, Where

__all__ = ["refused", "told"]


def refused(
    path: Path | str,
    what: str,
    code: str,
    *,
    read: str | None = None,
    expected: str | None = None,
    nearest: str | None = None,
    kind: type[StoreError] = StoreError,
) -> StoreError:
    """The error for ``path``, ready to be raised."""
    return kind(Problem(what, Where(str(path)), read=read, expected=expected, nearest=nearest, code=code))


@contextmanager
def told(path: Path | str, doing: str) -> Iterator[None]:
    """Turn the operating system's refusals while ``doing`` something to ``path`` into a StoreError."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise refused(path, f"{doing} did not succeed: {reason}.", "not-possible") from error
    except ValueError as error:  # a NUL in a name
        raise refused(path, f"{doing} did not succeed: {error}.", "not-possible") from error
