"""Typed calls to the portal: what it answers is checked field by field before anyone sees it."""
