"""The documentation knows every command and every option, and every command explains itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest


class Command(NamedTuple):
    """A command as a user types it, with what its --help is made from."""

    name: str
    help: str
    options: tuple[str, ...]
    unexplained: tuple[str, ...]


def commands() -> list[Command]:
    """Every command that the command line shows, in the words a user types after `commonground`."""
    import typer

    from commonground.cli import app

    return list(_below(typer.main.get_command(app), ""))


def _below(command: Any, name: str) -> list[Command]:
    inner = getattr(command, "commands", None)
    if inner is not None:
        shown = sorted((key, each) for key, each in inner.items() if not getattr(each, "hidden", False))
        return [found for key, each in shown for found in _below(each, f"{name} {key}".strip())]
    options = [
        each for each in command.params if each.param_type_name == "option" and not getattr(each, "hidden", False)
    ]
    long_names = [next((o for o in each.opts if o.startswith("--")), each.opts[0]) for each in options]
    silent = [text for text, each in zip(long_names, options, strict=True) if not getattr(each, "help", None)]
    return [Command(name, f"{command.help or ''}\n{command.epilog or ''}", tuple(long_names), tuple(silent))]


@pytest.fixture(scope="module")
def reference(root: Path) -> str:
    return (root / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")


def section(reference: str, name: str) -> str:
    """The part of the page under the heading that names the command, up to the next heading as high."""
    found = re.search(rf"^(#+) .*\bcommonground {re.escape(name)}\b.*$", reference, re.MULTILINE)
    if found is None:
        return ""
    rest = reference[found.end() :]
    end = re.search(rf"^#{{1,{len(found.group(1))}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def test_there_are_commands() -> None:
    assert {"demo", "agree", "check", "new"} <= {command.name for command in commands()}


def test_every_command_has_a_section(reference: str) -> None:
    missing = [command.name for command in commands() if not section(reference, command.name)]
    assert not missing, "no heading in docs/reference/cli.md names these, as in `## commonground agree`"


def test_every_option_is_in_its_section(reference: str) -> None:
    missing = [
        f"{command.name} {option}"
        for command in commands()
        for option in command.options
        if option != "--help" and option not in section(reference, command.name)
    ]
    assert not missing


def test_no_section_for_a_command_that_is_gone(reference: str) -> None:
    known = {command.name.split()[0] for command in commands()}
    written = set(re.findall(r"^#+ .*\bcommonground ([a-z][a-z-]*)", reference, re.MULTILINE))
    assert written <= known


def test_every_command_explains_itself_with_an_example() -> None:
    silent = [each.name for each in commands() if f"commonground {each.name}" not in " ".join(each.help.split())]
    assert not silent, "their --help shows no example"


def test_every_option_has_help() -> None:
    assert [f"{each.name} {option}" for each in commands() for option in each.unexplained] == []
