"""The OpenAPI document (version 3.1), made of the table of routes and of what the tables beside it say of each.

A page and its data are two addresses and one entry: the second is the first with ``.json``, or another address that
the table of routes gives the same name with ``.json``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from starlette.routing import BaseRoute, Route

from commonground import __version__
from commonground.workbench.api.components import ERRORS, components
from commonground.workbench.api.shapes import TEXT, many, ref
from commonground.workbench.api.table import TABLE
from commonground.workbench.api.told import CASE, VIEW, Given, Told
from commonground.workbench.pages.work import LONG

__all__ = ["Address", "addresses", "openapi", "untold"]

_PICTURE = "/picture/{figure}.svg"
_FIGURE = Given("The name of the picture, as the page has it.", "figure-1")
_PART = re.compile(r"\{(\w+)(?::\w+)?\}")
_ABOUT = """The workbench's addresses, for people's browsers and for programs alike. Every page gives its data under the
same address with `.json`, or to who accepts `application/json` and no page. Whatever writes is a POST with the token
that `/api/token.json` gives. A mistake is told as a list of problems, each with what is wrong, where, what was read,
what would be right, and the nearest name. Names may be added to an answer in later versions; none changes
its meaning."""


@dataclass(frozen=True, slots=True)
class Address:
    """One method of one path: ``key`` leads into the tables, ``data`` says that it gives data alone."""

    method: str
    path: str
    key: str
    data: bool

    @property
    def told(self) -> Told | None:
        """What the tables say of it. A picture of a page is told of with the page."""
        if not self.key.endswith(_PICTURE):
            return TABLE.get(self.key)
        page = TABLE.get(self.key.removesuffix(_PICTURE))
        if page is None:
            return None
        about = {**page.about, "figure": _FIGURE}
        title, what = f"{page.title}: a picture", "One picture of that page, as it stands in a brief."
        return replace(page, title=title, what=what, about=about, query={}, answer=None, media=("image/svg+xml",))

    @property
    def parts(self) -> tuple[str, ...]:
        """What the path leaves open."""
        return tuple(_PART.findall(self.path))


def addresses(routes: Iterable[BaseRoute]) -> Iterator[Address]:
    """Every address that is not a file of the pages' looks, in the order of the table of routes."""
    known = [route for route in routes if isinstance(route, Route) and not route.path.startswith("/static/")]
    pages = {route.name: _plain(route.path) for route in known}
    for route in known:
        path = _plain(route.path)
        base = route.name.removesuffix(".json")
        page = pages.get(base) if base != route.name else None
        for method in sorted((route.methods or {"GET"}) - {"HEAD"}):
            yield Address(method, path, f"{method} {page or path}", data=page is not None or path.endswith(".json"))


def untold(routes: Iterable[BaseRoute]) -> list[str]:
    """What the tables do not say of these routes, or say of none of them, a sentence each."""
    found, wrong = list(addresses(routes)), []
    for address in found:
        told = address.told
        if told is None:
            wrong.append(f"nothing is told of {address.key}")
            continue
        about = {"case", *told.about}
        wrong += [f"{address.key}: nothing is told of {{{part}}}" for part in address.parts if part not in about]
        wrong += [f"{address.key} has no {{{part}}}" for part in told.about if part not in address.parts]
        if address.method == "GET" and (told.form or told.files):
            wrong.append(f"{address.key} takes no form")
    wrong += [f"{key} is no route" for key in TABLE if key not in {address.key for address in found}]
    return list(dict.fromkeys(wrong))


def openapi(routes: Iterable[BaseRoute]) -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, dict[str, Any]] = {}
    found = list(addresses(routes))
    data = {address.key: address.path for address in found if address.data}
    for address in found:
        if address.told is not None:
            made = _operation(address, address.told)
            if data.get(address.key, address.path) != address.path:
                made["x-data"] = data[address.key]
            paths.setdefault(address.path, {})[address.method.lower()] = made
    groups = dict.fromkeys(told.group for told in TABLE.values())
    return {
        "openapi": "3.1.0",
        "info": {"title": "Commonground", "version": __version__, "description": _ABOUT.replace("\n", " ")},
        "servers": [{"url": "/"}],
        "security": [{}, {"access": []}],
        "tags": [{"name": group} for group in groups],
        "paths": paths,
        "components": _components(),
    }


