"""The fields of an entry as a page shows them: labels, what is in them, what may be chosen, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonground.case import Case
from commonground.case.sections import Field, Section
from commonground.case.sections.table import ACTS
from commonground.case.sections.words import row_count
from commonground.errors import Problem
from commonground.workbench.forms.formulas import Wrong

__all__ = ["Shown", "groups", "shown", "wrong_by_field"]

Choices = list[tuple[str, str]]
MOST_EVIDENCE = 400
_LETTERS = {"Y": "taken", "N": "not taken"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One field. ``rows`` of a field that defines names; ``parts`` of a table: key, words, value."""

    field: Field
    hint: str
    words: Mapping[str, str]
    choices: Choices
    problems: tuple[str, ...] = ()
    wrong: Wrong | None = None
    parts: tuple[tuple[str, str, str, Choices], ...] = ()
    rows: tuple[Mapping[str, str], ...] = ()

    @property
    def value(self) -> str:
        return self.words.get("", "")

    @property
    def ticked(self) -> frozenset[str]:
        return frozenset(self.value.split())


def shown(
    case: Case,
    section: Section,
    group: str,
    words: Mapping[str, Mapping[str, str]],
    told: Mapping[str, Sequence[str]],
    wrong: Mapping[str, Wrong],
) -> tuple[Shown, ...]:
    """Every field of a section, filled with ``words``."""
    states = bool(case.conflict.states) or not case.options  # a conflict of named states has no use for options
    fields = (field for field in section.fields if field.name != "states" or states)
    return tuple(_one(case, section, group, field, words.get(field.name, {}), told, wrong) for field in fields)


def groups(case: Case, section: Section) -> Choices:
    """For whom, or for which issue, the section can say something."""
    if section.by == "party":
        return [*((each.id, each.name) for each in case.parties.values()), *((each, "") for each in section.also)]
    return [(each.id, each.title) for each in case.issues.values()] if section.by == "issue" else [("", "")]


def wrong_by_field(section: Section, problems: Iterable[Problem], place: str) -> tuple[dict[str, list[str]], list[str]]:
    """Sentences by the field that they are about, and those about none; ``place`` is where the entry stands."""
    by_field: dict[str, list[str]] = {}
    rest: list[str] = []
    for problem in problems:
        name = _field_of(section, problem.where.field or "", place)
        told = problem.what + (f" Read: {problem.read}." if problem.read else "")
        told += f" Expected: {problem.expected}." if problem.expected else ""
        told += f" Did you mean “{problem.nearest}”?" if problem.nearest else ""
        if name is None:
            rest.append(str(problem))
        else:
            by_field.setdefault(name, []).append(told)
    return by_field, rest


def _field_of(section: Section, where: str, place: str) -> str | None:
    if where == "id" or where in {field.name for field in section.fields}:
        return where
    apart = {field.apart: field.name for field in section.fields if field.apart}
    if where.partition(".")[0] in apart:
        return apart[where.partition(".")[0]]
    if not where or (place and not where.startswith(place)):
        return None
    rest = where.removeprefix(place).lstrip(".").partition(".")[0].partition("[")[0]
    named = {field.written: field.name for field in section.fields}
    if rest == "id":
        return "id"
    first = section.short or ""
    return named.get(rest) or (named.get(first, first or None) if not rest else None)


def _one(
    case: Case,
    section: Section,
    group: str,
    field: Field,
    words: Mapping[str, str],
    told: Mapping[str, Sequence[str]],
    wrong: Mapping[str, Wrong],
) -> Shown:
    rows = tuple(
        {part: words.get(f"{n}.{part}", "") for part in ("id", "was", "words")} for n in range(row_count(words))
    )
    blank = {"id": "", "was": "", "words": ""}
    return Shown(
        field=field,
        hint=section.hint(field),
        words=words,
        choices=_choices(case, field, group),
        problems=tuple(told.get(field.name, ())),
        wrong=wrong.get(field.name),
        parts=_parts(case, field, words),
        rows=(rows or (blank,) * (3 if field.name == "outcomes" else 1)) if field.kind == "rows" else (),
    )


def _choices(case: Case, field: Field, group: str) -> Choices:
    match field.of:
        case "party":
            known = [(each.id, each.name) for each in case.parties.values()]
            return [each for each in known if each[0] != group or field.name != "as_told_by"]
        case "level":
            return _levels(case, group)
        case "round":
            return [(each.id, each.title) for each in case.rounds.values()]
        case "step":
            return [(each.id, each.title) for each in case.steps.values()]
        case "source":
            return [(each.id, each.title) for each in case.sources.values()]
        case "statement":
            return [(each.id, each.paraphrase) for each in case.statements.values() if each.counts][:MOST_EVIDENCE]
    return [(word, "") for word in field.choices]


def _levels(case: Case, group: str) -> Choices:
    """Those of the party; of every party where the form says which."""
    if group in case.parties:
        return [(level, "") for level in case.parties[group].levels]
    whose: dict[str, list[str]] = {}
    for party in case.parties.values():
        for level in party.levels:
            whose.setdefault(level, []).append(party.name)
    return [(level, ", ".join(names)) for level, names in whose.items()]


def _parts(case: Case, field: Field, words: Mapping[str, str]) -> tuple[tuple[str, str, str, Choices], ...]:
    if field.kind != "table":
        return ()
    chosen = [(word, _LETTERS.get(word, "")) for word in field.choices]
    if field.of == "party":
        keys = {each.id: (each.name, [(level, "") for level in each.levels]) for each in case.parties.values()}
    elif field.of == "option":
        keys = {each.id: (f"{case.parties[each.party].name}: {each.title}", chosen) for each in case.options.values()}
    else:
        keys = {act: (act, chosen) for act in ACTS}
    by_letter = dict(zip(case.options, words.get("", ""), strict=False)) if field.of == "option" else {}
    return tuple((key, told, words.get(key) or by_letter.get(key, ""), at) for key, (told, at) in keys.items())
