"""Each issue in turn, with what every side says of it and the same tests put to each, side by side."""

from __future__ import annotations

from commonground.brief.document import Block, Section, paragraph, sentence
from commonground.brief.material import Material
from commonground.brief.parts.matter_verdict import matter_verdict, outcomes_table
from commonground.brief.parts.on_record import OnRecord, on_record
from commonground.brief.parts.references import matter_anchor, matter_title
from commonground.brief.parts.side_by_side import side_by_side
from commonground.brief.parts.side_tests import side_tests, tests_on

__all__ = ["part"]


def part(material: Material) -> Section | None:
    """A section an issue, then one for each target of the case that is not an issue leaving how it stands."""
    if not material.case.issues:
        return None
    say = material.tongue.say
    intro = paragraph(
        sentence(say("Every side is put to the same questions, in the same order.")),
        sentence(
            say("Excluded is about the mandates on record and does not mean impossible; open does not mean likely.")
        ),
        sentence(say("Silence is not consent: what nobody forbids is a question to ask, not an agreement.")),
    )
    targets, record = material.targets, on_record(material)
    whole = {targets[name].formula for name in material.case.issues}
    others = [name for name in material.case.targets if targets[name].formula not in whole]
    sections = [_matter(material, record, name) for name in (*material.case.issues, *others)]
    return Section("issues", material.tongue.text("Issue by issue"), (intro, *sections), new_page=True)


def _matter(material: Material, record: OnRecord, name: str) -> Section:
    case, tests = material.case, tests_on(material, name)
    blocks: list[Block] = [paragraph(*matter_verdict(material, record, name))]
    table = side_tests(material, tests)
    tables = (
        outcomes_table(material, record, name) if name in case.issues else None,
        side_by_side(material, record, name),
    )
    blocks += [each for each in tables if each is not None]
    say = material.tongue.say
    if table is not None:
        blocks.append(table)
    elif tests and all(test.sides is not None for test in tests):
        blocks.append(paragraph(sentence(say("No side made an offer on it."))))
    if any(test.not_computed for test in tests):
        blocks.append(paragraph(sentence(say("Not all tests were finished in the time given."), doubt=True)))
    return Section(matter_anchor(material, name), matter_title(material, name), tuple(blocks))
