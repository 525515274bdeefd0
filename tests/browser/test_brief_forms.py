"""The whole brief as a reader meets it: in a browser on a phone and on a desk, on sheets of paper, in a word processor.

Accessibility is held by checks of our own, computed in the browser from what it really shows: contrast of every text
with what lies behind it, the order of headings, landmarks, language, names of pictures, links and scrolling regions.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import commonground as cg
from commonground.brief.compose import document
from commonground.brief.document import Document, Entry, Section, Table, parts_of, plain
from commonground.brief.forms.choose import write
from commonground.brief.material import gather
from tests import needs
from tests.browser.test_brief_page import FLAGS, dom

# A window cannot be made as narrow as a phone, a frame in it can; the page in the frame tells what became of it.
FRAME = """<!doctype html><body>
<iframe width="390" height="900" src="page.html"></iframe><iframe width="1280" height="900" src="page.html"></iframe>
<script>addEventListener("message", (e) => {
  const told = document.createElement("pre"); told.textContent = "PROBE " + e.data + " END"; document.body.append(told);
});</script>"""
PROBE = r"""<script>
const parse = (c) => (c.match(/[\d.]+/g) || []).map(Number);
const behind = (e) => {
  for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c;
  }
  return [255, 255, 255];
};
const light = (c) => {
  const [r, g, b] = c.slice(0, 3).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05);
};
addEventListener("load", () => {
  document.querySelectorAll("details").forEach((each) => { each.open = true; });
  const box = document.documentElement, out = [], pale = [], over = [];
  for (const each of document.querySelectorAll("body *")) {
    if (each.closest("svg") || each.closest(".skip") || ["SCRIPT", "STYLE"].includes(each.tagName)) continue;
    const place = each.getBoundingClientRect();
    if (!each.closest(".wide, .picture") && place.right > box.clientWidth + 1) out.push(each.outerHTML.slice(0, 120));
    const words = [...each.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!words || !place.width) continue;
    const style = getComputedStyle(each), seen = contrast(parse(style.color), behind(each));
    if (seen < 4.5) pale.push(each.outerHTML.slice(0, 80) + " " + seen.toFixed(2));
  }
  const blocks = [...document.querySelectorAll("main p, main h2, main h3, main h4, main h5, main figure, main table")];
  for (let i = 1; i < blocks.length; i++) {
    const [a, b] = [blocks[i - 1], blocks[i]];
    if (a.contains(b) || b.contains(a)) continue;
    if (b.getBoundingClientRect().top < a.getBoundingClientRect().bottom - 1) over.push(b.outerHTML.slice(0, 80));
  }
  const named = (e) => e.getAttribute("aria-label") || e.getAttribute("aria-labelledby") || e.textContent.trim();
  const has = (q) => document.querySelectorAll(q).length;
  parent.postMessage(JSON.stringify({
    width: box.clientWidth, wide: box.scrollWidth > box.clientWidth, out, pale, over,
    headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((h) => +h.tagName[1]),
    empty: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, a, summary, th")].filter((e) => !named(e)).length,
    unnamed: [...document.querySelectorAll("[role=region], nav, section")].filter((e) => !named(e)).length,
    pictures: has("svg"), told: has("svg[role=img][aria-labelledby] > title"),
    landmarks: [has("header"), has("main"), has("footer"), has("nav[aria-label]")], language: box.lang,
    paper: getComputedStyle(document.body).backgroundColor,
    fetched: performance.getEntriesByType("resource").length}), "*");
});
</script></body>"""
SCHEMES = {"dark": ("0", "rgb(21, 24, 27)"), "light": ("1", "rgb(253, 253, 251)")}


@cache
def made(name: str, language: str = "en") -> Document:
    return document(gather(cg.load(name), language=language))


def looked_at(
    chromium: str, folder: Path, brief: Document, scheme: str, *changes: tuple[str, str]
) -> list[dict[str, Any]]:
    page = write(brief, folder / "page.html").path
    for old, new in changes:
        page.write_text(page.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    text = page.read_text(encoding="utf-8").replace("default-src 'none';", "script-src 'unsafe-inline';")
    page.write_text(text.replace("</body>", PROBE), encoding="utf-8")
    (folder / "frame.html").write_text(FRAME, encoding="utf-8")
    flags = ("--hide-scrollbars", f"--blink-settings=preferredColorScheme={SCHEMES[scheme][0]}")
    out, _ = dom(chromium, folder / "frame.html", *flags, "--virtual-time-budget=20000")
    return [json.loads(unescape(line)) for line in re.findall(r"PROBE (\{.*?\}) END", out)]


@pytest.mark.parametrize(
    ("name", "language", "scheme"),
    [
        ("istanbul-2025", "en", "light"),
        ("istanbul-2025", "uk", "dark"),
        ("cuba-1962", "en", "dark"),
        ("saltmarsh", "uk", "light"),
    ],
)
def test_the_page_fits_and_can_be_read(chromium: str, tmp_path: Path, name: str, language: str, scheme: str) -> None:
    told = looked_at(chromium, tmp_path, made(name, language), scheme)
    assert sorted(each["width"] for each in told) == [390, 1280]
    for each in told:
        assert (each["wide"], each["out"], each["over"], each["pale"]) == (False, [], [], [])
        assert each["paper"] == SCHEMES[scheme][1]
        levels = each["headings"]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert (each["empty"], each["unnamed"], each["fetched"]) == (0, 0, 0)
        assert each["pictures"] == each["told"] > 0
        assert each["landmarks"] == [1, 1, 1, 1]
        assert each["language"] == language


def test_what_could_not_be_read_would_be_found(chromium: str, tmp_path: Path) -> None:
    worse = (
        ("--soft: #5a6470", "--soft: #b0b0b0"),
        ("</header>", "<p style='width: 90em'>" + "wide " * 90 + "</p></header>"),
        ("<h2", "<h3></h3><h5>too deep</h5><h2"),
        ("aria-labelledby=", "data-was="),
    )
    for each in looked_at(chromium, tmp_path, made("cuba-1962"), "light", *worse):
        assert each["pale"]
        assert each["out"]
        assert each["empty"] == 1
        assert not all(after - before <= 1 for before, after in pairwise(each["headings"]))


def test_the_page_as_it_is_gives_no_console_message(chromium: str, tmp_path: Path) -> None:
    out, err = dom(chromium, write(made("istanbul-2025"), tmp_path / "page.html").path)
    assert "The evidence" in out
    assert "CONSOLE" not in err


def test_pictures_of_the_page_can_be_taken(chromium: str, tmp_path: Path) -> None:
    page = write(made("istanbul-2025"), tmp_path / "page.html").path
    for width in (500, 1280):
        shot = tmp_path / f"page-{width}.png"
        flags = (
            *FLAGS,
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--window-size={width},4000",
            f"--screenshot={shot}",
        )
        subprocess.run([chromium, *flags, page.as_uri()], capture_output=True, timeout=120, check=True)
        assert shot.stat().st_size > 50_000


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    needs.weasyprint()
    return write(made("istanbul-2025"), tmp_path_factory.mktemp("sheets") / "brief.pdf").path


def _titles(brief: Document) -> set[str]:
    """Titles of sections and entries and what stands over tables: nothing of it may be the last line of a sheet."""
    parts = list(parts_of(brief))
    titles = {part.title for part in parts if isinstance(part, Section)}
    titles |= {" ".join(plain(part.title).split()) for part in parts if isinstance(part, Entry)}
    return (titles | {" ".join(plain(part.caption).split()) for part in parts if isinstance(part, Table)}) - {""}


def test_no_sheet_ends_in_a_heading(printed: Path) -> None:
    titles, frame = _titles(made("istanbul-2025")), made("istanbul-2025").frame
    for number, page in enumerate(PdfReader(printed).pages, 1):
        text = " ".join(page.extract_text().split())
        assert frame[:60] in text
        body = text.replace(frame, "").replace(f"{number} / {len(PdfReader(printed).pages)}", "").strip()
        assert not any(body.endswith(title) for title in titles), f"sheet {number}"


def test_nothing_is_cut_at_the_edge_of_a_sheet(printed: Path, tmp_path: Path) -> None:
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed, so no picture of a sheet can be taken")
    command = [program, "-r", "40", "-gray", str(printed), str(tmp_path / "sheet")]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    sheets = sorted(tmp_path.glob("sheet-*.pgm"))
    assert len(sheets) == len(PdfReader(printed).pages)
    for sheet in sheets:
        _, size, _, dots = sheet.read_bytes().split(b"\n", 3)
        wide, high = map(int, size.split())
        assert min(dots) < 100, sheet.name  # something stands on it, dark enough to be read in grey
        edge = 8  # dots: five millimetres
        rows = [dots[at * wide : (at + 1) * wide] for at in range(high)]
        assert min(min(row[:edge] + row[-edge:]) for row in rows) > 200, sheet.name
        assert min(min(row) for row in rows[:edge] + rows[-edge:]) > 200, sheet.name


def test_the_word_file_opens_in_a_word_processor(tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed, so no other program opens the Word file here")
    written = write(made("istanbul-2025"), tmp_path / "brief.docx").path
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(written)]
    subprocess.run(command, capture_output=True, timeout=240, check=True)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "brief.pdf").pages]
    assert all("The record ends on 25 July 2025." in page for page in pages)
    assert f"{len(pages)} / {len(pages)}" in pages[-1]
    assert "Istanbul talks, 2025" in pages[0]
    assert any("The evidence" in page for page in pages)
