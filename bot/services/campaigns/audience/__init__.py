"""Imports an audience from a CSV file: every row judged, every verdict given back."""
