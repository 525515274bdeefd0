"""How objects are told of: a package by its terms on the matter, many of one party by what they are on."""

from __future__ import annotations

import commonground as cg
from commonground.brief.document import Ref, plain
from commonground.brief.material import gather
from commonground.brief.parts.telling import named, told_briefly

MATERIAL = gather(cg.load("istanbul-2025"), None, None, "en")
PACKAGE = next(
    name
    for name, offer in MATERIAL.case.offers.items()
    if "territory" in str(offer.text) and "sanctions" in str(offer.text)
)


def test_a_package_is_told_of_a_matter_by_the_terms_on_it_and_is_said_to_be_one() -> None:
    whole, part = plain(named(MATERIAL, [PACKAGE])), plain(named(MATERIAL, [PACKAGE], whose=False, within="territory"))
    assert "as part of a package" not in whole
    assert part.endswith(f", as part of a package [{PACKAGE}]")
    assert len(part) < len(whole)
    assert MATERIAL.case.issues["sanctions"].title not in part


def test_few_are_told_in_words_and_many_by_what_they_are_on_each_with_its_reference() -> None:
    own = [name for name, clause in MATERIAL.case.clauses.items() if clause.party == "ukraine"]
    assert told_briefly(MATERIAL, own[:2]) == named(MATERIAL, own[:2])
    many = told_briefly(MATERIAL, own)
    assert plain(many).startswith("Ukraine on ")
    assert [run.text for run in many if isinstance(run, Ref)] == own
    for name in own:
        assert any(matter.title in plain(many) for matter in MATERIAL.case.issues.values()), name
    assert plain(told_briefly(MATERIAL, own, whose=False)).startswith("what it says on ")


def test_each_party_is_told_of_apart() -> None:
    clauses = MATERIAL.case.clauses
    own = {who: [name for name, clause in clauses.items() if clause.party == who][:3] for who in ("ukraine", "russia")}
    words = plain(told_briefly(MATERIAL, [*own["ukraine"], *own["russia"]]))
    assert words.count("; Russia on ") == 1
