"""The brief: one self-contained page on which every clause leads to its statement and its source."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

import commonground as cg
from commonground.brief import brief_contents
from commonground.brief.page import page
from commonground.case import Case
from tests.case.folders import MINIMAL, STATEMENTS, folder, whole


class Page(HTMLParser):
    """Ids, links inside the page, and everything the page would fetch from elsewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.inside: list[str] = []
        self.fetched: list[str] = []
        self.words = ""
        self._in_style = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._in_style = tag == "style"
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and str(given.get("href", "")).startswith("#"):
            self.inside.append(str(given["href"])[1:])
        if tag in ("script", "img", "link", "iframe", "object") or given.get("src"):
            self.fetched.append(tag)

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self.words += data

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False


@pytest.fixture(params=["istanbul-2025", "cuba-1962"])
def bundled(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Case, Page]:
    case = cg.load(request.param)
    return case, Page(cg.brief(case, to=tmp_path / "b.html").read_text(encoding="utf-8"))


def test_nothing_is_fetched_and_every_link_inside_leads_somewhere(bundled: tuple[Case, Page]) -> None:
    _, read = bundled
    assert read.fetched == []
    assert len(read.ids) == len(set(read.ids))
    assert set(read.inside) <= set(read.ids)


def test_the_frame_stands_before_any_verdict(bundled: tuple[Case, Page]) -> None:
    _, read = bundled
    frame = read.words.index("The record ends on")
    assert frame < read.words.index("excluded")
    assert "Not a finding on law or responsibility" in read.words
    assert "Sources by side" in read.words


@pytest.mark.parametrize("name", ["istanbul-2025", "cuba-1962"])
def test_every_clause_in_force_leads_to_its_statements_and_they_to_their_sources(name: str) -> None:
    case = cg.load(name)
    told = brief_contents(case)
    assert told.ledger.clauses
    for clause_id, entry in told.ledger.clauses.items():
        clause = case.clauses[clause_id]
        assert [statement.id for statement in entry.evidence] == list(clause.evidence)
        assert entry.unsourced == (not clause.evidence)
        for statement in entry.evidence:
            assert statement.source in told.ledger.sources
            assert statement.paraphrase


def test_every_clause_named_in_a_verdict_is_in_the_ledger() -> None:
    told = brief_contents(cg.load("istanbul-2025"))
    named = {name for s in told.sections for name in (*s.blocking_set, *s.keystones, *s.concession)}
    named |= {name for s in told.sections for way in s.ways_out for name in way.clauses or ()}
    assert len(named) > 10
    assert named <= set(told.ledger.clauses)
    assert {name for row in told.agreed for name in row.acceptances} <= set(told.ledger.acceptances)


def test_what_has_no_evidence_is_marked(tmp_path: Path) -> None:
    bare = MINIMAL.replace(
        '"bridge <= foot", owner: envoy, kind: red line, round: r1, evidence: [t1]', '"bridge <= foot"'
    )
    told = brief_contents(cg.load(whole(tmp_path / "c", bare)))
    assert told.ledger.clauses["N1"].unsourced
    assert not told.ledger.clauses["S2"].unsourced
    shown = 1 + sum("N1" in section.blocking_set for section in told.sections)
    assert page(told).count("Unsourced") == shown


def test_one_sides_word_changes_the_sentence(tmp_path: Path) -> None:
    only_north = MINIMAL.replace("evidence: [t2, t3]", "evidence: [t2]")
    told = brief_contents(cg.load(whole(tmp_path / "c", only_north)))
    assert told.ledger.clauses["S2"].told_only_by == "North"
    assert {party: (by_others, total) for party, by_others, total, _ in told.shares}["South"] == (1, 1)


def test_every_party_gets_the_same_row_for_every_target() -> None:
    told = brief_contents(cg.load("istanbul-2025"))
    for section in told.sections:
        assert [way.party for way in section.ways_out] == ["Ukraine", "Russia"]


def test_the_first_lines_name_both_sides_ways_out() -> None:
    lines = " ".join(brief_contents(cg.load("istanbul-2025")).summary)
    assert "“full ceasefire” is excluded" in lines
    assert "Ukraine by giving up U1 and U2" in lines
    assert "Russia by giving up R1" in lines


def test_a_layer_and_a_date_are_printed_with_the_answer() -> None:
    case = cg.load("istanbul-2025", layers=["energy-halt-again"], as_of="2025-07-24")
    caveats = " ".join(brief_contents(case).caveats)
    assert "hypothesis" in caveats
    assert "24 July 2025" in caveats


def test_words_of_a_case_are_never_markup(tmp_path: Path) -> None:
    evil = MINIMAL.replace("case: A small one", 'case: "<script>alert(1)</script>"')
    text = page(brief_contents(cg.load(whole(tmp_path / "c", evil))))
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_a_bare_case_has_a_brief_too(tmp_path: Path) -> None:
    told = brief_contents(cg.load(folder(tmp_path / "tiny", "case: Tiny\n")))
    assert "Tiny" in page(told)
    assert "Where the record ends is not said." in told.caveats


def test_contents_are_plain_data() -> None:
    data = json.loads(json.dumps(brief_contents(cg.load("cuba-1962")).to_dict()))
    assert data["version"] == 1
    assert data["by_round"][0]["zones"] == ["excluded", "not excluded", "excluded", "not excluded"]


@pytest.mark.parametrize(("name", "code"), [("b.pdf", "not-html"), ("no/such/folder/b.html", "no-folder")])
def test_where_a_brief_cannot_be_written(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(cg.CommongroundError) as caught:
        cg.brief(cg.load("cuba-1962"), to=tmp_path / name)
    assert caught.value.problems[0].code == code


def test_headings_go_down_one_level_at_a_time(bundled: tuple[Case, Page], tmp_path: Path) -> None:
    text = cg.brief(cg.load("cuba-1962"), to=tmp_path / "h.html").read_text(encoding="utf-8")
    levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_quotes_appear_when_the_text_is_kept_in_the_case(tmp_path: Path) -> None:
    from commonground.record import anchor_at, read_document
    from commonground.record.selectors import target_of

    root = whole(tmp_path / "c")
    text = root / "sources" / "letter.txt"
    text.parent.mkdir()
    text.write_text("Dear neighbours, we will not open the bridge to carts.", encoding="utf-8")
    anchor = anchor_at(read_document(text), 17, 53)
    line = json.loads(STATEMENTS.splitlines()[0])
    line["target"] = {"source": "letter", **target_of(anchor)}
    others = "\n".join(STATEMENTS.splitlines()[1:]) + "\n"
    (root / "statements" / "me.jsonl").write_text(json.dumps(line) + "\n" + others, encoding="utf-8")
    sources = (
        (root / "sources.yaml")
        .read_text(encoding="utf-8")
        .replace("title: A letter,", "title: A letter, file: letter.txt,")
    )
    (root / "sources.yaml").write_text(sources, encoding="utf-8")
    (statement,) = brief_contents(cg.load(root)).ledger.clauses["N1"].evidence
    assert statement.quote == "we will not open the bridge to carts"
