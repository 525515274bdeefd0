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

from typing import TYPE_CHECKING, Any

from commonground._callable import answers_calls
from commonground._late import late

if TYPE_CHECKING:
    from commonground.agreement.giving.ranking import BelowNoDeal, Ranked, Ranking
    from commonground.agreement.giving.results import Give, LevelPoint, Point, Steps, WayOut, WaysOut
    from commonground.agreement.giving.ways_out import ways_out, ways_out_of
    from commonground.agreement.history.departures import (
        Departure,
        Departures,
        LevelCount,
        Meeting,
        ZoneChange,
        departures,
    )
    from commonground.agreement.history.models import ModelsCompared, models_compared
    from commonground.agreement.history.object_changes import Replaced, SectionChanges
    from commonground.agreement.history.rounds import Changes, VerdictChange, changes, compare
    from commonground.agreement.history.standing import Standing
    from commonground.agreement.insisting.glance import Glance, GlanceRow, ZoneTurn, glance
    from commonground.agreement.insisting.insistence import SideTest
    from commonground.agreement.insisting.labels import Label
    from commonground.agreement.insisting.ultimatum import ScopeTest, UltimatumReport, ultimatum
    from commonground.agreement.meeting.agenda import Asking, Beyond, Closing, Word
    from commonground.agreement.meeting.next_meeting import next_meeting
    from commonground.agreement.meeting.present import present_at, present_from
    from commonground.agreement.meeting.results import MeetingForm, NextMeeting
    from commonground.agreement.meeting.unknowns import Answer, Unknown, unknowns
    from commonground.agreement.meeting.what_if import Change
    from commonground.agreement.ranks.contains import Contains, LevelVector, contains
    from commonground.agreement.ranks.levels import LevelsAnswer, LevelsReport, levels
    from commonground.agreement.ranks.ownership import Opening, Ownership, joint_levels, opening, owned_at, ownership
    from commonground.agreement.ranks.powers import PowerAnswer, PowerRecord, Powers, powers
    from commonground.agreement.resting.order_turns_on import OrderTurn, OrderTurnsOn, order_turns_on
    from commonground.agreement.resting.turns_on import Sentence, Support, Turn, TurnsOn, Verdict, supports, turns_on
    from commonground.agreement.solving.budget import UNLIMITED, Budget, OutOfTime
    from commonground.agreement.solving.question import Question, ask
    from commonground.agreement.solving.targets import issue_target, outcome_target, target, targets_of
    from commonground.agreement.steps.exposure import Exposure
    from commonground.agreement.steps.order import order
    from commonground.agreement.steps.results import EdgeRecord, OrderReport, PartyOrder, Repair
    from commonground.agreement.third_parties.effects import Lever, NoLever
    from commonground.agreement.third_parties.levers import Levers, LeverSet, levers
    from commonground.agreement.third_parties.outside_offers import OutsideOffer, outside_offers
    from commonground.agreement.whole.grounds import AcceptanceRecord, ClauseRecord, Evidence
    from commonground.agreement.whole.one_side import tellers, tellers_of, verdicts_on_one_sides_word
    from commonground.agreement.whole.report import agreement
    from commonground.agreement.whole.results import AgreementReport, IssueAnswer, TargetAnswer
    from commonground.agreement.zones.authority import can_open
    from commonground.agreement.zones.blocking import BlockingSet, blocking_set
    from commonground.agreement.zones.blocks import Block, Blocks, blocks, blocks_by_round
    from commonground.agreement.zones.concession import Concession, concession, price
    from commonground.agreement.zones.decoupling import Apart, Decoupling, decoupling
    from commonground.agreement.zones.disjoint import disjoint_blocking_sets
    from commonground.agreement.zones.example import example
    from commonground.agreement.zones.keystones import keystones
    from commonground.agreement.zones.movement import IssueClass, Movement, class_of, movements
    from commonground.agreement.zones.together import Together, together
    from commonground.agreement.zones.zone import ZoneAnswer, ZoneValue, opens, zone

