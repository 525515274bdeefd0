"""Coded statements to and from other programs. Each format says what it cannot hold."""

from commonground.statements.exchange.formats import (
    CANNOT_HOLD,
    FORMATS,
    Format,
    export_codebook,
    export_statements,
    format_of,
    import_codebook,
    import_statements,
)
from commonground.statements.exchange.refi_codes import Code
from commonground.statements.exchange.result import Exported, Imported

__all__ = [
    "CANNOT_HOLD",
    "FORMATS",
    "Code",
    "Exported",
    "Format",
    "Imported",
    "export_codebook",
    "export_statements",
    "format_of",
    "import_codebook",
    "import_statements",
]
