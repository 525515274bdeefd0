"""The brief as a whole: self-contained, every reference leads somewhere, for every case and in every form."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

import commonground as cg
from commonground.brief import brief_document
from commonground.brief.document import Document, Figure, Ref, Sentence, parts_of, plain
from commonground.brief.forms.html import to_html
from commonground.case import Case
from tests.case.folders import MINIMAL, STATEMENTS, folder, whole

BUNDLED = ["istanbul-2025", "cuba-1962", "saltmarsh"]


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
        if tag in ("img", "link", "iframe", "object") or given.get("src"):
            self.fetched.append(tag)

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self.words += data

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False


@pytest.fixture(scope="module", params=BUNDLED)
def bundled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Page, str]:
    case = cg.load(request.param)
    to = tmp_path_factory.mktemp("brief") / "b.html"
    text = cg.brief(case, to=to).read_text(encoding="utf-8")
    return case, Page(text), text


def _said(made: Document) -> str:
    return " ".join(plain(part.runs) for part in parts_of(made) if isinstance(part, Sentence))


def test_nothing_is_fetched_and_every_link_inside_leads_somewhere(bundled: tuple[Case, Page, str]) -> None:
    _, read, _ = bundled
    assert read.fetched == []
    assert len(read.ids) == len(set(read.ids))
    assert set(read.inside) <= set(read.ids)


def test_the_frame_stands_before_any_verdict(bundled: tuple[Case, Page, str]) -> None:
    case, read, _ = bundled
    told = read.words[read.words.index(case.title) :]
    assert told.index("The record ends on") < told.index("on record")
    assert "Not a finding on law or responsibility" in read.words
    assert "Sources by side" in read.words


def test_headings_go_down_one_level_at_a_time(bundled: tuple[Case, Page, str]) -> None:
    _, _, text = bundled
    levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_page_is_no_larger_than_a_megabyte(bundled: tuple[Case, Page, str]) -> None:
    assert len(bundled[2].encode()) < 1_000_000


def test_every_verdict_and_every_fact_points_to_what_it_rests_on(bundled: tuple[Case, Page, str]) -> None:
    made = brief_document(bundled[0])
    bare = [part for part in parts_of(made) if isinstance(part, Sentence) and part.standing in ("verdict", "fact")]
    assert len(bare) > 10
    assert not [plain(part.runs) for part in bare if not part.refs and not any(isinstance(r, Ref) for r in part.runs)]


def test_every_piece_of_evidence_of_a_clause_in_force_has_a_place_on_the_page(bundled: tuple[Case, Page, str]) -> None:
    case, read, _ = bundled
    named = [name.removeprefix("on-") for name in read.inside if name.startswith("on-")]
    clauses = [case.clauses[name] for name in named if name in case.clauses]
    assert clauses
    assert {f"on-{name}" for clause in clauses for name in clause.evidence if name in case.statements} <= set(read.ids)


def test_words_of_a_case_are_never_markup(tmp_path: Path) -> None:
    evil = MINIMAL.replace("case: A small one", 'case: "<script>alert(1)</script>"')
    text = to_html(brief_document(cg.load(whole(tmp_path / "c", evil))))
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_a_bare_case_has_a_brief_too(tmp_path: Path) -> None:
    made = brief_document(cg.load(folder(tmp_path / "tiny", "case: Tiny\n")))
    assert "Tiny" in to_html(made)
    assert "Where the record ends is not said." in made.frame


def test_without_issues_nothing_is_drawn_and_without_sides_nobody_meets(tmp_path: Path) -> None:
    anna = "case: Nothing\nparties: {a: {name: Anna}}\n"
    without_issues = brief_document(cg.load(folder(tmp_path / "a", anna)))
    assert "so there is nothing to draw." in _said(without_issues)
    assert "Of 0 issues" not in _said(without_issues)
    assert not any(isinstance(part, Figure) for part in parts_of(without_issues))
    harbour = "case: Nobody\nissues: {h: {title: The harbour, outcomes: {open: Open, shut: Shut}}}\n"
    without_sides = _said(brief_document(cg.load(folder(tmp_path / "b", harbour))))
    assert "Not worked out: who would sit there" in without_sides
    assert "nothing, with mandates as they stand" not in without_sides


def test_one_sides_word_changes_the_sentence(tmp_path: Path) -> None:
    only_north = MINIMAL.replace("evidence: [t2, t3]", "evidence: [t2]")
    told = _said(brief_document(cg.load(whole(tmp_path / "c", only_north))))
    as_it_was = _said(brief_document(cg.load(whole(tmp_path / "d"))))
    assert told.count("by North's account") > as_it_was.count("by North's account")


def test_a_layer_and_a_day_stand_in_the_frame() -> None:
    case = cg.load("istanbul-2025", layers=["energy-halt-again"], as_of="2025-07-24")
    made = brief_document(case, pages=1)
    assert "hypothesis" in made.frame
    assert "24 July 2025" in made.frame


def test_the_short_form_is_page_one_and_leads_nowhere_else() -> None:
    made = brief_document(cg.load("saltmarsh"), pages=1)
    (first,) = made.sections
    assert first.anchor == "page-one"
    page = Page(to_html(made))
    assert set(page.inside) <= set(page.ids)
    assert "in-full" in page.inside
    whole_brief = brief_document(cg.load("saltmarsh"))
    assert [part.title for part in parts_of(first) if isinstance(part, Figure)] == [
        part.title for part in parts_of(whole_brief.sections[0]) if isinstance(part, Figure)
    ]
    assert len(whole_brief.sections) > 5


def test_numbers_are_where_the_data_says() -> None:
    made = json.loads(json.dumps(brief_document(cg.load("cuba-1962")).to_dict()))
    assert made["version"] == 2
    assert made["data"]["glance"]["counts"]["zones"]["not excluded"] == 6
    assert made["data"]["agreement"]["targets"]["missiles leave"]["zone"] == "not excluded"


@pytest.mark.parametrize("ending", [".html", ".md", ".json", ".docx"])
def test_the_ending_chooses_the_form(tmp_path: Path, ending: str) -> None:
    path = cg.brief(cg.load("cuba-1962"), to=tmp_path / f"b{ending}", pages=1)
    assert path == tmp_path / f"b{ending}"
    assert path.stat().st_size > 1000


@pytest.mark.parametrize(
    ("name", "more", "code"),
    [
        ("b.xyz", {}, "not-a-form"),
        ("no/such/folder/b.html", {}, "no-folder"),
        ("b.html", {"pages": 3}, "no-such-length"),
        ("b.html", {"paper": "A3"}, "no-such-paper"),
        ("b.html", {"language": "ua"}, "no-such-language"),
        ("b.html", {"round": "r9"}, "unknown-round"),
        ("b.html", {"template": "t.docx"}, "option-without-meaning"),
    ],
)
def test_what_cannot_be_written_is_said(tmp_path: Path, name: str, more: dict[str, object], code: str) -> None:
    with pytest.raises(cg.CommongroundError) as caught:
        cg.brief(cg.load("cuba-1962"), to=tmp_path / name, **more)  # type: ignore[arg-type]
    assert caught.value.problems[0].code == code
    assert list(tmp_path.iterdir()) == []


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
    before = to_html(brief_document(cg.load(root)))
    sources = (root / "sources.yaml").read_text(encoding="utf-8")
    named = sources.replace("title: A letter,", "title: A letter, file: letter.txt,")
    (root / "sources.yaml").write_text(named, encoding="utf-8")
    after = to_html(brief_document(cg.load(root)))
    assert "we will not open the bridge to carts" not in before
    assert "we will not open the bridge to carts" in after
