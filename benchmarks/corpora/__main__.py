"""How the default proposer does on texts that others have coded, beside a classifier trained on those codings.

    python -m benchmarks.corpora [--data FOLDER] [--write]

The corpora are no part of the project: they are looked for in ../shared/data beside the checkout (plover/ and unscon/).
``--write`` puts the figures into docs/discussion/the-rules-on-other-corpora.md.
"""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from benchmarks.corpora.report import PLOVER, UNSCON, tables
from benchmarks.corpora.tables import replaced

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "discussion" / "the-rules-on-other-corpora.md"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="where the corpora are")
    parser.add_argument("--write", action="store_true", help="put the figures into the documentation")
    chosen = parser.parse_args()
    missing = [str(path) for path in (PLOVER, UNSCON) if not (chosen.data / path).is_file()]
    if missing:
        print(f"Nothing was measured: {' and '.join(missing)} are not in {chosen.data}.")
        return
    if find_spec("sklearn") is None:
        parser.error("the classifier needs scikit-learn: pip install 'commonground[bench]'")
    found = tables(chosen.data)
    for name, text in found.items():
        print(f"\n{name}\n\n{text}")
    if chosen.write:
        DOCUMENT.write_text(replaced(DOCUMENT.read_text(encoding="utf-8"), found), encoding="utf-8", newline="\n")
        print(f"\nwritten into {DOCUMENT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
