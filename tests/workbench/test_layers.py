"""Layers switched on and off from a list on every page about a case, banded while on, and kept in every address."""

from __future__ import annotations

import re
import shutil
from html import unescape

import pytest

from commonground.agreement import agreement
from commonground.case import load, open_case
from tests.workbench.conftest import Site

LAYER, OTHER = "signing-needs-no-settlement", "energy-halt-again"
PAGES = ("", "/order", "/levels", "/next", "/what-if", "/evidence", "/issue/ceasefire", "/object/U1", "/entries")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_the_list_and_a_band_while_one_is_on(site: Site, page: str) -> None:
    plain = site.get(f"/case/istanbul-2025{page}").text
    for name in (LAYER, OTHER):
        assert f'name="layer" value="{name}"' in plain
    assert "The halt of strikes on energy is taken up again" in plain
    assert "hypothesis: An assumption" in plain
    assert 'class="band"' not in plain
    on = site.get(f"/case/istanbul-2025{page}?layer={LAYER}").text
    assert f'value="{LAYER}" checked' in on
    assert 'class="band"' in on
    assert 'class="otherwise"' in on
    assert on.count("Layer on: A meeting to sign needs no settlement (reading)") >= 2  # the band, and the frame line
    nav = re.findall(r'<nav aria-label="This case">.*?</nav>', on, re.DOTALL)[0]
    assert all(f"layer={LAYER}" in href for href in re.findall(r'href="([^"]+)"', nav))


def test_the_answer_is_that_of_the_case_with_the_layers(site: Site) -> None:
    told = site.get(f"/case/istanbul-2025.json?layer={LAYER}&layer={OTHER}").json()
    expected = agreement(load("istanbul-2025", [LAYER, OTHER]))
    assert [layer["id"] for layer in told["layers"]] == [LAYER, OTHER]
    assert {name: item["zone"] for name, item in told["targets"].items()} == {
        name: item.zone for name, item in expected.targets.items()
    }


def test_each_is_switched_off_by_itself_from_the_band(site: Site) -> None:
    page = site.get(f"/case/istanbul-2025/next?layer={LAYER}&layer={OTHER}&what-if=drop+R1").text
    band = page[page.index('class="band"') : page.index("<main")]
    links = [unescape(href) for href in re.findall(r'href="([^"]+)"', band)]
    assert f"/case/istanbul-2025/next?layer={OTHER}&what-if=drop+R1" in links
    assert f"/case/istanbul-2025/next?layer={LAYER}&what-if=drop+R1" in links
    assert f"/case/istanbul-2025/next?layer={LAYER}&layer={OTHER}" in links


def test_what_else_an_address_asks_for_is_kept_when_a_layer_goes_on(site: Site) -> None:
    page = site.get("/case/istanbul-2025/next?seat.russia=leader").text
    looked = page[page.index('id="looked"') : page.index("</details>")]
    assert '<input type="hidden" name="seat.russia" value="leader">' in looked
    assert '<input type="hidden" name="q" value="sluice">' in site.get("/case/istanbul-2025/search?q=sluice").text


def test_a_layer_that_is_broken_is_named_and_the_others_stay(site: Site) -> None:
    shutil.copytree(open_case("istanbul-2025").root, site.folder / "odd")
    (site.folder / "odd" / "layers" / "broken.yaml").write_text("layer: <b>x</b>\nkind: guess\n", "utf-8")
    page = site.get("/case/odd").text
    assert "broken cannot be laid on" in page
    assert "/case/odd/edit/layers/broken.yaml" in page
    assert f'value="{LAYER}"' in page
    assert 'name="layer" value="broken"' not in page
