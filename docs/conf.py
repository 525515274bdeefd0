"""How the documentation is built: `python -m sphinx -W docs docs/_build/html`, without a network."""

from __future__ import annotations

from commonground import __version__

project = "Commonground"
author = "The Commonground authors"
project_copyright = author
version = release = __version__

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"Commonground {__version__}"
html_copy_source = False
html_show_sphinx = False
