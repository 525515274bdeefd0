"""What can be agreed, what blocks the rest, and what would have to give.

Mandates are clauses; a zone is satisfiability; why there is none is a minimal unsatisfiable set; what would have to
give is a minimal correction set. :func:`agreement` asks all of it about one round of a case; each question can also
be put by itself::

    question = ask(case, "r3")
    wanted = target(case, "ceasefire = full")
    zone(question, wanted).zone            # 'excluded'
    blocking_set(question, wanted).clauses # ('R1', 'U1')

"Excluded" never means impossible, and an open zone never means likely or just. The parties' mandates are what the
record shows of them; law and responsibility are outside the calculation.
"""

from commonground._callable import answers_calls
from commonground.agreement.agenda import Asking, Beyond, Closing, Word
from commonground.agreement.authority import can_open
from commonground.agreement.blocking import BlockingSet, blocking_set
from commonground.agreement.blocks import Block, Blocks, blocks, blocks_by_round
from commonground.agreement.budget import UNLIMITED, Budget, OutOfTime
from commonground.agreement.concession import Concession, concession, price
from commonground.agreement.contains import Contains, LevelVector, contains
from commonground.agreement.decoupling import Apart, Decoupling, decoupling
from commonground.agreement.departures import Departure, Departures, LevelCount, Meeting, ZoneChange, departures
from commonground.agreement.disjoint import disjoint_blocking_sets
from commonground.agreement.example import example
from commonground.agreement.exposure import Exposure
from commonground.agreement.glance import Glance, GlanceRow, ZoneTurn, glance
from commonground.agreement.grounds import AcceptanceRecord, ClauseRecord, Evidence
from commonground.agreement.insistence import SideTest
from commonground.agreement.keystones import keystones
from commonground.agreement.labels import Label
from commonground.agreement.levels import LevelsAnswer, LevelsReport, levels
from commonground.agreement.lever_effects import Lever, NoLever
from commonground.agreement.levers import Levers, LeverSet, levers
from commonground.agreement.meeting_results import MeetingForm, NextMeeting
from commonground.agreement.movement import IssueClass, Movement, class_of, movements
from commonground.agreement.next_meeting import next_meeting
from commonground.agreement.object_changes import Replaced, SectionChanges
from commonground.agreement.one_side import tellers, verdicts_on_one_sides_word
from commonground.agreement.order import order
from commonground.agreement.order_results import EdgeRecord, OrderReport, PartyOrder, Repair
from commonground.agreement.order_turns_on import OrderTurn, OrderTurnsOn, order_turns_on
from commonground.agreement.outside_offers import OutsideOffer, outside_offers
from commonground.agreement.ownership import Opening, Ownership, joint_levels, opening, owned_at, ownership
from commonground.agreement.powers import PowerAnswer, PowerRecord, Powers, powers
from commonground.agreement.present import present_at, present_from
from commonground.agreement.question import Question, ask
from commonground.agreement.ranking import BelowNoDeal, Ranked, Ranking
from commonground.agreement.report import agreement
from commonground.agreement.results import AgreementReport, IssueAnswer, TargetAnswer
from commonground.agreement.rounds import Changes, VerdictChange, changes, compare
from commonground.agreement.standing import Standing
from commonground.agreement.targets import issue_target, outcome_target, target, targets_of
from commonground.agreement.together import Together, together
from commonground.agreement.turns_on import Sentence, Support, Turn, TurnsOn, Verdict, supports, turns_on
from commonground.agreement.ultimatum import ScopeTest, UltimatumReport, ultimatum
from commonground.agreement.unknowns import Answer, Unknown, unknowns
from commonground.agreement.ways_out import ways_out, ways_out_of
from commonground.agreement.ways_out_results import Give, LevelPoint, Point, Steps, WayOut, WaysOut
from commonground.agreement.what_if import Change
from commonground.agreement.zone import ZoneAnswer, ZoneValue, opens, zone

__all__ = [
    "UNLIMITED",
    "AcceptanceRecord",
    "AgreementReport",
    "Answer",
    "Apart",
    "Asking",
    "BelowNoDeal",
    "Beyond",
    "Block",
    "BlockingSet",
    "Blocks",
    "Budget",
    "Change",
    "Changes",
    "ClauseRecord",
    "Closing",
    "Concession",
    "Contains",
    "Decoupling",
    "Departure",
    "Departures",
    "EdgeRecord",
    "Evidence",
    "Exposure",
    "Give",
    "Glance",
    "GlanceRow",
    "IssueAnswer",
    "IssueClass",
    "Label",
    "LevelCount",
    "LevelPoint",
    "LevelVector",
    "LevelsAnswer",
    "LevelsReport",
    "Lever",
    "LeverSet",
    "Levers",
    "Meeting",
    "MeetingForm",
    "Movement",
    "NextMeeting",
    "NoLever",
    "Opening",
    "OrderReport",
    "OrderTurn",
    "OrderTurnsOn",
    "OutOfTime",
    "OutsideOffer",
    "Ownership",
    "PartyOrder",
    "Point",
    "PowerAnswer",
    "PowerRecord",
    "Powers",
    "Question",
    "Ranked",
    "Ranking",
    "Repair",
    "Replaced",
    "ScopeTest",
    "SectionChanges",
    "Sentence",
    "SideTest",
    "Standing",
    "Steps",
    "Support",
    "TargetAnswer",
    "Together",
    "Turn",
    "TurnsOn",
    "UltimatumReport",
    "Unknown",
    "Verdict",
    "VerdictChange",
    "WayOut",
    "WaysOut",
    "Word",
    "ZoneAnswer",
    "ZoneChange",
    "ZoneTurn",
    "ZoneValue",
    "agreement",
    "ask",
    "blocking_set",
    "blocks",
    "blocks_by_round",
    "can_open",
    "changes",
    "class_of",
    "compare",
    "concession",
    "contains",
    "decoupling",
    "departures",
    "disjoint_blocking_sets",
    "example",
    "glance",
    "issue_target",
    "joint_levels",
    "keystones",
    "levels",
    "levers",
    "movements",
    "next_meeting",
    "opening",
    "opens",
    "order",
    "order_turns_on",
    "outcome_target",
    "outside_offers",
    "owned_at",
    "ownership",
    "powers",
    "present_at",
    "present_from",
    "price",
    "supports",
    "target",
    "targets_of",
    "tellers",
    "together",
    "turns_on",
    "ultimatum",
    "unknowns",
    "verdicts_on_one_sides_word",
    "ways_out",
    "ways_out_of",
    "zone",
]

answers_calls(__name__, agreement)