# Where each name lives; it is imported when it is first used, for most callers need few of them.
_HOMES = {
    "BelowNoDeal": "giving.ranking",
    "Ranked": "giving.ranking",
    "Ranking": "giving.ranking",
    "Give": "giving.results",
    "LevelPoint": "giving.results",
    "Point": "giving.results",
    "Steps": "giving.results",
    "WayOut": "giving.results",
    "WaysOut": "giving.results",
    "ways_out": "giving.ways_out",
    "ways_out_of": "giving.ways_out",
    "Departure": "history.departures",
    "Departures": "history.departures",
    "LevelCount": "history.departures",
    "Meeting": "history.departures",
    "ZoneChange": "history.departures",
    "departures": "history.departures",
    "ModelsCompared": "history.models",
    "models_compared": "history.models",
    "Replaced": "history.object_changes",
    "SectionChanges": "history.object_changes",
    "Changes": "history.rounds",
    "VerdictChange": "history.rounds",
    "changes": "history.rounds",
    "compare": "history.rounds",
    "Standing": "history.standing",
    "Glance": "insisting.glance",
    "GlanceRow": "insisting.glance",
    "ZoneTurn": "insisting.glance",
    "glance": "insisting.glance",
    "SideTest": "insisting.insistence",
    "Label": "insisting.labels",
    "ScopeTest": "insisting.ultimatum",
    "UltimatumReport": "insisting.ultimatum",
    "ultimatum": "insisting.ultimatum",
    "Asking": "meeting.agenda",
    "Beyond": "meeting.agenda",
    "Closing": "meeting.agenda",
    "Word": "meeting.agenda",
    "next_meeting": "meeting.next_meeting",
    "present_at": "meeting.present",
    "present_from": "meeting.present",
    "MeetingForm": "meeting.results",
    "NextMeeting": "meeting.results",
    "Answer": "meeting.unknowns",
    "Unknown": "meeting.unknowns",
    "unknowns": "meeting.unknowns",
    "Change": "meeting.what_if",
    "Contains": "ranks.contains",
    "LevelVector": "ranks.contains",
    "contains": "ranks.contains",
    "LevelsAnswer": "ranks.levels",
    "LevelsReport": "ranks.levels",
    "levels": "ranks.levels",
    "Opening": "ranks.ownership",
    "Ownership": "ranks.ownership",
    "joint_levels": "ranks.ownership",
    "opening": "ranks.ownership",
    "owned_at": "ranks.ownership",
    "ownership": "ranks.ownership",
    "PowerAnswer": "ranks.powers",
    "PowerRecord": "ranks.powers",
    "Powers": "ranks.powers",
    "powers": "ranks.powers",
    "OrderTurn": "resting.order_turns_on",
    "OrderTurnsOn": "resting.order_turns_on",
    "order_turns_on": "resting.order_turns_on",
    "Sentence": "resting.turns_on",
    "Support": "resting.turns_on",
    "Turn": "resting.turns_on",
    "TurnsOn": "resting.turns_on",
    "Verdict": "resting.turns_on",
    "supports": "resting.turns_on",
    "turns_on": "resting.turns_on",
    "Budget": "solving.budget",
    "OutOfTime": "solving.budget",
    "UNLIMITED": "solving.budget",
    "Question": "solving.question",
    "ask": "solving.question",
    "issue_target": "solving.targets",
    "outcome_target": "solving.targets",
    "target": "solving.targets",
    "targets_of": "solving.targets",
    "Exposure": "steps.exposure",
    "order": "steps.order",
    "EdgeRecord": "steps.results",
    "OrderReport": "steps.results",
    "PartyOrder": "steps.results",
    "Repair": "steps.results",
    "Lever": "third_parties.effects",
    "NoLever": "third_parties.effects",
    "LeverSet": "third_parties.levers",
    "Levers": "third_parties.levers",
    "levers": "third_parties.levers",
    "OutsideOffer": "third_parties.outside_offers",
    "outside_offers": "third_parties.outside_offers",
    "AcceptanceRecord": "whole.grounds",
    "ClauseRecord": "whole.grounds",
    "Evidence": "whole.grounds",
    "tellers": "whole.one_side",
    "tellers_of": "whole.one_side",
    "verdicts_on_one_sides_word": "whole.one_side",
    "agreement": "whole.report",
    "AgreementReport": "whole.results",
    "IssueAnswer": "whole.results",
    "TargetAnswer": "whole.results",
    "can_open": "zones.authority",
    "BlockingSet": "zones.blocking",
    "blocking_set": "zones.blocking",
    "Block": "zones.blocks",
    "Blocks": "zones.blocks",
    "blocks": "zones.blocks",
    "blocks_by_round": "zones.blocks",
    "Concession": "zones.concession",
    "concession": "zones.concession",
    "price": "zones.concession",
    "Apart": "zones.decoupling",
    "Decoupling": "zones.decoupling",
    "decoupling": "zones.decoupling",
    "disjoint_blocking_sets": "zones.disjoint",
    "example": "zones.example",
    "keystones": "zones.keystones",
    "IssueClass": "zones.movement",
    "Movement": "zones.movement",
    "class_of": "zones.movement",
    "movements": "zones.movement",
    "Together": "zones.together",
    "together": "zones.together",
    "ZoneAnswer": "zones.zone",
    "ZoneValue": "zones.zone",
    "opens": "zones.zone",
    "zone": "zones.zone",
}

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
    "ModelsCompared",
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
    "models_compared",
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
    "tellers_of",
    "together",
    "turns_on",
    "ultimatum",
    "unknowns",
    "verdicts_on_one_sides_word",
    "ways_out",
    "ways_out_of",
    "zone",
]

__getattr__ = late(__name__, _HOMES)


def _asked(*arguments: Any, **named: Any) -> Any:
    """The room called by its own name asks its main question."""
    from commonground.agreement.whole.report import agreement

    return agreement(*arguments, **named)


answers_calls(__name__, _asked)
