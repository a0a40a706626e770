"""Synthetic citizens: what the simulated portal knows of each, and what happens to them."""
