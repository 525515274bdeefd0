"""What an export gives and an import reads, and what was lost on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Exported", "ImportedCase"]


@dataclass(frozen=True, slots=True)
class Exported:
    """The bytes of a file, and in sentences what of the model they do not hold."""

    data: bytes = field(repr=False)
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedCase:
    """The text of a ``case.yaml``, and in sentences what of the file it does not hold."""

    text: str
    lost: tuple[str, ...] = ()
