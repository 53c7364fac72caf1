"""The forms in which articles and their names are taken out: pure, a piece of text at a time."""
