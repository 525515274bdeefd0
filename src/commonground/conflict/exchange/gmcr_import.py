"""A ``.gmcr`` file as a case: parties, options, rules, and preferences marked as presumed, since no record bears them.

Names become ids: small letters, with an underscore for whatever cannot stand in a formula. Preferences come over as
priorities, or, where the file says that its rankings count, as rankings. A preference “p if q” stands in such a file as
the alternatives in which it holds, and is read as these; one in any other form is refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from commonground.case import load
from commonground.case.schema import CaseFile
from commonground.case.validation import validated
from commonground.case.yaml_text import read_yaml
from commonground.case.yaml_write import inline, scalar
from commonground.conflict.exchange.gmcr_file import Compound, Condition, DecisionMaker, GmcrFile, read_gmcr
from commonground.conflict.exchange.result import ImportedCase
from commonground.errors import CaseError, Problem, UsageError, Where
from commonground.logic import KEYWORDS, And, Formula, Not, Or, Taken, to_text
from commonground.store import commit
from commonground.store.problems import told

__all__ = ["case_from_gmcr", "new_case_from_gmcr"]

MOST_RANKED = 13  # options of a file whose states are listed one by one


def case_from_gmcr(data: bytes, title: str, file: str = "a .gmcr file") -> ImportedCase:
    """The text of a case with the conflict that a ``.gmcr`` file describes.

    Parameters
    ----------
    data
        The bytes of the file.
    title
        What the case is called.
    file
        How messages name the file.

    Raises
    ------
    CaseError
        It is no such file, or more than can be taken over.

    Examples
    --------
    >>> file = b'{"options": [{"name": "Stop"}, {"name": "Go on!"}], "decisionMakers": [' + \
