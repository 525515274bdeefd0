"""How a part tells of objects: each by its words, with its id as a reference and whose account it is.

A sentence that is worked out from the record carries what it rests on; :func:`told` makes it so, and where there is
nothing to point to it is a remark about the record and no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from commonground.brief.document import Paragraph, Ref, Run, Runs, Sentence, Standing, paragraph, plain, sentence
from commonground.brief.document.runs import Plain
from commonground.brief.material import Material
from commonground.brief.parts.formulas import formula_words
from commonground.brief.parts.marks import new_mark
from commonground.brief.parts.references import account, anchor, judged, party, refs, what_words
from commonground.logic import And, mentions

__all__ = ["cut_short", "joined", "named", "of_matters", "told", "told_briefly", "with_refs"]

_SEVERAL = 3  # objects of one party from which on they may be told of by what they are on
_PACKAGE = 4  # terms from which on an object is told of an issue by the terms on it alone


def told(
    material: Material, runs: Runs, ids: Iterable[str], standing: Standing = "verdict", *, doubt: bool = False
) -> Sentence:
    """A sentence that rests on these objects, and by whose account; a note where there is none to point to.

    What the words themselves refer to is not said again after them.
    """
    ids = tuple(ids)
    found = refs(material, ids)
    within = {run.to for run in runs if isinstance(run, Ref)}
    by = account(material, ids)
    if by and plain(by).strip() not in plain(runs):
        runs = _before_the_stop(runs, by)
    return sentence(
        runs,
        standing=standing if found else "note",
        refs=tuple(ref for ref in found if ref.to not in within),
        doubt=doubt,
    )


def joined(items: Sequence[Runs], between: str = "; ") -> Runs:
    """Runs one after the other."""
    made: list[Run] = []
    for place, item in enumerate(items):
        if place:
            made.append(Plain(between))
        made.extend(item)
    return tuple(made)


def named(
    material: Material, ids: Iterable[str], *, whose: bool = True, within: str | None = None, marked: bool = True
) -> Runs:
    """Objects in words, each with its reference and, where another side alone tells of it, whose account it is.

    Those that say the same stand together. ``within``: the issue that all of this is about, so that its title need not
    be said again, nor, of a package, the terms on others. ``marked``: what is new since the brief this one is compared
    with is marked so.
    """
    alike: dict[tuple[Runs, Runs], list[str]] = {}
    for name in ids:
        mark = new_mark(material, name) if marked else ()
        words = (*mark, *_words(material, name, within, whose=whose))
        alike.setdefault((words, account(material, (name,))), []).append(name)
    return joined([_marked(words, names, by) for (words, by), names in alike.items()])


def of_matters(material: Material, ids: Iterable[str], matters: Iterable[str]) -> tuple[str, ...]:
    """Those of these objects that speak of an issue of these matters; all of them where none does."""
    ids = tuple(ids)
    issues = frozenset[str]().union(*(mentions(material.targets[name].formula) for name in matters))
    formulas = ((name, getattr(judged(material.case, name), "formula", None)) for name in ids)
    return tuple(name for name, formula in formulas if formula is not None and mentions(formula) & issues) or ids


def told_briefly(material: Material, ids: Iterable[str], *, whose: bool = True) -> Runs:
    """Objects as :func:`named` has them; many of one party by what they are on, where their words stand near by."""
    by_party: dict[str, list[str]] = {}
    for name in ids:
        by_party.setdefault(str(getattr(judged(material.case, name), "party", None)), []).append(name)
    told_of = [
        named(material, names, whose=whose) if len(names) < _SEVERAL else _by_issue(material, names, whose=whose)
        for names in by_party.values()
    ]
    return joined(told_of)


def _by_issue(material: Material, ids: Sequence[str], *, whose: bool) -> Runs:
    items = [judged(material.case, name) for name in ids]
    formulas = (formula for item in items if (formula := getattr(item, "formula", None)) is not None)
    issues = frozenset[str]().union(*map(mentions, formulas))
    on = material.tongue.listed(matter.title for name, matter in material.case.issues.items() if name in issues)
    marks = joined([(*(new_mark(material, name)), Ref(anchor(name), name)) for name in ids], ", ")
    owner = getattr(items[0], "party", None)
    words = material.tongue.say("what it says on {issues}", issues=on)
    if whose and owner is not None:
        words = material.tongue.say("{party} on {issues}", party=party(material, owner), issues=on)
    return (*words, *account(material, ids), Plain(" ["), *marks, Plain("]"))


def with_refs(material: Material, words: Runs, ids: Iterable[str]) -> Runs:
    """Words and the references they rest on, for cells of tables and items within a sentence."""
    ids = tuple(ids)
    marks = refs(material, ids)
    if not marks:
        return words
    return (*words, *account(material, ids), Plain(" ["), *joined([(mark,) for mark in marks], ", "), Plain("]"))


def cut_short(material: Material, shown: int, total: int) -> tuple[Paragraph, ...]:
    """A note that there are more than are printed; nothing where all are."""
    if shown >= total:
        return ()
    say = material.tongue.count("{n} more is in the data.", "{n} more are in the data.", total - shown)
    return (paragraph(sentence(say)),)


def _before_the_stop(runs: Runs, by: Runs) -> Runs:
    match runs:
        case (*rest, Plain(text, style)) if text.endswith((".", ":")):
            return (*rest, Plain(text[:-1], style), *by, Plain(text[-1]))
    return (*runs, *by)


def _words(material: Material, name: str, within: str | None, *, whose: bool) -> Runs:
    words = what_words(material, name)
    if within is not None:
        words = _untitled(_of_package(material, name, within) or words, material.case.issues[within].title)
    owner = getattr(judged(material.case, name), "party", None)
    if not whose or owner is None:
        return words
    return material.tongue.say("{party}: {what}", party=party(material, owner), what=words)


def _of_package(material: Material, name: str, issue: str) -> Runs:
    """Where an object joins many terms, those on the issue alone; the evidence has it whole. Else nothing."""
    formula = getattr(judged(material.case, name), "formula", None)
    if not isinstance(formula, And) or len(formula.args) < _PACKAGE:
        return ()
    terms = tuple(term for term in formula.args if issue in mentions(term))
    if not terms or len(terms) == len(formula.args):
        return ()
    what = formula_words(material.case, material.tongue, And(terms) if len(terms) > 1 else terms[0])
    return material.tongue.say("{what}, as part of a package", what=what)


def _untitled(words: Runs, title: str) -> Runs:
    """Without the title of the issue and the colon after it, where words begin so."""
    match words:
        case (Plain(text, _), Plain(after, style), *rest) if text == title and after.startswith(": "):
            return (*([Plain(after[2:], style)] if after[2:] else []), *rest)
    return words


def _marked(words: Runs, names: Iterable[str], by: Runs) -> Runs:
    marks = joined([(Ref(anchor(name), name),) for name in names], ", ")
    return (*words, *by, Plain(" ["), *marks, Plain("]"))
