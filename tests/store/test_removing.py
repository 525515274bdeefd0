"""A file is taken out only as the version that was seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonground.errors import NewerVersionError, StoreError
from commonground.store import version_of
from commonground.store.removing import remove_file


def test_only_the_version_that_was_seen_is_removed(tmp_path: Path) -> None:
    (tmp_path / "layers").mkdir()
    file = tmp_path / "layers" / "a.yaml"
    file.write_bytes(b"one")
    with pytest.raises(NewerVersionError):
        remove_file(tmp_path, "layers/a.yaml", version_of(b"two"))
    assert file.exists()
    remove_file(tmp_path, "layers/a.yaml", version_of(b"one"))
    assert not file.exists()
    with pytest.raises(NewerVersionError, match="removed or renamed"):
        remove_file(tmp_path, "layers/a.yaml", version_of(b"one"))
    with pytest.raises(StoreError):
        remove_file(tmp_path, "../out.yaml", version_of(b""))
