"""Which theme to begin with; told before Textual is imported, which reads it then."""

from collections.abc import Container, Mapping

from reader.articles.clean import clean_line
from reader.config import Config
from reader.view.session import Session

_SHOWN = 40
"""Code points of a name that there is no theme of."""


def first_theme(config: Config, session: Session, environ: Mapping[str, str]) -> str:
    """The theme that was set, or chosen last, or that suits the terminal."""
    if "NO_COLOR" in environ:
        return default_theme(environ)
    return config.theme or session.theme or default_theme(environ)


def usable_theme(
    wanted: str, available: Container[str], environ: Mapping[str, str]
) -> tuple[str, str]:
    """A theme, or the one to begin with where there is none of that name; then why, in words."""
    if wanted in available:
        return wanted, ""
    shown = clean_line(wanted, _SHOWN)
    return default_theme(environ), f'There is no theme "{shown}"; F2 goes from one to the next'


def default_theme(environ: Mapping[str, str]) -> str:
    """The theme to begin with.

    Without colour the terminal's own; else dark or light as the terminal says in
    ``COLORFGBG``, whose last field is the number of the background colour (rxvt, Konsole
    and others set it; 7 and 9 to 15 are light).
    """
    if "NO_COLOR" in environ:
        return "terminal"
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    is_light = background.isdigit() and int(background) in {7, *range(9, 16)}
    return "newsreader-light" if is_light else "newsreader-dark"
