"""Safe writing and bounded reading of files: atomic, locked, versioned; a folder and a .zip through one face."""

from commonground.store.atomic import ABSENT, version_of, write_atomic
from commonground.store.folder import Folder, open_folder
from commonground.store.lock import locked
from commonground.store.places import cache_folder, data_folder
from commonground.store.transaction import commit, read_file, recover

__all__ = [
    "ABSENT",
    "Folder",
    "cache_folder",
    "commit",
    "data_folder",
    "locked",
    "open_folder",
    "read_file",
    "recover",
    "version_of",
    "write_atomic",
]
