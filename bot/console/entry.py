"""What travels between the two steps of signing in, signed and soon stale."""

from itsdangerous import BadData, URLSafeTimedSerializer

MINUTES = 5


class Entry:
    """Says that somebody has taken the first step.

    Args:
        secret_key: signs it.
    """

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeTimedSerializer(secret_key, salt="console entry")

    def write(self, login: str) -> str:
        """Return the pass for the second step."""
        return str(self._serializer.dumps(login))

    def read(self, given: str) -> str | None:
        """Return whose pass it is; None: it is none of ours, or too old."""
        try:
            found = self._serializer.loads(given, max_age=MINUTES * 60)
        except BadData:
            return None
        return found if isinstance(found, str) else None
