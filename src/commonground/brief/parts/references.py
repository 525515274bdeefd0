"""What a sentence of the brief points to, and how it says whose word that is.

An *anchor* is ``on-`` and an id: of a judged object (``on-R1``), a statement (``on-s14``) or a source
(``on-sources.ki-interview``); the evidence at the end of the brief has an entry for each. Every clause is called by its
words and its party, with the id only in the reference after it.

What rests on the other side's word alone is worded so, "by Ukraine's account": :func:`account` makes the words, for
all the objects a sentence rests on.
"""

from __future__ import annotations

from collections.abc import Iterable

from commonground.brief.document import Plain, Ref, Runs
from commonground.brief.material import Material
from commonground.brief.parts.formulas import formula_words, mandate_words, outcome_words, quoted
from commonground.case import Case, Judged
from commonground.case.evidence import told_only_by

__all__ = [
    "account",
    "anchor",
    "clause_words",
    "judged",
    "level_words",
    "matter_anchor",
    "matter_title",
    "party",
    "refs",
    "told_by",
    "what_words",
    "who",
]

_SECTIONS = (
    "clauses",
    "acceptances",
    "offers",
    "meaning",
    "powers",
    "order",
    "feasible",
    "holdings",
    "priorities",
    "rankings",
    "weights",
)


def anchor(name: str) -> str:
    """The anchor of an object, a statement or a source."""
    return f"on-{name}"


def judged(case: Case, name: str) -> Judged | None:
    """The judged object of this id; None if it is a statement, a source, or nothing."""
    for section in _SECTIONS:
        found: Judged | None = getattr(case, section).get(name)
        if found is not None:
            return found
    return None


def refs(material: Material, ids: Iterable[str]) -> tuple[Ref, ...]:
    """References to objects, statements and sources (``sources.ID``), each once; ids that are none are left out."""
    case = material.case
    return tuple(Ref(anchor(name), name.removeprefix("sources.")) for name in dict.fromkeys(ids) if _there(case, name))


def _there(case: Case, name: str) -> bool:
    return name in case.statements or name.removeprefix("sources.") in case.sources or judged(case, name) is not None


def party(material: Material, name: str | None) -> str:
    """A party's name; where there is none, that it lies in the nature of the matter."""
    if name is None:
        return material.tongue.text("the nature of things")
    known = material.case.parties.get(name)
    return known.name if known else name


def who(material: Material, name: str) -> str:
    """A speaker's name, or a party's."""
    actor = material.case.actors.get(name)
    return actor.name if actor else party(material, name)


def level_words(material: Material, level: str) -> str:
    """``leader level``; levels that only this case has are called as it calls them."""
    say = material.tongue.text
    known = {
        "leader": say("leader level"),
        "delegation": say("delegation level"),
        "experts": say("expert level"),
        "envoy": say("envoy level"),
        "parliament": say("parliament level"),
        "government": say("government level"),
    }
    return known.get(level) or say("{level} level", level=level)


def matter_anchor(material: Material, name: str) -> str:
    """Where the part on an issue or a target is; a target that asks what an issue asks is told there."""
    case, targets = material.case, material.targets
    if name not in case.issues:
        name = next((issue for issue in case.issues if targets[issue].formula == targets[name].formula), name)
    return f"matter-{[*case.issues, *case.targets].index(name)}"


def matter_title(material: Material, name: str) -> str:
    """What a target is called: an issue by its title, an outcome by both, a named target by its name."""
    case = material.case
    if name in case.targets:
        return f"{name[:1].upper()}{name[1:]}"
    if name in case.issues:
        return case.issues[name].title
    issue, _, outcome = name.partition("=")
    if issue in case.issues and outcome in case.issues[issue].outcomes:
        return outcome_words(case, material.tongue, issue, outcome)
    return quoted(material.tongue, name)


def clause_words(material: Material, name: str) -> Runs:
    """``Russia: Terms: rules out “unconditional”``; the id stands in the reference, not here."""
    clause = material.case.clauses[name]
    what = mandate_words(material.case, material.tongue, clause)
    return material.tongue.say("{party}: {what}", party=party(material, clause.party), what=what)


def what_words(material: Material, name: str) -> Runs:
    """What an object says, without whose it is; a power, an edge or a preference is told by the part about it."""
    case, item = material.case, judged(material.case, name)
    if name in case.clauses:
        return mandate_words(case, material.tongue, case.clauses[name])
    formula = getattr(item, "formula", None)
    return (Plain(name),) if formula is None else formula_words(case, material.tongue, formula)


def told_by(material: Material, ids: Iterable[str]) -> tuple[str, ...]:
    """The parties on whose word alone some of these objects about another rest."""
    items = (judged(material.case, name) for name in ids)
    tellers = (told_only_by(material.case, item) for item in items if item is not None)
    return tuple(dict.fromkeys(teller for teller in tellers if teller is not None))


def account(material: Material, ids: Iterable[str]) -> Runs:
    """`` (by Ukraine's account)`` where these rest on another side's word alone; ``in part`` where some do."""
    ids = tuple(ids)
    tellers = told_by(material, ids)
    if not tellers:
        return ()
    names = material.tongue.listed(party(material, teller) for teller in tellers)
    items = [item for name in ids if (item := judged(material.case, name)) is not None]
    if all(told_only_by(material.case, item) is not None for item in items):
        return material.tongue.say(" (by {party}'s account)", party=names)
    return material.tongue.say(" (in part by {party}'s account)", party=names)
