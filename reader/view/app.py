"""The app: themes, keys, signals, and how it begins and ends."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from rich.console import RenderableType
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.theme import BUILTIN_THEMES, Theme
from typing_extensions import override

from reader.articles.article import ArticleId
from reader.config import Config
from reader.library import Library
from reader.view.commands import COMMANDS
from reader.view.drawing.glyphs import glyphs_of_locale
from reader.view.driver import Driver
from reader.view.first_theme import first_theme, usable_theme
from reader.view.keymap import with_keys
from reader.view.palette import Commands, show_palette
from reader.view.screens.actions import ACTIONS
from reader.view.screens.main import MainScreen
from reader.view.session import Session
from reader.view.signals import leave_on_signals
from reader.view.themes import DARK_HUES, LIGHT_HUES, THEMES

_OURS = {theme.name: theme for theme in THEMES}


class NewsReader(App[int]):
    """The terminal news reader.

    Args:
        library: What is read; the caller closes it.
        config: The user's settings.
        environ: The process's environment.
        added: An article to begin with, in place of the one that was open last.
        adding: Files and folders to add at once.
        timer: Seconds of a clock that never goes back.
        clock: Seconds since 1970, UTC.
        notice: Something to say at the start; empty for nothing.
    """

    TITLE = "newsreader"
    CSS_PATH = Path(__file__).parent / "styles" / "newsreader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, system=True)
    ]
    """
    | Key(s) | Description |
    | :- | :- |
    | ctrl+z | Back to the shell, as everywhere; `fg` returns. |
    """
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Commands}
    action_command_palette = show_palette

    def __init__(
        self,
        library: Library,
        config: Config,
        environ: Mapping[str, str],
        added: Sequence[ArticleId] = (),
        *,
        adding: Sequence[str] = (),
        timer: Callable[[], float] = time.perf_counter,
        clock: Callable[[], float] = time.time,
        notice: str = "",
    ) -> None:
        self.session = session = Session.load(library.folder)
        if added:
            session.article, session.offset, session.query = added[0], 0, ""
        has_colour = "NO_COLOR" not in environ
        super().__init__(driver_class=Driver, ansi_color=None if has_colour else True)
        wanted = first_theme(config, session, environ)
        theme, trouble = usable_theme(wanted, self.available_themes, environ)
        if theme == self.theme:
            self.set_class(self.current_theme.dark, "-dark-mode")
            self.set_class(not self.current_theme.dark, "-light-mode")
        else:
            self.theme = theme
        self._folder = library.folder
        self._clock = clock
        self._table = {command.id: command for command in with_keys(COMMANDS, config.keys)}
        self.main = MainScreen(
            library,
            session,
            self._table,
            ACTIONS,
            glyphs=glyphs_of_locale(),
            measure=config.measure_cells,
            timer=timer,
            clock=clock,
            adding=adding,
            notice=notice or trouble,
        )

    @property
    @override
    def available_themes(self) -> dict[str, Theme]:
        """Textual's themes and ours."""
        return {**BUILTIN_THEMES, **_OURS}

    @override
    def get_default_screen(self) -> MainScreen:
        """The main screen."""
        return self.main

    @override
    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of names and hits for themes that have none of their own."""
        return dict(DARK_HUES if self.current_theme.dark else LIGHT_HUES)

    @override
    def action_help_quit(self) -> None:
        """Say how to leave, in place of Textual's notification."""
        self.main.status.say("Press q to leave")

    def on_mount(self) -> None:
        """Leave in good order when told to by a signal."""
        if not self.is_headless:
            leave_on_signals(lambda status: self.exit(status, return_code=status))

    def on_ready(self) -> None:
        """Collect garbage again: while starting there is none worth the time."""
        gc.freeze()
        gc.enable()

    def _save(self) -> None:
        self.main.remember()
        self.session.theme = "" if self.no_color else self.theme
        self.session.is_first = False
        self.session.left = int(self._clock())
        self.session.save(self._folder)

    @override
    def exit(
        self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Save the session and leave without delay."""
        if self.main.is_running:
            self._save()
        self.main.close()
        if isinstance(self._driver, Driver):
            self._driver.is_leaving = True
        super().exit(result, return_code, message)
