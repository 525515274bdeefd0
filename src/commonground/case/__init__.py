"""The case folder: what people write, loaded, laid over with layers, checked and saved."""

from typing import TYPE_CHECKING

from commonground._late import late
from commonground.case.check import check
from commonground.case.drop import drop
from commonground.case.evidence import shares_told_by_others, speaker_party, statements_of, told_only_by
from commonground.case.load import layer_names, load, load_folder
from commonground.case.model import (
    Acceptance,
    Actor,
    Case,
    Clause,
    Edge,
    Issue,
    Judged,
    LayerInfo,
    Offer,
    Option,
    Party,
    Power,
    Priority,
    Round,
    Rule,
    Source,
    Step,
    Target,
)
from commonground.case.new import new
from commonground.case.places import bundled, open_case
from commonground.case.save import Draft, edit
from commonground.case.what_if import what_if

if TYPE_CHECKING:
    from commonground.case.candidates import Candidate, Candidates, candidate_named, candidates_of
    from commonground.case.taking import filled, take
    from commonground.case.vocabulary import vocabulary_of

# What turns statements into entries is imported when it is first used.
_HOMES = {
    "Candidate": "candidates",
    "Candidates": "candidates",
    "candidate_named": "candidates",
    "candidates_of": "candidates",
    "filled": "taking",
    "take": "taking",
    "vocabulary_of": "vocabulary",
}

__all__ = [
    "Acceptance",
    "Actor",
    "Candidate",
    "Candidates",
    "Case",
    "Clause",
    "Draft",
    "Edge",
    "Issue",
    "Judged",
    "LayerInfo",
    "Offer",
    "Option",
    "Party",
    "Power",
    "Priority",
    "Round",
    "Rule",
    "Source",
    "Step",
    "Target",
    "bundled",
    "candidate_named",
    "candidates_of",
    "check",
    "drop",
    "edit",
    "filled",
    "layer_names",
    "load",
    "load_folder",
    "new",
    "open_case",
    "shares_told_by_others",
    "speaker_party",
    "statements_of",
    "take",
    "told_only_by",
    "vocabulary_of",
    "what_if",
]

__getattr__ = late(__name__, _HOMES)
