"""The project's rasa-sdk actions, run in process."""
