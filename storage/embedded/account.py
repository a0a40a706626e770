"""The system account PostgreSQL runs under: ours, or an unprivileged one where we are root."""

import os
import pwd
import shutil
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from storage.errors import EmbeddedFailed

_CANDIDATES = ("vneidpg", "postgres", "nobody")


class PopenOptions(TypedDict, total=False):
    """The part of subprocess.Popen's arguments that changes the account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """How a program of PostgreSQL is started.

    Attributes:
        owner: user and group id its files must belong to; None: ours.
        prefix: command put in front of the program's own.
    """

    owner: tuple[int, int] | None
    prefix: tuple[str, ...]
    options: PopenOptions = field(default_factory=PopenOptions)

    def own(self, path: Path) -> None:
        """Hand a file over to the account."""
        if self.owner:
            os.chown(path, *self.owner)


def choose_account(data_folder: Path, binaries: Path) -> Account:
    """The account for this folder.

    PostgreSQL refuses to run as root. The account taken instead is the one that owns the files
    already, else the first known of `vneidpg`, `postgres`, `nobody`. Where it may not enter a
    folder on the way (a clone under /root), it gets the capability to pass, and no other.

    Raises:
        EmbeddedFailed: root, and no account can be used.
    """
    setpriv = shutil.which("setpriv")
    # The kernel interrupts PostgreSQL (a fast shutdown) when the thread that started it ends.
    dying_with_us = (setpriv, "--pdeathsig", "INT") if setpriv else ()
    if os.geteuid() != 0:
        return Account(None, dying_with_us)
    user_id, group_id = _unprivileged_ids(data_folder)
    closed = _find_closed((*data_folder.parents, binaries / "postgres", *binaries.parents))
    if not setpriv:
        _require_open(closed)
        return Account(
            (user_id, group_id), (), {"user": user_id, "group": group_id, "extra_groups": []}
        )
    ids = ("--reuid", str(user_id), "--regid", str(group_id), "--clear-groups", "--no-new-privs")
    caps = ("--inh-caps=-all,+dac_override", "--ambient-caps=+dac_override")
    rights = caps if closed else ("--inh-caps=-all",)
    return Account((user_id, group_id), (*dying_with_us, *ids, *rights))


def _unprivileged_ids(data_folder: Path) -> tuple[int, int]:
    if data_folder.exists() and data_folder.stat().st_uid != 0:
        return data_folder.stat().st_uid, data_folder.stat().st_gid
    accounts = {entry.pw_name: entry for entry in pwd.getpwall()}
    for name in _CANDIDATES:
        if name in accounts:
            return accounts[name].pw_uid, accounts[name].pw_gid
    raise EmbeddedFailed(
        "PostgreSQL does not run as root, and this system has none of the accounts "
        f"{', '.join(_CANDIDATES)}. Create one (`useradd --system vneidpg`), run as an ordinary "
        "user, or set VNEID_DATABASE_URL."
    )


def _find_closed(paths: Sequence[Path]) -> Path | None:
    """The first of the paths that others may not enter or run."""
    return next((path for path in paths if not path.stat().st_mode & stat.S_IXOTH), None)


def _require_open(closed: Path | None) -> None:
    if closed:
        raise EmbeddedFailed(
            f"PostgreSQL does not run as root, and no other account may enter {closed}. Set "
            "VNEID_DATA_DIR to a folder outside it, install `setpriv` (util-linux), run as an "
            "ordinary user, or set VNEID_DATABASE_URL."
        )
