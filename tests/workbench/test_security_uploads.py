"""What is sent from outside: typed, limited, and unable to write anywhere but into a new folder of the user's own."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest

from commonground.store.folder import MOST_ENTRIES
from tests.workbench.conftest import Site
from tests.workbench.desk import desk_for, token_of

CASE = b"case: Talks\nissues:\n  bridge: [closed, open]\n"


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def zipped(files: Mapping[str | zipfile.ZipInfo, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def lying(data: bytes, size: int) -> bytes:
    """A .zip that says of its first file that it is small."""
    made = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = made.index(signature) + offset
        struct.pack_into("<I", made, at, size)
    return bytes(made)


def sent(site: Site, path: str, name: str, data: bytes) -> httpx.Response:
    form = {"token": token_of(site)}
    headers = {"accept": "application/json"}
    return site.client.post(path, data=form, files={"file": (name, data)}, headers=headers)


def tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_members_of_a_zip_that_lead_out_are_left_out(site: Site) -> None:
    before, around = tree(site.folder), tree(site.folder.parent)
    out = [
        "../up.yaml",
        "/etc/commonground.yaml",
        "a/../../up.yaml",
        "C:\\up.yaml",
        "..\\up.yaml",
        "a\\..\\..\\up.yaml",
    ]
    members: dict[str | zipfile.ZipInfo, bytes] = {**dict.fromkeys(out, b"case: up")}
    members |= {link("sources"): b"/etc", link("hosts.yaml"): b"/etc/hosts", "case.yaml": CASE}
    made = sent(site, "/import", "leads-out.zip", zipped(members))
    assert made.json()["case"] == "leads-out"
    assert {name for name in tree(site.folder) - before if "lock" not in name} == {"leads-out", "leads-out/case.yaml"}
    assert {name for name in tree(site.folder.parent) - around if "leads-out" not in name} == set()
    assert not (site.folder / "leads-out" / "sources").exists()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("bomb.zip", zipped({"case.yaml": b"# " + b"0" * 40_000_000}), "too-large"),
        ("lies.zip", lying(zipped({"case.yaml": b"# " + b"0" * 40_000_000}), 20), "bad-zip"),
        (
            "total.zip",
            zipped({"case.yaml": CASE, **{f"sources/{n}.txt": b"0" * 1_900_000 for n in range(20)}}),
            "too-large",
        ),
        ("many.zip", zipped({"case.yaml": CASE, **{f"{n}.txt": b"" for n in range(MOST_ENTRIES)}}), "too-many-files"),
        ("no-case.zip", zipped({"readme.txt": b"hello"}), "no-case-file"),
        ("wrong.zip", b"%PDF-1.7", "wrong-file"),
        ("wrong.exe", b"MZ", "wrong-file"),
        ("wrong", CASE, "wrong-file"),
        ("cut.zip", zipped({"case.yaml": CASE})[:-30], "bad-zip"),
        ("wrong.gmcr", b"\x00\x01 no conflict", None),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_what_is_no_case_or_too_much_of_one_is_refused_whole(
    site: Site, name: str, data: bytes, code: str | None
) -> None:
    before = tree(site.folder)
    answer = sent(site, "/import", name, data)
    assert 400 <= answer.status_code < 500
    problem = answer.json()["problems"][0]
    assert code in (problem["code"], None)
    assert problem["what"]
    assert "/commonground-" not in str(problem["file"])  # where it lay for a moment is nobody's business
    assert tree(site.folder) == before


@pytest.mark.parametrize(
    "name", ["../../up.zip", "..\\up.zip", "/etc/up.zip", "\x00.zip", "u" * 300 + ".zip", ".zip", "<b>.zip"]
)
def test_the_name_of_a_file_is_no_path(site: Site, name: str) -> None:
    outside = tree(site.folder.parent) - {f"{site.folder.name}/{each}" for each in tree(site.folder)}
    answer = sent(site, "/import", name, zipped({"case.yaml": CASE}))
    assert answer.status_code in {200, 400}
    assert {path.parent for path in site.folder.glob("*/case.yaml")} <= set(site.folder.iterdir())
    assert tree(site.folder.parent) - {f"{site.folder.name}/{each}" for each in tree(site.folder)} == outside
    assert all(len(path.name) < 80 for path in site.folder.iterdir())


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><TEI><text>A: &x;</text></TEI>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><TEI><text>&j;</text></TEI>"
)
TEXTS = {
    "a.exe": b"MZ",
    "a.docx": b"PK\x03\x04 no document",
    "bomb.docx": zipped({"word/document.xml": b"<w:t>" + b"0" * 200_000_000}),
    "a.pdf": b"%PDF-1.7 no document",
    "out.xml": DOCTYPE,
    "laughs.xml": LAUGHS,
    "nul.txt": b"A: \x00\x00 hi",
    "empty.txt": b" \n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_is_none_is_refused_in_a_sentence(site: Site, name: str) -> None:
    desk = desk_for(site, "texts") if not (site.folder / "texts").exists() else None
    before = tree(site.folder)
    for path in ("/read", "/case/texts/add"):
        answer = sent(site, path, name, TEXTS[name])
        assert 400 <= answer.status_code < 500, (path, answer.text[:200])
        problem = answer.json()["problems"][0]
        assert problem["what"], path
        assert "/commonground-" not in str(problem["file"])
    assert {each for each in tree(site.folder) - before if "lock" not in each} == set()
    assert desk is None or desk.get().status_code == 200


def test_more_fields_and_files_than_any_form_has_are_refused(site: Site) -> None:
    headers = {"accept": "application/json"}
    many = {"token": token_of(site), **{f"f{n}": "x" for n in range(2_100)}}
    assert site.client.post("/new", data=many, headers=headers).status_code == 400
    files = [("file", (f"{n}.txt", b"x")) for n in range(30)]
    assert site.client.post("/import", data={"token": token_of(site)}, files=files, headers=headers).status_code == 400
    large = {"token": token_of(site), "text": "x" * 5_000_000}
    kind = {"content-type": "multipart/form-data; boundary=b", **headers}
    body = f'--b\r\ncontent-disposition: form-data; name="text"\r\n\r\n{large["text"]}\r\n--b--\r\n'
    assert site.client.post("/read", content=body.encode(), headers=kind).status_code == 400
    for wrong in ("application/json", "text/plain", "multipart/form-data", "application/xml"):
        answer = site.client.post("/new", content=b'{"title": "x"}', headers={**headers, "content-type": wrong})
        assert answer.status_code in {400, 403}, wrong
