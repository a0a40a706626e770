"""Reminder campaigns: the right text to the right person, once, never after they linked."""
