"""Long work: begun where a page would take too long, told about, stopped, bounded, and kept until the case changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commonground.case import load, new
from commonground.case.adding_sources import add_source
from commonground.errors import NewerVersionError, UsageError
from commonground.workbench import answers, writing_briefs
from commonground.workbench.jobs.desk import MOST_WAITING, Jobs
from commonground.workbench.jobs.kinds import GIVEN
from commonground.workbench.jobs.work import Work
from commonground.workbench.pages import coding_writes, one_text
from commonground.workbench.settings import Settings
from tests.workbench.conftest import Site
from tests.workbench.desk import WORDS, Desk, desk_for

PARTIES, OPTIONS = 3, 22
JOB = "/case/wide/job"


def wide_case(folder: Path, options: int = OPTIONS, name: str = "wide") -> Path:
    """A case whose conflict has more states than are looked at while a page waits."""
    case = folder / name
    case.mkdir()
    names = {f"p{i}": [f"o{i}_{k}" for k in range(i, options, PARTIES)] for i in range(PARTIES)}
    every = [each for own in names.values() for each in own]
    lines = ["case: Wide", "parties:", *(f"  {side}: {{name: {side.upper()}}}" for side in names), "options:"]
    for side, own in names.items():
        lines += [f"  {side}:", *(f"    {each}: Do {each}" for each in own)]
    lines.append("preferences:")
    for n, side in enumerate(names):
        order = [f"not {each}" if (n + k) % 3 else each for k, each in enumerate(every[n:] + every[:n])]
        lines += [f"  {side}:", *(f"    - {each}" for each in order)]
    (case / "case.yaml").write_text("\n".join([*lines, f"status_quo: {'N' * options}", ""]), encoding="utf-8")
    return case


@pytest.fixture
def wide(site: Site) -> Path:
    case = site.folder / "wide"
    return case if case.exists() else wide_case(site.folder)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def desk(site: Site, request: pytest.FixtureRequest) -> Desk:
    return desk_for(site, request.node.name)


def until_ended(site: Site, address: str) -> dict[str, Any]:
    for _ in range(1200):
        job: dict[str, Any] = site.get(f"{address}.json").json()["job"]
        if job["state"] not in {"waiting", "running"}:
            return job
        time.sleep(0.05)
    raise AssertionError(job)


def begun(site: Site, address: str, **fields: str) -> str:
    answer = site.post(address, None, **fields)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_a_page_that_takes_long_is_offered_begun_told_about_stopped_and_begun_again(site: Site, wide: Path) -> None:
    for each in ("paths", "holds", f"state/{'N' * OPTIONS}"):
        assert "Work it out in the background" in site.get(f"/case/wide/{each}").text
    offer = site.get("/case/wide/stability")
    assert offer.status_code == 200
    assert "4,194,304 states" in offer.text
    assert "at most 15 minutes and" in offer.text
    assert site.get("/case/wide/stability.json").json()["problems"][0]["code"] == "too-slow"
    address = begun(site, JOB, page="stability")
    page = site.get(address).text
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "data-hx-get" in page
    assert site.get("/case/wide/stability").headers["location"] == address
    assert site.get("/case/wide/stability.json").status_code == 202
    for place in ("/", "/case/wide"):
        assert f'<a href="{address}">Stable states</a>' in site.get(place).text
    assert begun(site, JOB, page="stability") == address  # the same is not begun twice
    site.post(f"{address}/stop")
    assert until_ended(site, address)["state"] == "stopped"
    page = site.get(address).text
    assert "It was stopped" in page
    assert "refresh" not in page
    assert begun(site, JOB, page="stability") != address


def test_what_comes_of_it_is_the_page_until_the_case_changes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    case = wide_case(site.folder, 4, "small")
    quick = site.get("/case/small/state/NNNN.json").json()
    monkeypatch.setattr(answers, "WIDEST", 3)
    address = begun(site, "/case/small/job", page="state", name="NNNN")
    job = until_ended(site, address)
    assert job["state"] == "done", job
    assert job["outcome"] == "/case/small/state/NNNN"
    slow = site.get("/case/small/state/NNNN.json").json()
    for field in ("state", "stable", "explanations", "presumed"):
        assert slow[field] == quick[field]
    assert "What is done in it" in site.get("/case/small/state/NNNN").text
    assert "See what came of it" in site.get(address).text
    file = case / "case.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert "Work it out in the background" in site.get("/case/small/state/NNNN").text
    assert "The case was changed since" in site.get(address).text


def test_a_mistake_in_it_is_told_in_the_same_words(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"token": site.token()}
    files = {"file": ("talk.pdf", b"%PDF-1.4 and nothing that follows")}
    quick = site.client.post("/read.json", data=given, files=files).json()["problems"]
    monkeypatch.setattr(one_text, "AT_ONCE", 10)
    begun_at = site.client.post("/read.json", data=given, files=files)
    assert begun_at.status_code == 202
    address = begun_at.json()["job"]["address"]
    job = until_ended(site, address)
    assert job["state"] == "failed"
    assert job["problems"] == quick
    assert quick[0]["what"] in site.get(address).text.replace("&#39;", "'")


def test_work_has_bounds(start: Callable[..., Site], home: Path, tmp_path: Path) -> None:
    small = start(work_memory=64 << 20)
    wide_case(small.folder)
    (problem,) = until_ended(small, begun(small, JOB, page="stability"))["problems"]
    assert problem["code"] == "model-too-large"
    assert "64 MiB" in problem["what"] + str(problem["expected"])
    jobs = Jobs(Settings(folder=tmp_path, work_seconds=0.01))
    job = jobs.begin(reading(1), {GIVEN: WORDS.encode()})
    assert job.wait(20)
    assert "took too long" in job.problems[0].what
    jobs.close()


def reading(number: int) -> Work:
    return Work("text", f"Reading {number}", asks=(("name", f"{number}.txt"), ("kind", "")))


def test_only_so_much_waits_what_waits_can_be_stopped_and_closing_leaves_nothing(home: Path, tmp_path: Path) -> None:
    jobs = Jobs(Settings(folder=tmp_path))
    begun = [jobs.begin(reading(number), {GIVEN: WORDS.encode()}) for number in range(MOST_WAITING)]
    with pytest.raises(UsageError, match="Too much work waits"):
        jobs.begin(reading(MOST_WAITING))
    assert begun[-1].state == "waiting"
    jobs.stop(begun[-1])
    assert begun[-1].wait(20)
    assert begun[-1].in_words.startswith("It was stopped")
    assert jobs.begin(reading(MOST_WAITING), {GIVEN: WORDS.encode()}).active
    assert list((home / "cache" / "work").rglob(GIVEN))
    jobs.close()
    assert not any(job.active for job in begun)
    assert [path for path in (home / "cache" / "work").rglob("*") if path.is_file()] == []


def test_a_volume_is_read_in_the_background_and_not_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = site.client.post("/read.json", data={"token": site.token(), "text": WORDS}).json()
    monkeypatch.setattr(one_text, "AT_ONCE", 10)
    address = begun(site, "/read", text=WORDS)
    assert address.startswith("/job/")
    assert until_ended(site, address)["state"] == "done"
    assert site.get(f"{address}/text.json").json() == at_once
    page = site.get(f"{address}/text")
    assert "shared gauges" in page.text
    assert "sandbox" in page.headers["content-security-policy"]
    assert site.get("/case/saltmarsh" + address).status_code == 404


def test_a_long_source_is_proposed_from_in_the_background(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding_writes, "AT_ONCE", 10)
    address = desk.told("code/talk/propose").json()["job"]["address"]
    job = until_ended(desk.site, address)
    assert job["state"] == "done", job
    assert job["outcome"].endswith("/code/talk?proposed=1#review")
    assert {each.status for each in desk.statements().values()} == {"proposed"}
    assert "are proposed in statements/rules.jsonl" in desk.site.get(address).text


def test_work_on_a_case_that_changed_before_it_began_does_nothing(tmp_path: Path, site: Site) -> None:
    from commonground.workbench.jobs.child import Teller
    from commonground.workbench.jobs.kinds import KINDS

    case = tmp_path / "case"
    new(case)
    add_source(case, "talk.txt", WORDS.encode(), {"title": "Talk"})
    order = {"case": "case", "path": str(case), "bundled": False, "version": "another", "folder": str(tmp_path)}
    order |= {"port": 1, "seconds": 1.0, "asks": {"source": "talk"}}
    with (tmp_path / "out").open("w") as out, pytest.raises(NewerVersionError, match="changed before"):
        KINDS["proposals"](order, Teller(out))
    assert not any(each.document == "talk" for each in load(case).statements.values())


def test_what_is_no_work_is_told(site: Site, wide: Path) -> None:
    assert site.get(f"{JOB}/nothing").status_code == 404
    assert site.get("/job/nothing.json").json()["problems"][0]["code"] == "no-such-job"
    assert site.post(JOB, page="order").status_code == 404
    assert site.client.post(JOB, data={"page": "stability"}).status_code == 403
    at_once = site.post("/case/istanbul-2025/job", page="stability")
    assert at_once.headers["location"] == "/case/istanbul-2025/stability"


def test_equal_work_is_the_same_work() -> None:
    assert Work("page", "A", asks=(("page", "a"),)) == Work("page", "A", asks=(("page", "a"),))
    assert Work("page", "A", version="1") != Work("page", "A", version="2")


def test_a_brief_that_takes_long_is_long_work(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing_briefs, "WAIT", 0.0)
    where = "/case/saltmarsh/brief/download/md?round=r2"
    begun_at = site.get(where)
    assert begun_at.status_code == 303
    assert until_ended(site, begun_at.headers["location"])["outcome"] == where
    assert site.get(where).text.startswith("# ")
    preview = site.get("/case/saltmarsh/brief/page?round=r1")
    assert "It is being made in the background" in preview.text
    (job,) = [each for each in site.get("/home.json").json()["jobs"] if each["state"] in {"waiting", "running"}]
    assert "brief" in job["title"]
    site.post(f"{job['address']}/stop")
