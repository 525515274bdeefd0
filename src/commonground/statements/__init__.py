"""Coded statements: who said what, whose position it is, and who confirmed that reading."""

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
]
