"""Text snapshots: what an app shows, as lines, and how each lit span of them looks."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.app import App
from textual.strip import Strip

Result = TypeVar("Result")

_ATTRIBUTES = ("bold", "dim", "italic", "underline", "underline2", "reverse", "strike")


def drawn(app: App[Result]) -> str:
    """Draw an app's screen as text.

    Args:
        app: A running app, idle.

    Returns:
        The size, the screen's lines between two rules, then a line for each span whose look
        is not the commonest one: its row and column from 0, its look, its text.
    """
    strips = app.screen._compositor.render_strips()
    usual = _commonest(strips)
    width, height = app.size
    lines = [f"{width}x{height} {_name(usual.color)} on {_name(usual.bgcolor)}", "-" * width]
    lines += [strip.text.rstrip() for strip in strips]
    lines += ["-" * width]
    for row, strip in enumerate(strips):
        lines += [f"{row:>3} {span}" for span in _spans(strip, usual)]
    return "\n".join(lines) + "\n"


def check(app: App[Result], path: Path, *, is_rewriting: bool) -> None:
    """Compare an app's screen with the one kept in a file.

    Args:
        app: A running app, idle.
        path: Where the snapshot is kept.
        is_rewriting: Keep what is shown now instead of comparing.

    Raises:
        AssertionError: The screen is another, or none is kept.
    """
    shown = drawn(app)
    if is_rewriting:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert path.exists(), f"{path} is missing; write it with --rewrite-snapshots and read it"
    kept = path.read_text(encoding="utf-8")
    assert shown.splitlines() == kept.splitlines()


def _commonest(strips: list[Strip]) -> Style:
    colours: Counter[Color | None] = Counter()
    grounds: Counter[Color | None] = Counter()
    for strip in strips:
        for text, style, _ in strip:
            if style is not None:
                colours[style.color] += len(text) - text.count(" ")
                grounds[style.bgcolor] += len(text)
    colour, ground = colours.most_common(1)[0][0], grounds.most_common(1)[0][0]
    return Style.from_color(colour, ground)


def _spans(strip: Strip, usual: Style) -> Iterator[str]:
    column = 0
    for look, segments in groupby(strip, lambda segment: _look(segment.style or usual, usual)):
        text = "".join(segment.text for segment in segments)
        if look and text.strip():
            start = column + len(text) - len(text.lstrip())
            yield f"{start:>3} {look}: {text.strip()}"
        column += cell_len(text)


def _look(style: Style, usual: Style) -> str:
    words = [name for name in _ATTRIBUTES if getattr(style, name)]
    if style.color != usual.color:
        words.append(_name(style.color))
    if style.bgcolor != usual.bgcolor:
        words.append(f"on {_name(style.bgcolor)}")
    return " ".join(words)


def _name(colour: Color | None) -> str:
    return "default" if colour is None else colour.name
