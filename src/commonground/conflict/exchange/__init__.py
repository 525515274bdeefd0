"""Graph models to and from other programs: ``.gmcr`` both ways, Gambit's ``.nfg`` and GraphML outwards."""

from commonground.conflict.exchange.gambit import nfg_from_model
from commonground.conflict.exchange.gmcr_export import gmcr_from_case
from commonground.conflict.exchange.gmcr_import import case_from_gmcr, new_case_from_gmcr
from commonground.conflict.exchange.graphml import graphml_from_model
from commonground.conflict.exchange.result import Exported, ImportedCase

__all__ = [
    "Exported",
    "ImportedCase",
    "case_from_gmcr",
    "gmcr_from_case",
    "graphml_from_model",
    "new_case_from_gmcr",
    "nfg_from_model",
]
