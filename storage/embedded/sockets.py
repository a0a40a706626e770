"""A folder for PostgreSQL's socket: private, on a path short enough, cleared of leftovers."""

import hashlib
import os
import shutil
import socket
import tempfile
from pathlib import Path

from storage.errors import EmbeddedFailed

_NAME = ".s.PGSQL.5432"


def make_socket_folder(folder: Path) -> Path:
    """An empty folder, inside `folder` where the system accepts a socket there.

    A socket's path may have 107 bytes (103 on macOS), and some mounted file systems hold none:
    then it lies in the system's folder for temporary files. Leftovers go first: PostgreSQL would
    believe the process number in an old socket lock, which another program may have by now.
    Only the owner of the folder lock may call this.

    Raises:
        EmbeddedFailed: neither place takes a socket.
    """
    digest = hashlib.sha256(bytes(folder)).hexdigest()[:12]
    elsewhere = Path(tempfile.gettempdir()) / f"vneid-{os.geteuid()}-{digest}"
    reason: OSError | None = None
    for place in (folder / "socket", elsewhere):
        try:
            _empty(place)
            _try_socket(place / _NAME)
        except OSError as error:
            reason = error
        else:
            return place
    raise EmbeddedFailed(
        f"PostgreSQL finds no place for its socket: {reason}. Set VNEID_DATA_DIR to a folder on a "
        "local disk, or VNEID_DATABASE_URL to a server's address."
    )


def _empty(place: Path) -> None:
    if place.exists():
        shutil.rmtree(place)
    place.mkdir(mode=0o700)


def _try_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.bind(str(path))
    path.unlink()
