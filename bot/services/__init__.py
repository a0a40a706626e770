"""What may happen, in the help desk's words."""
