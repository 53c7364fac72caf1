"""The days that an article's dates mean, or why that cannot be said."""
