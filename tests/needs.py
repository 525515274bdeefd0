"""What some tests need beside Python packages: absent, they skip and say so."""

from __future__ import annotations

from importlib import import_module

import pytest


def weasyprint() -> None:
    """WeasyPrint is installed and finds Pango; on import it raises OSError where it does not."""
    try:
        import_module("weasyprint")
    except (ImportError, OSError) as error:
        pytest.skip(f"WeasyPrint or Pango is not installed: {error}")
