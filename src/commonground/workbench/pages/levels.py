"""At which level something could be agreed or opened, and what each level may do: three questions, three tables."""

from __future__ import annotations

from commonground.agreement import Contains, LevelsAnswer
from commonground.brief.document import Plain, Runs, Section, Table, paragraph, sentence
from commonground.brief.matters import by_account, levels_in_words, matter_in_words
from commonground.brief.parts.references import party
from commonground.brief.parts.telling import named
from commonground.brief.parts.verdict_words import zone_run
from commonground.brief.wording import NOT_COMPUTED, either
from commonground.case import Case
from commonground.workbench.answers import Answers
from commonground.workbench.page import Opened, Page

__all__ = ["levels"]


def levels(found: Opened) -> Page:
    """Who could open what, whose own mandates leave a zone, and what the record says each level may do."""
    answers = found.answers
    tables = (
        ("openings", "Who could open it", _openings(answers)),
        ("contains", "Whose own mandates leave a zone", _contains(answers)),
        ("powers", "What each level may do", _powers(answers)),
    )
    note = paragraph(sentence("That a level owns a clause does not say that it would give it up."))
    sections = tuple(Section(anchor, title, (table,)) for anchor, title, table in tables)
    return Page("Levels", answers.levels.to_dict(), (*sections, Section("note", "How to read this", (note,))))


def _words(text: str) -> Runs:
    return (Plain(text),)


def _openings(answers: Answers) -> Table:
    report = answers.levels
    sides = [_words(f"{party(answers, name)} alone, by giving up") for name in report.parties]
    rows = [
        (
            _words(matter_in_words(answers.case, name)),
            (zone_run(answers.tongue, answer.zone.zone if answer.zone else None),),
            *(_opening(answers, answer, side) for side in report.parties),
        )
        for name, answer in report.targets.items()
    ]
    return Table((), (_words("To be agreed"), _words("Verdict"), *sides), tuple(rows))


def _opening(answers: Answers, answer: LevelsAnswer, side: str) -> Runs:
    if answer.openings is None:
        by_meaning = answer.zone is not None and answer.zone.by_meaning
        late = "can_open" in answer.not_computed
        return _words(NOT_COMPUTED if late else "no level: the words exclude it" if by_meaning else "–")
    item = answer.openings[side]
    if item.level is None:
        return _words("no level")
    tie = "" if item.unique else " (one such set)"
    return (*named(answers, item.clauses, whose=False), Plain(f", at the level of {item.level}{tie}"))


def _contains(answers: Answers) -> Table:
    heads = ("To be agreed", "On record contained at", "Not ruled out at", "The highest levels")
    rows = []
    for name, answer in answers.levels.targets.items():
        found = answer.contains
        missing = NOT_COMPUTED if "contains" in answer.not_computed else "–"
        cells = _vectors(answers.case, found) if found else (missing,) * 3
        rows.append((_words(matter_in_words(answers.case, name)), *map(_words, cells)))
    return Table((), tuple(map(_words, heads)), tuple(rows))


def _vectors(case: Case, found: Contains) -> tuple[str, str, str]:
    on_record = either(levels_in_words(case, v.levels) for v in found.lowest) if found.lowest else "no levels"
    told = []
    for vector in found.lowest_not_ruled_out:
        silent = [case.parties[name].name for name in vector.silent]
        why = f" (nothing of {either(silent)} on record there)" if silent else ""
        told.append(levels_in_words(case, vector.levels) + why)
    highest = found.vectors[-1].contains if found.exhaustive and found.vectors else NOT_COMPUTED
    return on_record, "; ".join(told) or "no levels", highest


def _powers(answers: Answers) -> Table:
    report = answers.levels
    shown = [(side, level) for side, own in report.parties.items() for level in own]
    heads = [_words(f"{party(answers, side)}: {level}") for side, level in shown]
    acts = dict.fromkeys(act for side, level in shown for act in report.powers.answers[side][level])
    rows = [(_words(act), *(_power(answers, side, level, act) for side, level in shown)) for act in acts]
    return Table((), (_words("May it"), *heads), tuple(rows))


def _power(answers: Answers, side: str, level: str, act: str) -> Runs:
    from commonground.brief.parts.references import refs

    answer = answers.levels.powers.of(side, level, act)
    word = "unknown: the record says both" if answer.contested else answer.value
    marks = refs(answers, answer.powers)
    account = by_account(answers.case, answer.told_only_by)
    between = [run for n, mark in enumerate(marks) for run in ((Plain(", "), mark) if n else (mark,))]
    return (
        Plain(word),
        *((Plain(" ["), *between, Plain("]")) if marks else ()),
        *((Plain(account),) if account else ()),
    )
