"""The next meeting, composed: who is present and at which level, and at once what those could do.

Who sits there stands in the address (``seat.russia=leader``, ``seat.ukraine=absent``). A party that is not named sits
as at the last round that says so. On paper it is half a page: the four lists, and the first questions to ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from commonground.agreement import MeetingForm, NextMeeting
from commonground.agreement.meeting.present import present_at
from commonground.brief.document import Block, Items, Plain, Runs, Section, Table, paragraph, sentence
from commonground.brief.parts import next_meeting
from commonground.brief.parts.questions import question
from commonground.brief.parts.references import level_words, matter_title, party
from commonground.errors import CommongroundError, Problem, UsageError, nearest_word
from commonground.workbench.answers import Answers
from commonground.workbench.page import Opened, Page

__all__ = ["ABSENT", "meeting"]

ABSENT = "absent"
_SEAT = "seat."
_QUESTIONS = 12
_FEW = 6
_FORMS = {
    "going": "Going as said",
    "going higher": "Going one level higher",
    "a narrower agenda": "On what is open alone",
    "not going": "Not going",
}


def meeting(found: Opened) -> Page:
    """What a meeting of those picked could close, what it could ask, and what needs somebody else."""
    picked = _picked(found)
    seats = {name: level for name, level in picked.items() if level != ABSENT}
    absent = tuple(name for name, level in picked.items() if level == ABSENT)
    problems: tuple[Problem, ...] = ()
    answers, sections = found.answers, tuple[Section, ...]()
    try:
        answers = found.answers.meeting(seats, absent) if picked else found.answers
        if answers.next is None:
            present_at(found.case, None, found.view.round)  # which says what is not known
    except CommongroundError as error:
        if any(problem.code != "level-not-said" for problem in error.problems):
            raise
        problems = error.problems
    told = answers.next if not problems else None
    if told is not None:
        sections = tuple(_sections(answers, told))
    more = {
        "tables": [(side, _levels(answers, side.id, told, picked)) for side in found.case.table],
        "problems": problems,
        "composed": bool(picked),
        "plain": found.links.to("next"),
    }
    return Page("The next meeting", {} if told is None else told.to_dict(), sections, "meeting.html", more)


def _picked(found: Opened) -> dict[str, str]:
    """Who is said to be there at which level, or not there."""
    query, table = found.request.query_params, {side.id for side in found.case.table}
    given = {key.removeprefix(_SEAT): query[key].strip() for key in query if key.startswith(_SEAT)}
    for name in given:
        if name not in table:
            what, nearest = f"There is no party “{name[:80]}” at the table.", nearest_word(name, table)
            raise UsageError(Problem(what, read=name[:80], nearest=nearest, code="unknown-party"))
    return {name: level for name, level in given.items() if level}


def _levels(
    answers: Answers, side: str, told: NextMeeting | None, picked: dict[str, str]
) -> list[tuple[str, str, bool]]:
    """What can be chosen for a party: each with words, and whether it is what the answer is for."""
    taken = told.taken_over.get(side) if told is not None else None
    last = "" if taken is None or told is None else f" ({level_words(answers, told.present[side])})"
    words = {"": f"as at the last round{last}"}
    words |= {level: level_words(answers, level) for level in answers.case.parties[side].levels}
    words[ABSENT] = "not there"
    return [(level, told_, picked.get(side, "") == level) for level, told_ in words.items()]


def _sections(answers: Answers, told: NextMeeting) -> Iterator[Section]:
    part = next_meeting.part(answers)
    away = [party(answers, side) for side in told.absent]
    notes = [sentence(f"Not there: {', '.join(away)}. Nothing can be closed without them.", doubt=True)] if away else []
    if not told.exhaustive:
        notes.append(sentence(f"Not worked out in time: {len(told.not_computed)} of it.", doubt=True))
    blocks = tuple(_without_questions(block) for block in part.blocks)
    yield Section(part.anchor, "What it could do", (*blocks, *((paragraph(*notes),) if notes else ())))
    asked = [question(answers, item) for item in told.questions[:_QUESTIONS]]
    if asked:
        count = len(told.questions)
        rest = (paragraph(sentence(f"The first {_QUESTIONS} of {count}.")),) if count > _QUESTIONS else ()
        listed = Items(tuple((paragraph(each),) for each in asked), ordered=True)
        yield Section("questions", "Questions to ask before", (listed, *rest))
    yield Section("forms", "The same meeting in other forms", (_forms(answers, told),))


def _without_questions(block: Block | Section) -> Block | Section:
    """The lists alone: the questions stand below, more of them."""
    if not isinstance(block, Items):
        return block
    asked = [all(s.standing == "question" for p in item for s in getattr(p, "sentences", ())) for item in block.items]
    return replace(block, items=tuple(item for item, only in zip(block.items, asked, strict=True) if not only))


def _forms(answers: Answers, told: NextMeeting) -> Table:
    heads = ("", "Who sits there", "Can be closed", "Worth asking", "In their hands", "Beyond them")
    rows = tuple(tuple(_form(answers, form)) for form in told.forms if form.possible)
    return Table((), tuple((Plain(word),) for word in heads), rows)


def _form(answers: Answers, form: MeetingForm) -> Iterator[Runs]:
    yield (Plain(_FORMS.get(form.name, form.name), "strong"),)
    sides = (f"{party(answers, side)}: {level_words(answers, level)}" for side, level in form.present.items())
    yield (Plain("; ".join(sides) or "nobody"),)
    for names in (form.closing, form.asking, form.in_hand, form.beyond):
        yield (Plain(_named(answers, tuple(names))),)


def _named(answers: Answers, names: tuple[str, ...]) -> str:
    titles = list(dict.fromkeys(matter_title(answers, name) for name in names))
    more = f" and {len(titles) - _FEW} more" if len(titles) > _FEW else ""
    return ("; ".join(titles[:_FEW]) + more) or "–"
