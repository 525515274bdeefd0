"""A folder of files as the bytes of one .zip, to be passed on.

The same files give the same bytes: no time is written but the first one that a .zip can hold, and names are sorted.
Everything lies in one folder, so that what is unpacked stays together; a .zip that holds one folder is read like it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

__all__ = ["packed"]

_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16


def packed(folder: str, contents: Mapping[str, bytes]) -> bytes:
    """A .zip with these files, by name, in a folder of this name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(contents):
            info = zipfile.ZipInfo(f"{folder}/{name}", _NO_TIME)
            info.external_attr, info.compress_type = _PLAIN_FILE, zipfile.ZIP_DEFLATED
            archive.writestr(info, contents[name])
    return made.getvalue()
