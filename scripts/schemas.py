#!/usr/bin/env python3
"""Write schemas/, the published JSON Schemas, from the models that read a case. After a change of those, call

.venv/bin/python scripts/schemas.py
"""

from __future__ import annotations

from pathlib import Path

from commonground.case.json_schema import json_schema_files


def main() -> None:
    folder = Path(__file__).resolve().parent.parent / "schemas"
    folder.mkdir(exist_ok=True)
    for name, data in json_schema_files().items():
        (folder / name).write_bytes(data)


if __name__ == "__main__":
    main()
