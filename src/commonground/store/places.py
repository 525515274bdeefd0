"""Where things of the user's own lie, outside of any case: caches, and what was attached.

The environment variable ``COMMONGROUND_HOME`` puts both under one folder, for a portable set-up and for tests.
"""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

__all__ = ["HOME", "cache_folder", "data_folder"]

HOME = "COMMONGROUND_HOME"


def cache_folder() -> Path:
    """Where what can be computed again is kept. It may not exist yet."""
    home = os.environ.get(HOME)
    return Path(home).expanduser().absolute() / "cache" if home else user_cache_path("commonground", appauthor=False)


def data_folder() -> Path:
    """Where what cannot be computed again is kept. It may not exist yet."""
    home = os.environ.get(HOME)
    return Path(home).expanduser().absolute() / "data" if home else user_data_path("commonground", appauthor=False)
