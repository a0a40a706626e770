"""What may happen: deliveries, the link check, tickets, reminders."""
