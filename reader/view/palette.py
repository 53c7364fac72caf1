"""Every command by its name, for Textual's command palette."""

from collections.abc import Awaitable, Callable
from functools import partial

from textual.app import App
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from typing_extensions import override

from reader.view.commands import key_shown
from reader.view.screens.main import MainScreen


class Commands(Provider):
    """The table of commands, searched by title and help."""

    @override
    async def discover(self) -> Hits:
        """All commands, in the order of the table."""
        for title, help_text, carry_out in self._entries():
            yield DiscoveryHit(title, carry_out, help=help_text)

    @override
    async def search(self, query: str) -> Hits:
        """The commands whose title matches."""
        matcher = self.matcher(query)
        for title, help_text, carry_out in self._entries():
            score = matcher.match(title)
            if score > 0:
                yield Hit(score, matcher.highlight(title), carry_out, help=help_text)

    def _entries(self) -> list[tuple[str, str, Callable[[], Awaitable[None]]]]:
        screen = self.screen
        if not isinstance(screen, MainScreen):
            return []
        entries: list[tuple[str, str, Callable[[], Awaitable[None]]]] = []
        for command in screen.commands.values():
            keys = " ".join(key_shown(key) for key in command.keys)
            run = partial(screen.run_action, f"run('{command.id}')")
            entries.append((f"{command.title}  {keys}", command.help, run))
        return entries


class Palette(CommandPalette):
    """Textual's palette, whose list fails at keys while the screen is too low to show it."""

    @override
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether an action can be carried out now."""
        if action == "command_list" and not any(
            commands.scrollable_content_region for commands in self.query(CommandList)
        ):
            return False
        return super().check_action(action, parameters)


def show_palette(app: App[int]) -> None:
    """Open the palette, if it is not open."""
    if not isinstance(app.screen, Palette):
        app.push_screen(Palette())
