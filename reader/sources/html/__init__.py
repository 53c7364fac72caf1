"""Web pages, and pieces of them, as plain text with marks."""
