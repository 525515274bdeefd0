"""The user's own folders, and the variable that moves them."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.store import cache_folder, data_folder


def test_one_variable_moves_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMONGROUND_HOME", str(tmp_path / "home"))
    assert cache_folder() == tmp_path / "home" / "cache"
    assert data_folder() == tmp_path / "home" / "data"
    assert list(tmp_path.iterdir()) == []


def test_a_home_is_where_it_was_named_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMMONGROUND_HOME", "here")
    assert data_folder() == tmp_path / "here" / "data"


@pytest.mark.parametrize("value", [None, ""])
def test_without_it_the_system_decides(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COMMONGROUND_HOME", raising=False)
    if value is not None:
        monkeypatch.setenv("COMMONGROUND_HOME", value)
    assert cache_folder() != data_folder()
    assert all(folder.is_absolute() and folder.name == "commonground" for folder in (cache_folder(), data_folder()))
