"""newsreader: a terminal news reader that knows the names in the news."""

__version__ = "0.1.0"
