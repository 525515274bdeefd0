"""The evidence: every object, statement and source that a reference can lead to has its entry, and leads on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commonground.brief.document import Document, Entry, Quote, Ref, Section, Sentence, parts_of, plain
from commonground.brief.forms.markdown import to_markdown
from commonground.brief.material import Material, gather
from commonground.brief.parts.evidence import named_in, part, reached
from commonground.brief.parts.references import refs
from commonground.case import load
from commonground.case.drop import judged_objects
from tests.agreement.cases import case as made_up
from tests.case.folders import MINIMAL, STATEMENTS, folder, whole


@pytest.fixture(scope="module", params=["istanbul-2025", "cuba-1962", "saltmarsh"])
def material(request: pytest.FixtureRequest) -> Material:
    return gather(load(request.param), budget=5)


def _entries(section: Section) -> dict[str, Entry]:
    return {each.anchor: each for each in parts_of(section) if isinstance(each, Entry)}


def _words(section: Section) -> str:
    return to_markdown(Document("t", "f", "en", "p", (section,)))


def test_everything_judged_and_what_it_rests_on_has_an_entry(material: Material) -> None:
    case, entries = material.case, _entries(part(material))
    wanted = {*judged_objects(case), *case.statements}
    wanted |= {f"sources.{statement.document}" for statement in case.statements.values()}
    assert {f"on-{name}" for name in wanted} <= set(entries)


def test_every_reference_inside_leads_to_an_entry(material: Material) -> None:
    section = part(material)
    assert {each.to for each in parts_of(section) if isinstance(each, Ref)} <= set(_entries(section))


def test_only_what_is_named_and_what_that_rests_on_is_there(material: Material) -> None:
    clause = next(iter(material.case.clauses.values()))
    entries = _entries(part(material, [clause.id]))
    assert f"on-{clause.id}" in entries
    assert {f"on-{name}" for name in clause.evidence} <= set(entries)
    assert len([name for name in entries if name.removeprefix("on-") in material.case.clauses]) == 1
    assert set(entries) < set(_entries(part(material)))


def test_every_statement_says_who_where_and_by_whom_coded() -> None:
    material = gather(load("istanbul-2025"), budget=5)
    told = _words(part(material, ["i01"]))
    statement = material.case.statements["i01"]
    assert "Sergiy Kyslytsya" in told
    assert statement.paraphrase in told
    assert f"characters {statement.anchor.start if statement.anchor else 0} to" in told
    assert "the words are sealed" in told
    assert "confirmed by Commonground authors" in told


def test_a_fact_always_leads_on(material: Material) -> None:
    facts = [each for each in parts_of(part(material)) if isinstance(each, Sentence) and each.standing == "fact"]
    assert facts
    assert all(each.refs for each in facts)


def test_what_references_name_is_found_again() -> None:
    material = gather(load("cuba-1962"), budget=5)
    told = refs(material, [*list(material.case.clauses)[:2], f"sources.{next(iter(material.case.sources))}"])
    from commonground.brief.document import paragraph, sentence

    section = Section("s", "S", (paragraph(sentence("x", refs=told)),))
    assert list(named_in([section])) == [each.to.removeprefix("on-") for each in told]
    assert set(named_in([section])) <= reached(material.case, named_in([section]))


def _told_of(tmp_path: Path, case: str, name: str) -> str:
    return _words(part(gather(load(whole(tmp_path / "c", case)), budget=5), [name]))


def test_what_has_no_evidence_is_marked(tmp_path: Path) -> None:
    bare = MINIMAL.replace(
        '"bridge <= foot", owner: envoy, kind: red line, round: r1, evidence: [t1]', '"bridge <= foot"'
    )
    assert "Unsourced" in _told_of(tmp_path / "a", bare, "N1")
    assert "Unsourced" not in _told_of(tmp_path / "b", MINIMAL, "N1")


def test_one_sides_word_is_said_to_be_that(tmp_path: Path) -> None:
    only_north = MINIMAL.replace("evidence: [t2, t3]", "evidence: [t2]")
    assert "Known by North's account alone." in _told_of(tmp_path / "a", only_north, "S2")
    assert "account alone" not in _told_of(tmp_path / "b", MINIMAL, "S2")


def test_a_quotation_stands_where_the_text_is_kept(tmp_path: Path) -> None:
    from commonground.record import anchor_at, read_document
    from commonground.record.selectors import target_of

    root = whole(tmp_path / "c")
    text = root / "sources" / "letter.txt"
    text.parent.mkdir()
    text.write_text("Dear neighbours, we will not open the bridge to carts.", encoding="utf-8")
    line = json.loads(STATEMENTS.splitlines()[0])
    line["target"] = {"source": "letter", **target_of(anchor_at(read_document(text), 17, 53))}
    others = "\n".join(STATEMENTS.splitlines()[1:]) + "\n"
    (root / "statements" / "me.jsonl").write_text(json.dumps(line) + "\n" + others, encoding="utf-8")
    sources = root / "sources.yaml"
    sources.write_text(
        sources.read_text(encoding="utf-8").replace("title: A letter,", "title: A letter, file: letter.txt,"),
        encoding="utf-8",
    )
    section = part(gather(load(root), budget=5))
    quotes = [each.text for each in parts_of(section) if isinstance(each, Quote)]
    assert quotes == ["we will not open the bridge to carts"]


def test_a_bare_case_says_that_there_is_nothing(tmp_path: Path) -> None:
    section = part(gather(load(folder(tmp_path / "tiny", "case: Tiny\n")), budget=5))
    assert not _entries(section)
    told = [plain(each.runs) for each in parts_of(section) if isinstance(each, Sentence)]
    assert "This case has neither clauses nor statements nor sources." in told


def test_many_objects_are_told_in_a_line_each_and_nothing_is_left_out() -> None:
    clauses = [f"i = o{number % 2}" for number in range(301)]
    material = gather(made_up({"i": ["o0", "o1"]}, {"north": clauses}), budget=0.5)
    told = _words(part(material))
    assert told.count("Unsourced") == 301
    assert told.count("Mandate of: leader level") == 301
    assert "Mandate of**" not in told
