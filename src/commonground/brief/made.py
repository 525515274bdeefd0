"""How a brief was made: of which case to the byte, by which command, on what terms, and what it told.

These few facts travel in the brief itself, whatever its form can hold, so that ``commonground verify`` can make it
again and say what is otherwise. The command names the case by its id: where it lies on somebody's disk is nobody
else's business.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from commonground._version import __version__
from commonground.brief.plain_numbers import numbers_in_names
from commonground.case import Case, told_only_by
from commonground.case.checksum import case_checksum
from commonground.case.drop import judged_objects
from commonground.case.what_if import LAYER
from commonground.errors import CommongroundError
from commonground.store import open_folder

if TYPE_CHECKING:
    from commonground.brief.material import Material

__all__ = ["brief_command", "made", "made_terms", "what_if_changes"]

_WHAT_IF = "What if: "
_LONGEST = 86_400  # seconds: a day
_TEXT_OR_NONE = (str, type(None))
_KINDS: Mapping[str, tuple[type, ...]] = {
    "version": (str,),
    "case": (str,),
    "sha256": _TEXT_OR_NONE,
    "round": _TEXT_OR_NONE,
    "layers": (list,),
    "what_if": (list,),
    "as_of": _TEXT_OR_NONE,
    "seconds": (int, float, type(None)),
    "language": (str,),
    "zones": (dict,),
    "unfinished": (list,),
}


def made(material: Material, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The facts, as plain data; ``answers`` are the others of the material."""
    case, asked = material.case, material.parameters
    facts: dict[str, Any] = {
        "program": "commonground",
        "version": __version__,
        "case": case.id,
        "sha256": _checksum(case),
        "round": asked.get("round"),
        "layers": [layer.id for layer in case.layers if layer.id != LAYER],
        "what_if": list(what_if_changes(case)),
        "as_of": None if case.as_of is None else case.as_of.isoformat(),
        "seconds": asked.get("budget"),
        "language": material.tongue.language,
        "since": None if material.earlier is None else material.earlier.name,
        "zones": {name: material.report.targets[name].zone for name in (*case.targets, *case.issues)},
        "told_by": _tellers(case),
        "numbers_in_names": list(numbers_in_names(case)),
        "unfinished": [name for name, answer in answers.items() if answer and answer.get("exhaustive") is False],
    }
    return {**facts, "command": brief_command(facts)}


def made_terms(facts: Any) -> Mapping[str, Any]:
    """The facts as a brief carries them, if they are all there and of their kinds; else a ValueError.

    A brief may come from anybody, so nothing of it is taken on trust.
    """
    for name, kinds in _KINDS.items():
        if not isinstance(facts[name], kinds):
            raise ValueError(f"{name} is not of its kind")
    if not all(isinstance(each, str) for name in ("layers", "what_if") for each in facts[name]):
        raise ValueError("a layer or a change is no text")
    if not all(zone is None or isinstance(zone, str) for zone in facts["zones"].values()):
        raise ValueError("a zone is no text")
    seconds = facts["seconds"]
    if seconds is not None and not 0 < seconds <= _LONGEST:
        raise ValueError("the seconds are none that anybody waits for")
    checked: Mapping[str, Any] = facts
    return checked


def what_if_changes(case: Case) -> tuple[str, ...]:
    """The changes that were asked for in a line, as they were written."""
    titles = [layer.title for layer in case.layers if layer.id == LAYER]
    return tuple(titles[0].removeprefix(_WHAT_IF).split("; ")) if titles else ()


def brief_command(facts: Mapping[str, Any]) -> str:
    """The command that makes this brief.

    >>> facts = dict(case="my talks", round="r2", layers=["a"], what_if=[], as_of=None, seconds=10.0, language="uk")
    >>> brief_command(facts)
    "commonground brief 'my talks' --round r2 --layer a --language uk --to brief.html"
    """
    words = ["commonground", "brief", facts["case"]]
    words += _option("--round", [facts["round"]] if facts["round"] else [])
    words += _option("--layer", facts["layers"])
    words += _option("--what-if", facts["what_if"])
    words += _option("--as-of", [facts["as_of"]] if facts["as_of"] else [])
    words += _option("--seconds", [] if facts["seconds"] in (None, 10.0) else [f"{facts['seconds']:g}"])
    words += _option("--language", [facts["language"]] if facts["language"] != "en" else [])
    return shlex.join([*words, "--to", "brief.html"])


def _option(name: str, values: Sequence[str]) -> list[str]:
    return [word for value in values for word in (name, value)]


def _checksum(case: Case) -> str | None:
    """None for a case that lies nowhere, or whose files can no longer be read."""
    if case.path is None:
        return None
    try:
        return case_checksum(open_folder(case.path))
    except CommongroundError:
        return None


def _tellers(case: Case) -> dict[str, str]:
    """Every object that is known by another side's word alone, and that side's name."""
    found = {name: told_only_by(case, item) for name, item in judged_objects(case).items()}
    return {name: case.parties[teller].name for name, teller in found.items() if teller is not None}