b'{"name": "A", "options": [0], "preferences": [[[1, "N"]]]}, {"name": "B", "options": [1]}]}'
    >>> print(case_from_gmcr(file, "Two").text)
    case: Two
    parties: {a: A, b: B}
    options:
      a: {stop: Stop}
      b: {go_on: "Go on!"}
    preferences:
      a:
        - {priority: not go_on, kind: presumed}
      b:
        - {priority: "true", kind: presumed, note: The file says nothing of what this party prefers.}
    <BLANKLINE>
    """
    read = read_gmcr(data, file)
    options = _ids([option.name for option in read.options])
    parties = _ids([party.name for party in read.decisionMakers])
    lines = [f"case: {scalar(title)}"]
    lines.append("parties: " + inline({one: p.name for one, p in zip(parties, read.decisionMakers, strict=True)}))
    lines.append("options:")
    for one, party in zip(parties, read.decisionMakers, strict=True):
        if party.options:
            lines.append(f"  {scalar(one)}: " + inline({options[n]: read.options[n].name for n in party.options}))
    stuck = {"fwd": "once taken", "back": "once dropped"}
    ways = {options[n]: stuck.get(option.permittedDirection) for n, option in enumerate(read.options)}
    one_way = {option: way for option, way in ways.items() if way is not None}
    lines += [f"irreversible: {inline(one_way)}"] if one_way else []
    rules = [to_text(Not(_formula(pattern, options))) for pattern in read.infeasibles]
    lines += ["feasible:", *(f"  - {inline({'rule': rule})}" for rule in rules)] if rules else []
    lines.append("preferences:")
    for one, party in zip(parties, read.decisionMakers, strict=True):
        lines += _preferences(one, party, read, options, file)
    groups = [[parties[n] for n in each] for each in read.coalitions if isinstance(each, tuple) and len(each) > 1]
    lines += [f"coalitions: {inline(groups)}"] if groups else []
    text = "\n".join(lines) + "\n"
    validated(CaseFile, read_yaml(text.encode("utf-8"), "case.yaml"))
    return ImportedCase(text, tuple(_lost(read)))


def new_case_from_gmcr(folder: str | Path, file: str | Path, title: str | None = None) -> ImportedCase:
    """Write a new case with the conflict of a ``.gmcr`` file into ``folder``, which must not exist yet or be empty.

    Raises
    ------
    UsageError
        The folder holds something already.
    StoreError
        The file cannot be read, or the folder written to.
    CaseError
        It is no such file.
    """
    root, source = Path(folder), Path(file)
    with told(source, "Reading the file"):
        data = source.read_bytes()
    made = case_from_gmcr(data, title or source.stem, source.name)
    with told(root, "Making the case"):
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            what = "There is something here already; a new case is written only into an empty folder."
            raise UsageError(Problem(what, Where(str(root)), expected="a name that is not taken", code="not-empty"))
        root.mkdir(parents=True, exist_ok=True)
    commit(root, {"case.yaml": made.text.encode("utf-8")})
    load(root)
    return made


def _ids(names: Sequence[str]) -> list[str]:
    found: list[str] = []
    for place, name in enumerate(names, 1):
        plain = re.sub(r"\W+", "_", name.casefold()).strip("_")[:60] or f"unnamed_{place}"
        plain = f"{plain}_" if plain in KEYWORDS else plain
        number, unique = 2, plain
        while unique in found:
            number, unique = number + 1, f"{plain}_{number}"
        found.append(unique)
    return found


def _formula(said: Compound | Condition, options: Sequence[str]) -> Formula:
    if isinstance(said, Compound):
        return Or(tuple(_formula(member, options) for member in said.members))
    parts = (Taken(options[place]) if letter == "Y" else Not(Taken(options[place])) for place, letter in said)
    return And(tuple(parts))


def _preferences(one: str, party: DecisionMaker, read: GmcrFile, options: Sequence[str], file: str) -> Iterable[str]:
    if read.useManualPreferenceRanking:
        written = {"ranking": _ranking(party, read, file), "kind": "presumed"}
        return [f"  {scalar(one)}: {inline(written)}"]
    items: list[dict[str, Any]] = [
        {"priority": to_text(_formula(said, options)), "kind": "presumed"} for said in party.preferences
    ]
    silent = {"priority": "true", "kind": "presumed", "note": "The file says nothing of what this party prefers."}
    return [f"  {scalar(one)}:", *(f"    - {inline(item)}" for item in items or [silent])]


def _ranking(party: DecisionMaker, read: GmcrFile, file: str) -> list[Any]:
    """The ranking with states as strings of Y and N in the order in which the case has the options."""
    width = len(read.options)
    if width > MOST_RANKED:
        what = f"The file ranks the states of {width} options one by one, which is more than can be taken over."
        expected = f"{MOST_RANKED} options or fewer, or preferences instead of rankings"
        raise CaseError(Problem(what, Where(file), expected=expected, code="gmcr-too-large"))
    order = [place for each in read.decisionMakers for place in each.options]
    numbered = np.flatnonzero(_feasible(read)).tolist()
    states = ["".join("Y" if state >> place & 1 else "N" for place in order) for state in numbered]
    ranked = party.preferenceRanking or ()
    numbers = [number for place in ranked for number in (place if isinstance(place, tuple) else (place,))]
    if sorted(numbers) != list(range(1, len(states) + 1)):
        what = f"The ranking of “{party.name[:80]}” does not have each of the {len(states)} feasible states once."
        raise CaseError(Problem(what, Where(file), expected=f"the numbers 1 to {len(states)}", code="gmcr-ranking"))
    return [
        [states[number - 1] for number in place] if isinstance(place, tuple) else states[place - 1] for place in ranked
    ]


def _feasible(read: GmcrFile) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Which states are feasible, by the number whose lowest digit is the first option."""
    numbers = np.arange(1 << len(read.options))
    feasible = np.ones(numbers.size, dtype=np.bool_)
    for said in read.infeasibles:
        for pattern in said.members if isinstance(said, Compound) else (said,):
            matched = np.ones(numbers.size, dtype=np.bool_)
            for place, letter in pattern:
                matched &= (numbers >> place & 1) == (letter == "Y")
            feasible &= ~matched
    return feasible


def _lost(read: GmcrFile) -> Iterable[str]:
    if read.useManualPreferenceRanking and any(party.preferences for party in read.decisionMakers):
        yield "The file has preference statements too, which its rankings overrule; they were left out."
    silent = [party.name for party in read.decisionMakers if not party.preferences]
    if silent and not read.useManualPreferenceRanking:
        yield f"Nothing is said of what {', '.join(silent)} prefers; it is presumed to find all states alike."
    if any(party.misperceptions for party in read.decisionMakers):
        yield "What parties misperceive was left out: a case holds one model."
