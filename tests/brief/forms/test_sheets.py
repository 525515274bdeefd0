"""The edition for paper: nothing folded, no grids, shorter where a part says so, and never a reference to nowhere."""

from __future__ import annotations

from dataclasses import replace

import commonground as cg
from commonground.brief.document import (
    Document,
    Entry,
    Figure,
    Folded,
    Items,
    Paragraph,
    Plain,
    Ref,
    Section,
    Table,
    Terms,
    paragraph,
    parts_of,
    plain,
    sentence,
)
from commonground.brief.forms.sheets import for_sheets
from commonground.brief.write import brief_document
from tests.brief.forms.samples import sample


def _texts(document: Document) -> set[str]:
    return {part.text.strip() for part in parts_of(document) if isinstance(part, Plain)} - {"", ":", ";"}


def _words(document: Document) -> str:
    return " ".join(plain(part.runs) for part in parts_of(document) if hasattr(part, "runs"))


def _terms(*pairs: tuple[str, str], sheets: bool = True) -> Terms:
    return Terms(tuple(((Plain(name),), (Plain(told),)) for name, told in pairs), sheets)


def _document(*blocks: object) -> Document:
    return Document("t", "f", "en", "p", (Section("s", "S", tuple(blocks)),))  # type: ignore[arg-type]


def test_nothing_is_folded_and_no_word_is_lost_where_no_part_says_so() -> None:
    before, after = sample("some words"), for_sheets(sample("some words"))
    assert any(isinstance(part, Folded) for part in parts_of(before))
    assert not any(isinstance(part, (Folded, Terms)) for part in parts_of(after))
    assert _texts(before) <= _texts(after)


def test_names_and_values_make_one_line_in_an_entry_and_a_list_outside() -> None:
    terms = _terms(("a", "1"), ("b", "2"))
    listed, entry = for_sheets(_document(terms, Entry("e", (Plain("E"),), (terms,)))).sections[0].blocks
    assert isinstance(listed, Items)
    assert len(listed.items) == 2
    assert isinstance(entry, Entry)
    (line,) = entry.blocks
    assert isinstance(line, Paragraph)
    assert plain(line.sentences[0].runs) == "a: 1; b: 2"


def test_what_is_left_to_the_screen_is_named_and_its_references_stay() -> None:
    folded = Folded((Plain("The rest"),), (paragraph(sentence("long")),), sheets=False)
    listed = Items(((paragraph(sentence("said", refs=(Ref("on-s1", "s1"),))),),), sheets=False)
    made = for_sheets(_document(folded, listed, _terms(("a", "1"), sheets=False)))
    assert "long" not in _words(made)
    assert "said" not in _words(made)
    assert "a: 1" not in _words(made)
    assert "Left to the page on a screen: The rest." in _words(made)
    assert Ref("on-s1", "s1") in set(parts_of(made))


def test_evidence_that_nothing_leads_to_any_more_is_left_out_and_the_rest_stays() -> None:
    def entry(name: str, *to: str) -> Entry:
        return Entry(
            f"on-{name}", (Plain(name),), (paragraph(sentence("x", refs=tuple(Ref(f"on-{t}", t) for t in to))),)
        )

    folded = Folded((Plain("F"),), (paragraph(sentence("y", refs=(Ref("on-b", "b"),))),), sheets=False)
    led = paragraph(sentence("z", refs=(Ref("on-a", "a"),)))
    made = for_sheets(_document(led, folded, entry("a", "c"), entry("b", "d"), entry("c"), entry("d", "b")))
    assert [part.anchor for part in parts_of(made) if isinstance(part, Entry)] == ["on-a", "on-c"]


def test_a_brief_on_sheets_leads_nowhere_but_to_what_it_has_and_keeps_what_a_checker_of_a_claim_needs() -> None:
    whole = brief_document(cg.load("istanbul-2025"))
    made = for_sheets(whole)
    parts = list(parts_of(made))
    anchors = {part.anchor for part in parts if isinstance(part, (Entry, Section))}
    anchors |= {part.anchor for part in parts if isinstance(part, Figure)}
    anchors |= {anchor for part in parts if isinstance(part, Table) for anchor in part.anchors}
    assert {part.to for part in parts if isinstance(part, Ref)} <= anchors
    for name in ("Place in it", "Said on", "Given", "Coded by"):
        assert f"{name}: " in _words(made)
    assert made.sections[0] == replace(whole.sections[0], blocks=made.sections[0].blocks)
    assert len(made.sections) == len(whole.sections)
