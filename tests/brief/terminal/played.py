"""Somebody at a terminal, played from a script."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable

from rich.console import Console


class Played:
    """A person who answers from a script; an answer may be something to do at that moment."""

    def __init__(self, answers: Iterable[str | Callable[[], str]]) -> None:
        self.answers = iter(answers)
        self.out = io.StringIO()
        self.console = Console(file=self.out, width=100, color_system=None, highlight=False)
        self.prompts: list[str] = []

    def ask(self, prompt: str) -> str:
        self.prompts.append(prompt)
        answer = next(self.answers, None)
        if answer is None:
            raise EOFError
        return answer if isinstance(answer, str) else answer()


def interrupted() -> str:
    """Ctrl-C."""
    raise KeyboardInterrupt
