"""What a person writes in the files of a case folder, as pydantic models; published as JSON Schemas.

Every section is optional. A bare string may stand for an object while sketching (``short``): the object then has no
evidence and counts as unsourced. Names in formulas are bound later, when the whole case is known. The descriptions
are what an editor shows beside a field.
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
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from commonground.case.model import ClauseKind, EdgeKind, LayerKind, OneWay, Role, RuleKind, TextKind, YesNo

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
_OF_A_WHOLE = ("id", "evidence", "as_told_by", "note", "kind")  # what a ranking or weights may have beside them
_STATE = {"type": "string", "maxLength": 120}
MOST_OUTCOMES = 200  # of one issue; a solver needs a clause for every two of them
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


def _places(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return value
    return tuple((place,) if isinstance(place, str) else place for place in value)


def _state_name(value: str) -> str:
    if not value.strip() or len(value) > 120 or not value.isprintable():
        raise ValueError("a short name, or one Y, N or - for each option")
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
StateName = Annotated[str, AfterValidator(_state_name)]
Weight = Annotated[float, Field(allow_inf_nan=False)]
Places = Annotated[
    tuple[Annotated[tuple[StateName, ...], Field(min_length=1)], ...],
    BeforeValidator(_places),
    WithJsonSchema({"type": "array", "items": {"anyOf": [_STATE, {"type": "array", "items": _STATE, "minItems": 1}]}}),
]
Outcomes = Annotated[dict[Name, str | None], Field(min_length=1, max_length=MOST_OUTCOMES)]
PowerAct = Literal["listen", "explore", "propose", "initial", "sign", "refer back"]

NOTE = Field(None, description="Anything a reader should know; no answer depends on it.")
FROM = Field(None, description="In force from this round; from the start unless said.")
UNTIL = Field(None, description="No longer in force in this round; to the end unless said.")


class Written(BaseModel):
    """Base of everything written in a case file: unknown fields are errors, nothing changes once read.

    A field with nothing after its colon is as good as not written, unless it has to be there.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, model_title_generator=lambda model: model.__name__.removesuffix("Written")
    )
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
        others = cls._other_forms(schema)
        return {"anyOf": [schema, *others]} if others else schema

    @classmethod
    def _other_forms(cls, schema: JsonSchemaValue) -> list[JsonSchemaValue]:
        """What may stand for such an object, beside the mapping that ``schema`` describes."""
        if cls.short is None:
            return []
        unsourced = "; unsourced" if issubclass(cls, JudgedWritten) else ""
        return [{"type": "string", "description": f"Short for the field {cls.short}{unsourced}."}]


class JudgedWritten(Written):
    """A judgement somebody made about the record: it has an id, evidence, and can be switched off."""

    id: Id | None = Field(None, description="Unlike any other id of the case; made up from the place unless given.")
    evidence: tuple[str, ...] = Field((), description="Ids of the statements that this rests on.")
    as_told_by: str | None = Field(None, description="The party whose word about this party it is.")
    note: str | None = NOTE


class PartyWritten(Written):
    """A side: at the table, or outside."""

    short = "name"
    name: str | None = Field(None, description="As readers know it.")
    role: Role = Field("table", description="outside: mediators, levers, audiences. Zones range over the table only.")
    levels: tuple[Id, ...] = Field(("leader",), min_length=1, description="Highest first.")


class ActorWritten(Written):
    """A person or body that speaks in the record."""

    short = "name"
    name: str | None = Field(None, description="As the record has it.")
    aliases: tuple[str, ...] = Field((), description="Other names in the record.")
    party: str | None = Field(None, description="The party it speaks for; left out for a reporter or a third.")
    level: str | None = Field(None, description="The level of that party it speaks from.")


class PowerWritten(JudgedWritten):
    """What a level of a party may do, where somebody says so."""

    party: str = Field(description="Whose level it is.")
    level: str = Field(description="The level.")
    may: dict[PowerAct, YesNo] = Field(description="Act: yes, no or unknown. What is left out is unknown.")


class RoundWritten(Written):
    """A meeting. Rounds stand in order of time."""

    id: Id = Field(description="As clauses, acceptances and offers name it.")
    title: str | None = Field(None, description="As a reader would call it.")
    date: Day | None = Field(None, description="The day it began.")
    place: str | None = Field(None, description="Where.")
    channel: str | None = Field(None, description="Plenary, letters, a call and so on.")
    convener: str | None = Field(None, description="Who called it.")
    present: dict[str, str] = Field({}, description="Party: the level at which it sat there.")
    note: str | None = NOTE


class HoldingWritten(JudgedWritten):
    """Which states of the conflict part carry an outcome out."""

    short = "when"
    when: FormulaText = Field(description="A formula over options: in these states the outcome is carried out.")
    kind: RuleKind = Field("definition", description="A judged link is a judgement and needs evidence.")


