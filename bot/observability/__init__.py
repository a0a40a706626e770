"""What operators see: logs without citizens in them, metrics, health."""
