"""From the table of commands, and the user's own keys, to Textual's bindings."""

from collections.abc import Iterable, Mapping, Sequence

from textual.binding import Binding

from reader.errors import ConfigError
from reader.view.commands import BY_ID, Command


def bindings(commands: Iterable[Command]) -> list[Binding]:
    """A binding for each key of each command.

    Keys that type a character run ``letter('command-id')``, so that they can be left to
    a line that is typed into; the others run ``run('command-id')``. All of them have
    priority: they are carried out in the order they were pressed, before the next key
    goes to whatever has the focus then.
    """
    return [
        Binding(
            key,
            f"{'letter' if len(key) == 1 or key == 'space' else 'run'}('{command.id}')",
            command.title,
            show=False,
            priority=True,
        )
        for command in commands
        for key in command.keys
    ]


def with_keys(commands: Iterable[Command], keys: Mapping[str, Sequence[str]]) -> list[Command]:
    """The commands with the user's keys in place of the default ones.

    Args:
        commands: The table.
        keys: Keys by command id; a command that is left out keeps its own. A key given
            to one command is taken from every other.

    Raises:
        ConfigError: A key is set for a command that does not exist.
    """
    for command_id in keys:
        if command_id not in BY_ID:
            raise ConfigError(
                f"the settings give keys to {command_id!r}, but no command has that name; "
                "they are named as in the : palette, in kebab case"
            )
    taken = {key for own in keys.values() for key in own}
    return [
        command._replace(
            keys=tuple(keys.get(command.id, [key for key in command.keys if key not in taken]))
        )
        for command in commands
    ]
