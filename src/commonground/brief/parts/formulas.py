"""Formulas and clauses in the words of the case, as a reader of the brief's language would say them."""

from __future__ import annotations

from commonground.brief.document import Plain, Runs, plain
from commonground.brief.language import Tongue
from commonground.case import Case, Clause
from commonground.logic import Among, And, Constant, Formula, Iff, Implies, Not, Or, Taken

__all__ = ["formula_words", "mandate_words", "outcome_words", "quoted"]


def quoted(tongue: Tongue, text: str) -> str:
    """A title within the quotation marks of the language."""
    return tongue.text("“{text}”", text=text)


def outcome_words(case: Case, tongue: Tongue, issue: str, outcome: str) -> str:
    """``Ceasefire: “Full”``."""
    matter = case.issues[issue]
    return tongue.text("{issue}: {what}", issue=matter.title, what=quoted(tongue, matter.outcomes[outcome]))


def formula_words(case: Case, tongue: Tongue, formula: Formula) -> Runs:
    """A formula as a reader would say it."""
    match formula:
        case Among(issue, outcomes):
            return tongue.say(
                "{issue}: {what}", issue=case.issues[issue].title, what=_either(case, tongue, issue, outcomes)
            )
        case Not(Among(issue, outcomes)):
            what = _either(case, tongue, issue, outcomes)
            return tongue.say("{issue}: not {what}", issue=case.issues[issue].title, what=what)
        case Taken(option):
            return tongue.say("{option} is done", option=_option(case, tongue, option))
        case Not(Taken(option)):
            return tongue.say("{option} is not done", option=_option(case, tongue, option))
        case Constant(value):
            return tongue.say("always") if value else tongue.say("never")
        case Not(inner):
            return tongue.say("not ({what})", what=formula_words(case, tongue, inner))
        case And(parts):
            return _joined(case, tongue, parts, tongue.text("; and "))
        case Or(parts):
            return _joined(case, tongue, parts, tongue.text("; or "))
        case Implies(left, right):
            one, two = formula_words(case, tongue, left), formula_words(case, tongue, right)
            return tongue.say("{one}, only with {two}", one=one, two=two)
        case Iff(left, right):
            one, two = formula_words(case, tongue, left), formula_words(case, tongue, right)
            return tongue.say("{one} exactly when {two}", one=one, two=two)
    raise AssertionError(formula)


def mandate_words(case: Case, tongue: Tongue, clause: Clause) -> Runs:
    """What a clause lets through, or rules out, whichever is shorter to say."""
    formula = clause.formula
    if not isinstance(formula, Among):
        return formula_words(case, tongue, formula)
    matter = case.issues[formula.issue]
    out = [outcome for outcome in matter.outcomes if outcome not in formula.outcomes]
    if 0 < len(out) <= len(formula.outcomes):
        what = tongue.listed(quoted(tongue, matter.outcomes[outcome]) for outcome in out)
        return tongue.say("{issue}: rules out {what}", issue=matter.title, what=what)
    what = _either(case, tongue, formula.issue, formula.outcomes)
    return tongue.say("{issue}: only {what}", issue=matter.title, what=what)


def _option(case: Case, tongue: Tongue, name: str) -> str:
    """With whose it is: two parties may have options of one title."""
    option = case.options[name]
    owner = case.parties.get(option.party)
    return quoted(tongue, f"{owner.name if owner else option.party}: {option.title}")


def _either(case: Case, tongue: Tongue, issue: str, outcomes: tuple[str, ...]) -> Runs:
    words = case.issues[issue].outcomes
    return tongue.listed((quoted(tongue, words[outcome]) for outcome in words if outcome in outcomes), "or")


def _joined(case: Case, tongue: Tongue, parts: tuple[Formula, ...], between: str) -> Runs:
    told = [plain(formula_words(case, tongue, part)) for part in parts]
    return (Plain(between.join(told)),)
