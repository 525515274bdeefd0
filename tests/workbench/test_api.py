"""The document of the interface: every route, every parameter and every field; its page; a program that writes."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route

import commonground.workbench.pages as package
from benchmarks import http_api
from commonground.errors import Problem
from commonground.workbench.api.document import addresses, openapi, untold
from commonground.workbench.api.told import VIEW
from commonground.workbench.app import routes
from tests.workbench.conftest import Site

READERS = {"get", "getlist", "text", "number"}  # of a query or a form, by a name that stands there
GIVEN = {"token"}  # told once for all


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return openapi(routes())


def test_every_route_and_all_that_its_path_leaves_open_is_told() -> None:
    assert untold(routes()) == []


def test_a_route_that_nothing_is_told_of_is_found() -> None:
    def nothing() -> None: ...

    strange = [Route("/case/{case}/odd/{thing}", nothing), Route("/case/{case}/issue/{other}", nothing)]
    wrong = untold([*routes(), *strange])
    assert "nothing is told of GET /case/{case}/odd/{thing}" in wrong
    assert "nothing is told of GET /case/{case}/issue/{other}" in wrong


def test_what_the_pages_read_of_a_query_or_a_form_is_told() -> None:
    """A name read in a module of pages has to be told of a route that the module answers."""
    told: dict[str, set[str]] = {}
    for route in routes():
        for address in addresses([route]):
            entry = address.told
            names = set() if entry is None else {*entry.query, *entry.form, *entry.files, *(VIEW if entry.view else ())}
            told.setdefault(_answering(getattr(route, "endpoint", None)), set()).update(names)
    anywhere = set().union(*told.values())
    read = list(_names_read())
    assert len(read) > 20
    missing = {
        (name, module)
        for name, module in read
        if name not in GIVEN and not _is_told(name, told.get(module) or anywhere)  # some modules only help others
    }
    assert missing == set()


def _is_told(name: str, told: set[str]) -> bool:
    return name in told or any(each.endswith(".") and name.startswith(each) for each in told)


def _answering(endpoint: Any) -> str:
    """The module of the function that a route was made of."""
    inside = inspect.getclosurevars(endpoint).nonlocals if inspect.isfunction(endpoint) else {}
    made_of = next((inside[name] for name in ("show", "write") if name in inside), endpoint)
    return str(made_of.__module__)


def _names_read() -> Iterator[tuple[str, str]]:
    """The words by which the modules of pages read a query or a form, and the module."""
    folder = Path(package.__path__[0])
    for file in folder.rglob("*.py"):
        module = ".".join((package.__name__, *file.relative_to(folder).with_suffix("").parts))
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and (name := _read(node)) is not None:
                yield name, module


def _read(node: ast.Call) -> str | None:
    called, words = node.func, [each.value for each in node.args if isinstance(each, ast.Constant)]
    names = [word for word in words if isinstance(word, str) and word]
    if not names:
        return None
    if isinstance(called, ast.Attribute) and called.attr in READERS:
        of = ast.unparse(called.value)
        return names[0] if of in ("form", "query") or of.endswith("query_params") else None
    if isinstance(called, ast.Name) and called.id in READERS and node.args and ast.unparse(node.args[0]) == "form":
        return names[0]
    return None


def test_each_address_says_what_it_gives_and_what_may_go_wrong(document: dict[str, Any]) -> None:
    ids = []
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            ids.append(operation["operationId"])
            assert operation["summary"], path
            assert operation["description"], path
            statuses = set(operation["responses"])
            assert {"200", "400", "403"} <= statuses, path
            for each in operation["parameters"]:
                assert "$ref" in each or (each["description"] and "example" in each), (path, each)
            if method == "post":
                assert {"409", "413"} <= statuses, path
                assert operation["security"][0] == {"form": []}, path
    assert len(ids) == len(set(ids)) > 70
    assert set(document["components"]["schemas"]["Problem"]["properties"]) == set(Problem("x").to_dict())


def test_all_that_it_refers_to_is_in_it(document: dict[str, Any]) -> None:
    found: set[str] = set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(document)))
    assert len(found) > 60
    for ref in found:
        part = document
        for name in ref.removeprefix("#/").split("/"):
            part = part[name]


def test_it_is_the_table_of_routes(document: dict[str, Any]) -> None:
    there = {(each.path, each.method.lower()) for each in addresses(routes())}
    assert there == {(path, method) for path, methods in document["paths"].items() for method in methods}
    assert ("/case/{case}/issue/{name}.json", "get") in there


def test_the_page_of_the_documentation_is_made_of_it() -> None:
    wrong = "python -m benchmarks.http_api --write makes it"
    assert http_api.PAGE.read_text("utf-8") == http_api.page(), wrong


def test_it_is_served_and_can_be_read_without_a_script(site: Site, document: dict[str, Any]) -> None:
    assert site.get("/openapi.json").json() == json.loads(json.dumps(document))
    page = site.get("/api").text
    for path in document["paths"]:
        shown = path.removesuffix(".json") if path not in page else path
        assert shown in page
    assert 'href="/openapi.json"' in page
    assert "/api" in site.get("/").text


def test_a_program_writes_with_the_token_that_it_asked_for(site: Site) -> None:
    told = site.get("/api/token.json").json()
    headers = {"accept": "application/json"}
    asked = {"title": "By a program"}
    assert site.client.post("/new", data=asked, headers=headers).json()["problems"][0]["code"] == "no-token"
    made = site.client.post("/new", data=asked, headers={**headers, told["header"]: told["token"]}).json()
    assert made == {"case": "by-a-program", "address": "/case/by-a-program"}
    again = site.client.post(
        "/new", data={**asked, "folder": "by-a-program", told["field"]: told["token"]}, headers=headers
    )
    problem = again.json()["problems"][0]
    assert (again.status_code, problem["code"], problem["read"]) == (400, "not-empty", "by-a-program")


def test_a_file_of_a_case_is_a_page_and_its_data_are_data(site: Site) -> None:
    data = site.get("/case/cuba-1962/data/case.yaml")
    assert data.json()["text"].startswith(site.get("/case/cuba-1962/data/case.yaml").json()["text"][:20])
    assert data.headers["content-type"] == "application/json"
    assert site.get("/case/cuba-1962/file/case.yaml").headers["content-type"].startswith("text/html")
