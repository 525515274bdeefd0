"""The ``.gmcr`` file: JSON, as programs for the graph model keep a conflict in option form.

A *condition* is a list of pairs of an option's number and Y or N, all of which hold together; a *compound* one holds
where at least one of its members does. States are numbered from 1 over the feasible ones, in the order of the binary
number whose **lowest** digit is the first option. ``fwd``: once taken an option stays; ``back``: once dropped it stays
so. The fields are those that files in circulation have; only what is used here is checked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from commonground.errors import CaseError, Problem, Where

__all__ = ["LARGEST", "Compound", "Condition", "DecisionMaker", "GmcrFile", "OptionInFile", "read_gmcr"]

LARGEST = 2_000_000  # bytes
_CONDITIONS = "a list of conditions, each a list of pairs of an option's number and “Y” or “N”"
_NUMBERS = "a list of the numbers of its options, counted from 0"
_WHOLE = "a file that has options and decisionMakers"
_EXPECTED = {  # field: what a person would be told to write there
    "options": "a list of options, each with a name",
    "decisionMakers": "a list of decision makers, each with a name, options and preferences",
    "name": "a name, in quotation marks",
    "permittedDirection": "“both”, “fwd” or “back”",
    "preferences": _CONDITIONS,
    "infeasibles": _CONDITIONS,
    "members": _CONDITIONS,
    "compound": "true",
    "preferenceRanking": "a list of the numbers of states, counted from 1, in which tied ones are a list of their own",
    "useManualPreferenceRanking": "true or false",
    "misperceptions": "a list",
    "coalitions": "a list of the numbers of decision makers, counted from 0, in which a coalition is a list of its own",
}
MOST = 100  # options, and decision makers; far more than a model can have
Place = Annotated[int, Field(ge=0)]
Condition = tuple[tuple[Place, Literal["Y", "N"]], ...]


class Compound(BaseModel):
    """Conditions of which one has to hold. A field that is not known here would change what it means."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    compound: Literal[True] = True
    members: tuple[Condition, ...]


class OptionInFile(BaseModel):
    model_config = ConfigDict(frozen=True)
    name: str
    permittedDirection: Literal["both", "fwd", "back"] = "both"  # noqa: N815 - as the file has it


class DecisionMaker(BaseModel):
    model_config = ConfigDict(frozen=True)
    name: str
    options: tuple[Place, ...]
    preferences: tuple[Compound | Condition, ...] = ()
    preferenceRanking: tuple[int | tuple[int, ...], ...] | None = None  # noqa: N815
    misperceptions: tuple[Any, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _older(cls, value: Any) -> Any:
        if isinstance(value, dict) and "preferenceVector" in value:
            return {"preferenceRanking": value["preferenceVector"], **value}
        return value


class GmcrFile(BaseModel):
    """A whole file."""

    model_config = ConfigDict(frozen=True)
    options: tuple[OptionInFile, ...]
    decisionMakers: tuple[DecisionMaker, ...]  # noqa: N815
    infeasibles: tuple[Compound | Condition, ...] = ()
    useManualPreferenceRanking: bool = False  # noqa: N815
    coalitions: tuple[int | tuple[int, ...], ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _older(cls, value: Any) -> Any:
        if isinstance(value, dict) and "useManualPreferenceVectors" in value:
            return {"useManualPreferenceRanking": value["useManualPreferenceVectors"], **value}
        return value


def read_gmcr(data: bytes, file: str = "a .gmcr file") -> GmcrFile:
    """The file that ``data`` are the bytes of.

    Raises
    ------
    CaseError
        Not JSON, not such a file, or one whose numbers of options and parties lead nowhere.
    """
    if len(data) > LARGEST:
        raise _gmcr_error(file, f"More than {LARGEST:,} bytes.", "a smaller file", "gmcr-unreadable")
    try:
        read = GmcrFile.model_validate(json.loads(data.decode("utf-8-sig")))
    except ValidationError as error:
        raise CaseError(_first(error, file)) from None
    except (ValueError, RecursionError):
        raise _gmcr_error(file, "This is not JSON.", "a .gmcr file, which is JSON", "gmcr-unreadable") from None
    _check(read, file)
    return read


def _first(error: ValidationError, file: str) -> Problem:
    detail = error.errors(include_url=False)[0]
    loc = detail["loc"]
    if detail["type"] == "extra_forbidden":
        what = f"A compound preference has “{str(loc[-1])[:60]}”, and what it would mean is not known here."
        path = [str(part) for part in loc if not str(part).startswith(("tuple", "Compound"))]
        return Problem(what, Where(file, field=".".join(path)), expected="members alone", code="gmcr-preference")
    path = [str(part) for part in loc if isinstance(part, int) or part in _EXPECTED]
    named = next((part for part in reversed(path) if not part.isdecimal()), None)
    what = "This is not what a .gmcr file has here."
    if detail["type"] == "missing" and path and path[-1] == named:
        what = f"“{named}” is missing."
    expected = _NUMBERS if named == "options" and path[0] != "options" else _EXPECTED.get(named or "", _WHOLE)
    return Problem(what, Where(file, field=".".join(path)), expected=expected, code="gmcr-unreadable")


def _check(read: GmcrFile, file: str) -> None:
    if max(len(read.options), len(read.decisionMakers)) > MOST:
        what = f"The file has {len(read.options):,} options and {len(read.decisionMakers):,} decision makers."
        raise _gmcr_error(file, what, f"no more than {MOST} of either", "gmcr-too-large")
    for party in read.decisionMakers:
        _within(party.options, read.options, f"An option of {party.name}", "options", file)
        for place in {place for preference in party.preferences for place, _ in _pairs(preference)}:
            _within((place,), read.options, f"A preference of {party.name}", "options", file)
    ruled_out = [place for each in read.infeasibles for place, _ in _pairs(each)]
    _within(ruled_out, read.options, "What is not feasible", "options", file)
    members = [one for each in read.coalitions for one in (each if isinstance(each, tuple) else (each,))]
    _within(members, read.decisionMakers, "A coalition", "decision makers", file)
    owned = [place for party in read.decisionMakers for place in party.options]
    for place, option in enumerate(read.options):
        if owned.count(place) != 1:
            whose = "several" if place in owned else "no"
            what = f"The option “{option.name[:80]}” belongs to {whose} decision makers."
            raise _gmcr_error(file, what, "each option with one decision maker", "gmcr-unreadable")


def _pairs(preference: Compound | Condition) -> Sequence[tuple[int, str]]:
    if isinstance(preference, Compound):
        return [pair for member in preference.members for pair in member]
    return preference


def _within(places: Sequence[int], there: Sequence[object], whose: str, of: str, file: str) -> None:
    for place in places:
        if not 0 <= place < len(there):
            what = f"{whose[:80]} names number {place} of the {of}, and the file has {len(there) or 'no'} {of}."
            if len(there) == 1:
                what = f"{whose[:80]} names number {place} of the {of}, and the file has only number 0."
            expected = f"a number from 0 to {len(there) - 1}" if len(there) > 1 else "0" if there else f"some {of}"
            raise _gmcr_error(file, what, expected, "gmcr-unreadable")


def _gmcr_error(file: str, what: str, expected: str, code: str) -> CaseError:
    return CaseError(Problem(what, Where(file), expected=expected, code=code))
