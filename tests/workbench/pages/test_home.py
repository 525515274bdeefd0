"""Home: a case made, copied, brought in; one text read and not kept; what is refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

import commonground as cg
from tests.case.folders import MINIMAL
from tests.workbench.conftest import Site

TEXT = "Paper: Will you sign?\nRuiz: They said they demand a levy. We reject it and we propose a fund.\n"


@pytest.fixture
def own(start: Callable[..., Site]) -> Site:
    return start()


def zipped(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_yaml", ".yaml"), text)
    return made.getvalue()


def test_a_new_case_is_made_and_opens(own: Site) -> None:
    answer = own.post("/new", title="The talks on the bridge")
    assert (answer.status_code, answer.headers["location"]) == (303, "/case/the-talks-on-the-bridge")
    assert cg.load(own.folder / "the-talks-on-the-bridge").title == "The talks on the bridge"
    assert own.get(answer.headers["location"]).status_code == 200
    again = own.post("/new", title="The talks on the bridge")
    assert again.status_code == 400
    assert "something of this name already" in again.text


def test_a_copy_to_try_is_ones_own(own: Site) -> None:
    answer = own.post("/case/istanbul-2025/copy")
    assert answer.headers["location"] == "/case/istanbul-2025-copy"
    assert cg.load(own.folder / "istanbul-2025-copy").clauses == cg.load("istanbul-2025").clauses
    assert own.post("/case/istanbul-2025/copy").headers["location"] == "/case/istanbul-2025-copy-2"
    found = {case["key"]: case for case in own.get("/home.json").json()["cases"]}
    assert not found["istanbul-2025-copy"]["bundled"]
    assert found["istanbul-2025-copy"]["zones"] == {"accepted": 4, "not excluded": 1, "excluded": 9}
    assert found["istanbul-2025-copy"]["changed"]


def test_a_zip_is_brought_in(own: Site) -> None:
    answer = own.post("/import", files={"file": ("Sent talks.zip", zipped(talks__case_yaml=MINIMAL))})
    assert answer.headers["location"] == "/case/sent-talks"
    assert cg.load(own.folder / "sent-talks").title == "A small one"


def test_the_conflict_of_another_program_is_brought_in(own: Site) -> None:
    from commonground.conflict.exchange.gmcr_export import gmcr_from_case

    data = gmcr_from_case(cg.load("cuba-1962")).data if cg.load("cuba-1962").options else None
    data = data or gmcr_from_case(cg.load("istanbul-2025")).data
    answer = own.post("/import", files={"file": ("war.gmcr", data)})
    assert answer.status_code in {200, 303}
    assert cg.load(own.folder / "war").options


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("x.zip", b"not a zip", "no file that can be brought in"),
        ("x.exe", b"MZ", "no file that can be brought in"),
        ("x.zip", b"PK\x03\x04 broken", "neither a folder nor a .zip"),
        ("x.zip", zipped(readme_yaml="x"), "not a case"),
        ("x.zip", zipped(**{"..__..__case_yaml": MINIMAL}), "not a case"),
        ("x.gmcr", b"{", ""),
    ],
)
def test_what_is_no_case_is_refused_and_leaves_nothing(own: Site, name: str, data: bytes, told: str) -> None:
    answer = own.post("/import", files={"file": (name, data)})
    assert 400 <= answer.status_code < 500
    assert told in answer.text
    assert list(own.folder.iterdir()) == []


def test_one_text_is_read_and_not_kept(own: Site) -> None:
    pasted = own.post("/read", text=TEXT)
    assert pasted.status_code == 200
    assert "Ruiz" in pasted.text
    assert "sandbox" in pasted.headers["content-security-policy"]
    given = own.client.post("/read.json", data={"token": own.token()}, files={"file": ("talk.txt", TEXT.encode())})
    assert given.json()["file"] == "talk.txt"
    assert given.json()["turns"] == 2
    assert list(own.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("files", "fields", "told"),
    [
        (None, {"text": "  "}, "no words"),
        ({"file": ("x.exe", b"MZ\x00")}, {}, "no file of text"),
        ({"file": ("x.txt", b"a\x00\xff\xfe")}, {}, ""),
        (None, {"text": TEXT, "kind": "sonnet"}, "sonnet"),
    ],
)
def test_what_is_no_text_is_told(
    own: Site, files: dict[str, tuple[str, bytes]], fields: dict[str, str], told: str
) -> None:
    answer = own.post("/read", files=files, **fields)
    assert 400 <= answer.status_code < 500
    assert told in answer.text


def test_markup_in_a_text_is_shown(own: Site) -> None:
    page = own.post("/read", text="A: We demand <script>alert(1)</script> a levy.\nB: No.\n").text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_new_case_is_begun_in_words(own: Site) -> None:
    rows = {"sides.0.name": "Halvora", "sides.0.people": "Ilsabet Corrane", "sides.2.name": "Orvane"}
    rows |= {"sides.2.levels": "مجلس، وفد"}
    rows |= {"matters.1.title": "The sluice", "matters.1.today": "Closed", "matters.1.others": "Open\r\nHalf open\r\n"}
    longer = own.post("/new", None, title="The marsh", more="1", **rows)
    assert (longer.status_code, longer.text.count(".people")) == (200, 5)
    assert 'value="Ilsabet Corrane"' in longer.text
    answer = own.post("/new", None, title="The marsh", **rows)
    case = cg.load(own.folder / "the-marsh")
    assert answer.headers["location"] == "/case/the-marsh"
    assert [party.name for party in case.table] == ["Halvora", "Orvane"]
    assert case.parties["orvane"].levels == ("مجلس", "وفد")
    assert [*case.issues["sluice"].outcomes.values()] == ["Closed", "Open", "Half open"]


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(own: Site) -> None:
    answer = own.post("/new", None, title="The marsh", **{"sides.0.name": "Halvora", "matters.0.title": "The sluice"})
    assert answer.status_code == 400
    assert "at least two sides" in answer.text
    assert "stand today" in answer.text
    assert 'value="Halvora"' in answer.text
    sides = {"sides.0.name": "Halvora", "sides.1.levels": "council", "sides.2.name": "Orvane"}
    nameless = own.post("/new", None, title="The marsh", **sides, **{"matters.0.today": "Closed"})
    assert "One of the sides has no name." in nameless.text
    assert "One of the matters has no name." in nameless.text
    assert 'value="council"' in nameless.text
    nothing = own.post("/new", None, title="The marsh", **{"sides.0.name": "", "matters.0.title": ""})
    assert nothing.status_code == 400
    assert "at least two sides" in nothing.text
    assert list(own.folder.iterdir()) == []
