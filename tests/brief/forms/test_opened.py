"""A document for paper: nothing folded, no grids, and every word still there."""

from __future__ import annotations

from commonground.brief.document import Document, Entry, Folded, Items, Plain, Section, Terms, parts_of, plain
from commonground.brief.forms.opened import opened
from tests.brief.forms.samples import sample


def _texts(document: Document) -> set[str]:
    return {part.text.strip() for part in parts_of(document) if isinstance(part, Plain)} - {"", ":", ";"}


def test_nothing_is_folded_and_no_word_is_lost() -> None:
    before, after = sample("some words"), opened(sample("some words"))
    assert any(isinstance(part, Folded) for part in parts_of(before))
    assert not any(isinstance(part, (Folded, Terms)) for part in parts_of(after))
    assert _texts(before) <= _texts(after)


def test_names_and_values_make_one_line_in_an_entry_and_a_list_outside() -> None:
    terms = Terms((((Plain("a"),), (Plain("1"),)), ((Plain("b"),), (Plain("2"),))))
    document = Document("t", "f", "en", "p", (Section("s", "S", (terms, Entry("e", (Plain("E"),), (terms,)))),))
    listed, entry = opened(document).sections[0].blocks
    assert isinstance(listed, Items)
    assert len(listed.items) == 2
    assert isinstance(entry, Entry)
    (line,) = entry.blocks
    assert plain(line.sentences[0].runs) == "a: 1; b: 2"  # type: ignore[union-attr]
