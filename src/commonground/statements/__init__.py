"""Coded statements: who said what, whose position it is, and who confirmed that reading."""

from typing import TYPE_CHECKING

from commonground._late import late
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

if TYPE_CHECKING:
    from commonground.statements.claims import Answer, Claim, claims_in
    from commonground.statements.gating import Gated, Proposal, gate
    from commonground.statements.naming import UNKNOWN, vocabulary_in
    from commonground.statements.proposing import PROPOSER, Pair, pairs, propose

# What reads texts is imported when it is first used: most callers only look at statements.
_HOMES = {
    "Answer": "claims",
    "Claim": "claims",
    "claims_in": "claims",
    "Gated": "gating",
    "Proposal": "gating",
    "gate": "gating",
    "UNKNOWN": "naming",
    "vocabulary_in": "naming",
    "PROPOSER": "proposing",
    "Pair": "proposing",
    "pairs": "proposing",
    "propose": "proposing",
}

__all__ = [
    "ACTS",
    "CLAIMS",
    "MODALITIES",
    "MODES",
    "MOVES",
    "POLARITIES",
    "PROPOSER",
    "STATUSES",
    "UNKNOWN",
    "Act",
    "Answer",
    "Claim",
    "Gated",
    "Modality",
    "Mode",
    "Pair",
    "Polarity",
    "Proposal",
    "Statement",
    "Status",
    "Version",
    "Vocabulary",
    "append_statement",
    "append_statements",
    "claims_in",
    "gate",
    "pairs",
    "propose",
    "read_statements",
    "vocabulary_in",
]

__getattr__ = late(__name__, _HOMES)
