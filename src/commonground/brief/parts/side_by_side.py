"""What each side says of one matter, a column a side: its mandate, acceptances, offers, what it alone could give up."""

from __future__ import annotations

from commonground.brief.document import Plain, Runs, Table
from commonground.brief.material import Material
from commonground.brief.parts.formulas import quoted
from commonground.brief.parts.on_record import OnRecord
from commonground.brief.parts.references import level_words, matter_title, party, who
from commonground.brief.parts.side_tests import tests_on
from commonground.brief.parts.telling import joined, named, told_briefly, with_refs
from commonground.logic import mentions

__all__ = ["side_by_side"]

_MANY = 60  # issues from which on clauses that tie a matter to others stand as references alone


def side_by_side(material: Material, record: OnRecord, name: str) -> Table | None:
    """What each party says of it, a column a party; None where nobody says anything."""
    say, about = material.tongue.say, mentions(material.targets[name].formula)
    parties = [party.id for party in material.case.table]
    within = name if name in material.case.issues else None
    rows = [
        (
            say("Its mandate"),
            [_clauses(material, _mandate(material, record, name, p), within) for p in parties],
        ),
        (
            say("On record as accepting"),
            [named(material, record.of(about, "acceptances", p), whose=False, within=within) for p in parties],
        ),
        (
            say("Has offered"),
            [named(material, record.of(about, "offers", p), whose=False, within=within) for p in parties],
        ),
        (say("Could open it alone by giving up"), _prices(material, name, parties)),
        (say("What it calls this itself"), [_labels(material, name, p, own=True) for p in parties]),
        (say("What others call it"), [_labels(material, name, p, own=False) for p in parties]),
    ]
    filled = [(label, *(cell or say("–") for cell in cells)) for label, cells in rows if any(cells)]
    if not filled:
        return None
    head = (say("What is on record"), *((Plain(party(material, p)),) for p in parties))
    caption = say("Side by side: {matter}", matter=matter_title(material, name))
    return Table(caption, head, tuple(filled), even=True)


def _clauses(material: Material, ids: tuple[str, ...], within: str | None) -> Runs:
    """In words; in a case of very many issues those that tie several together are left to the evidence."""
    tied = [name for name in ids if len(mentions(material.case.clauses[name].formula)) > 1]
    if len(material.case.issues) < _MANY or not tied:
        return named(material, ids, whose=False, within=within)
    told_of = [named(material, (name for name in ids if name not in tied), whose=False, within=within)]
    told_of.append(with_refs(material, material.tongue.say("tied to other issues"), tied))
    return joined([each for each in told_of if each])


def _mandate(material: Material, record: OnRecord, name: str, party: str) -> tuple[str, ...]:
    """The clauses on the matter itself, then those on others that stand in its way all the same."""
    own = record.of(mentions(material.targets[name].formula), "clauses", party)
    answer = material.report.targets[name]
    further = (*answer.blocking_set, *answer.keystones, *(answer.price_clauses.get(party) or ()))
    return (*own, *(c for c in dict.fromkeys(further) if c not in own and material.case.clauses[c].party == party))


def _prices(material: Material, name: str, parties: list[str]) -> list[Runs]:
    """Nothing for any where none can; that is said in a sentence."""
    if (
        any(material.report.targets[name].price_clauses.values())
        or "price" in material.report.targets[name].not_computed
    ):
        return [_price(material, name, party) for party in parties]
    return []


def _price(material: Material, name: str, party: str) -> Runs:
    """What a party alone would have to give up, in words; nothing where nothing is to be opened."""
    say, answer = material.tongue.say, material.report.targets[name]
    if answer.zone != "excluded" or answer.by_meaning:
        return ()
    if "price" in answer.not_computed:
        return say("not computed")
    clauses = answer.price_clauses.get(party)
    if clauses is None:
        return say("cannot open it alone")
    told_of = [told_briefly(material, clauses, whose=False)]
    level = answer.can_open.get(party)
    if level:
        told_of.append((Plain(level_words(material, level)),))
    if answer.price_alone.get(party) is None:
        told_of.append(say("only within a package"))
    if answer.price_unique.get(party) is False:
        told_of.append(say("other clauses of its own would do as well"))
    return joined(told_of)


def _labels(material: Material, name: str, party: str, *, own: bool) -> Runs:
    found = dict.fromkeys(label for test in tests_on(material, name) for label in test.labels)
    say = material.tongue.say
    return joined(
        [
            with_refs(
                material,
                say(
                    "{who}: {words}",
                    who=who(material, label.speaker),
                    words=quoted(material.tongue, label.words.rstrip(".")),
                ),
                (label.statement,),
            )
            for label in found
            if label.about == party and label.own is own
        ]
    )
