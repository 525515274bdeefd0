"""What every test may lean on: one Hypothesis profile, and a browser where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test here is about time: a slow machine must not fail an example that a fast one passes.
settings.register_profile(
    "commonground", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("search", settings.get_profile("commonground"), derandomize=False, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "commonground"))

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data(root: Path) -> Path:
    """The folder of development data beside the checkout, which is no part of the project."""
    folder = root.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the development data (../shared/data) is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser that starts; without one the test is skipped, except in CI as root, where it fails."""
    for name in BROWSERS:
        path = shutil.which(name)
        if path and _starts(path):
            return path
    reason = f"no working browser: none of {', '.join(BROWSERS)} is on the PATH and answers --version"
    if os.environ.get("CI") == "true" and os.geteuid() == 0:
        pytest.fail(f"{reason}; in CI, as root, scripts/test should have installed it")
    pytest.skip(reason)


def _starts(path: str) -> bool:
    """Whether the program runs at all: a stub that only points to an app store does not."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
