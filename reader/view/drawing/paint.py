"""Styles for line-drawn widgets, with and without colour."""

from collections.abc import Mapping
from functools import lru_cache

from rich.color import Color
from rich.style import Style
from textual.app import App

from reader.view.styles.parts import PARTS


class Paint:
    """The styles of one theme.

    Args:
        variables: The theme's variables: colours as ``#rrggbb`` or ``ansi_name``.
        is_coloured: False leaves only attributes, in the terminal's own colours.
    """

    def __init__(self, variables: Mapping[str, str], *, is_coloured: bool) -> None:
        self._parts: dict[str, Style] = {}
        self.base = Style()
        """Of plain text."""
        if is_coloured:
            self.base = Style(
                color=_colour(variables["foreground"]), bgcolor=_colour(variables["background"])
            )
        for name, part in PARTS.items():
            words = part.attributes.split()
            if not is_coloured:
                words += part.without_colour.split()
            attributes = {word.removeprefix("not-"): not word.startswith("not-") for word in words}
            self._parts[name] = Style(
                color=_colour(variables[part.colour]) if part.colour and is_coloured else None,
                bgcolor=(
                    _colour(variables[part.background]) if part.background and is_coloured else None
                ),
                bold=attributes.get("bold"),
                italic=attributes.get("italic"),
                underline=attributes.get("underline"),
                underline2=attributes.get("underline2"),
                reverse=attributes.get("reverse"),
            )

    def __getitem__(self, part: str) -> Style:
        """What a part of `reader.view.styles.parts` changes of plain text."""
        return self._parts[part]


def paint_of(app: App[object]) -> Paint:
    """The styles of the app's present theme."""
    return _paint(app.theme, tuple(app.theme_variables.items()), is_coloured=not app.no_color)


@lru_cache(maxsize=4)
def _paint(_theme: str, variables: tuple[tuple[str, str], ...], *, is_coloured: bool) -> Paint:
    return Paint(dict(variables), is_coloured=is_coloured)


def _colour(value: str) -> Color:
    return Color.parse(value.removeprefix("ansi_"))
