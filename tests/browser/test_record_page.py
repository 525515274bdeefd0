"""The brief of one text in a real browser: no console message, nothing fetched, nothing wider than a phone."""

from __future__ import annotations

import json
import re
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from commonground.brief.of_record import brief_of_record
from tests.browser.test_brief_page import FLAGS, dom

# A window cannot be made as narrow as a phone, a frame in it can; the page in the frame tells what became of it.
FRAME = """<!doctype html><body>
<iframe width="390" height="900" src="page.html"></iframe><iframe width="1280" height="900" src="page.html"></iframe>
<script>addEventListener("message", (e) => {
  const told = document.createElement("pre"); told.textContent = "PROBE " + e.data; document.body.append(told);
});</script>"""
PROBE = """<script>
addEventListener("load", () => {
  const box = document.documentElement, out = [];
  for (const each of document.querySelectorAll("main *")) {
    const over = each.getBoundingClientRect().right > box.clientWidth + 1;
    if (over && !each.closest("thead, .wide")) out.push(each.tagName);
  }
  const mark = getComputedStyle(document.querySelector(".record .move"));
  parent.postMessage(JSON.stringify({
    width: box.clientWidth, wide: box.scrollWidth > box.clientWidth, out: out.length,
    line: mark.borderBottomStyle, paper: getComputedStyle(document.body).backgroundColor,
    fetched: performance.getEntriesByType("resource").length}), "*");
});
</script></body>"""
SCHEMES = {"dark": ("0", "rgb(21, 24, 27)"), "light": ("1", "rgb(253, 253, 251)")}


def written(name: str, folder: Path) -> Path:
    source = files("commonground.case") / "bundled" / "saltmarsh" / "sources" / name
    return brief_of_record(Path(str(source)), to=folder / "page.html")


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        ("interview.txt", "dark"),
        ("interview.txt", "light"),
        ("memcon.xml", "light"),
        ("verbatim.txt", "dark"),
        ("captions.vtt", "light"),
    ],
)
def test_the_page_fits_a_phone_and_a_desk_and_fetches_nothing(
    chromium: str, tmp_path: Path, name: str, scheme: str
) -> None:
    preferred, paper = SCHEMES[scheme]
    page = written(name, tmp_path)
    text = page.read_text(encoding="utf-8").replace("default-src 'none';", "script-src 'unsafe-inline';")
    page.write_text(text.replace("</body>", PROBE), encoding="utf-8")
    frame = tmp_path / "frame.html"
    frame.write_text(FRAME, encoding="utf-8")
    flags = ("--hide-scrollbars", f"--blink-settings=preferredColorScheme={preferred}", "--virtual-time-budget=5000")
    out, _ = dom(chromium, frame, *flags)
    told = [json.loads(line) for line in re.findall(r"PROBE (\{.*?\})<", out)]
    assert sorted(each["width"] for each in told) == [390, 1280]
    for each in told:
        assert (each["wide"], each["out"], each["fetched"]) == (False, 0, 0)
        assert each["paper"] == paper
        assert each["line"] in {"solid", "double", "dotted"}


def test_the_page_as_it_is_gives_no_console_message(chromium: str, tmp_path: Path) -> None:
    out, err = dom(chromium, written("interview.txt", tmp_path))
    assert "What stands out" in out
    assert "CONSOLE" not in err


def test_it_prints_with_its_limits_on_every_page(chromium: str, tmp_path: Path) -> None:
    from pypdf import PdfReader

    page, printed = written("captions.vtt", tmp_path), tmp_path / "page.pdf"
    flags = (*FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    subprocess.run([chromium, *flags, page.as_uri()], capture_output=True, timeout=120, check=True)
    pages = [" ".join(each.extract_text().split()) for each in PdfReader(printed).pages]
    assert len(pages) > 1
    assert "What stands out" in pages[0]
    assert all("Rules proposed all of this" in words for words in pages)
