"""Figures with ratios: our REST channel beside real Rasa, on one PostgreSQL, in one run."""
