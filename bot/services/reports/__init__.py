"""Figures of the desk over a period, each with its definition."""
