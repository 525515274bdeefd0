"""A file that was sent, laid aside while it is read; what is wrong with it is told by the name it was sent under."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from commonground.errors import CommongroundError

__all__ = ["laid_aside"]


@contextmanager
def laid_aside(name: str, data: bytes) -> Iterator[Path]:
    """The file, under a name of our own with the ending of ``name``, in a folder that is gone afterwards."""
    with TemporaryDirectory(prefix="commonground-") as folder:
        file = Path(folder) / f"given{Path(name).suffix.lower()}"
        file.write_bytes(data)
        try:
            yield file
        except CommongroundError as error:
            raise type(error)(
                [
                    each.at(replace(each.where, file=name)) if each.where.file == str(file) else each
                    for each in error.problems
                ]
            ) from None
