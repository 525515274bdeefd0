"""All parts after page one, on the bundled cases and on cases that lack something or have odd names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from commonground.agreement import ask, zone
from commonground.brief.document import Document, Ref, Section, Sentence, parts_of, plain
from commonground.brief.forms.html import to_html
from commonground.brief.material import Material, gather
from commonground.brief.parts import (
    issues,
    order,
    readings,
    rests,
    rounds,
    ways_out,
    words_of_others,
    would_hold,
)
from commonground.brief.parts.references import told_by
from commonground.case import Case, load
from tests.agreement.cases import case
from tests.agreement.orders import case_of, edge, step
from tests.brief.parts.faults import faults, told

BUNDLED = ("istanbul-2025", "cuba-1962", "saltmarsh")
PARTS: dict[str, Callable[[Material], Section | None]] = {
    "issues": issues.part,
    "order": order.part,
    "rounds": rounds.part,
    "ways out": ways_out.part,
    "would hold": would_hold.part,
    "rests": rests.part,
    "readings": readings.part,
    "words of others": words_of_others.part,
}
HOSTILE = '<script>alert(1)</script> & "quotes" {n} [link](#x) | *stars*'
LONG = "A very long title " * 40
ARABIC, UKRAINIAN = "وقف إطلاق النار", "Припинення вогню"


def _one_issue() -> Case:
    return case({"i": "ab"}, {"north": ["i = a"]}, acceptances={"south": ["i = b"]})


def _named(title: str) -> Case:
    made = case(
        {"i": "abc", "k": "ab"},
        {"north": ["i in {a, b}", "i = b -> k = b"], "south": ["i in {a, c}"]},
        acceptances={"south": ["k = b"], "north": ["k = b"]},
        offers={"north": ["i = b"], "south": ["i = c"]},
        targets={title.strip()[:60].replace("|", "") or "t": "i != a and k = b"},
    )
    parties = {name: replace(party, name=f"{title} {name}") for name, party in made.parties.items()}
    matters = {
        name: replace(issue, title=f"{title} {name}", outcomes={o: f"{title} {o}" for o in issue.outcomes})
        for name, issue in made.issues.items()
    }
    return replace(made, parties=parties, issues=matters)


def _order_alone() -> Case:
    steps = {name: step(name) for name in "ab"}
    edges = {"E1": edge("E1", "a", "b", "north", "demanded"), "E2": edge("E2", "b", "a", "south", "demanded")}
    return case_of(steps, edges, ("north", "south"))


MADE_UP: dict[str, Callable[[], Case]] = {
    "one issue": _one_issue,
    "nothing": lambda: case({}, {}),
    "only steps": _order_alone,
    "no outcome is left": lambda: case({"i": "ab"}, {"n": ["i = b"]}, rules=["i = a"], targets={"t": "i = b"}),
    "Arabic": lambda: _named(ARABIC),
    "Ukrainian": lambda: _named(UKRAINIAN),
    "markup": lambda: _named(HOSTILE),
    "very long": lambda: _named(LONG),
}


@cache
def bundled(name: str, language: str = "en") -> Material:
    return gather(load(name), budget=None, language=language)


def words_of(part: str, material: Material) -> str:
    section = PARTS[part](material)
    assert section is not None
    return told(section)


@cache
def made_up(name: str) -> Material:
    return gather(MADE_UP[name](), budget=None)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", BUNDLED)
def test_every_claim_has_a_reference_that_leads_somewhere(name: str, part: str) -> None:
    section = PARTS[part](bundled(name))
    assert section is None or faults(bundled(name), section) == []


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", MADE_UP)
def test_a_case_that_lacks_something_or_has_odd_names_is_told_all_the_same(name: str, part: str) -> None:
    section = PARTS[part](made_up(name))
    if section is None:
        return
    assert faults(made_up(name), section) == []
    page = to_html(Document("T", "F", "en", "p", (section,)))
    assert "<script>alert" not in page
    told(section)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", BUNDLED)
def test_what_rests_on_another_sides_word_alone_is_worded_so(name: str, part: str) -> None:
    material = bundled(name)
    section = PARTS[part](material)
    claims = [each for each in parts_of(section) if isinstance(each, Sentence) and each.standing in ("fact", "verdict")]
    for claim in claims:
        ids = [ref.to.removeprefix("on-") for ref in (*claim.refs, *claim.runs) if isinstance(ref, Ref)]
        for teller in told_by(material, ids):
            assert f"{material.case.parties[teller].name}'s account" in plain(claim.runs)


@pytest.mark.parametrize("name", BUNDLED)
def test_in_ukrainian_no_english_sentence_is_left(name: str) -> None:
    material = bundled(name, "uk")
    for make in PARTS.values():
        section = make(material)
        words = "" if section is None else told(section)
        for english in (" is ", " the verdict", "No ", "Way ", " would ", "computed"):
            stripped = _without_titles(material.case, words)
            assert english not in stripped, (english, stripped[max(0, stripped.find(english) - 60) :][:120])


def _without_titles(case: Case, words: str) -> str:
    """Titles, names and paraphrases stand as the case has them, longest first so that none leaves a rest."""
    known = {issue.title for issue in case.issues.values()}
    known |= {text for issue in case.issues.values() for text in issue.outcomes.values()}
    known |= {item.title for each in (case.steps, case.options, case.rounds, case.sources) for item in each.values()}
    known |= {statement.paraphrase.rstrip(".") for statement in case.statements.values()}
    known |= {phase for each in case.steps.values() for phase in each.phases}
    known |= {party.name for party in case.parties.values()} | set(case.targets)
    for text in sorted(known, key=len, reverse=True):
        words = words.replace(" ".join(text.split()), "")
    return words


# -- issues


def test_every_issue_has_its_section_and_every_side_its_column() -> None:
    section = issues.part(bundled("istanbul-2025"))
    assert section is not None
    titles = [part.title for part in section.blocks if isinstance(part, Section)]
    case_ = bundled("istanbul-2025").case
    assert titles[: len(case_.issues)] == [issue.title for issue in case_.issues.values()]
    assert titles[len(case_.issues) :] == ["Full ceasefire"], "a target that is an issue stands with the issue"
    words = told(section)
    assert "| What is on record | Ukraine | Russia |" in words


def test_the_demanded_form_is_tested_for_both_sides_in_one_table() -> None:
    words = words_of("issues", bundled("istanbul-2025"))
    ceasefire = words.split("### Ceasefire")[1].split("### Terms")[0]
    assert ceasefire.count("“A full ceasefire”: **Ukraine**") == 1
    assert ceasefire.count("“A full ceasefire”: **Russia**") == 1
    assert "| ultimatum-like in form |" in ceasefire
    assert "| ultimatum-like in form (by Ukraine's account) |" in ceasefire
    assert "no demand: within every mandate is" in ceasefire


def test_what_one_side_would_give_up_is_named_and_never_counted() -> None:
    words = words_of("issues", bundled("istanbul-2025"))
    meeting = words.split("### Meeting of the leaders")[1].split("### Settlement")[0]
    row = next(line for line in meeting.split("| Could open it alone by giving up |")[1:])
    assert "rules out “A meeting to open the way” [[R8](#on-R8)]; leader level" in row
    assert "[U8](#on-U8)" in row.split(" | ")[0]


# -- order


def test_circles_are_told_with_who_wants_what() -> None:
    words = words_of("order", bundled("istanbul-2025"))
    assert "Steps wait for each other in 4 circles" in words
    assert "Ukraine wants “Ceasefire” before “Meeting of the leaders”." in words
    assert "Russia wants “Meeting of the leaders” before “Ceasefire” (by Ukraine's account)." in words
    assert "Order alone is not the deadlock" in words
    assert "“Talks on territory” comes before “Withdrawal from four oblasts” by the nature of things" in words
    assert "“Withdrawal from four oblasts” for 2 stages, in any schedule of it" in words


def test_an_order_of_two_demands_that_cross_is_no_more_than_order() -> None:
    words = words_of("order", made_up("only steps"))
    assert "The deadlock is one of order alone" in words
    assert "North could make an order possible alone by dropping its own: “step a” before “step b”" in words


def test_circles_that_were_not_counted_are_not_said_to_be_none() -> None:
    whole = bundled("istanbul-2025")
    assert whole.order is not None
    order = replace(whole.order, cycles=(), not_computed=("cycles",))
    cut = replace(whole, found={**whole.found, "order": order})
    words = words_of("order", cut)
    assert "Steps wait for each other in circles; how many was not computed" in words
    assert "0 circles" not in words
    assert "Not exhaustive: the search for orders stopped at a limit." in words


def test_a_case_without_an_order_has_no_such_part() -> None:
    assert order.part(made_up("one issue")) is None
    assert order.part(bundled("cuba-1962")) is None


# -- rounds


@pytest.mark.parametrize("name", BUNDLED)
@pytest.mark.parametrize("asked", [0, 1, -1])
def test_the_zone_of_every_round_is_what_asking_at_that_round_gives(name: str, asked: int) -> None:
    case_ = load(name)
    material = gather(case_, list(case_.rounds)[asked], budget=None)
    questions = {at: ask(case_, at) for at in case_.rounds}
    for matter in (*case_.issues, *case_.targets):
        literal = {at: zone(question, material.targets[matter]).zone for at, question in questions.items()}
        assert rounds.zones_by_round(material, matter) == literal


def test_what_came_at_a_round_is_named() -> None:
    section = rounds.part(bundled("cuba-1962"))
    assert section is not None
    words = told(section)
    assert "After 3 rounds a matter stood otherwise than before." in words
    assert "Opens, ○ excluded before and ◐ not excluded after: Missiles leave" in words
    assert "was followed by" in words
    titles = [each.title for each in section.blocks if isinstance(each, Section)]
    assert titles[0] == "The quarantine, 24 October", "a title that has its day does not need it again"


# -- ways out


def test_ways_out_stand_side_by_side_and_none_is_advised() -> None:
    words = words_of("ways out", bundled("istanbul-2025"))
    assert "nobody is advised to take it" in words
    assert "| Way | Ukraine gives up | Russia gives up |" in words
    assert "| Way 1, unbeaten | nothing | Terms of a full ceasefire: rules out “Without conditions”" in words
    assert "Not exhaustive: there are other ways" in words


def test_where_nothing_is_excluded_there_are_no_ways_out() -> None:
    assert ways_out.part(gather(case({"i": "ab"}, {}, acceptances={"n": ["i = b"]}))) is None


# -- would it hold


def test_would_hold_is_always_under_assumed_preferences() -> None:
    words = words_of("would hold", bundled("istanbul-2025"))
    assert words.index("under these assumed preferences") < words.index("| Deal |")
    assert "Presumed, with no statement behind them: * *Assumed:* Russia: “United States: adds" in words
    assert "Who deters whom:" in words
    assert "It takes 2 moves to get there from today." in words
    assert "Without what Russia is presumed to prefer:" in words
    assert "Not assessed, since nothing says which states of the conflict carry them out: Leaders meet" in words


def test_without_a_conflict_part_it_is_not_assessed() -> None:
    assert "Not assessed" in words_of("would hold", bundled("saltmarsh"))


GRAPH = """case: Named states
parties: {a: {name: A}, b: {name: B}}
issues: {i: {title: I, outcomes: {x: X, y: Y}}}
states: [war, peace]
moves: {a: [[war, peace]], b: [[peace, war]]}
status_quo: war
preferences: {a: {ranking: [peace, war]}, b: {ranking: [war, peace]}}
"""
UNSAID = """case: Nothing preferred
parties: {a: {name: A}, b: {name: B}}
issues: {i: {title: I, outcomes: {x: X, y: Y}}}
options: {a: {go: goes}, b: {stay: stays}}
"""


@pytest.mark.parametrize("written", [GRAPH, UNSAID])
def test_a_conflict_part_that_cannot_be_asked_says_why(tmp_path: Path, written: str) -> None:
    (tmp_path / "case.yaml").write_text(written, encoding="utf-8")
    material = gather(load(tmp_path))
    words = words_of("would hold", material)
    assert "Not assessed" in words
    assert material.durability is not None or str(material.durability_missing) in words


# -- rests, readings, words of others


def test_each_support_is_named_in_words() -> None:
    words = words_of("rests", bundled("istanbul-2025"))
    assert "the rule Meeting of the leaders: “A meeting to sign what is agreed”, only with Settlement" in words
    assert "the source [Russia's memorandum" in words
    assert "all that Ukraine says" in words
    assert "Two that can each be done without may not both be." in words


def test_a_rival_reading_says_which_verdicts_would_be_others() -> None:
    words = words_of("readings", bundled("istanbul-2025"))
    without = load("istanbul-2025", ["without-ukrainian-memorandum"])
    for name, issue in without.issues.items():
        now = bundled("istanbul-2025").report.targets[name].zone
        then = zone(ask(without), bundled("istanbul-2025").targets[name]).zone
        part = words.split("### Without the Ukrainian memorandum")[1]
        assert (f"{issue.title} would be" in part) == (now != then)
    sign = words.split("### A meeting to sign needs no settlement")[1].split("###")[0]
    assert "Leaders meet: Ukraine could open it alone by giving up" in sign, "who could open it counts as a verdict"


def test_a_layer_that_is_on_is_taken_off_for_comparison() -> None:
    case_ = load("istanbul-2025", ["without-ukrainian-memorandum"])
    words = words_of("readings", gather(case_))
    assert "### Without: Without the Ukrainian memorandum" in words


def test_that_no_other_reading_is_kept_is_said() -> None:
    assert "No other reading is kept with this case." in words_of("readings", bundled("cuba-1962"))


def test_the_share_of_each_mandate_known_from_its_opponent_alone() -> None:
    made = case(
        {"i": "abc"},
        {"north": [{"text": "i in {a, b}", "as_told_by": "south"}, "i in {a, c}"], "south": ["i in {a, b}"]},
    )
    words = words_of("words of others", gather(made))
    assert "North: of 2 clauses in force 1 is known from another side alone" in words
    assert "(by South's account)" in words
    assert "South: of 1 clause in force none is known from another side alone." in words
