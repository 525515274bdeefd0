"""The pictures in a real browser: every word lies inside its picture, none on another, and letters can be read.

The pages are drawn with every picture that a case has, and photographed into the test's folder; look at them there.
"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

import commonground as cg
from commonground.agreement import glance
from commonground.brief.compose import document
from commonground.brief.document import Document, Figure, Section, parts_of
from commonground.brief.forms.html import to_html
from commonground.brief.language import tongue
from commonground.brief.material import gather
from commonground.brief.plots.slide import glance_slide
from commonground.case import Case

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
PROBE = """<script>
addEventListener("load", () => {
  const cut = [], over = [], small = [];
  for (const svg of document.querySelectorAll(".picture svg")) {
    const frame = svg.getBoundingClientRect(), scale = frame.width / svg.viewBox.baseVal.width;
    const words = [...svg.querySelectorAll("text")].map(t => ({t: t.textContent, b: t.getBoundingClientRect(),
      size: parseFloat(t.getAttribute("font-size")) * scale}));
    for (const {t, b, size} of words) {
      if (b.left < frame.left - 1 || b.right > frame.right + 1 || b.top < frame.top - 1 || b.bottom > frame.bottom + 1)
        cut.push(t);
      if (size < 8) small.push(t);
    }
    words.forEach((one, at) => words.slice(at + 1).forEach(two => {
      const wide = Math.min(one.b.right, two.b.right) - Math.max(one.b.left, two.b.left);
      const high = Math.min(one.b.bottom, two.b.bottom) - Math.max(one.b.top, two.b.top);
      if (wide > 2 && high > 0.45 * Math.min(one.b.height, two.b.height)) over.push(one.t + " / " + two.t);
    }));
  }
  const out = document.createElement("pre"); out.id = "probe"; out.hidden = true;
  const pictures = document.querySelectorAll(".picture svg").length;
  out.textContent = "PROBE " + JSON.stringify({cut, over, small, pictures,
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth}) + " END";
  document.body.append(out);
});
</script></body>"""


def pictures(case: Case, language: str) -> Document:
    """Every picture of the whole brief, and the slide."""
    material = gather(case, language=language)
    whole = document(material)
    slide = glance_slide(case, glance(case), tongue(language), whole.frame)
    figures = (*(part for part in parts_of(whole) if isinstance(part, Figure)), slide)
    return Document("Pictures", whole.frame, language, "tests", (Section("pictures", "Pictures", figures),))


def strange(case: Case) -> Case:
    """The same case with names and titles that are very long, in other scripts, or look like markup."""
    names = ("لجنة الحدود المشتركة", "Міжвідомча комісія з питань державного кордону", "<b>Pellimar & sons</b>")
    long = "Про порядок відведення патрулів із протоки та режим шлюзу між двома берегами до наступного сезону"
    parties = {key: replace(p, name=name) for (key, p), name in zip(case.parties.items(), names, strict=True)}
    issues = {key: replace(each, title=f"{long} {key}") for key, each in case.issues.items()}
    steps = {key: replace(each, title=f"فتح القناة {long}") for key, each in case.steps.items()}
    rounds = {key: replace(each, title=f"{long} Donaudampfschifffahrt{'s' * 60}") for key, each in case.rounds.items()}
    return replace(case, title=f"{long} {long}", parties=parties, issues=issues, steps=steps, rounds=rounds)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize(
    ("name", "language", "least"),
    [("istanbul-2025", "uk", 9), ("cuba-1962", "en", 3), ("saltmarsh", "en", 5), ("strange", "uk", 5)],
)
def test_words_lie_inside_their_picture_and_not_on_each_other(
    chromium: str, tmp_path: Path, name: str, language: str, least: int, width: int
) -> None:
    page = tmp_path / "pictures.html"
    case = strange(cg.load("saltmarsh")) if name == "strange" else cg.load(name)
    text = to_html(pictures(case, language)).replace("default-src 'none';", "script-src 'unsafe-inline';")
    page.write_text(text.replace("</body>", PROBE), encoding="utf-8")
    command = [chromium, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", f"--window-size={width},6000"]
    done = subprocess.run(
        [*command, "--dump-dom", page.as_uri()], capture_output=True, text=True, timeout=120, check=True
    )
    found = re.search(r"PROBE (\{.*\}) END", done.stdout)
    assert found is not None
    told = json.loads(unescape(found[1]))
    assert told["pictures"] >= least
    assert not told["cut"]
    assert not told["over"]
    assert not told["small"]
    assert not told["wide"]
    shot = tmp_path / f"{name}-{language}-{width}.png"
    subprocess.run([*command, f"--screenshot={shot}", page.as_uri()], capture_output=True, timeout=120, check=True)
    assert shot.stat().st_size > 10_000
