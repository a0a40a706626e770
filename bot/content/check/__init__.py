"""The rules that `vneid-bot content check` enforces."""
