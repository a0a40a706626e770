"""Names the version of the travel desk and its scripts, so that a stale recording is noticed."""

import hashlib
from pathlib import Path

HERE = Path(__file__).parent


def digest():
    """Return SHA-256 over the bot and the scripts, the first 12 hexadecimal digits."""
    whole = hashlib.sha256()
    for path in sorted([*(HERE / "bot").rglob("*.yml"), HERE / "bot" / "actions.py"]):
        whole.update(path.read_bytes())
    whole.update((HERE / "scripts.yml").read_bytes())
    return whole.hexdigest()[:12]
