"""serve: the same work in a browser."""

from __future__ import annotations

import os
import re
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commonground.errors import Problem, UsageError, nearest_word

if TYPE_CHECKING:
    from commonground.workbench.settings import Settings

__all__ = ["serve"]

TOKEN = "COMMONGROUND_TOKEN"  # noqa: S105 - the name of a variable
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,200}")
_NO_HOST = re.compile(r"[/\s@?#]|^$|^[^:]*:\d*$")
_NUMBERS = re.compile(r"[\d.]+")


def serve(
    place: Annotated[
        str | None,
        typer.Argument(
            help="A case, or a folder with cases in it; this folder unless said.",
            metavar="[CASE_OR_FOLDER]",
            show_default=False,
        ),
    ] = None,
    *,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 for any that is free.")] = 8765,
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on; other machines come in only with --token.")
    ] = "127.0.0.1",
    token: Annotated[
        bool, typer.Option("--token", help=f"Let in only who has a token: a new one, or the one in {TOKEN}.")
    ] = False,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")] = False,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, help="How long one question may take.")] = 5.0,
) -> None:
    """Open the workbench in a browser: the cases, the record and all answers as pages, on this machine alone."""
    from commonground.workbench.server import checked_extra, serve

    checked_extra()
    serve(_settings(place, host, port, token=token, seconds=seconds), lambda found: _tell(found, quiet=no_open))
    typer.echo("Stopped.")


def _settings(place: str | None, host: str, port: int, *, token: bool, seconds: float) -> Settings:
    from secrets import token_urlsafe

    from commonground.workbench.settings import Settings, is_loopback

    _checked_host(host)
    if not is_loopback(host) and not token:
        what = "Other machines could reach this address, so who comes in has to show a token."
        raise UsageError(Problem(what, read=host, expected="--token as well, or no --host", code="token-needed"))
    access = _checked_token(os.environ.get(TOKEN) or token_urlsafe(24)) if token else None
    folder, case = _place(place)
    return Settings(folder=folder, case=case, host=host, port=port, access=access, seconds=seconds)


def _checked_host(host: str) -> None:
    """UsageError for what can be no address, before anything else is asked of it."""
    if _NO_HOST.search(host) or (_NUMBERS.fullmatch(host) and not _is_address(host)):
        expected = "an address of this machine, such as 127.0.0.1, without http:// and port"
        raise UsageError(Problem("This is no address to listen on.", read=host, expected=expected, code="wrong-value"))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _checked_token(token: str) -> str:
    """A token that an address and a cookie can hold and nobody guesses."""
    if not _TOKEN.fullmatch(token):
        what = f"The token in {TOKEN} cannot be used."
        raise UsageError(
            Problem(what, expected="at least 16 letters, digits, - and _, and no others", code="wrong-value")
        )
    return token


def _place(place: str | None) -> tuple[Path, str | None]:
    """Where new cases are put, and the one case that was asked for, if it was one."""
    from commonground.case import bundled, open_case

    path = Path(place or ".")
    if place is None or (path.is_dir() and not (path / "case.yaml").is_file()):
        return path.resolve(), None
    if not path.exists() and place not in bundled():
        near = {each.name for each in path.parent.iterdir()} if path.parent.is_dir() else set()
        what, nearest = f"There is nothing at “{place}”.", nearest_word(path.name, [*bundled(), *near])
        expected = "a folder with cases in it, a case, a .zip of one, or a bundled case (" + ", ".join(bundled()) + ")"
        raise UsageError(Problem(what, read=place, expected=expected, nearest=nearest, code="no-such-case"))
    root = Path(open_case(place).root)  # an error that says there is none
    if place in bundled() and not path.exists():
        return Path.cwd(), place
    return root.parent, str(root)


def _tell(settings: Settings, *, quiet: bool) -> None:
    from urllib.parse import quote

    address = settings.address
    if settings.case is not None:
        address += f"case/{quote(_key(settings.case), safe='')}"
    if settings.access is not None:
        address += f"?access={quote(settings.access, safe='')}"
    typer.echo(f"The workbench is at {address}")
    for each in settings.recovered:
        typer.echo(each)
    typer.echo("Stop it with Ctrl-C.")
    if not quiet:
        import webbrowser

        webbrowser.open(address)


def _key(case: str) -> str:
    path = Path(case)
    return path.stem if path.suffix.lower() == ".zip" and path.is_file() else path.name
