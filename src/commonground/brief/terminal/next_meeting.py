"""The next meeting on a terminal: what it could close and ask, what is beyond it, the open questions, its forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from commonground.agreement import Beyond, MeetingForm, NextMeeting, Unknown, Word
from commonground.brief.matters import (
    by_account,
    levels_in_words,
    matter_in_words,
    owned_in_words,
    package_in_words,
)
from commonground.brief.terminal.console import new_console, plain, print_frame, table_of
from commonground.brief.terminal.levels import ownership_in_words, power_table
from commonground.brief.wording import day, listed, mandate_words, party_name
from commonground.case import Case

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

__all__ = ["print_next_meeting", "question_in_words"]

SHOWN = 12  # questions told in full
FEW = 5  # matters named again where forms are compared


def print_next_meeting(case: Case, result: NextMeeting) -> None:
    """The answers of ``result``, the caveats first. Nothing here is a recommendation."""
    console = new_console()
    print_frame(console, case)
    if result.round is not None:
        at = case.rounds[result.round]
        console.print(plain(f"Mandates as of round {result.round}, {at.title} ({day(at.date)}).", "dim"))
    console.print(plain(f"A next meeting of {levels_in_words(case, result.present)}."))
    for party, since in result.taken_over.items():
        console.print(plain(f"The level of {party_name(case, party)} was not said; taken over from round {since}."))
    console.print()
    console.print(power_table(case, result.powers, {party: (level,) for party, level in result.present.items()}))
    _print_closing(console, case, result)
    _print_asking(console, case, result)
    _print_beyond(console, case, result.in_hand, "Excluded, and in the hands of those present")
    _print_beyond(console, case, result.out_of_hand, "Excluded, and needing another level or a new mandate")
    if result.by_meaning:
        names = listed(matter_in_words(case, name) for name in result.by_meaning)
        console.print(plain(f"Excluded at any level, by what the words mean: {names}."))
    _print_clauses(console, case, result)
    _print_questions(console, case, result.questions)
    console.print(_forms(case, result.forms))
    _print_notes(console, case, result)


def _print_closing(console: Console, case: Case, result: NextMeeting) -> None:
    title = "Accepted on record: could be closed, if those present may sign or initial"
    sides = [party_name(case, party) for party in result.present]
    table = table_of(title, ("Matter", "Comes out as", "May be closed", *sides, "Rests on"))
    for item in result.closing:
        rests = ", ".join(f"{a}{by_account(case, result.acceptances[a].told_only_by)}" for a in item.acceptances)
        cells = (package_in_words(case, item.package), item.may, *(item.by_party[p] for p in result.present), rests)
        table.add_row(plain(matter_in_words(case, item.target)), *(plain(cell) for cell in cells))
    console.print(table if result.closing else plain("Nothing is accepted on record by all sides."))


def _print_asking(console: Console, case: Case, result: NextMeeting) -> None:
    title = "Not excluded: could be asked (silence is not consent)"
    table = table_of(title, ("Matter", "On record for it", "Whose word is missing"))
    for item in result.asking:
        heard = _words(case, [word for word in item.words if word.acceptances], item.package)
        table.add_row(plain(matter_in_words(case, item.target)), heard, _words(case, item.missing, item.package))
    console.print(table if result.asking else plain("Nothing is open that is not accepted."))


def _words(case: Case, words: Iterable[Word], package: Mapping[str, str]) -> Text:
    told = []
    for word in words:
        about = package_in_words(case, {word.issue: word.outcome}) if len(package) > 1 else ""
        rests = f" [{', '.join(word.acceptances)}]" if word.acceptances else ""
        told.append(party_name(case, word.party) + (f", {about}" if about else "") + rests)
    return plain("\n".join(told) or "nobody")


def _print_beyond(console: Console, case: Case, items: tuple[Beyond, ...], title: str) -> None:
    if not items:
        console.print(plain(f"{title}: nothing."))
        return
    sides = [f"{party.name} alone, by giving up" for party in case.table]
    table = table_of(f"{title}: clauses (and who owns them)", ("Matter", *sides, "Together"))
    for item in items:
        cells = [_alone(case, item, party.id) for party in case.table]
        table.add_row(
            plain(matter_in_words(case, item.target)), *(plain(c) for c in cells), plain(_jointly(case, item))
        )
    console.print(table)


def _alone(case: Case, item: Beyond, party: str) -> str:
    found = item.alone[party]
    return "cannot" if found.level is None else owned_in_words(case, found.clauses)


def _jointly(case: Case, item: Beyond) -> str:
    """What only several could do together; where one side alone could, its own column says it."""
    if any(found.level is not None for found in item.alone.values()):
        return "–"
    return owned_in_words(case, item.give or item.ask_for) + ("" if item.unique else " (one such set)")


def _print_clauses(console: Console, case: Case, result: NextMeeting) -> None:
    named = sorted(set().union(*(item.clauses for item in result.beyond)))
    if named:
        console.print(plain("Clauses named, and on what ground they are said to be owned", "bold"))
    for clause in (clause for clause in case.clauses.values() if clause.id in named):
        account = by_account(case, result.clauses[clause.id].told_only_by)
        ground = ownership_in_words(case, result.ownership[clause.id])
        words = f"{mandate_words(case, clause)} ({party_name(case, clause.party)}{account})"
        console.print(plain(f"  {clause.id}  {words}: {ground}"))


def _print_questions(console: Console, case: Case, questions: tuple[Unknown, ...]) -> None:
    weighty = [item for item in questions if item.zones or item.closings or item.outcomes]
    light = [item for item in questions if item.computed and item not in weighty]
    console.print(plain("Questions to ask, by how many verdicts their answers would change", "bold"))
    for number, item in enumerate(weighty[:SHOWN], 1):
        console.print(plain(f"  {number}. {question_in_words(case, item)}"))
        for line in _answers(case, item):
            console.print(plain(f"     {line}"))
    if len(weighty) > SHOWN:
        console.print(plain(f"  and {len(weighty) - SHOWN} more that change a verdict"))
    if light:
        console.print(plain("  Changing no verdict of these by themselves:", "dim"))
        for item in light[:SHOWN]:
            console.print(plain(f"     {question_in_words(case, item)}", "dim"))
        if len(light) > SHOWN:
            console.print(plain(f"     and {len(light) - SHOWN} more", "dim"))


def question_in_words(case: Case, item: Unknown) -> str:
    """An open question as one would ask it."""
    who = party_name(case, item.party) if item.party else ""
    why = f" ({', '.join(item.why)})" if item.why else ""
    if item.kind == "missing word":
        return f"Would {who} accept {package_in_words(case, {str(item.issue): str(item.outcome)})}?"
    if item.kind == "power":
        return f"May {who} at the level of {item.level} {item.act}?{why}"
    if item.kind == "response":
        return f"Would {who} change its position on what is excluded in answer to an offer?"
    if item.kind == "clause":
        return f"Is it so that {item.id} is a clause of {who}: {mandate_words(case, case.clauses[str(item.id)])}?{why}"
    if item.kind == "acceptance":
        accepted = case.acceptances[str(item.id)]
        words = " or ".join(f"“{case.issues[accepted.issue].outcomes[outcome]}”" for outcome in accepted.outcomes)
        return f"Has {who} accepted {case.issues[accepted.issue].title}: {words} [{item.id}]?{why}"
    if item.kind == "meaning rule":
        return f"Does the meaning rule {item.id} hold: {case.meaning[str(item.id)].text}?{why}"
    return f"Does the record {item.id} of what {who} at the level of {item.level} may do stand?{why}"


def _answers(case: Case, item: Unknown) -> Iterator[str]:
    for answer in item.answers:
        if answer.answer == "stands":
            continue  # nothing changes if it is as coded
        if answer.changes is None:
            yield f"{answer.answer}: not computed"
            continue
        told: dict[tuple[str, str, str], list[str]] = {}
        for change in answer.changes:
            if change.verdict != "alone" or not any(
                c.target == change.target and c.verdict == "zone" for c in answer.changes
            ):
                told.setdefault((change.verdict, change.before, change.after), []).append(change.target)
        parts = [_change(case, names, *key) for key, names in told.items()]
        yield f"{answer.answer}: {'; '.join(parts) or 'no verdict changes'}"


def _change(case: Case, names: list[str], verdict: str, before: str, after: str) -> str:
    about = {"zone": "", "alone": "alone ", "may be closed": "may be closed: "}[verdict]
    return f"{listed(matter_in_words(case, name) for name in names)}: {about}{before} → {after}"


def _forms(case: Case, forms: tuple[MeetingForm, ...]) -> Table:
    table = table_of("Side by side; none is recommended", ("", *(form.name for form in forms)))
    table.add_row("Who", *(plain(_who(case, form)) for form in forms))
    table.add_row("Issues talked about", *(plain(_agenda(case, form)) for form in forms))
    heads = {"yes": "May be closed", "unknown": "Whether it may be closed is unknown", "no": "May not be closed"}
    for value, head in heads.items():
        rows = [[name for name, may in form.closing.items() if may == value] for form in forms]
        table.add_row(head, *(_matters(case, names) for names in rows))
    table.add_row("Could be asked", *(_matters(case, form.asking) for form in forms))
    table.add_row("In the hands of those present", *(_matters(case, form.in_hand) for form in forms))
    table.add_row("Needs another level or mandate", *(_matters(case, form.beyond) for form in forms))
    table.add_row("Stays at the status quo as coded", *(plain(_stays(form)) for form in forms))
    return table


def _who(case: Case, form: MeetingForm) -> str:
    if not form.possible:
        return "nobody is above those present" if form.name == "going higher" else "no issue is open"
    return levels_in_words(case, form.present) if form.present else "nobody"


def _agenda(case: Case, form: MeetingForm) -> str:
    if len(form.agenda) == len(case.issues):
        return f"all {len(form.agenda)}"
    return _named([case.issues[issue].title for issue in form.agenda])


def _matters(case: Case, names: Iterable[str]) -> Text:
    return plain(_named([matter_in_words(case, name) for name in names]))


def _named(words: list[str]) -> str:
    """A few by name, more by their number: the lists above name them all."""
    return "\n".join(words) or "–" if len(words) <= FEW else f"{len(words)} of those above"


def _stays(form: MeetingForm) -> str:
    return f"{len(form.stays)} issues" if form.stays else "–"


def _print_notes(console: Console, case: Case, result: NextMeeting) -> None:
    told: dict[str, list[str]] = {}
    for name, teller in result.told_only_by.items():
        told.setdefault(teller, []).append(name)
    for teller, names in told.items():
        console.print(plain(f"By {party_name(case, teller)}'s account of another side alone: {', '.join(names)}."))
    if not result.exhaustive:
        left = ", ".join(result.not_computed)
        console.print(plain(f"Not exhaustive: time ran out before {left}.", "bold yellow"))
    console.print(plain("What is accepted on record stays accepted whether or not anybody meets.", "dim"))
    console.print(plain("No form is recommended, and counts of clauses are not costs.", "dim"))
