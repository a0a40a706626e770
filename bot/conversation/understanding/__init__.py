"""From a citizen's text to language, intent and entities."""
