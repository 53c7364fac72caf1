"""Styles for line-drawn widgets, with and without colour."""

from rich.style import Style
from textual.widget import Widget


def without_colour(style: Style) -> Style:
    """The same attributes in the terminal's own colours."""
    return Style(
        bold=style.bold,
        dim=style.dim,
        italic=style.italic,
        underline=style.underline,
        underline2=style.underline2,
        reverse=style.reverse,
    )


def base_style(widget: Widget) -> Style:
    """The style of the widget's plain text."""
    return without_colour(widget.rich_style) if widget.app.no_color else widget.rich_style


def part_style(widget: Widget, name: str) -> Style:
    """What a component class changes of the widget's plain text.

    Args:
        widget: Whose component class it is.
        name: The class, as ``prose--headline``.
    """
    style = widget.get_component_rich_style(name, partial=True)
    return without_colour(style) if widget.app.no_color else style
