"""A new case from plain words: who sits at the table, and what is to be settled. Ids are made of the words.

Somebody who begins has names and sentences, and no ids: "The Grey Sluice" becomes ``grey_sluice``, and its words stay
its title. What is written is a case of one's own, with nothing in it that was not said; :func:`commonground.case.new`
writes an invented one to change instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from commonground.case.json_schema import json_schema_files
from commonground.case.new import ignored
from commonground.case.schema import KEYWORDS, CaseFile
from commonground.case.validation import validated
from commonground.case.yaml_text import read_yaml
from commonground.case.yaml_write import inline, quoted, scalar
from commonground.errors import Problem, UsageError, Where
from commonground.store import commit
from commonground.store.problems import told

__all__ = ["Matter", "Side", "begin", "id_of", "text_of"]

T = TypeVar("T")
_SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "their", "to"])
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody who takes part: who speaks for it, who decides (highest first), and whether it sits outside."""

    name: str
    people: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to be settled: how it stands today, and what else it could be."""

    title: str
    today: str
    others: tuple[str, ...]


def begin(folder: str | Path, title: str, sides: Sequence[Side], matters: Sequence[Matter]) -> Path:
    """Write a case with these sides and issues into ``folder``, which must not exist yet or be empty.

    Raises
    ------
    UsageError
        Something that a case needs was not said, or the folder holds something; nothing is written.
    StoreError
        The folder cannot be made or written to.
    """
    problems = list(_missing(title, sides, matters))
    if problems:
        raise UsageError(problems)
    written = {"case.yaml": text_of(title, sides, matters).encode("utf-8"), ".gitignore": ignored()}
    validated(CaseFile, read_yaml(written["case.yaml"], "case.yaml"))
    written |= {f".schemas/{name}": data for name, data in json_schema_files().items()}
    root = Path(folder)
    with told(root, "Making the case"):
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            what = "There is something here already; a new case is written only into an empty folder."
            raise UsageError(Problem(what, Where(str(root)), expected="a name that is not taken", code="not-empty"))
        for name in written:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
    commit(root, written)
    return root


def id_of(words: str, taken: Iterable[str] = (), otherwise: str = "item") -> str:
    """An id made of words, that nothing else has.

    >>> id_of("The Grey Sluice"), id_of("The Grey Sluice", {"grey_sluice"}), id_of("Обмен пленными"), id_of("?!")
    ('grey_sluice', 'grey_sluice_2', 'обмен_пленными', 'item')
    """
    plain = unicodedata.normalize("NFC", words).casefold()
    found = re.findall(r"\w+", plain.replace("_", " ").replace("'", "").replace("’", ""))
    kept = [word for word in found if word not in _SMALL] or found
    made = ""
    for word in kept:
        if made and len(made) + len(word) >= _LONGEST:
            break
        made = f"{made}_{word}" if made else word[:_LONGEST]
    made = made or otherwise
    there = {*taken, *KEYWORDS}
    tries = (made if n == 1 else f"{made}_{n}" for n in range(1, len(there) + 2))
    return next(each for each in tries if each not in there)


def _missing(title: str, sides: Sequence[Side], matters: Sequence[Matter]) -> Iterator[Problem]:
    """What has to be said before there is a case, each in a sentence."""
    if not 0 < len(title.strip()) <= 200:
        what = "What are these talks called?"
        yield Problem(what, Where(field="title"), expected="1 to 200 characters", code="wrong-value")
    if sum(not side.outside for side in sides) < 2:
        what = "Talks have at least two sides at the table."
        yield Problem(what, Where(field="sides"), expected="the names of two or more", code="too-few-sides")
    if not matters:
        what = "What is to be settled?"
        yield Problem(what, Where(field="issues"), expected="at least one matter", code="no-issue")
    for names, which in (([s.name for s in sides], "Two sides"), ([m.title for m in matters], "Two matters")):
        if not all(name.strip() for name in names):
            what = f"One of the {which.split()[1]} has no name."
            yield Problem(what, expected="a name for each, or an empty row", code="missing-field")
        for name in dict.fromkeys(name for name in names if name.strip() and names.count(name) > 1):
            yield Problem(f"{which} have one name.", read=name, expected="a name for each", code="said-twice")
    for matter in matters:
        where = Where(field=matter.title)
        if not matter.title.strip():
            continue  # told already
        if not matter.today or not matter.others:
            what = f"How does “{matter.title}” stand today, and what else could it be?"
            expected = "how it stands today, and at least one other way it could be"
            yield Problem(what, where, expected=expected, code="no-outcomes")
        elif len({matter.today, *matter.others}) <= len(matter.others):
            what = f"One outcome of “{matter.title}” is given twice."
            yield Problem(what, where, expected="each way it could be once", code="said-twice")


def text_of(title: str, sides: Sequence[Side], matters: Sequence[Matter]) -> str:
    """The case as YAML, with comments for whoever opens it."""
    lines = [
        "# yaml-language-server: $schema=.schemas/case.schema.json",
        f"case: {quoted(title.strip())}",
        "",
        "# Sides at the table, and others (role: outside). Levels from the highest down.",
        "parties:",
    ]
    named = _named(sides, [side.name for side in sides], "side")
    taken = {name for name, _ in named}
    actors: list[str] = []
    for party, side in named:
        lines.append(f"  {scalar(party)}: {inline(_party(side))}")
        for person in dict.fromkeys(side.people):
            actor = id_of(person, taken, "person")
            taken.add(actor)
            actors.append(f"  {scalar(actor)}: {inline({'name': person, 'party': party})}")
    if actors:
        lines += ["", "# Who speaks in the record, and for whom.", "actors:", *actors]
    lines += ["", "# Matters on the table. The first outcome is how things stand today.", "issues:"]
    for issue, matter in _named(matters, [matter.title for matter in matters], "issue"):
        lines += [
            f"  {scalar(issue)}:",
            f"    title: {inline(matter.title)}",
            f"    outcomes: {inline(_outcomes(matter))}",
        ]
    return "\n".join(lines) + "\n"


def _named(things: Sequence[T], words: Sequence[str], otherwise: str) -> list[tuple[str, T]]:
    """Each with an id of its own."""
    taken: list[str] = []
    for each in words:
        taken.append(id_of(each, taken, otherwise))
    return list(zip(taken, things, strict=True))


def _party(side: Side) -> dict[str, object]:
    levels = tuple(dict.fromkeys(id_of(level, (), "level") for level in side.levels))
    role = {"role": "outside"} if side.outside else {}
    return {"name": side.name, **role, **({"levels": levels} if levels else {})}


def _outcomes(matter: Matter) -> dict[str, str]:
    made: dict[str, str] = {}
    for words in (matter.today, *matter.others):
        made[id_of(words, made, "outcome")] = words
    return made
