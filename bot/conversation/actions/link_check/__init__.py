"""The self-guided check: is the old account linked to VNeID, and what comes next."""
