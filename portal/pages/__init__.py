"""What citizens see: signing in, approving a check, the account."""
