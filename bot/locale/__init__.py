"""Page strings in both languages, as gettext catalogues."""
