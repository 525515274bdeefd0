"""What can be agreed now: outcomes that every side at the table is on record as accepting."""

from __future__ import annotations

from collections.abc import Mapping

from commonground.brief.document import Block, Items, Ref, Section, Sentence, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.formulas import outcome_words, quoted
from commonground.brief.parts.references import account, refs

__all__ = ["part"]


def part(material: Material) -> Section:
    tongue, most = material.tongue, material.room.agreed
    rows = [(issue, met) for issue in material.case.issues if (met := _accepted(material, issue, alone=True))]
    title = tongue.text("What can be agreed now")
    glance = (Ref("at-a-glance", tongue.text("the talks at a glance")),)
    items: list[tuple[Block, ...]] = [(paragraph(_item(material, issue, agreed)),) for issue, agreed in rows[:most]]
    blocks: tuple[Block, ...] = (Items(tuple(items)),) if items else ()
    if not rows:
        nothing = tongue.say(
            "Nothing off the status quo is on record as accepted by every side with all that it brings."
        )
        blocks = (paragraph(sentence(nothing, standing="verdict", refs=glance)),)
    if len(rows) > most:
        more = tongue.listed(material.case.issues[issue].title for issue, _ in rows[most : 3 * most])
        words = (
            tongue.say("Further: {matters}.", matters=more)
            if len(rows) <= 3 * most
            else tongue.say("Further, among others: {matters}.", matters=more)
        )
        blocks = (*blocks, paragraph(sentence(words, standing="verdict", refs=glance)))
    tied = _tied(material)
    return Section("agreed-now", title, (*blocks, paragraph(tied)) if tied else blocks)


def _accepted(material: Material, issue: str, *, alone: bool) -> Mapping[str, tuple[str, ...]]:
    """Outcomes every side accepts, with the acceptances: those that can be agreed, or those tied to what cannot yet."""
    zones = material.report.issues[issue].outcomes
    agreed = material.glance.rows[issue].agreed
    return {outcome: ids for outcome, ids in agreed.items() if (zones.get(outcome) == "accepted") == alone}


def _tied(material: Material) -> Sentence | None:
    """What every side accepts and what by the rules or mandates comes only with something that not every side does."""
    tongue, most = material.tongue, material.room.agreed
    rows = [(issue, met) for issue in material.case.issues if (met := _accepted(material, issue, alone=False))]
    if not rows:
        return None
    told = [outcome_words(material.case, tongue, issue, outcome) for issue, met in rows for outcome in met]
    ids = tuple(name for _, met in rows for names in met.values() for name in names)
    words = tongue.say(
        "Accepted by every side, but not with all that comes with it: {matters}{account}.",
        matters=tongue.listed(told[:most])
        if len(told) <= most
        else tongue.say("{names} and others", names=", ".join(told[:most])),
        account=account(material, ids),
    )
    return sentence(words, standing="verdict", refs=refs(material, ids[: 4 * most]))


def _item(material: Material, issue: str, agreed: Mapping[str, tuple[str, ...]]) -> Sentence:
    tongue, matter = material.tongue, material.case.issues[issue]
    ids = tuple(dict.fromkeys(name for names in agreed.values() for name in names))
    what = tongue.listed((quoted(tongue, matter.outcomes[outcome]) for outcome in agreed), "or")
    words = tongue.say("{issue}: {what}{account}", issue=matter.title, what=what, account=account(material, ids))
    return sentence(words, standing="verdict", refs=refs(material, ids))
