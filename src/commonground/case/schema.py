"""What a person writes in the files of a case folder, as pydantic models; published as JSON Schemas.

Every section is optional. A bare string may stand for an object while sketching (``short``): the object then has no
evidence and counts as unsourced. Names in formulas are bound later, when the whole case is known.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from commonground.case.model import ClauseKind, EdgeKind, LayerKind, Role, RuleKind, YesNo

__all__ = [
    "AcceptanceWritten",
    "ActorWritten",
    "CaseFile",
    "ClauseWritten",
    "CodebookFile",
    "EdgeWritten",
    "IssueWritten",
    "LayerFile",
    "OfferWritten",
    "PartyWritten",
    "PowerWritten",
    "PreferencesWritten",
    "PriorityWritten",
    "RoundWritten",
    "RuleWritten",
    "Sections",
    "SourceWritten",
    "SourcesFile",
    "StepWritten",
    "Written",
]

KEYWORDS = frozenset({"and", "or", "not", "in", "iff", "true", "false"})
BY_PARTY = frozenset({"mandates", "acceptances", "offers", "order", "options", "preferences", "moves"})


def _iso_date(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value
    if isinstance(value, date):
        return value
    raise ValueError("a date written as 2025-07-25")


def _formula_name(value: str) -> str:
    if not re.fullmatch(r"\w{1,80}", value):
        raise ValueError("a name of letters, digits and underscores, such as no_cap")
    if value in KEYWORDS:
        raise ValueError(f"a name other than “{value}”, which is a word of the formula language")
    return value


def _plain_id(value: str) -> str:
    if not re.fullmatch(r"[\w][\w.\-]{0,79}", value):
        raise ValueError("an id of letters, digits, dots, hyphens and underscores, such as R1")
    return value


def _target_name(value: str) -> str:
    if "=" in value or not value.strip() or len(value) > 120:
        raise ValueError("a name without “=”, such as full ceasefire")
    return value


Day = Annotated[date, BeforeValidator(_iso_date)]
Name = Annotated[str, AfterValidator(_formula_name)]
Id = Annotated[str, AfterValidator(_plain_id)]
TargetName = Annotated[str, AfterValidator(_target_name)]
FormulaText = Annotated[str, Field(min_length=1, description="A formula, such as “ceasefire = full -> terms != none”.")]
Evidence = Annotated[tuple[str, ...], Field(default=(), description="Ids of statements that this rests on.")]
PowerAct = Literal["listen", "explore", "propose", "initial", "sign", "refer back"]


class Written(BaseModel):
    """Base of everything written in a case file: unknown fields are errors, nothing changes once read.

    A field with nothing after its colon is as good as not written, unless it has to be there.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    short: ClassVar[str | None] = None

    @model_validator(mode="before")
    @classmethod
    def _from_short_form(cls, value: Any) -> Any:
        if value is None:
            return {}
        if cls.short is not None and isinstance(value, str):
            return {cls.short: value}
        if isinstance(value, dict):
            return {key: part for key, part in value.items() if part is not None or cls._needed(key)}
        return value

    @classmethod
    def _needed(cls, key: str) -> bool:
        return key not in cls.model_fields or cls.model_fields[key].is_required()

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        if cls.short is None:
            return schema
        return {"anyOf": [schema, {"type": "string", "description": f"Short for the field {cls.short}; unsourced."}]}


class JudgedWritten(Written):
    """A judgement somebody made about the record: it has an id, evidence, and can be switched off."""

    id: Id | None = None
    evidence: Evidence = ()
    as_told_by: str | None = Field(None, description="The party whose word about this party it is.")
    note: str | None = None


class PartyWritten(Written):
    short = "name"
    name: str | None = None
    role: Role = "table"
    levels: tuple[Id, ...] = Field(("leader",), min_length=1, description="Highest first.")


class ActorWritten(Written):
    short = "name"
    name: str | None = None
    aliases: tuple[str, ...] = ()
    party: str | None = None
    level: str | None = None


class PowerWritten(JudgedWritten):
    party: str
    level: str
    may: dict[PowerAct, YesNo]


class RoundWritten(Written):
    id: Id
    title: str | None = None
    date: Day | None = None
    place: str | None = None
    channel: str | None = None
    convener: str | None = None
    present: dict[str, str] = Field({}, description="Party: the level at which it sat there.")
    note: str | None = None


class IssueWritten(Written):
    title: str | None = None
    ordered: bool = False
    outcomes: dict[Name, str | None] = Field(min_length=1, description="Id: words. The first is the status quo.")

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, value: Any) -> Any:
        if isinstance(value, list):
            value = {"outcomes": value}
        if isinstance(value, dict) and isinstance(value.get("outcomes"), list):
            names = value["outcomes"]
            if all(isinstance(name, str) for name in names) and len(set(names)) == len(names):
                value = {**value, "outcomes": dict.fromkeys(names)}
        return value


class RuleWritten(JudgedWritten):
    short = "rule"
    rule: FormulaText
    kind: RuleKind = "definition"


