"""Text messages, by Twilio or by a provider of ours that sends nothing."""
