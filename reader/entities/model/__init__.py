"""The shipped name-finding model: exported weights and their inference in NumPy."""