class ClauseWritten(JudgedWritten):
    short = "clause"
    clause: FormulaText
    level: str | None = Field(None, description="Whose mandate it is; the party's highest level unless said.")
    owner: str | None = Field(None, description="The lowest level that may give it up; the level unless said.")
    kind: ClauseKind = "position"
    round: str | None = Field(None, description="In force from this round; from the start unless said.")
    until: str | None = Field(None, description="No longer in force in this round.")


class AcceptanceWritten(JudgedWritten):
    short = "outcome"
    outcome: FormulaText
    round: str | None = None
    until: str | None = None


class OfferWritten(JudgedWritten):
    short = "offer"
    offer: FormulaText
    round: str | None = None


class StepWritten(Written):
    short = "title"
    title: str | None = None
    by: str | None = None
    irreversible: bool = False
    shifts_power: bool = False
    covered_by: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    divisible: bool = False
    done: bool = False


class EdgeWritten(JudgedWritten):
    before: str
    after: str
    kind: EdgeKind | None = None


class PriorityWritten(JudgedWritten):
    short = "priority"
    priority: FormulaText
    kind: ClauseKind = "position"


class PreferencesWritten(Written):
    priorities: tuple[PriorityWritten, ...] = ()
    ranking: tuple[Any, ...] | None = None
    weights: dict[str, float] | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, value: Any) -> Any:
        return {"priorities": value} if isinstance(value, list) else value


class SourceWritten(Written):
    short = "title"
    title: str
    publisher: str | None = None
    owner: str | None = None
    side: str | None = Field(None, description="The party whose voice it is, if it is one's.")
    copy_of: str | None = None
    read_in: str | None = Field(None, description="Where a copy only was read.")
    said: Day | None = None
    published: Day | None = None
    url: str | None = None
    licence: str | None = None
    language: str | None = None
    edited: bool = False
    translated: bool = False
    handling: str | None = None
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    file: str | None = Field(None, description="Its text in sources/, where it may be kept.")
    note: str | None = None


class Sections(Written):
    """The sections of a case that a layer may add to."""

    parties: dict[Id, PartyWritten] = {}
    actors: dict[Id, ActorWritten] = {}
    powers: tuple[PowerWritten, ...] = ()
    rounds: tuple[RoundWritten, ...] = ()
    issues: dict[Name, IssueWritten] = {}
    meaning: tuple[RuleWritten, ...] = ()
    mandates: dict[str, tuple[ClauseWritten, ...]] = {}
    acceptances: dict[str, tuple[AcceptanceWritten, ...]] = {}
    offers: dict[str, tuple[OfferWritten, ...]] = {}
    targets: dict[TargetName, FormulaText] = {}
    steps: dict[Id, StepWritten] = {}
    order: dict[str, tuple[EdgeWritten, ...]] = {}
    options: dict[str, dict[Name, str | None]] = {}
    irreversible: dict[str, Literal["once taken", "once dropped"]] = {}
    feasible: tuple[RuleWritten, ...] = ()
    preferences: dict[str, PreferencesWritten] = {}
    status_quo: str | dict[str, str] | None = None
    states: tuple[str, ...] = ()
    moves: dict[str, tuple[tuple[str, str], ...]] = {}
    coalitions: tuple[tuple[str, ...], ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _without_empty_lists(cls, value: Any) -> Any:
        """``russia:`` with nothing after it, in a section by party, is a party that nothing is said of."""
        if not isinstance(value, dict):
            return value
        return {key: _without_nothing(part) if key in BY_PARTY else part for key, part in value.items()}


def _without_nothing(part: Any) -> Any:
    return {party: items for party, items in part.items() if items is not None} if isinstance(part, dict) else part


class CaseFile(Sections):
    """``case.yaml``: the only file required, and in it only ``case``."""

    case: str = Field(min_length=1, max_length=200, description="A name for these talks.")
    reading: str | None = Field(None, description="Whose reading of the record this is.")
    record_ends: Day | None = Field(None, description="The day after which nothing was read.")
    note: str | None = None


class LayerSections(Sections):
    """What a layer adds: any section of a case, and sources."""

    sources: dict[Id, SourceWritten] = {}


class LayerFile(Written):
    """``layers/NAME.yaml``: the same case, otherwise."""

    layer: str = Field(min_length=1, max_length=200, description="A title for it.")
    kind: LayerKind
    source: str | None = Field(None, description="Whose assumption it is; a hypothesis has to say. Never a person.")
    note: str | None = None
    add: LayerSections = LayerSections()
    replace: dict[str, dict[str, Any]] = {}
    withdraw: tuple[str, ...] = ()


class SourcesFile(Written):
    """``sources.yaml``: a mapping from source ids to sources; kept under one key while it is read."""

    sources: dict[Id, SourceWritten]


class CodebookEntry(Written):
    short = "definition"
    definition: str
    include: str | None = None
    exclude: str | None = None
    example: str | None = None


class CodebookFile(Written):
    """``codebook.yaml``: what each act and issue means to the coders of this case."""

    version: str | None = None
    acts: dict[str, CodebookEntry] = {}
    issues: dict[str, CodebookEntry] = {}
