"""Rows: what the service remembers, in PostgreSQL."""
