"""Several people at once: every statement kept, each under an id of its own, and one decision on each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx

from commonground.case import load
from tests.workbench.conftest import Site
from tests.workbench.desk import desk_for, token_of


def test_many_who_code_at_once_lose_nothing(site: Site) -> None:
    desk = desk_for(site, "at-once")
    token_of(site)

    def code(number: int) -> httpx.Response:
        given = {"turn": "1", "words": "We will not sign", "act": "reject", "paraphrase": f"number {number}"}
        return desk.told("code/talk", who=("ada", "bo")[number % 2], **given)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(code, range(24)))
    assert [answer.status_code for answer in answers] == [200] * 24
    kept = desk.statements()
    assert sorted(each.paraphrase for each in kept.values()) == sorted(f"number {n}" for n in range(24))
    assert {answer.json()["statement"]["id"] for answer in answers} == set(kept)


def test_one_of_two_decisions_is_written_and_the_other_told(site: Site) -> None:
    desk = desk_for(site, "one-decides")
    desk.post("code/talk/propose")
    name = next(each.id for each in desk.statements().values() if each.status == "proposed")

    def decide(decision: str) -> httpx.Response:
        return desk.told(f"statement/{name}/decide", decision=decision, seen="1", who=decision)

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(decide, ("confirm", "reject")))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert len(load(desk.case).statements[name].history) == 1


def test_two_who_change_two_entries_at_once_both_have_it(site: Site) -> None:
    desk = desk_for(site, "two-entries")
    forms = {name: desk.get(f"/entry/mandates/{name}.json").json() for name in ("A1", "B1")}

    def change(name: str) -> httpx.Response:
        values = {**forms[name]["values"], "note": f"by {name}", "seen": forms[name]["seen"]}
        return desk.told(f"entry/mandates/{name}", **values)

    with ThreadPoolExecutor(2) as pool:
        assert [answer.status_code for answer in pool.map(change, ("A1", "B1"))] == [200, 200]
    clauses = load(desk.case).clauses
    assert (clauses["A1"].note, clauses["B1"].note) == ("by A1", "by B1")
