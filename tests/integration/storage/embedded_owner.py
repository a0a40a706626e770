"""A process that owns an embedded PostgreSQL until it is killed; run by the tests.

With `--orphan` the server is not told when its owner dies, as on systems without that signal.
"""

import dataclasses
import sys
import time
from pathlib import Path

from storage.embedded import EmbeddedPostgres, supervisor
from storage.embedded.account import choose_account


def choose_lasting_account(data_folder, binaries):
    account = choose_account(data_folder, binaries)
    prefix = list(account.prefix)
    if "--pdeathsig" in prefix:
        at = prefix.index("--pdeathsig")
        del prefix[at : at + 2]
    return dataclasses.replace(account, prefix=tuple(prefix))


if __name__ == "__main__":
    if "--orphan" in sys.argv:
        supervisor.choose_account = choose_lasting_account
    server = EmbeddedPostgres(Path(sys.argv[1]))
    sys.stdout.write(server.start() + "\n")
    sys.stdout.flush()
    time.sleep(600)
