"""One checksum of a whole case, so that a brief can say which case it is of, to the byte.

The sha256 over the case's files in the order of their names: for each its name, its length and its bytes. A folder and
a .zip of it have the same. Hidden files are no part of a case, nor is what lies outside of its folder.
"""

from __future__ import annotations

from hashlib import sha256

from commonground.store import Folder

__all__ = ["LARGEST", "case_checksum"]

LARGEST = 1_000_000_000  # bytes of one file; texts of the record may lie in a case


def case_checksum(folder: Folder) -> str:
    """The checksum of the files of a case, in hex.

    >>> from commonground.case.places import open_case
    >>> len(case_checksum(open_case("saltmarsh")))
    64
    """
    sums = sha256()
    for name in sorted(folder.names()):
        data = folder.read(name, LARGEST)
        sums.update(f"{len(name.encode())}:{name}{len(data)}:".encode())
        sums.update(data)
    return sums.hexdigest()
