"""Faults of the portal: asked for one by one, or drawn from a seed."""
