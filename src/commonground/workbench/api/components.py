"""What every address shares in the document of the interface: errors, statements, files of a case, who may ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonground.case.json_schema import json_schemas
from commonground.workbench.api.results import result_schemas
from commonground.workbench.api.shapes import TEXT, THING, WHOLE, YES, Schema, by_name, many, maybe, one_of, record, ref
from commonground.workbench.security.writing import HEADER

__all__ = ["ERRORS", "components"]

ERRORS: Mapping[int, str] = {
    400: "Something in the request is wrong, as the problems say.",
    401: "This workbench is open to those who have its token.",
    403: "Another page than one of the workbench asked, under a name that is not its own, or without the form's token.",
    404: "There is nothing of this name; the nearest is told.",
    405: "This address is not asked in that way.",
    409: "It was changed since it was looked at, or somebody is writing; nothing was written.",
    413: "This is too large to be sent.",
    422: "The case cannot be read as it was asked for, or could not with the change.",
}
_PROBLEM = {
    **record(
        severity={**one_of("error", "warning"), "description": "How grave it is."},
        code={**TEXT, "description": "A short stable name; the reference of errors lists them."},
        what={**TEXT, "description": "What is wrong, in a sentence."},
        file={**maybe(TEXT), "description": "Where: the file."},
        line={**maybe(WHOLE), "description": "Where: the line, from 1."},
        column={**maybe(WHOLE), "description": "Where: the column, from 1."},
        field={**maybe(TEXT), "description": "Where: the path of the field."},
        read={**maybe(TEXT), "description": "What was read there."},
        expected={**maybe(TEXT), "description": "What would be right."},
        nearest={**maybe(TEXT), "description": "The nearest name that is known."},
    ),
    "description": "One thing wrong, in the words of somebody who would like to put it right.",
}
_BODY = record(
    {"note": TEXT, "reviewer": TEXT, "proposer": TEXT, "cue": TEXT, "follows": TEXT, "chain": many(TEXT), "said": TEXT},
    type=TEXT,
    speaker=maybe(TEXT),
    source=maybe(TEXT),
    mode=TEXT,
    act=TEXT,
    issue=maybe(TEXT),
    polarity=TEXT,
    modality=TEXT,
    addressee=maybe(TEXT),
    paraphrase=maybe(TEXT),
    status=TEXT,
)
_STATEMENT = record(
    {"created": TEXT, "creator": TEXT}, id=TEXT, type=TEXT, body=_BODY, target=record({"selector": {}}, source=TEXT)
)
_DISAGREEMENT = record(
    document=TEXT,
    start=WHOLE,
    end=WHOLE,
    statements=by_name(TEXT),
    labels=by_name(THING),
    without=many(TEXT),
    settled=YES,
)
_FILES: Mapping[str, str] = {
    "case": "CaseFile",
    "sources": "SourcesFile",
    "layer": "LayerFile",
    "codebook": "CodebookFile",
}


def components() -> dict[str, Any]:
    """The part of the document that the rest refers to."""
    return {
        "schemas": {
            "Problem": _PROBLEM,
            "Problems": record(problems=many(ref("Problem"))),
            "Statement": {**_STATEMENT, "description": "A coded statement, in the shape of W3C Web Annotations."},
            "Disagreement": _DISAGREEMENT,
            "Begun": record(job=record(id=TEXT, address=TEXT, title=TEXT, state=TEXT)),
            **result_schemas(),
            **_files(),
        },
        "responses": {str(status): _error(what) for status, what in ERRORS.items()},
        "securitySchemes": {
            "form": {
                "type": "apiKey",
                "in": "header",
                "name": HEADER,
                "description": "The token of this run of the server, which /api/token.json gives together with a "
                "cookie; both have to be sent. In a form the token may stand in the field `token` instead.",
            },
            "access": {
                "type": "http",
                "scheme": "bearer",
                "description": "What `commonground serve --token` prints; asked for where other machines may come in.",
            },
        },
    }


def _error(what: str) -> dict[str, Any]:
    return {
        "description": what,
        "content": {"application/json": {"schema": ref("Problems")}, "text/html": {"schema": dict(TEXT)}},
    }


def _files() -> dict[str, Schema]:
    """The published schemas of a case's files, each with its own definitions found from here."""
    made = {}
    for name, schema in json_schemas().items():
        title = _FILES[name]
        made[title] = _moved({**schema, "title": title}, f"#/components/schemas/{title}/$defs/")
        made[title].pop("$schema", None)
    return made


def _moved(part: Any, to: str) -> Any:
    if isinstance(part, dict):
        return {
            key: value.replace("#/$defs/", to) if key == "$ref" and isinstance(value, str) else _moved(value, to)
            for key, value in part.items()
        }
    return [_moved(each, to) for each in part] if isinstance(part, list) else part
