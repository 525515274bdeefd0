"""The page of the documentation that tells the interface for programs, made of the document that the workbench serves.

python -m benchmarks.http_api            # print it
python -m benchmarks.http_api --write    # put it into docs/reference/http-api.md
"""

from __future__ import annotations

import argparse
from pathlib import Path

from commonground.workbench.api.document import openapi
from commonground.workbench.api.words import markdown
from commonground.workbench.app import routes

PAGE = Path(__file__).resolve().parent.parent / "docs/reference/http-api.md"


def page() -> str:
    """The page as it has to be."""
    return markdown(openapi(routes()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put it into the documentation")
    if parser.parse_args().write:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(page(), end="")


if __name__ == "__main__":
    main()
