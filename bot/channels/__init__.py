"""Ways in and out: parse and send, nothing else."""
