"""The pictures of pages: an image with words and a table beside it, drawn apart, light and dark, with nothing in it."""

from __future__ import annotations

import re
from html import unescape
from importlib import util
from typing import Any
from xml.etree import ElementTree

import pytest

from commonground.workbench import pictures
from commonground.workbench.pictures import POLICY
from tests.workbench.conftest import Site

SVG = "{http://www.w3.org/2000/svg}"
ISTANBUL = "/case/istanbul-2025"
IMAGE = re.compile(r'<img src="([^"]+)" alt="([^"]+)"')
DARK = re.compile(r'<source media="screen and \(prefers-color-scheme: dark\)" srcset="([^"]+)"')


def images(site: Site, address: str) -> dict[str, str]:
    """The address of each image of a page, and what stands for it where it is not seen."""
    return {unescape(src): unescape(told) for src, told in IMAGE.findall(site.get(address).text)}


@pytest.mark.parametrize(
    ("address", "count"),
    [("", 1), ("/ultimatum", 1), ("/order", 1), ("/rounds", 1), ("/ways", 4), ("/paths", 1), ("/target/settlement", 1)],
)
def test_a_page_shows_its_pictures_with_words_and_a_table(site: Site, address: str, count: int) -> None:
    pytest.importorskip("vl_convert", reason="vl-convert is not installed")
    text, shown = site.get(ISTANBUL + address).text, images(site, ISTANBUL + address)
    assert len(shown) == len(DARK.findall(text)) == count
    assert text.count("<figure") == count
    for src, told in shown.items():
        assert src.startswith(f"{ISTANBUL}{address}/picture/figure-")
        assert len(told) > 30
    if address:
        assert text.count("<details open><summary>The same as a table") == count


def test_a_picture_is_drawn_with_its_title_in_light_and_dark(site: Site) -> None:
    pytest.importorskip("vl_convert", reason="vl-convert is not installed")
    light = site.get(f"{ISTANBUL}/order/picture/figure-order.svg")
    dark = site.get(f"{ISTANBUL}/order/picture/figure-order-dark.svg")
    for answer in (light, dark):
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.headers["content-security-policy"] == POLICY
        drawn = ElementTree.fromstring(answer.content)
        title = drawn.find(f"{SVG}title")
        assert title is not None
        assert title.text == "The order of steps"
        words = [each.text for each in drawn.iter(f"{SVG}text")]
        assert "Ceasefire" in words
        assert not re.search(r"<script|\son\w+=|\sstyle=", answer.text)
    assert 'fill="white"' not in dark.text
    assert len(set(re.findall(r">([^<]+)</text>", light.text))) > 8
    assert re.findall(r">([^<]+)</text>", light.text) == re.findall(r">([^<]+)</text>", dark.text)


def test_a_picture_is_of_the_case_as_it_is_looked_at(site: Site) -> None:
    pytest.importorskip("vl_convert", reason="vl-convert is not installed")
    changed = f"{ISTANBUL}/order?what-if=drop+O1"
    (src,) = images(site, changed)
    assert src.endswith("/picture/figure-order.svg?what-if=drop+O1")
    assert "O1 Ukraine" in site.get(f"{ISTANBUL}/order/picture/figure-order.svg").text
    assert "O1 Ukraine" not in site.get(src).text


def test_what_is_drawn_is_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("vl_convert", reason="vl-convert is not installed")
    address = f"{ISTANBUL}/order/picture/figure-order.svg"
    first = site.get(address).text

    def never(figures: object) -> Any:
        raise AssertionError(figures)

    monkeypatch.setattr(pictures, "drawn_apart", never)
    assert site.get(address).text == first


def test_a_picture_that_is_not_there_is_told(site: Site) -> None:
    answer = site.get(f"{ISTANBUL}/order/picture/figure-ordr.svg")
    assert answer.status_code == 404
    assert "Did you mean “figure-order”?" in answer.text


def test_without_the_engine_the_table_stands_alone_and_says_why(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    find = util.find_spec
    missing = lambda name: None if name == "vl_convert" else find(name)  # noqa: E731
    monkeypatch.setattr("commonground.brief.plots.apart.find_spec", missing)
    text = unescape(site.get(f"{ISTANBUL}/order").text)
    assert "<img" not in text
    assert "pip install 'commonground[report]'" in text
    assert "What has to come before what" in text
    assert "<img" not in site.get(ISTANBUL).text
    pictures._kept.clear()
    answer = site.get(f"{ISTANBUL}/order/picture/figure-order.svg")
    assert answer.status_code == 400
    assert "vl-convert" in answer.text
