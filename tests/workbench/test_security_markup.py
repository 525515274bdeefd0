"""Markup in any words of a case is shown as words on every page, and in the brief: nothing of it becomes an element."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from commonground.case import load, open_case
from tests.workbench.conftest import Site
from tests.workbench.desk import token_of
from tests.workbench.test_every_page import addresses

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><b style=x>"
KEY = "markup"
# What is no free text: ids and references, words of a fixed list, days, formulas.
NO_WORDS = {
    *("id", "kind", "party", "level", "levels", "owner", "round", "until", "date", "role", "evidence", "as_told_by"),
    *("clause", "outcome", "offer", "rule", "priority", "targets", "when", "statement", "convener", "side", "side_of"),
    *("by", "before", "after", "covered_by", "phases", "present", "may", "record_ends", "edited", "published", "said"),
    *("translated", "sha256", "file", "status_quo", "irreversible", "ordered", "done", "language", "version", "drop"),
    *("preferences", "withdraws", "replaces", "divisible", "shifts_power", "copy_of", "withdraw", "source"),
}


class Elements(HTMLParser):
    """Of a page: what would run, or is there only if words became elements."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        ours = (told.get("src") or "").startswith("/")
        if (tag in ("script", "img") and not ours) or any(name.startswith("on") or name == "style" for name in told):
            self.wrong.append(f"<{tag} {told}>")
        if any("javascript:" in (value or "").replace("\t", "").lower() for value in told.values()):
            self.wrong.append(f"<{tag} {told}>")


@pytest.fixture(scope="module")
def site(start: Callable[..., Site]) -> Site:
    """One that does not think long about a case that nobody wrote."""
    return start(seconds=0.3)


@pytest.fixture(scope="module")
def marked(site: Site) -> str:
    """A case of the bundled ones whose every free text ends with markup."""
    folder = site.folder / KEY
    shutil.copytree(open_case("saltmarsh").root, folder)
    count = 0
    for file in folder.rglob("*.yaml"):
        yaml = YAML()
        data = yaml.load(file.read_text("utf-8"))
        count += _mark(data)
        with file.open("w", encoding="utf-8") as out:
            yaml.dump(data, out)
    for file in folder.glob("statements/*.jsonl"):
        file.write_text("".join(_marked_lines(file)), encoding="utf-8")
    count += _mark_options(folder / "case.yaml")
    (folder / "layers" / "odd.yaml").write_text(f"layer: '{_quoted(EVIL)}'\nkind: reading\n", encoding="utf-8")
    load(folder, ["odd"])
    assert count > 150
    return KEY


def _quoted(words: str) -> str:
    return words.replace("'", "''")


def _mark(node: Any, key: str = "") -> int:
    """Put markup behind every free text; how many there were."""
    count = 0
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, value in list(items):
        below = name if isinstance(name, str) else key
        if below in NO_WORDS or key in NO_WORDS:
            continue
        if isinstance(value, str):
            node[name] = f"{value} {EVIL}"
            count += 1
        else:
            count += _mark(value, below)
    return count


def _marked_lines(file: Path) -> Iterator[str]:
    for line in file.read_text("utf-8").splitlines():
        told = json.loads(line)
        told["body"] |= {name: f"{told['body'].get(name) or ''} {EVIL}" for name in ("paraphrase", "note")}
        yield json.dumps(told, ensure_ascii=False) + "\n"


def _mark_options(file: Path) -> int:
    """A conflict part too, which the case has not."""
    told = f"\noptions:\n  halvora: {{open: '{_quoted(EVIL)}'}}\n  orvane: {{release: '{_quoted(EVIL)}'}}\n"
    told += "preferences:\n  halvora: [{id: V1, priority: release}]\n  orvane: [{id: V2, priority: open}]\n"
    file.write_text(file.read_text("utf-8") + told, encoding="utf-8")
    return 2


def pages(site: Site, key: str) -> Iterator[str]:
    case = load(site.folder / key)
    yield "/"
    yield from _some_of_each(addresses(key, case))
    here = f"/case/{key}"
    yield from (
        f"{here}/file/{name}" for name in ("case.yaml", "sources.yaml", "layers/odd.yaml", "statements/gold.jsonl")
    )
    yield from (f"{here}/edit/{name}" for name in ("case.yaml", "codebook.yaml"))
    yield from (f"{here}/code/{name}" for name in list(case.sources)[:2])
    yield from (f"{here}?layer=odd", f"{here}/brief/page", f"{here}/search?q=script", f"{here}/formula?text={EVIL}")
    yield from (f"{here}/what-if?what-if=drop+A1", f"{here}/state/YY", f"{here}/entry-new/mandates/halvora")


def _some_of_each(found: list[str]) -> Iterator[str]:
    """Two pages of each kind."""
    kinds: dict[str, int] = {}
    for address in found:
        kind = "/".join(address.split("/")[3:4])
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] <= 2:
            yield address


def test_no_words_of_a_case_become_elements(site: Site, marked: str) -> None:
    shown = 0
    for address in dict.fromkeys(pages(site, marked)):
        answer = site.get(address)
        assert answer.status_code in {200, 422, 404}, address
        found = Elements()
        found.feed(answer.text)
        assert found.wrong == [], address
        shown += "&lt;script&gt;alert(1)" in answer.text
        data = site.get(f"{address}.json") if "?" not in address and "/brief/" not in address else None
        if data is not None and data.headers["content-type"] == "application/json":
            assert data.headers["x-content-type-options"] == "nosniff"
    assert shown > 30


def test_no_words_that_are_sent_become_elements(site: Site, marked: str) -> None:
    token = token_of(site)
    sent = [
        (f"/case/{marked}/edit/case.yaml", {"text": f"case: {EVIL}\n: : {EVIL}", "seen": EVIL}),
        (f"/case/{marked}/add", {"title": EVIL, "text": "", "kind": EVIL}),
        (
            f"/case/{marked}/entry/mandates/{next(iter(load(site.folder / marked).clauses))}",
            {"formula": EVIL, "note": EVIL},
        ),
        (f"/case/{marked}/code/verbatim", {"words": EVIL, "turn": "1", "act": EVIL, "who": EVIL}),
        ("/new", {"title": EVIL, "folder": EVIL, "sides.0.name": EVIL, "matters.0.title": EVIL}),
        ("/read", {"text": f"ENVOY {EVIL}: We will not sign {EVIL}."}),
        ("/read", {"text": "x", "kind": EVIL}),
    ]
    for path, form in sent:
        answer = site.client.post(path, data={"token": token, **form})
        assert answer.status_code < 500, path
        found = Elements()
        found.feed(answer.text)
        assert found.wrong == [], path
    answer = site.client.post("/import", data={"token": token}, files={"file": (f"{EVIL}.zip", b"PK")})
    found = Elements()
    found.feed(answer.text)
    assert found.wrong == []


def test_the_elements_are_seen_where_there_are_any() -> None:
    found = Elements()
    found.feed(f"<p>{EVIL}</p><a href='java\tscript:x'>x</a>")
    assert len(found.wrong) == 4
