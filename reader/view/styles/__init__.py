"""Looks: the style sheet of the screens, and the parts of what is drawn line by line."""
