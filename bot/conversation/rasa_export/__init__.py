"""The project as a project of real Rasa: pure functions that return the contents of files."""
