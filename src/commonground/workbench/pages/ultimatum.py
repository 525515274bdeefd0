"""The same tests put to every side on every matter, side by side: who insists on what, and how it answered."""

from __future__ import annotations

from commonground.brief.document import Section, paragraph, sentence
from commonground.brief.parts import at_a_glance
from commonground.brief.parts.references import matter_title
from commonground.brief.parts.side_tests import side_tests, tests_on
from commonground.workbench.answers import Answers
from commonground.workbench.page import Opened, Page

__all__ = ["ultimatum"]


def ultimatum(found: Opened) -> Page:
    """What is told of every side in the same words, without a verdict on anybody."""
    answers = found.answers
    names = (*found.case.issues, *(name for name in found.case.targets if name not in found.case.issues))
    matters = tuple(section for name in names if (section := _matter(answers, name)) is not None)
    intro = sentence(
        "A form of a matter that one side made the only one is called ultimatum-like while a part is unknown. "
        "Every side is put to the same tests; no blame is counted."
    )
    sections = (
        Section("how", "The same tests for every side", (paragraph(intro),)),
        at_a_glance.part(answers),
        *matters,
    )
    return Page("Ultimatum tests", answers.ultimatum.to_dict(), sections)


def _matter(answers: Answers, name: str) -> Section | None:
    tests = tests_on(answers, name)
    table = side_tests(answers, tests) if tests else None
    if table is None:
        return None
    place = [*answers.case.issues, *answers.case.targets].index(name)
    return Section(f"tests-{place}", matter_title(answers, name), (table,))
