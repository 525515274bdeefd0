"""The bottom line: three sentences that stand for the whole brief.

What can be agreed and what cannot; what stands in the way of the first thing the case asks about, and what would open
it; what a next meeting could do, and whether the order of steps is itself the deadlock.
"""

from __future__ import annotations

from commonground.brief.document import Number, Plain, Ref, Runs, Section, Sentence, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.blocked import (
    Blocking,
    blockings,
    by_meaning,
    names_of,
    one_clause,
    some_refs,
    standing_in_the_way,
)
from commonground.brief.parts.order_alone import capital, in_a_word
from commonground.brief.parts.references import account, level_words, matter_title, party

__all__ = ["part"]

_MOST = 4  # matters named in one sentence, where there is room


def part(material: Material) -> Section:
    title, told = material.tongue.text("The bottom line"), (*_of_issues(material), _next(material))
    return Section("bottom-line", title, (paragraph(*(s for s in told if s)),))


def _of_issues(material: Material) -> tuple[Sentence, ...]:
    if not material.case.issues:
        return (sentence(material.tongue.say("The case names no issue, so nothing is agreed, open or shut.")),)
    blocks = blockings(material)
    return _counts(material), _blocked(material, blocks[0]) if blocks else _nothing_blocked(material)


def _counts(material: Material) -> Sentence:
    tongue, zones = material.tongue, material.glance.zones
    told = [
        _count(material, "accepted"),
        _count(material, "not excluded"),
        _count(material, "excluded"),
        *([_count(material, "not computed")] if zones["not computed"] else []),
    ]
    total = Number(len(material.case.issues), ("glance", "counts", "issues"))
    of_all = tongue.count("Of {n} issue,", "Of {n} issues,", total)
    leads = (
        Ref("agreed-now", tongue.text("what can be agreed")),
        Ref("at-a-glance", tongue.text("the talks at a glance")),
    )
    return sentence(
        tongue.say("{total} {told}.", total=of_all, told=tongue.listed(told)), standing="verdict", refs=leads
    )


def _count(material: Material, zone: str) -> Runs:
    tongue = material.tongue
    issues = [issue for issue, row in material.glance.rows.items() if (row.zone or "not computed") == zone]
    number = Number(len(issues), ("glance", "counts", "zones", zone))
    match zone:
        case "accepted":
            some = tongue.count("{n} is agreed on record", "{n} are agreed on record", number)
            head = some if issues else tongue.say("none is agreed on record")
        case "not excluded":
            some = tongue.count("{n} is open", "{n} are open", number)
            head = some if issues else tongue.say("none is open")
        case "excluded":
            some = tongue.count("{n} is shut", "{n} are shut", number)
            return some if issues else tongue.say("none is shut")
        case _:
            return tongue.count("{n} was not computed", "{n} were not computed", number)
    if not issues or len(issues) > min(_MOST, material.room.names):
        return head
    return tongue.say("{head} ({names})", head=head, names=tongue.listed(material.case.issues[i].title for i in issues))


def _blocked(material: Material, block: Blocking) -> Sentence:
    tongue, answer = material.tongue, block.answer
    clauses = standing_in_the_way(block)
    matter = names_of(material, block.first)
    against = tongue.listed(one_clause(material, name, level=False) for name in clauses[: material.room.clauses])
    sides = [side for side in material.case.table if answer.price_clauses.get(side.id)]
    given = tuple(name for side in sides for name in answer.price_clauses[side.id] or ())
    by = account(material, (*clauses, *given))
    head = tongue.say("{matter} cannot be agreed: {clauses}{account}", matter=matter, clauses=against, account=by)
    openers = tongue.listed((_opener(material, side.id, answer.can_open.get(side.id)) for side in sides), "or")
    if sides:
        whole = tongue.say(
            "{head}; {parties} could open it alone, by giving way as told below.", head=head, parties=openers
        )
    elif "price" in answer.not_computed:
        whole = tongue.say("{head}; who could open it alone was not computed.", head=head)
    else:
        whole = tongue.say("{head}; no side could open it alone.", head=head)
    return sentence(whole, standing="verdict", refs=some_refs(material, (*clauses, *given)))


def _opener(material: Material, side: str, level: str | None) -> Runs:
    name = party(material, side)
    if level is None:
        return (Plain(name),)
    return material.tongue.say("{party} ({level})", party=name, level=level_words(material, level))


def _nothing_blocked(material: Material) -> Sentence:
    tongue = material.tongue
    where = (Ref("at-a-glance", tongue.text("the talks at a glance")),)
    if any(answer.zone is None for answer in material.report.issues.values()):
        words = tongue.say("Of what was computed, nothing is shut by a side.")
    elif by_meaning(material):
        words = tongue.say("Nothing is shut by what a side has ruled out, but something by what the words mean.")
    else:
        words = tongue.say("Nothing that the case asks about is shut by what a side has ruled out.")
    return sentence(words, standing="verdict", refs=where)


def _next(material: Material) -> Sentence | None:
    tongue, meeting = material.tongue, material.next
    order = in_a_word(material)
    if meeting is None:
        return None if order is None else sentence(*capital(order[0]), ".", standing="verdict", refs=order[1])
    told = [tongue.say("close what is agreed")] if meeting.closing else []
    if meeting.asking:
        told.append(_asking(material, [item.target for item in meeting.asking]))
    if told:
        can = tongue.say("a next meeting could {things}", things=tongue.listed(told))
    else:
        can = tongue.say("a next meeting has nothing to close, and nothing to ask that nobody rules out")
    rest = tongue.say("; the rest needs another level or a new mandate") if meeting.out_of_hand else ()
    head: Runs = (*order[0], Plain("; ")) if order else ()
    where = (*(order[1] if order else ()), Ref("next-meeting", tongue.text("the next meeting")))
    return sentence(capital((*head, *can, *rest, Plain("."))), standing="verdict", refs=where)


def _asking(material: Material, names: list[str]) -> Runs:
    if len(names) > min(_MOST, material.room.names):
        return material.tongue.say("ask about what nobody rules out")
    listed = material.tongue.listed(matter_title(material, name) for name in names)
    return material.tongue.say("ask about {matters}", matters=listed)
