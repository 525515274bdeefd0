"""An open question of the record as one would ask it across a table."""

from __future__ import annotations

from commonground.agreement import Unknown
from commonground.brief.document import Runs, Sentence, plain, sentence
from commonground.brief.material import Material
from commonground.brief.parts.blocked import sides_of
from commonground.brief.parts.formulas import formula_words, mandate_words, outcome_words
from commonground.brief.parts.references import level_words, party, refs
from commonground.logic import Among

__all__ = ["act_words", "question", "question_words", "weighty"]


def weighty(material: Material) -> tuple[Unknown, ...]:
    """The questions whose answers would change some verdict, those that would change most first."""
    asked = material.next.questions if material.next else ()
    return tuple(item for item in asked if item.zones or item.closings or item.outcomes)


def question(material: Material, item: Unknown) -> Sentence:
    """It, pointing to what it is about."""
    return sentence(question_words(material, item), standing="question", refs=refs(material, filter(None, (item.id,))))


def question_words(material: Material, item: Unknown) -> Runs:
    case, tongue = material.case, material.tongue
    by = party(material, item.party) if item.party else ""
    match item.kind:
        case "missing word":
            what = outcome_words(case, tongue, str(item.issue), str(item.outcome))
            return tongue.say("Would {party} accept {what}?", party=by, what=what)
        case "power":
            level, act = level_words(material, str(item.level)), act_words(material, str(item.act))
            return tongue.say("May {party} ({level}) {act}?", party=by, level=level, act=act)
        case "response":
            return tongue.say("Would {party} change its position on what is shut in answer to an offer?", party=by)
        case "clause":
            formula = case.clauses[str(item.id)].formula
            if isinstance(formula, Among):
                issue, out, left = sides_of(material, formula)
                if out:
                    return tongue.say("Does {party} rule out {what} ({issue})?", party=by, what=out, issue=issue)
                return tongue.say("Does {party} take only {what} ({issue})?", party=by, what=left, issue=issue)
            what = plain(mandate_words(case, tongue, case.clauses[str(item.id)]))
            return tongue.say("Does {party} hold to this: {what}?", party=by, what=what)
        case "acceptance":
            what = plain(formula_words(case, tongue, case.acceptances[str(item.id)].formula))
            return tongue.say("Has {party} accepted {what}?", party=by, what=what)
        case "meaning rule":
            what = plain(formula_words(case, tongue, case.meaning[str(item.id)].formula))
            return tongue.say("Do both sides take it so: {what}?", what=what)
    level = level_words(material, str(item.level))
    return tongue.say("Does what is recorded of the powers of {party} ({level}) stand?", party=by, level=level)


def act_words(material: Material, act: str) -> str:
    """What a level may do, as a verb."""
    say = material.tongue.text
    known = {
        "listen": say("listen"),
        "explore": say("explore"),
        "propose": say("propose"),
        "initial": say("initial"),
        "sign or initial": say("sign or initial"),
        "sign": say("sign"),
        "refer back": say("refer back"),
    }
    return known.get(act, act)
