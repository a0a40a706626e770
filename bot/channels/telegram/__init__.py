"""Telegram: the Bot API by webhook or polling."""
