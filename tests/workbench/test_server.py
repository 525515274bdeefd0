"""serve: the address, a port that is taken, Ctrl-C, and what is missing; as the command line meets it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from commonground.cli import main
from commonground.errors import UsageError
from commonground.workbench.server import bound
from tests.workbench.conftest import Site


def test_it_says_where_it_is_answers_there_and_stops_at_ctrl_c(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "commonground", "serve", "cuba-1962", "--port", "0", "--no-open"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    assert process.stdout is not None
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+/case/cuba-1962$", process.stdout.readline().strip())
        assert address is not None
        assert httpx.get(address[0], trust_env=False, timeout=60).status_code == 200
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == 0
    assert "Stopped." in out
    assert err == ""  # no log of what was read, no trace


def test_a_port_that_is_taken_is_told_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert main(["serve", "cuba-1962", "--port", str(port), "--no-open"]) == 2
    assert f"Port {port} is taken" in capsys.readouterr().err


def test_an_address_that_is_another_machines_is_told() -> None:
    with pytest.raises(UsageError, match="cannot listen"):
        bound("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("cuba-1962", "--host", "0.0.0.0"), "has to show a token"),
        (("cuba-1963",), "Did you mean “cuba-1962”?"),
        (("--port", "99999"), "65535"),
        (("--port", "abc"), "valid integer"),
        (("--hots", "x"), "--host"),
        (("--host", "http://127.0.0.1"), "without http://"),
        (("--host", "127.0.0.1:80"), "without http:// and port"),
        (("--host", "999.1.1.1"), "This is no address to listen on."),
        (("--host", "nowhere.invalid", "--token"), "cannot listen on nowhere.invalid"),
        (("nowhere",), "a folder with cases in it"),
        (("nowhere/at/all",), "There is nothing at “nowhere/at/all”."),
    ],
)
def test_a_mistake_is_one_sentence(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str) -> None:
    assert main(["serve", "--no-open", *arguments]) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    "token", ["short", "with a space in it, long enough", "ключ-достаточно-длинный", "a;b=c; long enough"]
)
def test_a_token_that_nobody_could_show_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("COMMONGROUND_TOKEN", token)
    assert main(["serve", "cuba-1962", "--no-open", "--token"]) == 2
    told = capsys.readouterr().err
    assert "at least 16 letters" in told
    assert token not in told


def test_a_file_that_is_no_case_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes.txt").write_text("hello", encoding="utf-8")
    Path("my-talks").mkdir()
    assert main(["serve", "notes.txt", "--no-open"]) == 2
    assert "neither a folder nor a .zip" in capsys.readouterr().err
    assert main(["serve", "my-talk", "--no-open"]) == 2
    assert "Did you mean “my-talks”?" in capsys.readouterr().err


def test_a_case_that_cannot_be_read_is_opened_to_be_mended(start: Callable[..., Site], tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "case.yaml").write_text("case: X\nparties: [oops\n", encoding="utf-8")
    site = start(folder=tmp_path, case=str(tmp_path / "broken"))
    page = site.get("/case/broken")
    assert page.status_code == 422
    assert "oops" in page.text
    assert site.get("/case/broken/edit/case.yaml").status_code == 200


def test_its_help_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--help"]) == 0
    assert "Example:  commonground serve my-talks" in capsys.readouterr().out


def test_without_the_extra_it_says_what_to_type(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["serve", "cuba-1962", "--no-open"]) == 2
    assert "pip install 'commonground[web]'" in capsys.readouterr().err
