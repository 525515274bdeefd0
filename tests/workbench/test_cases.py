"""The cases at hand: keys, what is read again when it changed on disk, a case that cannot be read, two readers."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from commonground.errors import CommongroundError, UsageError
from commonground.workbench.cases import MOST_KEPT, Cases
from commonground.workbench.settings import Settings
from commonground.workbench.view import View
from tests.case.folders import MINIMAL, whole
from tests.workbench.conftest import Site


def cases(folder: Path, case: str | None = None) -> Cases:
    return Cases(Settings(folder=folder, case=case))


def test_what_lies_in_the_folder_goes_by_its_own_name(tmp_path: Path) -> None:
    whole(tmp_path / "talks")
    shutil.make_archive(str(tmp_path / "sent"), "zip", tmp_path / "talks")
    (tmp_path / "notes").mkdir()
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 nothing")
    whole(tmp_path / ".hidden")
    found = cases(tmp_path).entries()
    assert [key for key, entry in found.items() if not entry.bundled] == ["sent", "talks"]
    assert found["talks"].writable
    assert not found["sent"].writable
    assert not found["istanbul-2025"].writable


def test_a_zip_that_becomes_a_case_is_seen(tmp_path: Path) -> None:
    found = cases(tmp_path)
    (tmp_path / "sent.zip").write_bytes(b"PK nothing")
    assert "sent" not in found.entries()
    whole(tmp_path / ".talks")
    shutil.make_archive(str(tmp_path / "sent"), "zip", tmp_path / ".talks")
    assert "sent" in found.entries()
    assert found.answers(found.entry("sent")).case.title == "A small one"


def test_a_case_of_ones_own_stands_before_the_programs(tmp_path: Path) -> None:
    whole(tmp_path / "cuba-1962")
    found = cases(tmp_path)
    assert found.answers(found.entry("cuba-1962")).case.title == "A small one"
    assert found.answers(found.entry("cuba-1962.bundled")).case.id == "cuba-1962"


def test_one_case_that_was_asked_for_is_the_only_one_of_ones_own(tmp_path: Path) -> None:
    whole(tmp_path / "one")
    whole(tmp_path / "two")
    own = [key for key, entry in cases(tmp_path, str(tmp_path / "one")).entries().items() if not entry.bundled]
    assert own == ["one"]


@pytest.mark.parametrize("key", ["../cases", "/etc", "", ".", "talks/..", "a\x00b"])
def test_a_key_is_looked_up_and_never_a_path(tmp_path: Path, key: str) -> None:
    whole(tmp_path / "talks")
    with pytest.raises(UsageError, match="no case"):
        cases(tmp_path).entry(key)


def test_it_is_read_again_when_and_only_when_it_changed(tmp_path: Path) -> None:
    root = whole(tmp_path / "talks")
    found = cases(tmp_path)
    entry = found.entry("talks")
    first = found.answers(entry)
    assert found.answers(entry) is first
    os.utime(root / "case.yaml", ns=(1, 1))
    assert found.answers(entry) is first  # touched, and the same bytes
    (root / "case.yaml").write_text(MINIMAL.replace("A small one", "Another"), encoding="utf-8")
    assert found.answers(entry).case.title == "Another"
    (root / "case.yaml").write_text("case: [", encoding="utf-8")
    with pytest.raises(CommongroundError):
        found.answers(entry)
    (root / "case.yaml").write_text(MINIMAL, encoding="utf-8")
    assert found.answers(entry).case.title == "A small one"


def test_what_is_kept_is_bounded(tmp_path: Path) -> None:
    whole(tmp_path / "talks")
    found = cases(tmp_path)
    entry = found.entry("talks")
    for n in range(MOST_KEPT + 5):
        found.answers(entry, View(what_if=(f"add north: {'not ' * n}(toll = none)",)))
    assert len(found._kept) == MOST_KEPT


def test_a_layer_is_one_of_the_cases_own_and_no_path(tmp_path: Path) -> None:
    root = whole(tmp_path / "talks")
    outside = tmp_path / "outside.yaml"
    outside.write_text("layer: x\nkind: reading\n", encoding="utf-8")
    found = cases(tmp_path)
    for layer in (str(outside), "../outside", "layers/../../outside"):
        with pytest.raises(UsageError, match="no layer"):
            found.answers(found.entry("talks"), View(layers=(layer,)))
    assert root.is_dir()


def test_a_broken_case_opens_with_what_is_wrong_beside_its_lines(start: Callable[..., Site]) -> None:
    site = start()
    wrong = MINIMAL.replace("kind: red line", "kind: red lin").replace("until: r2", "untill: r2")
    root = whole(site.folder / "talks", wrong)
    page = site.get("/case/talks/issue/bridge")
    assert page.status_code == 422
    line = next(n for n, text in enumerate(wrong.splitlines(), 1) if "red lin," in text)
    assert f'<li value="{line}" class="wrong">' in page.text
    assert "Did you mean “red line”?" in page.text
    assert "“untill” is not a field here." in page.text
    told = site.get("/case/talks.json")
    assert told.status_code == 422
    assert {problem["code"] for problem in told.json()["problems"]} == {"not-allowed", "unknown-field"}
    assert "cannot be read" in site.get("/").text
    (root / "case.yaml").write_text(MINIMAL, encoding="utf-8")
    assert site.get("/case/talks/issue/bridge").status_code == 200


def test_files_that_are_no_text_are_shown_as_far_as_they_go(start: Callable[..., Site]) -> None:
    site = start()
    root = whole(site.folder / "talks")
    (root / "case.yaml").write_bytes(b"case: caf\xe9\n")
    assert "not UTF-8" in site.get("/case/talks").text
    assert site.get("/case/talks/file/case.yaml").status_code == 200


def test_what_people_write_is_shown_and_never_run(start: Callable[..., Site]) -> None:
    site = start()
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    case = MINIMAL.replace("A small one", f"'{evil}'").replace("closed: Closed", f"closed: '{evil}'")
    root = whole(site.folder / "<b>talks", case)
    sources = root / "sources.yaml"
    sources.write_text(sources.read_text().replace("A letter", f"'{evil}'") + f"  # {evil}\n", encoding="utf-8")
    key = "/case/%3Cb%3Etalks"
    pages = [
        "",
        "/issue/bridge",
        "/evidence",
        "/source/letter",
        "/statement/t1",
        "/what-if",
        "/file/case.yaml",
        "/brief",
    ]
    for path in (*(key + page for page in pages), f"{key}/search?q={evil}", f"{key}/issue/{evil}", "/"):
        text = site.get(path).text
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path
        assert "<b>talks" not in text, path
    assert "&lt;script&gt;" in site.get(key).text


def test_several_readers_at_once_are_told_the_same(site: Site) -> None:
    told: list[str] = []

    def read() -> None:
        told.append(site.get("/case/cuba-1962/issue/missiles.json?round=r3").text)

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(60)
    assert len(told) == 8
    assert len(set(told)) == 1
