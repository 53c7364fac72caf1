"""The app: Textual, and only here."""
