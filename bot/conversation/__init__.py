"""One turn of a conversation, from text to decision."""
