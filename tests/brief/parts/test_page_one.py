"""Page one: what it says of the bundled cases, the same for every side, short, and for any case at all."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from benchmarks.agreement import random_case
from commonground.brief.checking import problems_of_page
from commonground.brief.compose import document
from commonground.brief.document import Figure, Number, Ref, Section, Sentence, Table, parts_of, plain
from commonground.brief.forms.html import Paper, path_text, to_html
from commonground.brief.forms.markdown import to_markdown
from commonground.brief.material import Material, gather
from commonground.brief.parts import (
    agreed_now,
    how_sure,
    least_change,
    next_meeting,
    order_alone,
    page_one,
    what_blocks,
)
from commonground.brief.parts.questions import question_words, weighty
from commonground.brief.room import with_short_titles
from commonground.case import Case, load
from tests import needs
from tests.agreement.cases import case as small
from tests.case.folders import MINIMAL, folder, whole

BUNDLED = ["istanbul-2025", "cuba-1962", "saltmarsh"]


@pytest.fixture(scope="module", params=BUNDLED)
def material(request: pytest.FixtureRequest) -> Material:
    return gather(load(request.param))


@pytest.fixture(scope="module")
def istanbul() -> Material:
    return gather(load("istanbul-2025"))


@pytest.fixture(scope="module")
def cuba() -> Material:
    return gather(load("cuba-1962"))


def said(section: Section | None) -> str:
    assert section is not None
    return " ".join(plain(part.runs) for part in parts_of(section) if isinstance(part, Sentence))


def at(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        data = data[step]
    return len(data) if isinstance(data, list) else data


def test_the_bottom_line_is_three_sentences_at_most(material: Material) -> None:
    first = page_one.part(material).blocks[0]
    sentences = [part for part in parts_of(first) if isinstance(part, Sentence)]
    assert 2 <= len(sentences) <= 3
    assert all(sentence.standing == "verdict" for sentence in sentences)


def test_its_parts_stand_in_the_order_a_principal_reads_them(istanbul: Material) -> None:
    anchors = [block.anchor for block in page_one.part(istanbul).blocks if isinstance(block, Section)]
    assert anchors == [
        "bottom-line",
        "at-a-glance",
        "agreed-now",
        "what-blocks",
        "least-change",
        "order-alone",
        "next-meeting",
        "how-sure",
    ]


def test_there_is_a_picture(material: Material) -> None:
    assert [part for part in parts_of(page_one.part(material)) if isinstance(part, Figure)]


def test_whether_a_deal_would_hold_is_never_on_page_one(material: Material) -> None:
    words = said(page_one.part(material)).lower()
    assert "hold" not in words.replace("holds:", "").replace("what it holds on", "").replace("hold to this", "")


def test_every_number_is_the_datas(material: Material) -> None:
    numbers = [part for part in parts_of(page_one.part(material)) if isinstance(part, Number)]
    assert numbers
    assert all(at(material.data, number.path) == number.value for number in numbers)
    assert all(path_text(number.path).startswith("/") for number in numbers)


def test_no_id_stands_alone_in_the_text(material: Material) -> None:
    case = material.case
    ids = {name for section in (case.clauses, case.acceptances, case.meaning, case.order) for name in section}
    words = set(re.findall(r"[\w-]+", said(page_one.part(material))))
    assert not words & ids


def test_what_can_be_agreed_is_what_every_side_accepts_with_all_it_brings(istanbul: Material, cuba: Material) -> None:
    told = said(agreed_now.part(istanbul))
    assert "Prisoners of war: “A large exchange”" in told
    assert "Ceasefire" not in told
    told = said(agreed_now.part(cuba))
    assert told.startswith("Nothing off the status quo is on record as accepted by every side")
    assert "not with all that comes with it: Soviet missiles in Cuba: “They are withdrawn”" in told


def test_what_blocks_is_told_by_whom_in_words_and_by_the_words_behind_it(istanbul: Material) -> None:
    told = said(what_blocks.part(istanbul))
    assert "Full ceasefire" in told
    assert "Russia (leader level) rules out “Without conditions” (Terms of a full ceasefire)" in told
    assert "Ukraine (leader level) rules out “After Ukraine withdraws from four oblasts”" in told
    words = istanbul.case.statements["s10"].paraphrase
    assert words in told


def test_a_quote_stands_in_quotation_marks_where_the_text_is_at_hand() -> None:
    material = gather(load("saltmarsh"))
    told = said(what_blocks.part(material))
    assert any(f"“{quote.text}”" in told for quote in material.quotes.values())


def test_the_least_change_has_a_column_for_every_side(istanbul: Material) -> None:
    (table,) = [part for part in parts_of(least_change.part(istanbul)) if isinstance(part, Table)]
    assert [plain(cell) for cell in table.head] == [
        "To open",
        "Ukraine alone would give up",
        "Russia alone would give up",
    ]
    row = next(row for row in table.rows if plain(row[0]) == "Full ceasefire")
    assert plain(row[2]) == "its no to “Without conditions” (Terms of a full ceasefire) (leader level) [R1]"
    assert "“The line as it is”" in plain(row[1])
    assert {run.to for cell in row for run in cell if isinstance(run, Ref)} == {"on-R1", "on-U1", "on-U2"}


def test_what_no_side_can_open_alone_is_told_for_all_that_would_have_to_move() -> None:
    one = small(
        {"a": ("no", "yes"), "b": ("no", "yes")}, {"x": ["a = no"], "y": ["a = no"]}, targets={"both": "a = yes"}
    )
    told = said(least_change.part(gather(one)))
    assert "would open if X (leader level) gave up" in told
    assert "Y (leader level) gave up" in told


def test_the_order_is_the_deadlock_or_it_is_not(istanbul: Material, cuba: Material) -> None:
    assert said(order_alone.part(istanbul)).startswith("Re-ordering the steps alone would not end the deadlock")
    assert said(order_alone.part(gather(load("saltmarsh")))).startswith("The deadlock is in the order of steps alone")
    assert order_alone.part(cuba) is None


def test_an_order_whose_circles_were_not_computed_still_leads_to_its_demands() -> None:
    whole = gather(load("saltmarsh"))
    assert whole.order is not None
    cut = replace(whole.order, cycles=(), surviving=(), surviving_through=(), not_computed=("cycles",))
    section = order_alone.part(replace(whole, found={**whole.found, "order": cut}))
    told = [part for part in parts_of(section) if isinstance(part, Sentence)] if section else []
    assert told
    assert all(each.refs for each in told)


def test_the_next_meeting_can_close_ask_and_not_do(istanbul: Material) -> None:
    told = said(next_meeting.part(istanbul))
    assert "Can be closed: Bodies of the fallen" in told
    assert "Worth asking: " in told
    assert "(not heard from: Russia)" in told
    assert "Needs another level or a new mandate: " in told
    assert "Nothing here is advice." in told
    questions = [part for part in parts_of(next_meeting.part(istanbul)) if isinstance(part, Sentence)]
    assert [plain(part.runs) for part in questions if part.standing == "question"]


def test_every_kind_of_question_can_be_asked(material: Material) -> None:
    assert material.next is not None
    for item in material.next.questions:
        assert plain(question_words(material, item)).endswith("?")
    assert set(weighty(material)) <= set(material.next.questions)


def test_likelihood_and_confidence_are_kept_apart(material: Material) -> None:
    told = said(how_sure.part(material))
    assert told.startswith("Likelihood: none is given")
    assert "Confidence: " in told


def test_what_is_presumed_is_marked_as_an_assumption(istanbul: Material) -> None:
    marked = [part for part in parts_of(how_sure.part(istanbul)) if isinstance(part, Sentence)]
    (assumed,) = [part for part in marked if part.standing == "assumption"]
    assert "Elections in Ukraine" in plain(assumed.runs)


def test_one_sides_word_is_worded_so_wherever_it_counts(tmp_path: Path) -> None:
    only_north = MINIMAL.replace("evidence: [t2, t3]", "evidence: [t2]")
    made = gather(load(whole(tmp_path / "c", only_north)))
    blocks = what_blocks.part(made)
    sentences = [part for part in parts_of(blocks) if isinstance(part, Sentence)] if blocks else []
    resting = [s for s in sentences if any(ref.text == "S2" for ref in s.refs)]
    assert all("by North's account" in plain(s.runs) for s in resting)
    assert "1 of South's 1" in said(how_sure.part(made))


@pytest.mark.parametrize(
    "title",
    ["Переговори про міст", "محادثات الجسر", "<b>&amp; ]] *x* |", "A very long title " * 10],
    ids=["Ukrainian", "Arabic", "markup", "long"],
)
@pytest.mark.parametrize("language", ["en", "uk"])
def test_names_of_every_kind(tmp_path: Path, title: str, language: str) -> None:
    text = MINIMAL.replace("case: A small one", f'case: "{title}"').replace("name: North", f'name: "{title}"')
    made = document(gather(load(whole(tmp_path / "c", text)), language=language), pages=1)
    page = to_html(made)
    assert "<b>&amp; ]]" not in page
    assert to_markdown(made)


@pytest.mark.parametrize("pages", [None, 1])
@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_checker_finds_nothing(material: Material, language: str, pages: int | None) -> None:
    told = material if language == "en" else gather(material.case, language=language)
    assert problems_of_page(to_html(document(told, pages)), told.data) == ()


def test_nor_where_a_side_is_known_by_the_others_word_alone(tmp_path: Path) -> None:
    only_north = MINIMAL.replace("evidence: [t2, t3]", "evidence: [t2]")
    made = gather(load(whole(tmp_path / "c", only_north)))
    assert problems_of_page(to_html(document(made)), made.data) == ()


def test_a_case_with_nothing_in_it(tmp_path: Path) -> None:
    made = gather(load(folder(tmp_path / "tiny", "case: Tiny\n")))
    assert "The case names no issue, so nothing is agreed, open or shut." in said(page_one.part(made))


def test_one_issue_without_evidence_or_rounds() -> None:
    made = gather(small({"levy": ("today", "none")}, {"north": ["levy = today"], "south": []}))
    told = said(page_one.part(made))
    assert "North (leader level) rules out “none” (levy)" in told
    assert "Not worked out: who would sit there" in told


def _with_long_titles(case: Case) -> Case:
    issues = {
        name: replace(
            issue,
            title=f"The withdrawal, verification and storage of heavy weapons in sector number {name}",
            outcomes={
                each: f"what is called {each} in the long and careful words of a draft" for each in issue.outcomes
            },
        )
        for name, issue in case.issues.items()
    }
    return replace(case, issues=issues)


@pytest.fixture(scope="module")
def two_hundred() -> Material:
    return gather(_with_long_titles(random_case(200, 1000, 4)), budget=4)


def test_two_hundred_issues_leave_page_one_short(two_hundred: Material) -> None:
    told = said(page_one.part(two_hundred))
    assert len(told) < 9000
    whole_page = [part for part in parts_of(page_one.part(two_hundred)) if isinstance(part, Sentence)]
    assert all(len(part.refs) <= 14 for part in whole_page)


def test_where_all_has_room_nothing_is_said_of_room(material: Material) -> None:
    assert "room for" not in said(page_one.part(material))


def test_what_would_run_over_is_said_in_less_room_and_that_there_is_more_is_said(
    istanbul: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = said(page_one.part(istanbul))
    monkeypatch.setattr(page_one, "_SHEET", 6_000)
    less = said(page_one.part(istanbul))
    assert len(less) < len(whole)
    assert "There is more than this page has room for" in less
    assert "Full ceasefire" in less


def test_two_hundred_issues_of_long_titles_fill_one_sheet(two_hundred: Material) -> None:
    needs.weasyprint()
    from pypdf import PdfReader

    from commonground.brief.forms.pdf import to_pdf

    assert len(PdfReader(BytesIO(to_pdf(document(two_hundred, pages=1)))).pages) == 1


def test_titles_are_cut_only_where_nothing_else_would_do() -> None:
    case = with_short_titles(_with_long_titles(random_case(8, 10, 2)), 32)
    titles = [issue.title for issue in case.issues.values()]
    assert titles[0] == "The withdrawal,…ector number i0"
    assert len(set(titles)) == len(titles), "those that begin alike can still be told apart"
    alone = replace(case, issues={"i": replace(case.issues["i0"], title="Weapons of the heavy kind, all of them")})
    assert [each.title for each in with_short_titles(alone, 32).issues.values()] == ["Weapons of the heavy kind, all…"]
    assert with_short_titles(load("saltmarsh"), 200) == load("saltmarsh")


@pytest.mark.parametrize("name", BUNDLED)
@pytest.mark.parametrize(("language", "paper"), [("en", "A4"), ("en", "letter"), ("uk", "A4")])
def test_printed_it_fills_one_sheet(name: str, language: str, paper: Paper) -> None:
    needs.weasyprint()
    from pypdf import PdfReader

    from commonground.brief.forms.pdf import to_pdf

    made = document(gather(load(name), language=language), pages=1)
    assert len(PdfReader(BytesIO(to_pdf(made, paper=paper))).pages) == 1
