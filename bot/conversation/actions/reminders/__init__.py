"""Reminders in chat: asked for with consent, told when due, ended by a word."""
