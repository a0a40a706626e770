"""The clock of a ticket: hours of the desk, holidays, pauses, deadlines."""
