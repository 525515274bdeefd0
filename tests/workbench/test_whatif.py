"""What if in the workbench: asked by boxes, buttons and fields, answered at once, kept or taken over as shown."""

from __future__ import annotations

import re
import shutil

import pytest

from commonground.case import load, open_case
from commonground.case.what_if import what_if
from tests.workbench.conftest import Site
from tests.workbench.desk import Desk

OTHER = "what-if=drop+R1&what-if=prefer+russia%3A+V7"
ASKED = "what-if=drop+R1&what-if=prefer+russia%3A+V3"


@pytest.fixture
def desk(site: Site, request: pytest.FixtureRequest) -> Desk:
    name = re.sub(r"\W+", "-", request.node.name)[:50].strip("-")
    shutil.copytree(open_case("istanbul-2025").root, site.folder / name)
    return Desk(site, name)


def lines(address: str) -> list[str]:
    import httpx

    return httpx.URL(address).params.get_list("what-if")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("move=russia/terms/unconditional/silent", ["drop R1"]),
        ("move=ukraine/ceasefire/full/ruled+out&at=ceasefire", ["add ukraine: ceasefire != full"]),
        ("what-if=drop+R1&move=russia/terms/unconditional/ruled+out", []),
        ("sooner=V3", ["prefer russia: V1, V3"]),
        ("what-if=prefer+russia%3A+V1%2C+V3&sooner=V3", ["prefer russia: V3"]),
        ("what-if=prefer+russia%3A+V3&sooner=V1&sooner=V2", []),
    ],
)
def test_buttons_come_to_lines_in_the_address(site: Site, asked: str, expected: list[str]) -> None:
    answer = site.get(f"/case/istanbul-2025/what-if?{asked}")
    assert answer.status_code == 303
    assert lines(answer.headers["location"]) == expected
    assert ("at=ceasefire" in answer.headers["location"]) == ("at=" in asked)


def test_what_cannot_be_read_is_given_back_with_what_is_wrong(site: Site) -> None:
    page = site.get("/case/istanbul-2025/what-if?what-if=drop+R1&add-formula=ceasefir+%3D+full&party=russia")
    assert page.status_code == 422
    assert "ceasefir = full" in page.text
    assert "Did you mean" in page.text
    assert "drop R1" in page.text
    told = site.get("/case/istanbul-2025/what-if.json?move=russia/terms/never/silent")
    assert (told.status_code, told.json()["problems"][0]["code"]) == (422, "unknown-id")


def test_every_answer_is_told_at_once_and_what_stays_in_one_line(site: Site) -> None:
    page = site.get(f"/case/istanbul-2025/what-if?{OTHER}").text
    for words in ("What can be agreed", "Would it hold", "The next meeting", "As it was:", "Full ceasefire, in full"):
        assert words in page
    told = site.get(f"/case/istanbul-2025/what-if.json?{OTHER}").json()["answers"]
    assert told["verdicts"]["full ceasefire"]["after"]["zone"] == "not excluded"
    assert told["states"]
    assert "order" in told["same"]
    without_conflict = site.get("/case/saltmarsh/what-if?what-if=drop+" + next(iter(load("saltmarsh").clauses))).text
    assert "Would it hold" not in without_conflict
    assert "A preference in another place" not in without_conflict


def test_what_is_off_leads_to_the_case_as_it_stands(site: Site) -> None:
    page = site.get("/case/istanbul-2025/what-if?what-if=drop+R1").text
    links = set(re.findall(r'href="(/case/istanbul-2025/object/R1[^"]*)"', page))
    assert links == {"/case/istanbul-2025/object/R1"}
    assert site.get(links.pop()).status_code == 200


def test_a_layer_is_shown_to_the_letter_before_it_is_written(desk: Desk) -> None:
    before = desk.files()
    shown = desk.get(f"/what-if/layer.json?{ASKED}&title=Tried+it&source=Us&note=For+Monday").json()
    assert shown["file"] == "layers/tried-it.yaml"
    page = desk.get(f"/what-if/layer?{ASKED}&title=Tried+it&source=Us&note=For+Monday").text
    assert "withdraw: [R1, V3, V1, V2, V4, V5, V6, V7]" in page
    assert desk.files() == before
    fields = {"title": "Tried it", "source": "Us", "note": "For Monday", "kind": "hypothesis", "name": "tried-it"}
    done = desk.post(f"what-if/layer?{ASKED}", **fields)
    assert done.status_code == 200
    assert "Layer on: Tried it" in done.text
    assert desk.files() == {**before, "layers/tried-it.yaml": shown["text"].encode()}
    again = desk.told(f"what-if/layer?{ASKED}", **fields)
    assert (again.status_code, again.json()["problems"][0]["code"]) == (400, "not-empty")
    desk.post("changes/1")
    assert desk.files() == before


