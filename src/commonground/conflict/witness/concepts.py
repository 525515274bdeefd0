"""The stability concepts in plain words, with the names that the literature gives them.

Sources: Nash 1951; Howard 1971 (gmr, smr); Fraser and Hipel 1979 (seq); Rego and Vieira 2017 (sseq); the program GMCR+
(sim).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commonground.conflict.model.contract import Concept

__all__ = ["IN_WORDS", "LITERATURE", "named"]

IN_WORDS: Mapping[Concept, str] = {
    "nash": "it has no move that it gains by, whatever the others may answer",
    "gmr": "each move it would gain by can be answered so that it has gained nothing, whatever that costs the others",
    "smr": "each move it would gain by can be answered so that it has gained nothing and cannot make up for it by "
    "another move of its own, whatever that costs the others",
    "seq": "each move it would gain by can be answered so that it has gained nothing, by steps that each serve the one "
    "who takes them",
    "sseq": "each move it would gain by can be answered so that it has gained nothing and cannot make up for it by "
    "another move of its own, by steps that each serve the one who takes them",
    "sim": "each move it would gain by gains it nothing if others make moves of their own at the same time that would "
    "serve them",
}

LITERATURE: Mapping[Concept, str] = {
    "nash": "Nash stability",
    "gmr": "general metarationality, GMR",
    "smr": "symmetric metarationality, SMR",
    "seq": "sequential stability, SEQ",
    "sseq": "symmetric sequential stability, SSEQ",
    "sim": "simultaneous stability, SIM",
}


def named(concept: Concept) -> str:
    """What is asked, with its name in brackets.

    >>> named("nash")
    'it has no move that it gains by, whatever the others may answer (Nash stability)'
    """
    return f"{IN_WORDS[concept]} ({LITERATURE[concept]})"
