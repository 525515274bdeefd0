"""The ultimatum test of every side on one matter, as one table: the same questions in the same order to each.

Definitions stand in :mod:`commonground.agreement.insisting.ultimatum`. What an offer breaks is named, never counted: by
its words or, where it is much, by what it is on, since the words stand in the table above.
"""

from __future__ import annotations

from collections.abc import Iterable

from commonground.agreement import ScopeTest, SideTest
from commonground.brief.document import Plain, Runs, Table
from commonground.brief.material import Material
from commonground.brief.parts.formulas import formula_words, outcome_words, quoted
from commonground.brief.parts.references import party
from commonground.brief.parts.telling import named, told_briefly, with_refs
from commonground.logic import mentions

__all__ = ["side_tests", "tests_on"]


def tests_on(material: Material, name: str) -> tuple[ScopeTest, ...]:
    """The tests on an issue in any form and in the forms demanded, or on a named target."""
    scopes = material.ultimatum.scopes.values()
    if name in material.case.issues:
        of_it = [test for test in scopes if test.scope.issue == name]
        return tuple(sorted(of_it, key=lambda test: test.scope.kind != "any form"))
    wanted = material.targets[name].formula
    return tuple(test for test in scopes if test.scope.target.formula == wanted)


def side_tests(material: Material, tests: Iterable[ScopeTest]) -> Table | None:
    """A row a form and side; None where nobody made an offer on any of them."""
    say = material.tongue.say
    asked = [test for test in tests if test.sides is not None and any(side.offers for side in test.sides.values())]
    if not asked:
        return None
    head = (
        say("Form and side"),
        say("Nothing but its own offer left"),
        say("Came nearer"),
        say("A rule by which others’ offers count"),
        say("Also forces"),
        say("Together"),
    )
    rows = [_row(material, test, side) for test in asked for side in (test.sides or {}).values()]
    return Table(say("The same test for every side"), head, tuple(rows))


def _row(material: Material, test: ScopeTest, side: SideTest) -> tuple[Runs, ...]:
    who = (Plain(party(material, side.party), "strong"),)
    return (
        material.tongue.say("{form}: {party}", form=_form(material, test), party=who),
        _closed(material, side),
        _moved(material, test, side),
        _rule(material, side),
        _reach(material, side),
        _word(material, side),
    )


def _form(material: Material, test: ScopeTest) -> Runs:
    scope = test.scope
    if scope.kind == "any form":
        return material.tongue.say("In any form")
    if scope.issue is not None:
        outcome = scope.name.partition("=")[2]
        return (Plain(quoted(material.tongue, material.case.issues[scope.issue].outcomes.get(outcome, scope.name))),)
    return formula_words(material.case, material.tongue, scope.target.formula)


def _closed(material: Material, side: SideTest) -> Runs:
    say, shut = material.tongue.say, side.closed
    if shut is None or side.agreed:
        return say("–") if shut is None else say("no")
    if shut.by_mandate == "yes":
        if shut.trivial:
            return say("yes: there is one form only")
        return say("yes: {clauses}", clauses=told_briefly(material, shut.clauses, whose=False))
    if shut.by_mandate_else is not None:
        others = [outcome_words(material.case, material.tongue, *item) for item in shut.by_mandate_else.items()]
        what = material.tongue.listed(others) if others else say("how it stands today")
        return say("no: its mandate also lets through {what}", what=what)
    return say("no: its own mandate rules the matter out") if shut.by_mandate == "unknown" else say("no")


def _moved(material: Material, test: ScopeTest, side: SideTest) -> Runs:
    say = material.tongue.say
    if side.agreed:
        return with_refs(material, say("agreed"), _accepted(material, test, side))
    if not side.offers:
        return say("no offer")
    if side.approach is None:
        return say("not computed")
    first, last = side.approach.first.breaks, side.approach.last.breaks
    if side.moved == "yes":
        return say(
            "yes: at first against {first}; at last against {last}",
            first=_broken(material, first),
            last=_broken(material, last),
        )
    if side.moved == "unknown":
        return say("unknown, its first offer is of this round: against {first}", first=_broken(material, first))
    still = say("no: against {last}", last=_broken(material, last))
    return (*still, *say(", though in more forms")) if side.approach.nominal else still


def _accepted(material: Material, test: ScopeTest, side: SideTest) -> list[str]:
    """What a side is on record as accepting of a matter."""
    case, about = material.case, mentions(test.scope.target.formula)
    own = (item for item in case.acceptances.values() if item.party == side.party)
    return [item.id for item in own if case.in_force(item, material.round) and mentions(item.formula) & about]


def _broken(material: Material, clauses: Iterable[str]) -> Runs:
    return told_briefly(material, clauses) or material.tongue.say("nobody’s mandate")


def _rule(material: Material, side: SideTest) -> Runs:
    say, rule = material.tongue.say, side.rule
    if rule.value == "yes":
        return say("yes: {what}", what=named(material, (*rule.acceptances, *rule.clauses), whose=False))
    if rule.value == "no":
        return with_refs(material, say("no: its level cannot listen"), rule.powers)
    if rule.account is None:
        return say("unknown")
    teller = party(material, rule.account)
    return with_refs(material, say("unknown; {party} says its level cannot listen", party=teller), rule.powers)


def _reach(material: Material, side: SideTest) -> Runs:
    say = material.tongue.say
    if not side.offers:
        return say("–")
    if side.reach is None:
        return say("not computed")
    titles = [material.case.issues[issue].title for issue in side.reach.forces]
    return material.tongue.listed(titles) if titles else say("nothing else")


def _word(material: Material, side: SideTest) -> Runs:
    say = material.tongue.say
    told = {
        "negotiated": say("negotiated"),
        "exchange of demands": say("exchange of demands"),
        "ultimatum-like": say("ultimatum-like in form"),
        "ultimatum": say("ultimatum in form"),
    }
    if side.word == "not":
        within = named(material, side.in_zone, whose=False)
        made = say("no demand: within every mandate is {offers}", offers=within) if within else say("no offer")
    else:
        made = told.get(str(side.word), say("not computed"))
    tellers = [party(material, name) for name in dict.fromkeys(side.told_only_by.values())]
    if not tellers:
        return made
    return (*made, *say(" (by {party}'s account)", party=material.tongue.listed(tellers)))
