"""The few signs that are drawn, in Unicode or, where the locale has none, in ASCII."""

import locale
from typing import NamedTuple


class Glyphs(NamedTuple):
    """Signs of one cell each, one of a kind but for the levels."""

    unread: str
    starred: str
    vertical: str
    thumb: str
    horizontal: str
    tee_down: str
    """Where a vertical rule leaves the rule above it."""
    tee_up: str
    """Where a vertical rule meets the rule below it."""
    here: str
    """A line of the text that holds the name in focus."""
    elsewhere: str
    """A line that does not."""
    dot: str
    """Between facts on one line."""
    levels: str
    """Eight of them, from nothing to the most."""
    watched: str
    """Before an article that mentions a name that is watched."""


UNICODE = Glyphs(
    unread="●", starred="★", vertical="│", thumb="┃", horizontal="─", tee_down="┬",
    tee_up="┴", here="┃", elsewhere="╎", dot="·", levels="▁▂▃▄▅▆▇█", watched="»",
)  # fmt: skip
ASCII = Glyphs(
    unread="*", starred="+", vertical="|", thumb="#", horizontal="-", tee_down="-",
    tee_up="-", here="#", elsewhere=":", dot="-", levels="_.:-=+*#", watched=">",
)  # fmt: skip


def glyphs_of_locale() -> Glyphs:
    """The signs that the terminal's character set can show."""
    encoding = locale.nl_langinfo(locale.CODESET).lower().replace("-", "")
    return UNICODE if encoding == "utf8" else ASCII
