"""How far two people who code one record agree, and what they still have to settle."""

from commonground.statements.reliability.blind import BlindCoding, as_blind, blind_coding, seen_blind
from commonground.statements.reliability.coincidence import Alpha, Interval, alpha_nominal
from commonground.statements.reliability.disagreements import Disagreement, disagreements
from commonground.statements.reliability.matching import LABELS, Unit, labels_of, matched_units
from commonground.statements.reliability.report import Reliability, reliability
from commonground.statements.reliability.settling import dropped, settled, unsettled, with_settled
from commonground.statements.reliability.unitising import Continuum, Mark, alpha_unitised, continuum_of

__all__ = [
    "LABELS",
    "Alpha",
    "BlindCoding",
    "Continuum",
    "Disagreement",
    "Interval",
    "Mark",
    "Reliability",
    "Unit",
    "alpha_nominal",
    "alpha_unitised",
    "as_blind",
    "blind_coding",
    "continuum_of",
    "disagreements",
    "dropped",
    "labels_of",
    "matched_units",
    "reliability",
    "seen_blind",
    "settled",
    "unsettled",
    "with_settled",
]
