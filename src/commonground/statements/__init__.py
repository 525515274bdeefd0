"""Coded statements: who said what, whose position it is, and who confirmed that reading."""

from commonground.statements.claims import Answer, Claim, claims_in
from commonground.statements.files import append_statement, append_statements, read_statements
from commonground.statements.gate import Gated, Proposal, gate
from commonground.statements.naming import UNKNOWN, vocabulary_in
from commonground.statements.propose import PROPOSER, Pair, pairs, propose
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
