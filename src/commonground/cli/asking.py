"""Verbs that ask one question of one case: the options they have in common stand here once.

A verb is written as a function of a loaded case that gives back the result and how to print it. :func:`asks` makes
the command of it: the case to load comes first, ``--layer``, ``--what-if``, ``--as-of`` and ``--json`` follow its own
options, and the result is printed in words, or as JSON where that is asked.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from commonground.cli.options import (
    AsOfOption,
    CaseArgument,
    JsonOption,
    LayerOption,
    WhatIfOption,
    asked_case,
    print_json,
)

__all__ = ["Answer", "Result", "asks"]

_COMMON: tuple[tuple[str, Any, Any], ...] = (
    ("layer", LayerOption, None),
    ("what_if", WhatIfOption, None),
    ("as_of", AsOfOption, None),
    ("as_json", JsonOption, False),
)


class Result(Protocol):
    """What every question gives back."""

    def to_dict(self) -> dict[str, Any]: ...


Answer = tuple[Result, Callable[[], None]]  # the result, and what prints it in words


def asks(verb: Callable[..., Answer]) -> Callable[..., None]:
    """The command that loads the case, asks ``verb``, and prints the answer."""

    @wraps(verb)
    def command(
        *, case: str, layer: list[str] | None, what_if: list[str] | None, as_of: str | None, as_json: bool, **own: Any
    ) -> None:
        result, print_in_words = verb(asked_case(case, layer, what_if, as_of), **own)
        if as_json:
            print_json(result.to_dict())
        else:
            print_in_words()

    # The type of a case is not imported for this: `--help` and the other verbs do not need it.
    first, *others = inspect.signature(verb, eval_str=True, locals={"Case": object}).parameters.values()
    case = first.replace(annotation=CaseArgument)
    common = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, kind, default in _COMMON
    ]
    parameters = [case, *others, *common]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    return command