def test_what_cannot_be_a_layer_is_said_beside_the_form(desk: Desk) -> None:
    before = desk.files()
    for fields, told in (
        ({"title": "T", "source": ""}, "whose assumption"),
        ({"title": "T", "source": "Us", "name": "../out"}, "by this name"),
        ({"title": "T", "source": "An idea of Sergiy Kyslytsya"}, "cannot carry the name"),
    ):
        page = desk.post(f"what-if/layer?{ASKED}", **fields)
        assert page.status_code in (400, 422), told
        assert told in page.text
    assert desk.without_token(f"what-if/layer?{ASKED}", title="T", source="Us").status_code == 403
    assert desk.files() == before


def test_taken_over_the_case_is_what_was_shown_and_it_can_be_taken_back(desk: Desk) -> None:
    before, case = desk.files(), load(desk.case)
    page = desk.get(f"/what-if/take-over?{ASKED}").text
    assert "Write these changes" in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    assert desk.files() == before
    assert desk.told(f"what-if/take-over?{ASKED}", seen="0" * 64).status_code == 409
    assert desk.post(f"what-if/take-over?{ASKED}", seen=seen[1]).status_code == 200
    wanted, got = what_if(case, ["drop R1", "prefer russia: V3"]), load(desk.case)
    assert list(got.clauses) == list(wanted.clauses)
    assert list(got.priorities) == [name for name in got.priorities if name in wanted.priorities]
    assert [name for name, item in got.priorities.items() if item.party == "russia"][:2] == ["V3", "V1"]
    desk.post("changes/1")
    assert desk.files() == before


def test_what_would_break_a_layer_is_told_before_it_is_taken_over(desk: Desk) -> None:
    desk.post("what-if/layer?what-if=drop+R1", title="Without it", source="Us")
    page = desk.get("/what-if/take-over?what-if=drop+R1").text
    assert "The layer names “R1”" in page
    assert "Write these changes" not in page


def test_what_is_no_part_of_the_case_file_is_not_taken_over(desk: Desk) -> None:
    page = desk.get("/what-if/take-over?what-if=drop+sources.ru-memorandum")
    assert "does not stand in case.yaml" in page.text
    assert "Write these changes" not in page.text
    assert "nothing to take over" in desk.get("/what-if/take-over").text


def test_a_case_that_can_only_be_read_is_only_looked_at(site: Site) -> None:
    page = site.get(f"/case/istanbul-2025/what-if?{ASKED}").text
    assert "Keep it as a layer" not in page
    assert "In a copy of it" in page
    assert site.get(f"/case/istanbul-2025/what-if/layer?{ASKED}").status_code == 200
    assert site.post(f"/case/istanbul-2025/what-if/layer?{ASKED}", title="T", source="Us").status_code == 400


def test_the_places_of_a_ranking_are_moved_too(site: Site) -> None:
    (site.folder / "ranked").mkdir()
    text = "case: Ranked\nparties: {a: A, b: B}\noptions: {a: {x: does x}, b: {y: does y}}\n"
    text += "preferences:\n  a: [x]\n  b: {id: K, ranking: [YY, YN, NY, NN]}\n"
    (site.folder / "ranked" / "case.yaml").write_text(text, "utf-8")
    where = "/case/ranked/what-if"
    assert 'name="sooner" value="b:4"' in site.get(where).text
    once = site.get(f"{where}?sooner=b:4").headers["location"]
    assert lines(once) == ["prefer b: 1, 2, 4"]
    assert lines(site.get(f"{once}&sooner=b:4").headers["location"]) == ["prefer b: 1, 4"]
    assert lines(site.get(f"{once}&sooner=b:3").headers["location"]) == []
    assert site.get(f"{where}?sooner=b:9").status_code == 422
