"""Tickets: what a citizen and an officer may do with a case, each under its lock."""