@lru_cache(maxsize=1)
def _components() -> dict[str, Any]:
    shared = {"case": _parameter("case", "path", CASE)}
    shared |= {name: _parameter(name, "query", given) for name, given in VIEW.items()}
    return {"parameters": shared, **components()}


def _operation(address: Address, told: Told) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": _name(address),
        "tags": [told.group],
        "summary": told.title,
        "description": told.what,
        "parameters": [*_parameters(address, told)],
        "responses": {**_answers(address, told), **_errors(address, told)},
    }
    if address.method != "GET":
        made["requestBody"] = _body(told)
        made["security"] = [{"form": []}, {"form": [], "access": []}]
    return made


def _name(address: Address) -> str:
    parts = re.findall(r"[\w-]+", address.path.removesuffix(".json")) or ["home"]
    return "-".join([address.method.lower(), *parts, *(["data"] if address.data else [])])


def _parameters(address: Address, told: Told) -> Iterator[dict[str, Any]]:
    for part in address.parts:
        yield _parameter(part, "path", told.about[part]) if part in told.about else _shared(part)
    yield from (_parameter(name, "query", given) for name, given in told.query.items())
    if told.view and address.method == "GET" and "case" in address.parts:
        yield from map(_shared, VIEW)


def _shared(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/parameters/{name}"}


def _parameter(name: str, place: str, given: Given) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path" or given.needed, **_given(given)}


def _given(given: Given) -> dict[str, Any]:
    schema: Mapping[str, Any] = many(given.schema) if given.many else given.schema
    return {
        "description": given.what,
        "schema": dict(schema),
        "example": [given.example] if given.many else given.example,
    }


def _body(told: Told) -> dict[str, Any]:
    """A form; with a file in it only as parts. The fields whose names go on (``label.``) are told by a pattern."""
    fields = {name: given for name, given in told.form.items() if not name.endswith(".")}
    going_on = {name: given for name, given in told.form.items() if name.endswith(".")}
    schema: dict[str, Any] = {"type": "object", "properties": {name: _field(given) for name, given in fields.items()}}
    if going_on:
        schema["patternProperties"] = {f"^{re.escape(name)}": _field(given) for name, given in going_on.items()}
    parts = {"type": "string", "format": "binary"}
    whole = {**schema, "properties": {**schema["properties"]}}
    for name, given in told.files.items():
        whole["properties"][name] = {**parts, "description": given.what}
    for each, among in ((schema, told.form), (whole, {**told.form, **told.files})):
        needed = [name for name, given in among.items() if given.needed]
        if needed:
            each["required"] = needed
    example = {name: given.example for name, given in fields.items() if given.needed or len(fields) < 4}
    content: dict[str, Any] = {}
    if told.files:
        content["multipart/form-data"] = {"schema": whole}
    if told.form or not told.files:
        content["application/x-www-form-urlencoded"] = {"schema": schema, **({"example": example} if example else {})}
    return {"required": bool(told.form or told.files), "content": content}


def _field(given: Given) -> dict[str, Any]:
    return {**given.schema, "description": given.what, "examples": [given.example]}


def _answers(address: Address, told: Told) -> dict[str, Any]:
    content: dict[str, Any] = {}
    if not address.data:
        content = {media: {"schema": dict(TEXT) if media.startswith("text/") else {}} for media in told.media}
    if told.answer is not None:
        content["application/json"] = {"schema": told.answer}
        if address.method != "GET" and told.leads:
            content.pop("text/html", None)
    made: dict[str, Any] = {"200": {"description": told.title, "content": content}}
    later = told.later or (address.method == "GET" and _page(address) in LONG)
    if later:
        job = {
            "description": "It takes long, and was begun.",
            "content": {"application/json": {"schema": ref("Begun")}},
        }
        made["202"] = job
    if (address.method != "GET" and told.leads) or later or (address.method == "GET" and "drop" in told.query):
        made["303"] = {"description": "Done; a browser is led on.", "content": {"text/html": {}}}
    return made


def _page(address: Address) -> str:
    """The word that says which page of a case it is."""
    return (*address.path.removesuffix(".json").split("/"), "", "")[3]


def _errors(address: Address, told: Told) -> dict[str, Any]:
    statuses = {400, 401, 403, *((404,) if address.parts else ())}
    if address.method != "GET":
        statuses |= {405, 409, 413, 422}
    elif "case" in address.parts:
        statuses |= {409, 422}
    return {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(statuses & ERRORS.keys())}


def _plain(path: str) -> str:
    return _PART.sub(r"{\1}", path)
