"""The themes that newsreader brings, and what a theme must say beyond Textual's own.

The hues of person, organisation and place keep apart under the common kinds of colour
blindness: the worst pair differs by CIEDE2000 19 (deuteranopia simulated after Machado,
Oliveira and Fernandes 2009); the Okabe-Ito theme takes its hues from Okabe and Ito 2008,
"Color Universal Design".
"""

from dataclasses import replace
from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

from reader.errors import ConfigError

DARK_HUES: Final = {
    "person": "#9DBCF7", "organisation": "#F1BE55", "place": "#31956F",
    "quiet": "#8A8A8A", "faint": "#3C3C3C", "cursor-back": "#303030",
    "cursor-quiet-back": "#202020",
    "hit-back": "#F0E442", "hit-text": "#000000", "hit-current-back": "#FFFFFF",
    "selected-back": "#264F78", "selected-text": "#FFFFFF",
}  # fmt: skip
LIGHT_HUES: Final = {
    "person": "#0C3797", "organisation": "#62430A", "place": "#12866D",
    "quiet": "#6A6A6A", "faint": "#D0D0D0", "cursor-back": "#E4E4E4",
    "cursor-quiet-back": "#F2F2F2",
    "hit-back": "#F0E442", "hit-text": "#000000", "hit-current-back": "#FFB000",
    "selected-back": "#ADD6FF", "selected-text": "#000000",
}  # fmt: skip
_OKABE_ITO_HUES: Final = DARK_HUES | {
    "person": "#56B4E9", "organisation": "#E69F00", "place": "#009E73",
}  # fmt: skip
_CONTRAST_HUES: Final = DARK_HUES | {
    "person": "#B8D0FF", "organisation": "#FFD75F", "place": "#5FE0B0",
    "quiet": "#D0D0D0", "faint": "#808080", "cursor-back": "#303060",
    "cursor-quiet-back": "#202040",
}  # fmt: skip
_TERMINAL_HUES: Final = {
    "person": "ansi_bright_blue", "organisation": "ansi_yellow", "place": "ansi_green",
    "quiet": "ansi_default", "faint": "ansi_bright_black", "cursor-back": "ansi_bright_black",
    "cursor-quiet-back": "ansi_black",
    "hit-back": "ansi_bright_yellow", "hit-text": "ansi_black",
    "hit-current-back": "ansi_bright_white",
    "selected-back": "ansi_blue", "selected-text": "ansi_bright_white",
}  # fmt: skip


def _theme(name: str, ground: str, text: str, hues: dict[str, str], *, is_dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=hues["person"],
        secondary=hues["place"],
        accent=hues["organisation"],
        warning=hues["organisation"],
        foreground=text,
        background=ground,
        surface=ground,
        panel=hues["cursor-back"],
        dark=is_dark,
        variables=dict(hues),
    )


THEMES: Final = (
    _theme("newsreader-dark", "#121212", "#D8D8D8", DARK_HUES, is_dark=True),
    _theme("newsreader-light", "#FFFFFF", "#1A1A1A", LIGHT_HUES, is_dark=False),
    _theme("okabe-ito", "#121212", "#D8D8D8", _OKABE_ITO_HUES, is_dark=True),
    _theme("high-contrast", "#000000", "#FFFFFF", _CONTRAST_HUES, is_dark=True),
    replace(
        BUILTIN_THEMES["ansi-dark"],
        name="terminal",
        variables={**BUILTIN_THEMES["ansi-dark"].variables, **_TERMINAL_HUES},
    ),
)
"""Ours, in the order in which the key for the next theme goes through them."""


def need_theme(name: str | None) -> None:
    """Make sure that a theme is there; the app begins with another where it is not.

    Args:
        name: As the settings have it; None for the one that suits the terminal.

    Raises:
        ConfigError: There is none of that name.
    """
    names = [theme.name for theme in THEMES] + [*BUILTIN_THEMES]
    if name is not None and name not in names:
        raise ConfigError(
            f"the settings ask for the theme {name!r}, but the themes are {', '.join(names)}"
        )
