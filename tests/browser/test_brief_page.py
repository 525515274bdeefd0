"""The brief in a real browser: it renders with no console error, fetches nothing, and fits a narrow screen."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import commonground as cg

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Reports what the browser made of the page: the width it needs, its first heading, and colours as they came out.
PROBE = """<script>
addEventListener("load", () => {
  const out = document.createElement("pre"); out.id = "probe"; out.hidden = true;
  out.textContent = "PROBE " + JSON.stringify({
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    h1: document.querySelector("h1").textContent, rows: document.querySelectorAll("tbody tr").length,
    paper: getComputedStyle(document.body).backgroundColor, fetched: performance.getEntriesByType("resource").length});
  document.body.append(out);
});
</script></body>"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return cg.brief(cg.load("istanbul-2025"), to=tmp_path_factory.mktemp("page") / "brief.html")


def dom(chromium: str, page: Path, *flags: str) -> tuple[str, str]:
    profile = page.parent / "profile"
    command = [chromium, *FLAGS, f"--user-data-dir={profile}", "--enable-logging=stderr", *flags, "--dump-dom"]
    done = subprocess.run([*command, page.as_uri()], capture_output=True, text=True, timeout=120, check=False)
    return done.stdout, done.stderr


@pytest.mark.parametrize("width", [1200, 500])
def test_the_page_renders_fits_and_fetches_nothing(chromium: str, page: Path, width: int) -> None:
    probed = page.with_name(f"probed-{width}.html")
    text = page.read_text(encoding="utf-8").replace("default-src 'none';", "script-src 'unsafe-inline';")
    probed.write_text(text.replace("</body>", PROBE), encoding="utf-8")
    out, _ = dom(chromium, probed, f"--window-size={width},1000")
    told = out[out.index("PROBE ") :]
    assert '"h1":"Istanbul talks, 2025"' in told
    assert '"wide":false' in told
    assert '"fetched":0' in told


def test_the_page_as_it_is_gives_no_console_message(chromium: str, page: Path) -> None:
    out, err = dom(chromium, page)
    assert "What can be agreed" in out
    assert "CONSOLE" not in err
