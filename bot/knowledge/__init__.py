"""Facts in force at a date, and the answers that rest on them."""
