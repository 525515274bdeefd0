"""How sure: what the verdicts rest on, and what would change them. Likelihood and confidence are kept apart.

No likelihood is given, for nothing here says what will happen. Confidence is told by its grounds: how many sources each
side has, how much of each mandate is known from the other side alone, which clauses are presumed, and without which
single source or clause the first verdicts would be others.
"""

from __future__ import annotations

from commonground.agreement import Sentence as Rested
from commonground.agreement import Support
from commonground.brief.document import Number, Runs, Section, Sentence, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.blocked import blockings, one_clause, some_refs
from commonground.brief.parts.formulas import formula_words
from commonground.brief.parts.references import account, matter_title, party, refs, who
from commonground.brief.parts.telling import joined
from commonground.brief.parts.verdict_words import zone_run
from commonground.case import shares_told_by_others

__all__ = ["part"]

_VERDICTS = 1  # told with what they turn on
_MOST = 2  # clauses named
_SUPPORTS = 2  # of one verdict, of each kind


def part(material: Material) -> Section:
    tongue = material.tongue
    likelihood = tongue.say("Likelihood: none is given; this tells what the record rules out, not what will happen.")
    told = [
        sentence(likelihood),
        _shares(material),
        _presumed(material),
        *_turns(material),
        _not_computed(material),
    ]
    return Section("how-sure", tongue.text("How sure"), (paragraph(*(each for each in told if each)),))


def _shares(material: Material) -> Sentence | None:
    """How much of each side's mandate is known from another side alone; the same words for each."""
    tongue, told, named = material.tongue, list[Runs](), list[str]()
    for side, (clauses, total) in shares_told_by_others(material.case, material.round).items():
        if not total:
            continue
        count = Number(len(clauses), ("shares", side, "told_by_others"))
        by, of = party(material, side), Number(total, ("shares", side, "clauses"))
        if clauses:
            told.append(tongue.say("{n} of {party}'s {of}", n=count, party=by, of=of))
        else:
            told.append(tongue.say("none of {party}'s {of}", party=by, of=of))
        named += [clause.id for clause in clauses]
    if not told:
        return None
    words = tongue.say(
        "Confidence: clauses known from another side alone are {shares}{account}.",
        shares=tongue.listed(told),
        account=account(material, named),
    )
    return sentence(words, standing="verdict" if named else "note", refs=some_refs(material, named))


def _presumed(material: Material) -> Sentence | None:
    table = {side.id for side in material.case.table}
    names = [
        clause.id
        for clause in material.case.clauses.values()
        if clause.party in table
        and material.case.in_force(clause, material.round)
        and (clause.kind == "presumed" or not clause.evidence)
    ]
    if not names:
        return None
    tongue = material.tongue
    listed = tongue.listed(one_clause(material, name, level=False) for name in names[:_MOST])
    words = listed if len(names) <= _MOST else tongue.say("{clauses} and others", clauses=listed)
    return sentence(words, account(material, names), ".", standing="assumption", refs=some_refs(material, names))


def _turns(material: Material) -> list[Sentence]:
    """What the first verdicts turn on, each support by itself."""
    names = [block.names[0] for block in blockings(material)] or list(material.asked)
    told: list[Sentence] = []
    for name in names:
        found = material.turning.sentences.get(name)
        if found is not None and len(told) < _VERDICTS and (turned := _turning(material, name, found)) is not None:
            told.append(turned)
    return told


def _turning(material: Material, name: str, found: Rested) -> Sentence | None:
    """What a verdict turns on beside the clauses and acceptances that are named with it."""
    tongue = material.tongue
    turns = [turn.support for turn in found.turns if "zone" in turn.changes]
    rules = [support for support in turns if support.kind == "meaning rule" and _judged(material, support)][:_SUPPORTS]
    wide = [support for support in turns if support.kind not in ("clause", "acceptance", "meaning rule")][:_SUPPORTS]
    chosen = (*rules, *wide)
    if not chosen:
        return None
    falls = [each for support in chosen for each in support.falls][:_MOST]
    known = [support.id for support in chosen]
    ids = known if refs(material, known) else falls
    told = tongue.say(
        "{matter} would not be {zone} if any one of these fell away: {supports}{account}.",
        matter=matter_title(material, name),
        zone=zone_run(tongue, found.verdict.zone),
        supports=joined([_support(material, support) for support in chosen]),
        account=account(material, ids),
    )
    return sentence(told, standing="verdict", refs=refs(material, ids))


def _judged(material: Material, support: Support) -> bool:
    """Whether a rule is somebody's judgement; a definition says how words are used here, and falls away with them."""
    return material.case.meaning[support.id].kind == "judged link"


def _support(material: Material, support: Support) -> Runs:
    tongue = material.tongue
    match support.kind:
        case "source":
            return tongue.say(
                "the source {title}", title=material.case.sources[support.id.removeprefix("sources.")].title
            )
        case "speaker":
            return tongue.say("all that {speaker} says", speaker=who(material, support.id))
        case "one side's word":
            return tongue.say("{party}'s word about others", party=party(material, support.id))
        case "presumed clauses":
            return tongue.say("all presumed clauses")
        case "meaning rule":
            what = formula_words(material.case, tongue, material.case.meaning[support.id].formula)
            return tongue.say("the rule ({what})", what=what)
    return tongue.say("the layer {name}", name=support.id)


def _not_computed(material: Material) -> Sentence | None:
    answers = (material.report, material.turning, material.glance, material.order, material.next)
    if all(answer is None or answer.exhaustive for answer in answers):
        return None
    words = material.tongue.say("Time ran out before everything was settled; what is missing is told where it belongs.")
    return sentence(words, doubt=True)
