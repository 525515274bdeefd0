"""The YAML in the browser: mistakes beside lines, comments kept, two windows, changes on disk, broken cases mended."""

from __future__ import annotations

import re
from html import unescape

import pytest

from commonground.case import load
from tests.workbench.conftest import Site
from tests.workbench.desk import Desk, desk_for


@pytest.fixture
def desk(site: Site, request: pytest.FixtureRequest) -> Desk:
    return desk_for(site, request.node.name)


def form(desk: Desk, file: str = "case.yaml") -> dict[str, str]:
    page = desk.get(f"/edit/{file}").text
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    text = re.search(r'<textarea id="yaml"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert seen is not None
    assert text is not None
    return {"seen": seen[1], "text": unescape(text[1])}


def yaml(desk: Desk) -> str:
    return (desk.case / "case.yaml").read_text(encoding="utf-8")


def test_the_page_holds_the_file_as_it_is(desk: Desk) -> None:
    assert form(desk)["text"] == yaml(desk)


def test_what_is_saved_is_what_was_typed_with_every_comment(desk: Desk) -> None:
    given = form(desk)
    typed = given["text"].replace("title: Joint visits to the dam", "title: Visits  # <b>shorter</b>")
    page = desk.post("edit/case.yaml", seen=given["seen"], text=typed.replace("\n", "\r\n"))
    assert page.status_code == 200
    assert "Saved" in page.text
    assert yaml(desk) == typed
    assert "Visits" in desk.get().text  # every page is of the case as it is now


def test_a_mistake_stands_beside_its_line_and_nothing_is_written(desk: Desk) -> None:
    given, before = form(desk), yaml(desk)
    typed = given["text"].replace("flow <= low", "flow <= lowe")
    page = desk.post("edit/case.yaml", seen=given["seen"], text=typed)
    assert page.status_code == 422
    assert "Did you mean “low”?" in page.text
    line = typed[: typed.index("lowe")].count("\n") + 1
    assert f'<li value="{line}" class="wrong">' in page.text
    assert "lowe" in unescape(page.text).split("<textarea")[1]
    assert yaml(desk) == before


def test_the_second_window_is_shown_the_difference_and_chooses(desk: Desk) -> None:
    first, second = form(desk), form(desk)
    desk.post("edit/case.yaml", seen=first["seen"], text=first["text"].replace("on the bridge", "in the mill"))
    mine = second["text"].replace("First meeting", "The opening")
    page = desk.post("edit/case.yaml", seen=second["seen"], text=mine)
    assert page.status_code == 409
    assert "in the mill" in yaml(desk)
    assert re.search(r'class="taken">[^<]*in the mill', page.text)
    assert re.search(r'class="added">[^<]*The opening', page.text)
    again = re.search(r'name="seen" value="([^"]+)"', page.text)
    assert again is not None
    assert desk.post("edit/case.yaml", seen=again[1], text=mine).status_code == 200
    assert yaml(desk) == mine


def test_a_change_on_disk_is_noticed(desk: Desk) -> None:
    given = form(desk)
    (desk.case / "case.yaml").write_text(yaml(desk) + "# by an editor\n", encoding="utf-8")
    assert desk.post("edit/case.yaml", seen=given["seen"], text=given["text"]).status_code == 409
    assert yaml(desk).endswith("# by an editor\n")
    assert form(desk)["text"].endswith("# by an editor\n")


def test_the_last_save_is_taken_back_while_it_stands(desk: Desk) -> None:
    before, given = yaml(desk), form(desk)
    page = desk.post("edit/case.yaml", seen=given["seen"], text=given["text"] + "# one\n")
    assert "Take the last change back" in page.text
    assert desk.post("edit-back/case.yaml").status_code == 200
    assert yaml(desk) == before
    assert desk.post("edit-back/case.yaml").status_code == 400
    given = form(desk)
    desk.post("edit/case.yaml", seen=given["seen"], text=given["text"] + "# two\n")
    (desk.case / "case.yaml").write_text(before + "# theirs\n", encoding="utf-8")
    assert desk.post("edit-back/case.yaml").status_code == 400
    assert yaml(desk) == before + "# theirs\n"


def test_a_broken_case_is_mended_here(desk: Desk) -> None:
    whole = yaml(desk)
    (desk.case / "case.yaml").write_text(whole.replace("flow <= low", "flow <= lowe"), encoding="utf-8")
    page = desk.get()
    assert page.status_code == 422
    assert f'/case/{desk.name}/edit/case.yaml">Mend' in page.text
    given = form(desk)
    assert "Did you mean “low”?" in desk.get("/edit/case.yaml").text
    assert desk.post("edit/case.yaml", seen=given["seen"], text=whole).status_code == 200
    assert load(desk.case).clauses["A1"].text == "flow <= low"


def test_statements_of_two_branches_put_together_are_mended_while_they_cannot_be_read(desk: Desk) -> None:
    desk.post("code/talk", turn="1", words="we will not sign", act="reject")
    file = desk.case / "statements" / "ada.jsonl"
    whole = file.read_text(encoding="utf-8")
    assert desk.get("/edit/statements/ada.jsonl").status_code == 404
    file.write_text(f"<<<<<<< HEAD\n{whole}=======\n>>>>>>> other\n", encoding="utf-8")
    assert f'/case/{desk.name}/edit/statements/ada.jsonl">Mend' in desk.get().text
    seen = desk.get("/edit-data/statements/ada.jsonl").json()["version"]
    kept = desk.post("edit/statements/ada.jsonl", seen=seen, text=whole)
    assert kept.status_code == 200
    assert "What was changed here" in kept.text
    assert "ada.talk.1" in load(desk.case).statements
    assert desk.post("edit/statements/ada.jsonl", seen=seen, text="").status_code == 404


@pytest.mark.parametrize("file", ["statements/me.jsonl", "sources/talk.txt", "..%2F..%2Fcase.yaml", ".gitignore"])
def test_no_other_file_is_changed(desk: Desk, file: str) -> None:
    before = desk.files()
    assert desk.post(f"edit/{file}", seen="x", text="x").status_code in {400, 404}
    assert desk.files() == before


def test_without_the_token_nothing_is_saved(desk: Desk) -> None:
    given, before = form(desk), desk.files()
    assert desk.without_token("edit/case.yaml", **given).status_code == 403
    assert desk.without_token("edit-back/case.yaml").status_code == 403
    assert desk.files() == before


def test_the_programs_own_cases_are_not_changed(desk: Desk) -> None:
    bundled = Desk(desk.site, "istanbul-2025")
    assert "only be read" in bundled.get("/edit/case.yaml").text
    assert bundled.post("edit/case.yaml", seen="x", text="case: mine").status_code == 400
