"""What changed since an earlier brief or revision: a section of its own, and marks on what is new where it stands.

Compared are the zones as they were told then and the objects as they were written then, by id. That a thing came,
went or was reworded is said; what made it so is not known here.
"""

from __future__ import annotations

from commonground.brief.document import Items, Paragraph, Plain, Runs, Section, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.changed_verdicts import verdicts_changed
from commonground.brief.parts.references import judged
from commonground.brief.parts.step_words import demand_words
from commonground.brief.parts.telling import cut_short, named, told, with_refs

__all__ = ["part"]

_MOST = 60  # objects told of


def part(material: Material) -> Section | None:
    """None unless the brief is compared with an earlier one."""
    earlier, say = material.earlier, material.tongue
    if earlier is None:
        return None
    blocks = [
        paragraph(sentence(say.say("Compared with {name}.", name=earlier.name))),
        *_verdicts(material),
        *_objects(material),
        *_shape(material),
    ]
    return Section("changed", say.text("What changed"), tuple(blocks))


def _verdicts(material: Material) -> tuple[Items | Paragraph, ...]:
    say = material.tongue.say
    others = tuple(verdicts_changed(material))
    gone = _targets_gone(material)
    if not others and not gone:
        return (paragraph(sentence(say("No verdict is another."))),)
    items = [(paragraph(each),) for each in others]
    items += [(paragraph(sentence(say("No longer asked about: {name}.", name=name))),) for name in gone]
    return (paragraph(sentence(say("Verdicts that are others now:"))), Items(tuple(items)))


def _targets_gone(material: Material) -> list[str]:
    known = material.earlier.data["agreement"]["targets"] if material.earlier else {}
    return [name for name in known if "=" not in name and name not in material.report.targets]


def _objects(material: Material) -> tuple[Items | Paragraph, ...]:
    say, now = material.tongue.say, material.data["case"]["objects"]
    then = material.earlier.data["case"]["objects"] if material.earlier else {}
    came = [name for name in now if name not in then]
    otherwise = [name for name in now if name in then and then[name] != now[name]]
    went = [name for name in then if name not in now]
    if not (came or otherwise or went):
        return (paragraph(sentence(say("Nothing is written otherwise."))),)
    lines = [(say("New: {what}", what=_what(material, name)), name) for name in came]
    lines += [
        (
            say(
                "Otherwise than before: {what}; before: {then}",
                what=_what(material, name),
                then=Plain(then[name], "code"),
            ),
            name,
        )
        for name in otherwise
    ]
    lines += [
        (say("No longer there: {name}, {then}", name=name, then=Plain(then[name], "code")), name) for name in went
    ]
    items = tuple((paragraph(told(material, runs, (name,), "fact")),) for runs, name in lines[:_MOST])
    head = paragraph(sentence(say("What is written otherwise:")))
    return (head, Items(items), *cut_short(material, len(items), len(lines)))


def _shape(material: Material) -> tuple[Items | Paragraph, ...]:
    """Issues, options, steps and targets: what everything else is said of, by their titles."""
    say, now = material.tongue.say, material.data["case"]["shape"]
    then = material.earlier.data["case"].get("shape") if material.earlier else None
    if then is None:  # told before this was compared
        return ()
    lines = [say("New: {what}", what=now[name]) for name in now if name not in then]
    lines += [
        say("Otherwise than before: {what}; before: {then}", what=now[name], then=then[name])
        for name in now
        if name in then and then[name] != now[name]
    ]
    lines += [say("No longer there: {what}", what=then[name]) for name in then if name not in now]
    if not lines:
        return ()
    items = Items(tuple((paragraph(sentence(line)),) for line in lines[:_MOST]))
    head = paragraph(sentence(say("The case itself asks about other things, or calls them otherwise:")))
    return (head, items, *cut_short(material, min(_MOST, len(lines)), len(lines)))


def _what(material: Material, name: str) -> Runs:
    item = judged(material.case, name)
    if material.order is not None and name in material.order.edges:
        return with_refs(material, demand_words(material, material.order.edges[name]), (name,))
    if name in material.case.clauses or getattr(item, "formula", None) is not None:
        return named(material, (name,), marked=False)
    return with_refs(material, (Plain(material.data["case"]["objects"][name]),), (name,))
