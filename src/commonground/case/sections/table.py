"""What each section of a case is made of.

A *section* holds entries. It is *keyed* (``parties: {russia: …}``), *listed* (``meaning: [{id: M1, …}]``) or *whole*:
one entry that is the section itself. Some sections have such a mapping, list or whole for each party or issue: their
*group*. The case's own name and the conflict part's frame are wholes without a section of their own.

A *field* has a kind, which says what it holds:

words, lines, day, flag, choice    one value: a line, several lines, a date, yes or no, one of a few words
one, several                       the name of one thing, or of several, of the sort ``of``
names                              words, one a line
formula                            a formula over issues and options
rows                               a list or mapping that defines names: the levels of a party, the outcomes of an issue
table                              a value for each of what is there: parties present, acts, options
places, pairs, groups              a ranking, moves, coalitions; one a line
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from commonground.case import schema
from commonground.case.model import ClauseKind, EdgeKind, OneWay, Role, RuleKind, TextKind, YesNo
from commonground.case.schema import PowerAct, Written
from commonground.errors import Problem, UsageError, nearest_word

__all__ = ["CASE", "SECTIONS", "SOURCES", "Field", "Kind", "Section", "Shape", "section_named"]

Kind = Literal[
    "words", "lines", "day", "flag", "choice", "one", "several", "names", "formula", "rows", "table",
    "places", "pairs", "groups",
]  # fmt: skip
Shape = Literal["keyed", "listed", "whole"]
CASE, SOURCES = "case.yaml", "sources.yaml"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry. ``key`` is its name in the file, where that is not ``name``."""

    name: str
    kind: Kind
    label: str
    of: str = ""  # what it names: party, level, round, step, statement, source, option, act
    choices: tuple[str, ...] = ()
    empty: str = "not said"  # what an empty choice means
    needed: bool = False
    key: str = ""
    apart: str = ""  # a section of its own, keyed as the entry is, in which the value stands
    hint: str = ""

    @property
    def written(self) -> str:
        return self.key or self.name


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of entry."""

    name: str
    title: str
    one: str  # "a clause"
    shape: Shape
    fields: tuple[Field, ...]
    about: str = ""
    model: type[Written] | None = None
    names: str = ""  # the sort of thing that its keys name
    by: Literal["", "party", "issue"] = ""
    also: tuple[str, ...] = ()  # groups that are no party
    bare: str = ""  # the field that is all of an entry
    file: str = CASE
    ranked: bool = False  # the order of its entries means something

    @property
    def short(self) -> str | None:
        """The field for which a bare word stands."""
        return self.bare or (self.model.short if self.model is not None else None)

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def hint(self, field: Field) -> str:
        """What an editor shows beside a field."""
        if field.kind == "flag" or field.of == "step" or field.kind == "groups":
            return field.hint  # the label says it all
        known = self.model.model_fields if self.model is not None else {}
        found = known.get(field.written)
        return field.hint or (found.description if found is not None and found.description else "")


def _judged(*fields: Field) -> tuple[Field, ...]:
    """With what everything judged has beside."""
    told = "The party whose word about this one it is, where the other side tells it."
    return (
        *fields,
        Field("evidence", "several", "Statements that it rests on", of="statement"),
        Field("as_told_by", "one", "As told by", of="party", empty="its own side", hint=told),
        Field("note", "lines", "Note"),
    )


_LEVEL = Field("level", "one", "Whose mandate it is", of="level", empty="the highest level")
_OWNER = Field("owner", "one", "Who may give it up", of="level", empty="whose mandate it is")
_FIRM = Field("kind", "choice", "How firm", choices=get_args(ClauseKind), empty="position")
_RULE = Field("kind", "choice", "Kind of rule", choices=get_args(RuleKind), empty="definition")
_FROM = Field("round", "one", "From", of="round", empty="the start")
_UNTIL = Field("until", "one", "Until, but not in", of="round", empty="the end")


def _formula(key: str, label: str = "Formula") -> Field:
    return Field("formula", "formula", label, key=key, needed=True)


_TITLE = Field("title", "words", "Title")
_NOTE = Field("note", "lines", "Note")
_ROWS = "The name is for formulas, and is made of the words where it is left empty. An empty row is left out."
_CAN = "Something that it can do or leave"

SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        Section(
            "case", "The case", "the case", "whole",
            (
                Field("case", "words", "Name of these talks", needed=True),
                Field("reading", "words", "Whose reading it is"),
                Field("record_ends", "day", "The record ends on"),
                _NOTE,
            ),
            "Its name, whose reading of the record it is, and where the record ends.", schema.CaseFile,
        ),
        Section(
            "parties", "Parties", "a party", "keyed",
            (
                Field("name", "words", "Name"),
                Field("role", "choice", "Where it sits", choices=get_args(Role), empty="table"),
                Field("levels", "rows", "Levels, highest first", hint="Such as: leader, delegation, experts."),
            ),
            "Who takes part, at the table or outside, and at which levels.", schema.PartyWritten, "party",
        ),
        Section(
            "actors", "Persons and bodies", "a person or body", "keyed",
            (
                Field("name", "words", "Name"),
                Field("aliases", "names", "Other names"),
                Field("party", "one", "Speaks for", of="party", empty="nobody"),
                Field("level", "one", "From the level", of="level"),
            ),
            "Who speaks in the record, and for whom.", schema.ActorWritten, "actor",
        ),
        Section(
            "rounds", "Rounds", "a round", "listed",
            (
                _TITLE,
                Field("date", "day", "Day"),
                Field("place", "words", "Place"),
                Field("channel", "words", "Channel"),
                Field("convener", "words", "Called by", of="party"),
                Field("present", "table", "Who sat there, at which level", of="party"),
                _NOTE,
            ),
            "The meetings, in order of time.", schema.RoundWritten, "round",
        ),
        Section(
            "issues", "Issues", "an issue", "keyed",
            (
                _TITLE,
                Field("outcomes", "rows", "Outcomes; the first is how things stand today", needed=True, hint=_ROWS),
                Field("ordered", "flag", "The outcomes are in an order",
                      hint="From the least to the most, so that formulas may say <, <=, > and >=."),
            ),
            "Matters on the table, each with its possible outcomes.", schema.IssueWritten, "issue",
        ),
        Section(
            "holdings", "What carries outcomes out", "what carries an outcome out", "keyed",
            _judged(_formula("when", "In the states in which"), _RULE),
            "In which states of the conflict part an outcome is carried out.", schema.HoldingWritten, by="issue",
        ),
        Section(
            "meaning", "Rules of meaning", "a rule", "listed", _judged(_formula("rule"), _RULE),
            "What holds between issues whatever anybody wants.", schema.RuleWritten,
        ),
        Section(
            "mandates", "Mandates", "a clause", "listed",
            _judged(_formula("clause"), _LEVEL, _OWNER, _FIRM, _FROM, _UNTIL),
            "What each party’s mandate rules out or asks for.", schema.ClauseWritten, by="party",
        ),
        Section(
            "acceptances", "Acceptances", "an acceptance", "listed", _judged(_formula("outcome"), _FROM, _UNTIL),
            "Outcomes that a party is on record as accepting.", schema.AcceptanceWritten, by="party",
        ),
        Section(
            "offers", "Offers", "an offer", "listed",
            _judged(_formula("offer"), Field("round", "one", "Put in", of="round", empty="no round")),
            "What a party proposed, and when.", schema.OfferWritten, by="party",
        ),
        Section(
            "powers", "Powers", "what a level may do", "listed",
            _judged(
                Field("party", "one", "Party", of="party", needed=True),
                Field("level", "one", "Level", of="level", needed=True),
                Field("may", "table", "It may", of="act", choices=get_args(YesNo), needed=True, empty="unknown"),
            ),
            "What each level may do, where somebody says so.", schema.PowerWritten,
        ),
        Section(
            "targets", "Targets", "a target", "keyed", (_formula("target"),),
            "What would have to be agreed.", None, "target", bare="formula",
        ),
        Section(
            "steps", "Steps", "a step", "keyed",
            (
                _TITLE,
                Field("by", "one", "Taken by", of="party", empty="nobody in particular"),
                Field("covered_by", "several", "Steps that would make up for it", of="step"),
                Field("phases", "names", "Phases, one a line"),
                Field("irreversible", "flag", "It cannot be taken back"),
                Field("shifts_power", "flag", "Who has taken it is weaker for it"),
                Field("divisible", "flag", "It can be taken in small parts"),
                Field("done", "flag", "It has been taken"),
            ),
            "Steps of carrying a deal out.", schema.StepWritten, "step",
        ),
        Section(
            "order", "Order of steps", "a condition of order", "listed",
            _judged(
                Field("before", "one", "What comes first", of="step", needed=True),
                Field("after", "one", "What waits for it", of="step", needed=True),
                Field("kind", "choice", "Kind", choices=get_args(EdgeKind), empty="as the section has it"),
            ),
            "Who asks what before what, and what the nature of things asks.", schema.EdgeWritten, by="party",
            also=("structural",),
        ),
        Section(
            "options", "Options", "an option", "keyed",
            (
                Field("title", "words", _CAN),
                Field("irreversible", "choice", "Cannot be taken back", choices=get_args(OneWay), apart="irreversible",
                      empty="it can"),
            ),
            "What a party can do or leave, for the question whether a deal would hold.", None, "option", by="party",
            bare="title",
        ),
        Section(
            "feasible", "What can be at once", "a rule", "listed", _judged(_formula("rule"), _RULE),
            "Rules over options that every state of the conflict obeys.", schema.RuleWritten,
        ),
        Section(
            "preferences", "Preferences", "a priority", "listed", _judged(_formula("priority", "It wants"), _FIRM),
            "What a party prefers, the most important first: the first that differs decides.", schema.PriorityWritten,
            by="party", ranked=True,
        ),
        Section(
            "rankings", "Rankings", "a ranking", "whole",
            _judged(Field("ranking", "places", "States, best first; one place a line", needed=True), _FIRM),
            "All states as a party ranks them, where that is said instead of priorities.", schema.PreferencesWritten,
            by="party",
        ),
        Section(
            "weights", "Weights", "weights", "whole",
            _judged(Field("weights", "table", "How much each option counts", of="option", needed=True), _FIRM),
            "How much each option counts for a party, where that is said instead of priorities.",
            schema.PreferencesWritten, by="party",
        ),
        Section(
            "moves", "Moves", "moves", "whole",
            (Field("moves", "pairs", "From one state to another, one a line", needed=True, hint="Such as: X -> Y"),),
            "Where a party can move, in a conflict of named states.", None, by="party", bare="moves",
        ),
        Section(
            "conflict", "Today’s state, and coalitions", "today’s state", "whole",
            (
                Field("status_quo", "table", "Today’s state", of="option", choices=("Y", "N")),
                Field("states", "names", "States by name, one a line"),
                Field("coalitions", "groups", "Parties that may move together, one group a line", of="party"),
            ),
            "Where the conflict stands today, and who may move together.", schema.CaseFile,
        ),
        Section(
            "sources", "Sources", "a source", "keyed",
            (
                Field("title", "words", "Title", needed=True),
                Field("publisher", "words", "Published by"),
                Field("owner", "words", "Whose it is"),
                Field("side", "one", "Whose voice it is", of="party", empty="nobody’s in particular"),
                Field("copy_of", "one", "A copy of", of="source", empty="none"),
                Field("read_in", "words", "Read in"),
                Field("said", "day", "Said on"),
                Field("published", "day", "Published on"),
                Field("url", "words", "Address"),
                Field("licence", "words", "Licence"),
                Field("language", "words", "Language"),
                Field("edited", "flag", "Somebody shortened or changed it"),
                Field("translated", "flag", "It is a translation"),
                Field("handling", "lines", "What may be done with it"),
                Field("kind", "choice", "Kind of text", choices=get_args(TextKind), empty="as is recognised"),
                _NOTE,
            ),
            "What is known of each document of the record.", schema.SourceWritten, "source", file=SOURCES,
        ),
    )
}  # fmt: skip

ACTS = get_args(PowerAct)


def section_named(name: str) -> Section:
    """The section of this name; UsageError where there is none."""
    if name not in SECTIONS:
        what, nearest = f"There is no such section: “{name[:80]}”.", nearest_word(name, SECTIONS)
        raise UsageError(Problem(what, read=name[:80], nearest=nearest, code="unknown-id"))
    return SECTIONS[name]
