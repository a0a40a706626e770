"""The files of the embedded PostgreSQL: created whole or not at all, opened by one password."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from storage.embedded.account import Account
from storage.embedded.failures import describe_failure

ROLE = "vneid"
DATABASE = "vneid"

_LOCALE = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
_ACCESS = f"local all {ROLE} scram-sha-256\n"


class Cluster:
    """PostgreSQL's data folder `<folder>/data` with the role and the database of the service.

    The role is no superuser and the only one let in, over the socket only.
    """

    def __init__(self, folder: Path, binaries: Path, account: Account) -> None:
        self.folder = folder / "data"
        self._password_path = folder / "password"
        self._binaries = binaries
        self._account = account

    def prepare(self) -> str:
        """Make sure that the cluster exists, and return the password of its role.

        Raises:
            EmbeddedFailed: the folder can't be used.
        """
        if not self.folder.exists():
            self._create()
        if not self._password_path.exists():
            self._renew_password()
        return self._password_path.read_text()

    def _create(self) -> None:
        """Build beside the final place: what a crash leaves half done is thrown away."""
        draft = self.folder.with_name("data.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self._account.own(draft)
        self._run(
            ("initdb", "--pgdata", str(draft), "--username=postgres", "--auth=reject", *_LOCALE)
        )
        statements = f"CREATE ROLE {ROLE} LOGIN CREATEDB\nCREATE DATABASE {DATABASE} OWNER {ROLE}\n"
        self._run_single_user(draft, statements)
        (draft / "pg_hba.conf").write_text(_ACCESS)
        self._password_path.unlink(missing_ok=True)
        draft.rename(self.folder)

    def _renew_password(self) -> None:
        password = secrets.token_urlsafe(24)
        self._run_single_user(self.folder, f"ALTER ROLE {ROLE} PASSWORD '{password}'\n")
        draft = self._password_path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(password)
        draft.rename(self._password_path)

    def _run_single_user(self, data_folder: Path, statements: str) -> None:
        # One statement a line; a failed one does not change the exit code.
        command = ("postgres", "--single", "-D", str(data_folder), "postgres")
        output = self._run(command, statements)
        if "ERROR:" in output:
            raise describe_failure("The embedded PostgreSQL could not be set up", output)

    def _run(self, command: Sequence[str], statements: str = "") -> str:
        done = subprocess.run(  # noqa: S603 - our own words and the wheel's programs
            (*self._account.prefix, str(self._binaries / command[0]), *command[1:]),
            input=statements,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            cwd="/",
            env=child_environment(),
            **self._account.options,
        )
        if done.returncode != 0:
            raise describe_failure(f"`{command[0]}` failed in {self.folder.parent}", done.stdout)
        return done.stdout


def child_environment() -> dict[str, str]:
    """English messages for the log, and none of our secrets."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}
