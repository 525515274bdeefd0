"""The answers about a case: each page is one question, and its data is the library's own result."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.workbench.api.shapes import TEXT, YES, by_name, many, maybe, record, ref, with_
from commonground.workbench.api.told import Given, Told

__all__ = ["ANSWERS"]

_NOTHING = {"type": "object", "maxProperties": 0}
_PROBLEMS = record(problems=many(ref("Problem")))
_STATE = Given("One Y or N for each option in file order; in graph form its name.", "YYYYNYNY")
_DRAWN = {
    "concept": Given("Under which a state counts as one that nobody gains by leaving; any unless said.", "seq"),
    "states": Given("`all`: as many states as may be drawn, not only those that stand out.", "all"),
}


def _question(title: str, what: str, answer: Mapping[str, object]) -> Told:
    return Told("Answers", title, what, answer=dict(answer))


def _or_nothing(name: str) -> dict[str, object]:
    """A result; an empty object where the case has nothing of the kind."""
    return {"anyOf": [ref(name), _NOTHING]}


_MATTER = with_(
    ref("Frame"),
    name=TEXT,
    answer=ref("TargetAnswer"),
    issue=maybe(ref("IssueAnswer")),
    ways=by_name(ref("WaysOut")),
    clauses=by_name(ref("ClauseRecord")),
)

ANSWERS: Mapping[str, Told] = {
    "GET /case/{case}/issue/{name}": Told(
        "Answers",
        "An issue",
        "The verdict on leaving its status quo, what each side says of it, and the ways out.",
        about={"name": Given("The id of an issue.", "ceasefire")},
        answer=_MATTER,
    ),
    "GET /case/{case}/target/{name}": Told(
        "Answers",
        "A target",
        "The same of any target.",
        about={"name": Given("A target of the case, an issue, or `issue=outcome`.", "full ceasefire")},
        answer=_MATTER,
    ),
    "GET /case/{case}/order": _question(
        "The order of steps",
        "Cycles among the steps that the sides insist on, and their repairs.",
        _or_nothing("OrderReport"),
    ),
    "GET /case/{case}/rounds": _question(
        "Round by round", "What changed from one round to the next.", _or_nothing("Departures")
    ),
    "GET /case/{case}/ways": _question(
        "Ways out",
        "For every excluded target, what would have to be given up to open it.",
        record(ways=by_name(ref("WaysOut"))),
    ),
    "GET /case/{case}/rests": _question(
        "What it rests on", "Which single coding, rule or source would change a verdict if it fell.", ref("TurnsOn")
    ),
    "GET /case/{case}/holds": _question(
        "Would a deal hold",
        "Under the preferences assumed, who would gain by leaving what could be agreed.",
        _or_nothing("DurabilityReport"),
    ),
    "GET /case/{case}/evidence": _question(
        "The evidence",
        "Every clause in force with the statements behind it.",
        record(clauses=by_name(ref("ClauseRecord"))),
    ),
    "GET /case/{case}/levels": _question(
        "Levels", "At which level something could be agreed or opened, and what each may do.", ref("LevelsReport")
    ),
    "GET /case/{case}/ultimatum": _question(
        "Ultimatum tests", "The same tests put to every side on every matter.", ref("UltimatumReport")
    ),
    "GET /case/{case}/stability": Told(
        "Answers",
        "Stable states",
        "The equilibria of the conflict part under each concept; on the page also a picture of states.",
        query=_DRAWN,
        answer=ref("StabilityReport"),
    ),
    "GET /case/{case}/stability/graph": Told(
        "Answers",
        "The states and the moves",
        "The states that are worth drawing, where they stand in the picture, and the moves between them.",
        query=_DRAWN,
        answer=ref("StateGraph"),
    ),
    "GET /case/{case}/state/{name}/graph": Told(
        "Answers",
        "The states around one",
        "The same with all moves of one state.",
        about={"name": _STATE},
        query=_DRAWN,
        answer=ref("StateGraph"),
    ),
    "GET /case/{case}/state/{name}": Told(
        "Answers",
        "A state",
        "What is done in a state, for whom it is stable, and why each party would stay or leave.",
        about={"name": _STATE},
        query=_DRAWN,
        answer=with_(
            ref("Frame"),
            state=TEXT,
            stable=by_name(by_name(YES)),
            explanations=by_name(many(TEXT)),
            presumed=many(TEXT),
        ),
    ),
    "GET /case/{case}/paths": _question(
        "Paths",
        "How one gets from today to each equilibrium; the problems where it would take too long.",
        {"anyOf": [ref("EvolutionReport"), _PROBLEMS]},
    ),
}
