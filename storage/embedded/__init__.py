"""A PostgreSQL of our own, for a machine where nobody installed one."""

from storage.embedded.supervisor import EmbeddedPostgres

__all__ = ["EmbeddedPostgres"]
