"""`vneid-bot nlu`: measure how well messages are understood."""