class IssueWritten(Written):
    """A matter on the table with finitely many outcomes."""

    title: str | None = Field(None, description="As a reader would call it.")
    ordered: bool = Field(False, description="Whether <, <=, > and >= may compare its outcomes, in the order given.")
    outcomes: Outcomes = Field(description="Id: words, or a list of ids. The first is the status quo.")
    holds_when: dict[str, HoldingWritten] = Field(
        {}, description="Outcome: which states of the conflict part carry it out, as a formula over options."
    )

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

    @classmethod
    def _other_forms(cls, schema: JsonSchemaValue) -> list[JsonSchemaValue]:
        outcomes = schema["properties"]["outcomes"]
        ids = {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": MOST_OUTCOMES}
        ids |= {"uniqueItems": True, "description": "Ids of outcomes. The first is the status quo."}
        schema["properties"]["outcomes"] = {"description": outcomes.pop("description"), "anyOf": [outcomes, ids]}
        return [ids]


class RuleWritten(JudgedWritten):
    """What holds whatever anybody wants: by definition, or by somebody's judgement."""

    short = "rule"
    rule: FormulaText
    kind: RuleKind = Field("definition", description="A judged link is a judgement and needs evidence.")


class ClauseWritten(JudgedWritten):
    """One thing that a party's mandate rules out or asks for."""

    short = "clause"
    clause: FormulaText
    level: str | None = Field(None, description="Whose mandate it is; the party's highest level unless said.")
    owner: str | None = Field(None, description="The lowest level that may give it up; the level unless said.")
    kind: ClauseKind = Field("position", description="How firm it is on record.")
    round: str | None = FROM
    until: str | None = UNTIL


class AcceptanceWritten(JudgedWritten):
    """Outcomes of one issue that a party is on record as accepting."""

    short = "outcome"
    outcome: FormulaText = Field(description="“issue = outcome” or “issue in {one, other}”.")
    round: str | None = FROM
    until: str | None = UNTIL


class OfferWritten(JudgedWritten):
    """What a party proposed."""

    short = "offer"
    offer: FormulaText
    round: str | None = Field(None, description="The round in which it was put.")


class StepWritten(Written):
    """A step of carrying a deal out."""

    short = "title"
    title: str | None = Field(None, description="As a reader would call it.")
    by: str | None = Field(None, description="The party that takes it.")
    irreversible: bool = Field(False, description="Whether it cannot be taken back.")
    shifts_power: bool = Field(False, description="Whether who has taken it is weaker for it.")
    covered_by: tuple[str, ...] = Field((), description="Steps that would make up for it.")
    phases: tuple[str, ...] = Field((), description="Parts that can be taken one by one.")
    divisible: bool = Field(False, description="Whether it can be taken in small parts.")
    done: bool = Field(False, description="Whether it has been taken.")


class EdgeWritten(JudgedWritten):
    """One step that has to come before another."""

    before: str = Field(description="The step that comes first.")
    after: str = Field(description="The step that waits for it.")
    kind: EdgeKind | None = Field(None, description="demanded unless said; structural under structural.")


class PriorityWritten(JudgedWritten):
    """One preference of a party; of two states the first priority that differs decides."""

    short = "priority"
    priority: FormulaText
    kind: ClauseKind = Field("position", description="How firm it is on record.")


class PreferencesWritten(JudgedWritten):
    """What a party prefers: a list of priorities, or one of priorities, ranking and weights."""

    kind: ClauseKind = Field("position", description="How firm a ranking or weights are on record.")
    priorities: tuple[PriorityWritten, ...] = Field((), description="The most important first.")
    ranking: Places | None = Field(
        None, description="Every state once, best first: Y, N and - for each option, or names. A list within is a tie."
    )
    weights: dict[str, Weight] | None = Field(None, description="Option: how much it counts where it is taken.")

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return {"priorities": value} if isinstance(value, list) else value
        given = [name for name in ("priorities", "ranking", "weights") if value.get(name) is not None]
        if len(given) > 1:
            raise ValueError(f"one way of saying what a party prefers, not {' and '.join(given)}")
        if given == ["priorities"] and any(value.get(name) is not None for name in _OF_A_WHOLE):
            raise ValueError("evidence, kind and note beside each priority, not beside the list of them")
        return value

    @classmethod
    def _other_forms(cls, schema: JsonSchemaValue) -> list[JsonSchemaValue]:
        priorities = schema["properties"]["priorities"]
        return [{"type": "array", "items": priorities["items"], "description": priorities["description"]}]


class SourceWritten(Written):
    """A document of the record."""

    short = "title"
    title: str = Field(description="Its own, or a short description.")
    publisher: str | None = Field(None, description="Who put it out.")
    owner: str | None = Field(None, description="Whose it is, if somebody else's than the publisher's.")
    side: str | None = Field(None, description="The party whose voice it is, if it is one's.")
    copy_of: str | None = Field(None, description="The source that it repeats.")
    read_in: str | None = Field(None, description="Where a copy only was read.")
    said: Day | None = Field(None, description="The day it was said or written.")
    published: Day | None = Field(None, description="The day it became public.")
    url: str | None = Field(None, description="Where it can be read.")
    licence: str | None = Field(None, description="On what terms it may be passed on.")
    language: str | None = Field(None, description="The language it was read in.")
    edited: bool = Field(False, description="Whether somebody shortened or changed it.")
    translated: bool = Field(False, description="Whether it is a translation.")
    handling: str | None = Field(None, description="What may be done with it, and by whom.")
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = Field(
        None, description="The checksum of the file that was coded."
    )
    file: str | None = Field(None, description="Its text in sources/, where it may be kept.")
    kind: TextKind | None = Field(None, description="What kind of text it is, where that is not recognised rightly.")
    note: str | None = NOTE


class Sections(Written):
    """The sections of a case that a layer may add to."""

    parties: dict[Id, PartyWritten] = Field({}, description="Id: a side.")
    actors: dict[Id, ActorWritten] = Field({}, description="Id: somebody who speaks in the record.")
    powers: tuple[PowerWritten, ...] = Field((), description="What each level may do.")
    rounds: tuple[RoundWritten, ...] = Field((), description="The meetings, in order of time.")
    issues: dict[Name, IssueWritten] = Field({}, description="Id: a matter on the table.")
    meaning: tuple[RuleWritten, ...] = Field((), description="Rules that hold whatever anybody wants.")
    mandates: dict[str, tuple[ClauseWritten, ...]] = Field({}, description="Party: what its mandate rules out.")
    acceptances: dict[str, tuple[AcceptanceWritten, ...]] = Field({}, description="Party: what it accepts.")
    offers: dict[str, tuple[OfferWritten, ...]] = Field({}, description="Party: what it proposed.")
    targets: dict[TargetName, FormulaText] = Field({}, description="Name: what would have to be agreed.")
    steps: dict[Id, StepWritten] = Field({}, description="Id: a step of carrying a deal out.")
    order: dict[str, tuple[EdgeWritten, ...]] = Field(
        {}, description="Party, or structural: which step has to come before which."
    )
    options: dict[str, dict[Name, str | None]] = Field({}, description="Party: id: something it can do or leave.")
    irreversible: dict[str, OneWay] = Field({}, description="Option: when it cannot be taken back.")
    feasible: tuple[RuleWritten, ...] = Field((), description="Rules that every state of the conflict obeys.")
    preferences: dict[str, PreferencesWritten] = Field({}, description="Party: what it prefers.")
    status_quo: str | dict[str, str] | None = Field(
        None,
        description="Today's state: Y or N for each option, in a row or by option, or a state's name.",
    )
    states: tuple[StateName, ...] = Field((), description="States by name, where they are not made of options.")
    moves: dict[str, tuple[tuple[str, str], ...]] = Field({}, description="Party: pairs of states, from and to.")
    coalitions: tuple[tuple[str, ...], ...] = Field((), description="Parties that may move together.")

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
    """case.yaml: the only file required, and in it only the field case."""

    case: str = Field(min_length=1, max_length=200, description="A name for these talks.")
    reading: str | None = Field(None, description="Whose reading of the record this is.")
    record_ends: Day | None = Field(None, description="The day after which nothing was read.")
    note: str | None = NOTE


class LayerSections(Sections):
    """What a layer adds: any section of a case, and sources."""

    sources: dict[Id, SourceWritten] = Field({}, description="Id: a document of the record.")


class LayerFile(Written):
    """layers/NAME.yaml: the same case, otherwise."""

    layer: str = Field(min_length=1, max_length=200, description="A title for it.")
    kind: LayerKind = Field(description="A hypothesis says what if; it has no evidence.")
    source: str | None = Field(None, description="Whose assumption it is; a hypothesis has to say. Never a person.")
    note: str | None = NOTE
    add: LayerSections = Field(
        default_factory=lambda: LayerSections.model_validate({}), description="Objects that the case does not have."
    )
    replace: dict[str, dict[str, Any]] = Field({}, description="Id, or section.key: the fields that are otherwise.")
    withdraw: tuple[str, ...] = Field((), description="Ids of what is left out, with what rests on it alone.")


class SourcesFile(Written):
    """sources.yaml: a mapping from source ids to sources; kept under one key while it is read."""

    sources: dict[Id, SourceWritten]


class CodebookEntry(Written):
    """What one word means to the coders."""

    short = "definition"
    definition: str = Field(description="What it means.")
    include: str | None = Field(None, description="What belongs to it, though one might doubt it.")
    exclude: str | None = Field(None, description="What does not, though it looks like it.")
    example: str | None = Field(None, description="One case of it, in your own words.")


class CodebookFile(Written):
    """codebook.yaml: what each act and issue means to the coders of this case."""

    version: str | None = Field(None, description="Which version of the codebook it is.")
    acts: dict[str, CodebookEntry] = Field({}, description="Act: what it means.")
    issues: dict[str, CodebookEntry] = Field({}, description="Issue: what it means.")
