"""Finding the names in a text and merging those that mean one thing."""
