"""Coded statements: who said what, whose position it is, and who confirmed that reading."""

from commonground.statements.files import append_statement, append_statements, read_statements
from commonground.statements.schema import (
    ACTS,
    CLAIMS,
    MODALITIES,
    MODES,
    MOVES,
    POLARITIES,
    STATUSES,
    Act,
    Modality,
    Mode,
    Polarity,
    Statement,
    Status,
    Version,
)
from commonground.statements.vocabulary import Vocabulary

__all__ = [
    "ACTS",
    "CLAIMS",
    "MODALITIES",
    "MODES",
    "MOVES",
    "POLARITIES",
    "STATUSES",
    "Act",
    "Modality",
    "Mode",
    "Polarity",
    "Statement",
    "Status",
    "Version",
    "Vocabulary",
    "append_statement",
    "append_statements",
    "read_statements",
]
