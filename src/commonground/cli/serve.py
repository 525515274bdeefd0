"""serve: the same work in a browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commonground.errors import Problem, UsageError

if TYPE_CHECKING:
    from commonground.workbench.settings import Settings

__all__ = ["serve"]

TOKEN = "COMMONGROUND_TOKEN"  # noqa: S105 - the name of a variable


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

    if not is_loopback(host) and not token:
        what = "Other machines could reach this address, so who comes in has to show a token."
        raise UsageError(Problem(what, read=host, expected="--token as well, or no --host", code="token-needed"))
    access = (os.environ.get(TOKEN) or token_urlsafe(24)) if token else None
    folder, case = _place(place)
    return Settings(folder=folder, case=case, host=host, port=port, access=access, seconds=seconds)


def _place(place: str | None) -> tuple[Path, str | None]:
    """Where new cases are put, and the one case that was asked for, if it was one."""
    from commonground.case import bundled, open_case

    path = Path(place or ".")
    if place is None or (path.is_dir() and not (path / "case.yaml").is_file()):
        return path.resolve(), None
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
