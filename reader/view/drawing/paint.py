"""Styles for line-drawn widgets, with and without colour."""

from collections.abc import Mapping

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
    variables, is_coloured = app.theme_variables, not app.no_color
    mixed = _mixed.get(is_coloured)
    # Another theme has another dictionary; looking at all in it takes as long as drawing a line.
    if mixed is None or mixed[0] is not variables:
        mixed = _mixed[is_coloured] = variables, Paint(variables, is_coloured=is_coloured)
    return mixed[1]


_mixed: dict[bool, tuple[Mapping[str, str], Paint]] = {}
"""The variables that `paint_of` saw last, with and without colour, and what came of them."""


def _colour(value: str) -> Color:
    return Color.parse(value.removeprefix("ansi_"))
