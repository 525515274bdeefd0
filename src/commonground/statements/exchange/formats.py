"""Exchange of coded statements with other programs: the formats, and the two doors out and in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from commonground.errors import Problem, UsageError, Where, nearest_word
from commonground.record.document import Document
from commonground.statements.exchange import csv_table, dna, plover, refi, refi_codes, web_annotation
from commonground.statements.exchange.accept import accepted
from commonground.statements.exchange.carried import Read
from commonground.statements.exchange.result import Exported, Imported
from commonground.statements.schema import Statement
from commonground.store import write_atomic

__all__ = [
    "CANNOT_HOLD",
    "FORMATS",
    "Format",
    "export_codebook",
    "export_statements",
    "format_of",
    "import_codebook",
    "import_statements",
]

Lost = tuple[str, ...]
_NO_DOCUMENTS: Mapping[str, Document] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, what it is called, how its files end, what it cannot hold, and how it is written and read.

    ``read_too`` are endings so common that a file to be written needs another, or the format named.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    cannot_hold: Lost
    write: Callable[[Sequence[Statement], Mapping[str, Document]], tuple[bytes, Lost]]
    read: Callable[[Path], tuple[list[Read], Lost]] | None = None
    read_too: tuple[str, ...] = ()


def _no_statements(path: Path) -> tuple[list[Read], Lost]:
    count = len(refi_codes.read_codebook(path))
    return [], (f"A codebook holds no statements; import_codebook gives its {count} codes.",)


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        each.name: each
        for each in (
            Format(
                "jsonld",
                "W3C Web Annotation",
                (".jsonld",),
                web_annotation.CANNOT_HOLD,
                web_annotation.written,
                web_annotation.read,
                (".json",),
            ),
            Format("qdpx", "REFI-QDA project", (".qdpx",), refi.CANNOT_HOLD, refi.written, refi.read),
            Format("qdc", "REFI-QDA codebook", (".qdc",), refi_codes.CANNOT_HOLD, refi_codes.written, _no_statements),
            Format("dna", "Discourse Network Analyzer", (".dna",), dna.CANNOT_HOLD, dna.written, dna.read),
            Format("csv", "table", (".csv",), csv_table.CANNOT_HOLD, csv_table.written),
            Format("plover", "PLOVER event records", (".plover.json",), plover.CANNOT_HOLD, plover.written),
        )
    }
)
CANNOT_HOLD: Mapping[str, Lost] = MappingProxyType({name: each.cannot_hold for name, each in FORMATS.items()})


def export_statements(
    statements: Iterable[Statement],
    documents: Mapping[str, Document] = _NO_DOCUMENTS,
    to: Path | str = "statements.jsonld",
    format: str | None = None,
) -> Exported:
    """Write ``statements`` to the file ``to``, in the format named or the one that its name ends in.

    ``documents`` are the texts, by source, that may go along: a project for another program holds them whole. Without
    them the paraphrases stand in.
    """
    path, statements = Path(to), tuple(statements)
    chosen = _format(path, format)
    data, lost = chosen.write(statements, documents)
    write_atomic(path, data)
    return Exported(path, chosen.name, len(statements), lost)


def import_statements(
    path: Path | str, format: str | None = None, documents: Mapping[str, Document] = _NO_DOCUMENTS
) -> Imported:
    """The statements in a file of another program; with ``documents``, only those whose words stand in the text."""
    path = Path(path)
    chosen = _format(path, format, reading=True)
    if chosen.read is None:
        what = f"The format {chosen.name} is written and not read."
        raise UsageError(Problem(what, Where(str(path)), expected=_listed(reading=True), code="not-read"))
    reads, lost = chosen.read(path)
    statements, problems = accepted(reads, documents)
    return Imported(statements, problems, lost)


def export_codebook(codes: Iterable[refi_codes.Code], to: Path | str) -> None:
    """Write codes to a ``.qdc`` file."""
    write_atomic(Path(to), refi_codes.codebook_bytes(tuple(codes)))


def import_codebook(path: Path | str) -> tuple[refi_codes.Code, ...]:
    """The codes of a ``.qdc`` file."""
    return refi_codes.read_codebook(Path(path))


def format_of(path: Path | str, name: str | None = None) -> str:
    """The name of the format that a file is written in, by its ending or because it is named."""
    return _format(Path(path), name).name


def _format(path: Path, name: str | None, *, reading: bool = False) -> Format:
    if name is not None:
        if name not in FORMATS:
            nearest = nearest_word(name, FORMATS)
            what = "There is no such format."
            raise UsageError(Problem(what, read=name, expected=_listed(), nearest=nearest, code="unknown-format"))
        return FORMATS[name]
    end = path.name.lower()
    endings = [(each, last) for each in FORMATS.values() for last in each.suffixes + (each.read_too if reading else ())]
    fits = [(len(last), each.name) for each, last in endings if end.endswith(last)]
    if not fits:
        what = "The name of the file does not say which format it has."
        names = "a name that ends in " + ", ".join(each.suffixes[0] for each in FORMATS.values())
        raise UsageError(
            Problem(what, Where(str(path)), expected=f"{names}; or the format named", code="unknown-format")
        )
    return FORMATS[max(fits)[1]]


def _listed(*, reading: bool = False) -> str:
    return "one of " + ", ".join(name for name, each in FORMATS.items() if each.read is not None or not reading)
