"""Requests that schemathesis makes of the document of the interface: none is a mistake of the program's.

The bundled cases are read, and copies of them and a case of one's own written, with the token, in a folder of the
test's own. Every status and every answer has to be one that the document says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from commonground.case import bundled, load
from commonground.workbench.api.document import openapi
from commonground.workbench.app import application, routes
from commonground.workbench.settings import Settings

HERE = "http://127.0.0.1:8765"
CHECKS = [not_a_server_error, response_schema_conformance, status_code_conformance]
DOCUMENT = openapi(routes())
GROUPS = [tag["name"] for tag in DOCUMENT["tags"]]
EXAMPLES = {True: 3, False: 2}  # of what writes, and of what does not
ODD = [
    "\x00",
    "..",
    ".",
    "%2e%2e%2f",
    "😀\u202e",
    "x" * 3_000,
    "<script>",
    "a\r\nb: c",
    "-1",
    "nan",
    " ",
    "Ａ",
    "\ufeff",
]


@dataclass
class Interface:
    """The workbench in this process, who asks it, and what there is to be asked about."""

    operations: dict[str, list[Any]]
    session: requests.Session
    headers: dict[str, str]
    known: dict[str, list[str]]  # by case: what a part of an address may name


@pytest.fixture(scope="module")
def interface(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Interface]:
    from schemathesis.python import asgi

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMONGROUND_HOME", str(tmp_path_factory.mktemp("home")))
        app: Any = application(
            Settings(folder=tmp_path_factory.mktemp("cases"), port=8765, seconds=0.2, work_seconds=1)
        )
        schema = schemathesis.openapi.from_dict(DOCUMENT)
        schema.app = app
        with asgi.get_client(app) as session:
            token = session.get(f"{HERE}/api/token.json").json()
            headers = {token["header"]: token["token"]}
            for name in bundled():
                made = session.post(f"{HERE}/case/{name}/copy", headers={**headers, "accept": "application/json"})
                assert made.status_code == 200
            made = session.post(f"{HERE}/new", {"title": "New"}, headers={**headers, "accept": "application/json"})
            assert made.json()["case"] == "new"
            grouped: dict[str, list[Any]] = {}
            for found in schema.get_all_operations():
                operation: Any = found.ok()  # type: ignore[union-attr]
                if "svg" not in operation.path:  # drawn by a process of its own, and tested with the pictures
                    grouped.setdefault(operation.tags[0], []).append(operation)
            yield Interface(grouped, session, headers, {name: _names(name) for name in bundled()})
        app.state.jobs.close()


def _names(key: str) -> list[str]:
    case = load(key)
    some: list[Any] = [case.issues, case.targets, case.statements, case.sources, case.clauses, case.parties]
    return [name for each in some for name in list(each)[:2]] + [
        "case.yaml",
        "mandates",
        "html",
        "Y" * len(case.options),
    ]


@pytest.mark.parametrize("group", GROUPS)
def test_no_request_is_a_mistake_of_the_programs(interface: Interface, group: str) -> None:
    """Addresses and forms as they should be, and forms as they should not."""
    for operation in interface.operations[group]:
        if not operation.path.endswith(".json"):
            _asks(interface, operation, GenerationMode.POSITIVE)()
        if operation.method.upper() != "GET":
            with suppress(Unsatisfiable):  # nothing in it can be wrong
                _asks(interface, operation, GenerationMode.NEGATIVE)()


@pytest.mark.parametrize("key", bundled())
def test_every_answer_is_as_the_document_says(interface: Interface, key: str) -> None:
    """And says nothing at its top that the document does not name."""
    case = load(key)
    known = {
        "issue": [*case.issues][:2],
        "target": [*case.targets, *case.issues][:2],
        "statement": [*case.statements][:2],
        "source": [*case.sources][:2],
        "object": [*case.clauses, *case.acceptances][:2],
        "state": ["Y" * len(case.options)] if case.options else [],
        "entry": [*case.clauses][:2],
    }
    asked, wrong = 0, list[str]()
    for operation in (each for group in interface.operations.values() for each in group):
        if operation.method.upper() != "GET" or not operation.path.endswith(".json") or "{case}" not in operation.path:
            continue
        page = [*operation.path.removesuffix(".json").split("/"), ""][3]
        for name in known.get(page, ["x"]):
            parts = {"case": key, "name": name, "section": "mandates", "party": next(iter(case.parties)), "id": "x"}
            given = {part: parts[part] for part in re.findall(r"{(\w+)}", operation.path)}
            asks = operation.Case(path_parameters=given)
            answer = asks.call(base_url=HERE, session=interface.session, headers=interface.headers)
            try:
                asks.validate_response(answer, checks=CHECKS)
            except FailureGroup as failures:
                wrong += [f"{operation.path}: {str(each)[:600]}" for each in failures.exceptions]
            if answer.status_code == 200:
                asked += 1
                told = _named(operation.definition.raw["responses"]["200"]["content"]["application/json"]["schema"])
                wrong += [f"{operation.path}: nothing is told of {each}" for each in set(answer.json()) - told]
    assert "\n".join(wrong) == ""
    assert asked > 20


def _named(schema: dict[str, Any]) -> set[str]:
    """The names that a schema tells of the top of an answer."""
    if "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    inside = [each for key in ("allOf", "anyOf") for each in schema.get(key, ())]
    return set(schema.get("properties", ())).union(*map(_named, inside))


def _asks(interface: Interface, operation: Any, mode: GenerationMode) -> Callable[[], None]:
    copies = [*(f"{name}-copy" for name in bundled()), "new"]
    cases = [*bundled(), "new"] if operation.method.upper() == "GET" else copies

    @settings(
        max_examples=EXAMPLES[operation.method.upper() != "GET"],
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=mode), st.data())
    def ask(case: Any, data: st.DataObject) -> None:
        for part in list(case.path_parameters or {}):
            if part == "case":
                case.path_parameters["case"] = data.draw(st.sampled_from(cases))
            elif part == "form":  # the others take long, and are tested where they are written
                case.path_parameters[part] = data.draw(st.sampled_from(["md", "json", "jsno"]))
            elif data.draw(st.booleans()):
                case.path_parameters[part] = data.draw(st.sampled_from(ODD))
            elif data.draw(st.booleans()):
                known = interface.known.get(str(case.path_parameters.get("case")).removesuffix("-copy"), ["A1", "B1"])
                case.path_parameters[part] = data.draw(st.sampled_from(known))
        answer = case.call(base_url=HERE, session=interface.session, headers=interface.headers)
        case.validate_response(answer, checks=CHECKS)

    return ask
