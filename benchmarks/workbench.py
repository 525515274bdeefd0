"""How long a reader of the workbench waits, how large the server is, and twenty readers at once.

    python -m benchmarks.workbench [--runs 5]

A server is started as the command line starts it, on a folder with one case more than the bundled ones: a transcript of
20,000 words with 500 statements, made from a fixed seed. Each page is asked for anew, the first of them of a server
that has answered nothing yet; what a browser makes of it is measured where there is one.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from statistics import median
from time import perf_counter
from urllib.parse import quote

import httpx

WORDS, STATEMENTS = 20_000, 500
WHAT_IF = 0.5  # seconds
WHAT_IFS, EACH, MOST_ALIKE = 40, 10, 12
PAGES = {
    "home": ("/", None),
    "Istanbul: overview": ("/case/istanbul-2025", 1.2),
    "Istanbul: an issue": ("/case/istanbul-2025/issue/ceasefire", None),
    "Istanbul: order of steps": ("/case/istanbul-2025/order", None),
    "Istanbul: would it hold": ("/case/istanbul-2025/stability", None),
    "20,000 words, 500 statements": ("/case/long/source/record", 1.5),
    "Saltmarsh: words in the sources": ("/case/saltmarsh/search?q=sluice", None),
}
GRAPHS = {  # the picture of states on a canvas
    "Istanbul: 16 states and 26 moves": "/case/istanbul-2025/stability/graph?concept=nash",
    "Istanbul: 63 states and 162 moves": "/case/istanbul-2025/stability/graph",
    "Istanbul: 256 states and 1,280 moves": "/case/istanbul-2025/stability/graph?states=all",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        long_case(Path(folder) / "long")
        first: dict[str, list[float]] = {name: [] for name in PAGES}
        again: dict[str, list[float]] = {name: [] for name in PAGES}
        what_if: list[float] = []
        for run in range(runs):
            with serving(Path(folder)) as (address, process), httpx.Client(base_url=address, timeout=120) as client:
                for name, (path, _) in PAGES.items():
                    first[name].append(seconds(client, path))
                    again[name].append(seconds(client, path))
                lines = (*(f"drop R{n}" for n in range(1, 9)), "prefer russia: V7", "accept russia: ceasefire = full")
                what_if += [seconds(client, f"/case/istanbul-2025/what-if?what-if={quote(line)}") for line in lines]
                if run == runs - 1:
                    memory = {"with Istanbul open": resident(process)}
                    visited = every_page(client, "/case/istanbul-2025")
                    memory[f"after {len(visited)} pages of Istanbul"] = resident(process)
                    for n in range(WHAT_IFS):
                        seconds(
                            client,
                            f"/case/istanbul-2025/rests?what-if={quote(f'drop R{n % 8 + 1}')}&round=r{n % 3 + 1}",
                        )
                    memory[f"after {WHAT_IFS} what-ifs"] = resident(process)
                    readers = twenty(address, visited)
                    memory["after twenty readers"] = resident(process)
                    drawn = browsers(address)
    print(f"{'':34} {'first':>8} {'again':>8} {'to hold':>8}   seconds, medians of {runs} servers")
    for name, (_, hold) in PAGES.items():
        asked = "" if hold is None else f"{hold:.1f}"
        print(f"{name:34} {median(first[name]):8.3f} {median(again[name]):8.3f} {asked:>8}")
    ratio = f"{median(what_if) / WHAT_IF:.0%} of what it may take, the slowest {max(what_if) / WHAT_IF:.0%}"
    print(f"{'a what-if on Istanbul':34} {median(what_if):8.3f} {'':8} {WHAT_IF:>8}   every answer: {ratio}")
    print(f"twenty readers at once, {EACH} pages each of those of Istanbul and others: {readers:.1f} s in all")
    for when, held in memory.items():
        print(f"memory of the server {when}: {held:.0f} MB (to hold: 150)")
    for name, ready in drawn.items():
        print(f"{name} in a browser: ready in {ready:.2f} s")


def long_case(root: Path) -> None:
    """A case with one long source, made from a fixed seed."""
    source = random.Random(20_000)
    nouns = [
        "levy",
        "sluice",
        "quay",
        "bridge",
        "border",
        "fund",
        "crossing",
        "port",
        "convoy",
        "treaty",
        "ferry",
        "toll",
    ]
    verbs = ["demand", "propose", "reject", "accept", "refuse", "offer", "consider", "keep", "raise", "drop"]
    turns: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = 0
    while sum(len(turn.split()) for turn in turns) < WORDS:
        speaker = ("Ann Lee", "Bob Ruiz")[len(turns) % 2]
        said = [f"We {source.choice(verbs)} the {source.choice(nouns)} {len(turns)}.{n}." for n in range(12)]
        turn = f"{speaker}: {' '.join(said)}\n\n"
        start = at + turn.index(said[len(turns) % 12])
        spans.append((start, start + len(said[len(turns) % 12]), speaker))
        start = at + turn.index(said[(len(turns) + 5) % 12])
        spans.append((start, start + len(said[(len(turns) + 5) % 12]), speaker))
        turns.append(turn)
        at += len(turn)
    text = "".join(turns)
    for name in ("sources", "statements"):
        (root / name).mkdir(parents=True)
    (root / "case.yaml").write_text(
        "case: A long record\nparties:\n  north: {name: North}\n  south: {name: South}\n"
        "actors:\n  ann: {name: Ann Lee, party: north}\n  bob: {name: Bob Ruiz, party: south}\n"
        "issues:\n  levy: [none, small, full]\n",
        encoding="utf-8",
    )
    (root / "sources.yaml").write_text("record: {title: The record, file: record.txt}\n", encoding="utf-8")
    (root / "sources" / "record.txt").write_text(text, encoding="utf-8", newline="")
    (root / "statements" / "me.jsonl").write_text("".join(coded(text, spans)), encoding="utf-8")


def coded(text: str, spans: list[tuple[int, int, str]]) -> Iterator[str]:
    """The lines of a coder's file with a statement on each of these stretches, as many as are wanted."""
    from commonground.record import Document
    from commonground.record.anchors import anchor_at
    from commonground.record.selectors import target_of

    document = Document.from_text(text)
    for n, (start, end, speaker) in enumerate(spans[:STATEMENTS]):
        body = {"type": "cg:Statement", "speaker": {"Ann Lee": "ann", "Bob Ruiz": "bob"}[speaker], "act": "demand"}
        body |= {"issue": "levy", "status": "confirmed", "paraphrase": text[start:end]}
        target = {"source": "record", **target_of(anchor_at(document, start, end))}
        yield json.dumps({"id": f"s{n}", "type": "Annotation", "creator": "me", "body": body, "target": target}) + "\n"


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server as the command line starts it, with no cache."""
    command = [sys.executable, "-m", "commonground", "serve", str(folder), "--port", "0", "--no-open"]
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "COMMONGROUND_HOME": home}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        try:
            found = re.search(r"http://\S+", process.stdout.readline() if process.stdout else "")
            if found is None:
                raise SystemExit("The server did not start.")
            yield found[0].rstrip("/"), process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def seconds(client: httpx.Client, path: str) -> float:
    begun = perf_counter()
    answer = client.get(path)
    answer.raise_for_status()
    return perf_counter() - begun


def every_page(client: httpx.Client, start: str) -> list[str]:
    """The pages of a case that links lead to, each asked for once; of statements and entries some."""
    todo, seen, many = [start], dict.fromkeys([start]), dict[str, int]()
    while todo:
        page = client.get(todo.pop(0), follow_redirects=True)
        if page.status_code != 200 or "text/html" not in page.headers["content-type"]:
            continue
        for href in re.findall(r'<a[^>]*\shref="([^"#?]+)"', page.text):
            kind = "/".join(href.split("/")[:4])
            many[kind] = many.get(kind, 0) + (href not in seen)
            if (
                href.startswith(f"{start}/")
                and href not in seen
                and "/download/" not in href
                and many[kind] <= MOST_ALIKE
            ):
                seen[href] = None
                todo.append(href)
    return list(seen)


def twenty(address: str, visited: list[str]) -> float:
    """Twenty readers at once, each of other pages in another order; an answer that is none ends it."""
    others = [path for path, _ in PAGES.values()] + ["/case/cuba-1962", "/case/saltmarsh", "/home.json"]

    def read(number: int) -> None:
        own = random.Random(number)
        with httpx.Client(base_url=address, timeout=120, follow_redirects=True) as client:
            for path in own.sample([*others, *visited], EACH):
                seconds(client, path)

    begun = perf_counter()
    with ThreadPoolExecutor(20) as readers:
        list(readers.map(read, range(20)))
    return perf_counter() - begun


def resident(process: subprocess.Popen[str]) -> float:
    """Megabytes of memory that a process holds, where the system tells (Linux)."""
    status = Path(f"/proc/{process.pid}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text(encoding="ascii")) if status.exists() else None
    return int(found[1]) / 1024 if found else float("nan")


def browsers(address: str) -> dict[str, float]:
    """Seconds from asking for a page until a browser has laid it out; nothing where there is no browser."""
    chromium = which("chromium") or which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return {}
    if chromium is None:
        return {}
    ready = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (path, hold) in PAGES.items():
            if hold is not None:
                page = browser.new_page()
                begun = perf_counter()
                page.goto(address + path)
                page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
                ready[name] = perf_counter() - begun
                page.close()
        for name, path in GRAPHS.items():
            page = browser.new_page()
            begun = perf_counter()
            page.goto(address + path)
            page.locator("#graph[data-milliseconds]").wait_for()
            ready[name] = perf_counter() - begun
            took = page.evaluate("Number(document.querySelector('#graph').dataset.milliseconds)")
            ready[f"{name}, of that the drawing"] = took / 1000
            page.close()
        browser.close()
    return ready


if __name__ == "__main__":
    main()
