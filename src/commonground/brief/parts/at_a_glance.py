"""The talks at a glance: the picture of all issues by zone and class, with how the sides moved."""

from __future__ import annotations

from commonground.brief.document import Block, Number, Paragraph, Ref, Runs, Section, Sentence, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.verdict_words import class_words
from commonground.brief.plots.glance import glance_figure

__all__ = ["part"]


def part(material: Material) -> Section:
    if not material.case.issues:
        words = material.tongue.say("The case names no issue, so there is nothing to draw.")
        return Section("at-a-glance", material.tongue.text("The talks at a glance"), (paragraph(sentence(words)),))
    figure = glance_figure(material)
    blocks: tuple[Block, ...] = (_classes(material, figure.anchor), figure)
    return Section("at-a-glance", material.tongue.text("The talks at a glance"), blocks)


def _classes(material: Material, picture: str) -> Paragraph:
    tongue = material.tongue
    told: list[Runs] = []
    for label, count in material.glance.classes.items():
        if count:
            number = Number(count, ("glance", "counts", "classes", label))
            told.append(tongue.say("{label} {n}", n=number, label=class_words(tongue, label)))
    where = (Ref(picture, tongue.text("picture")),)
    sentences: list[Sentence] = [
        sentence(
            tongue.say("What the talks are like, by the number of issues: {classes}.", classes=tongue.listed(told)),
            standing="verdict",
            refs=where,
        ),
        sentence(tongue.say("Issues are not weighed, and there is no index.")),
    ]
    teller = material.glance.account_of
    if teller is not None:
        words = tongue.say("This is one side's account: {party}'s.", party=material.case.parties[teller].name)
        sentences.append(sentence(words, doubt=True))
    return paragraph(*sentences)
