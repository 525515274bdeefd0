"""Two people's models of one record, on a terminal: what both hold, and where they part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from commonground.agreement.history.models import ModelsCompared, WhoseWord
from commonground.agreement.history.rounds import VerdictChange
from commonground.agreement.history.same_objects import ObjectsCompared
from commonground.agreement.history.standing import Standing
from commonground.brief.frame_line import caveats
from commonground.brief.terminal.console import new_console, plain, table_of
from commonground.brief.wording import NOT_COMPUTED, formula_in_words, listed, mandate_words, party_name
from commonground.case import Acceptance, Case, Clause, Offer, Rule

if TYPE_CHECKING:
    from rich.table import Table

__all__ = ["print_models"]

_MOST = 40  # lines of one list on the screen; --json has all


def print_models(
    case_a: Case,
    case_b: Case,
    result: ModelsCompared,
    names: tuple[str, str] = ("A", "B"),
    places: tuple[str, str] | None = None,
) -> None:
    """Issues, what each holds of the parties, statements and verdicts, the caveats of both first.

    ``names`` are what the models are called in every line, ``places`` where they are, told once.
    """
    console, both = new_console(), (case_a, case_b)
    console.print(plain(f"Two models: {names[0]} and {names[1]}", "bold"))
    for name, case, seen, place in zip(names, both, (result.a, result.b), places or (None, None), strict=True):
        at = f"round {seen.round}" if seen.round else "no round"
        called = f"{name} is {place}" if place else name
        console.print(plain(f"{called}: {case.title}. {' '.join(caveats(case))} Verdicts at {at}.", "dim"))
    if not case_a.parties.keys() & case_b.parties.keys():
        console.print(plain("They have no party in common, so these are hardly two models of one record.", "bold"))
    parts = (
        ("Issues", _issues(case_a, case_b, result, names)),
        ("Mandates", _objects(both, "clauses", result.clauses, names)),
        ("Whose word", _whose(case_a, case_b, result, names)),
        ("Accepted", _objects(both, "acceptances", result.acceptances, names)),
        ("Offered", _objects(both, "offers", result.offers, names)),
        ("What the words mean", _objects(both, "meaning", result.meaning, names)),
        ("Statements", _statements(result, names)),
    )
    for title, lines in parts:
        console.print()
        console.print(plain(title, "bold"))
        told = list(lines)
        for line in told[:_MOST]:
            console.print(plain(f"  {line}"))
        if len(told) > _MOST:
            console.print(plain(f"  … and {len(told) - _MOST} more."))
    console.print()
    if result.verdicts:
        console.print(_verdicts(case_a, case_b, result, names))
    for line in _targets(result, names):
        console.print(plain(line))
    if not result.exhaustive:
        console.print(plain("Not exhaustive: some verdicts could not be compared in time.", "bold yellow"))
    console.print(plain("Neither model is the measure of the other. Names are taken to mean the same in both.", "dim"))


def _issues(case_a: Case, case_b: Case, result: ModelsCompared, names: tuple[str, str]) -> Iterator[str]:
    yield f"In both, with the same outcomes: {len(result.issues_alike)}."
    for name, item in result.issues_otherwise.items():
        told = [
            f"only {who}: {', '.join(only)}"
            for who, only in zip(names, (item.only_a, item.only_b), strict=True)
            if only
        ]
        if item.status_quo[0] != item.status_quo[1]:
            told.append(f"how it stands: {item.status_quo[0]} for {names[0]}, {item.status_quo[1]} for {names[1]}")
        yield f"~ {case_a.issues[name].title}: {'; '.join(told) or 'its outcomes stand in another order'}"
    for who, case, only in zip(names, (case_a, case_b), result.issues_only, strict=True):
        yield from (f"Only {who}: {case.issues[name].title} ({name})" for name in only)


def _objects(cases: tuple[Case, Case], section: str, found: ObjectsCompared, names: tuple[str, str]) -> Iterator[str]:
    """The clauses, acceptances, offers or meaning rules of two models."""
    held = tuple(getattr(case, section) for case in cases)
    one, two = (
        {name: _words(case, item) for name, item in items.items()} for case, items in zip(cases, held, strict=True)
    )
    yield f"In both: {len(found.alike)}."
    for pair in found.alike:
        if pair.fields:
            ids = pair.a if pair.a == pair.b else f"{pair.a} ({names[1]}: {pair.b})"
            yield f"~ {ids}  {one[pair.a]}; {_fields(pair.fields, names)}"
    for pair in found.otherwise:
        yield f"~ {pair.a}  {names[0]}: {one[pair.a]}; {names[1]}: {two[pair.b]}"
    for who, words, only in zip(names, (one, two), found.only, strict=True):
        yield from (f"Only {who}: {name}  {words[name]}" for name in only)


def _words(case: Case, item: Clause | Acceptance | Offer | Rule) -> str:
    if isinstance(item, Rule):
        return formula_in_words(case, item.formula)
    told = mandate_words(case, item) if isinstance(item, Clause) else formula_in_words(case, item.formula)
    return f"{party_name(case, item.party)}: {told}"


def _fields(fields: Any, names: tuple[str, str]) -> str:
    return "; ".join(
        f"{name}: {one or 'none'} for {names[0]}, {two or 'none'} for {names[1]}" for name, (one, two) in fields.items()
    )


def _whose(case_a: Case, case_b: Case, result: ModelsCompared, names: tuple[str, str]) -> Iterator[str]:
    for party, told in result.whose_word.items():
        title = party_name(case_a if party in case_a.parties else case_b, party)
        sides = "; ".join(f"{who}: {_word(item)}" for who, item in zip(names, told, strict=True))
        yield f"{title}, clauses known from another side alone: {sides}"


def _word(item: WhoseWord | None) -> str:
    if item is None:
        return "not at the table"
    return f"{len(item.clauses)} of {item.total}" + (f" ({', '.join(item.clauses)})" if item.clauses else "")


def _statements(result: ModelsCompared, names: tuple[str, str]) -> Iterator[str]:
    found = result.statements
    if not found.documents:
        yield "No text was coded by both."
    else:
        yield f"In {', '.join(found.documents)}: {found.alike} stretches labelled alike by both."
    for item in found.otherwise:
        told = "; ".join(
            f"{field}: {values['a']} for {names[0]}, {values['b']} for {names[1]}"
            for field, values in item.labels.items()
        )
        yield f"~ {item.statements['a']} and {item.statements['b']}  {told}"
    for who, only in zip(names, (found.only_a, found.only_b), strict=True):
        if only:
            yield f"Only {who}: {', '.join(only)}"
    if found.not_compared:
        yield f"Not compared, without a place or in a text of one model alone: {found.not_compared}."


def _verdicts(case_a: Case, case_b: Case, result: ModelsCompared, names: tuple[str, str]) -> Table:
    table = table_of("Verdicts that are others", ("To be agreed", *names))
    alike: dict[tuple[str, str], list[str]] = {}
    for item in result.verdicts.values():
        if item.kind == "outcome" and item.name.partition("=")[0] in result.verdicts:
            continue  # told with its issue
        told = (_standing(case_a, item, item.before), _standing(case_b, item, item.after))
        alike.setdefault(told, []).append(_title(case_a, item))
    for told, titles in alike.items():
        table.add_row(plain("\n".join(titles)), *map(plain, told))
    return table


def _standing(case: Case, item: VerdictChange, told: Standing | None) -> str:
    if told is None:
        return "no such target"
    lines = [(told.zone or NOT_COMPUTED) + (" by what the words mean" if told.by_meaning else "")]
    if "alone" in item.fields:
        lines.append(f"alone: {told.alone or NOT_COMPUTED}")
    if told.zone == "excluded" and not told.by_meaning:
        if told.keystones is not None:
            lines.append(f"in every blocking set: {listed(told.keystones) if told.keystones else 'no clause'}")
        for party, own in (told.price_clauses or {}).items():
            lines.append(f"{party_name(case, party)} alone: {'cannot' if own is None else ', '.join(own)}")
    return "\n".join(lines)


def _title(case: Case, item: VerdictChange) -> str:
    if item.kind == "target":
        return item.name
    issue, _, outcome = item.name.partition("=")
    matter = case.issues[issue]
    return f"{matter.title}: “{matter.outcomes[outcome]}”" if outcome else f"{matter.title} (leaves how it stands)"


def _targets(result: ModelsCompared, names: tuple[str, str]) -> Iterator[str]:
    yield f"Verdicts that are the same in both: {result.verdicts_alike}; others: {len(result.verdicts)}."
    for who, only in zip(names, result.targets_only, strict=True):
        if only:
            yield f"To be asked of {who} alone: {', '.join(only)}."
    if result.asked_otherwise:
        yield f"Under one name they ask for something else: {', '.join(result.asked_otherwise)}."
