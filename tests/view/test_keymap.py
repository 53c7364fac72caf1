import pytest

from reader.errors import ConfigError
from reader.view.commands import BY_ID, COMMANDS
from reader.view.keymap import bindings, with_keys
from reader.view.screens.actions import ACTIONS

NEVER = ("ctrl+m", "ctrl+i", "ctrl+h", "ctrl+j", "ctrl+b", "ctrl+a", "alt+", "super+", "ctrl+[")


def test_every_command_has_an_action_and_every_action_a_command() -> None:
    assert set(ACTIONS) == set(BY_ID)


def test_no_key_is_given_to_two_commands() -> None:
    keys = [key for command in COMMANDS for key in command.keys]

    assert len(keys) == len(set(keys))


def test_every_default_key_is_one_that_every_terminal_can_send() -> None:
    keys = [key for command in COMMANDS for key in command.keys]

    assert not [key for key in keys if key.startswith(NEVER)]


def test_keys_that_type_are_told_from_those_that_do_not() -> None:
    bound = {binding.key: binding.action for binding in bindings(COMMANDS)}

    assert bound["j"] == "letter('down')"
    assert bound["down"] == "run('down')"
    assert bound["space"] == "letter('page-down')"


def test_the_users_keys_replace_the_default_ones() -> None:
    commands = {c.id: c for c in with_keys(COMMANDS, {"star": ["x", "j"]})}

    assert commands["star"].keys == ("x", "j")
    assert commands["down"].keys == ("down",)


def test_keys_for_no_command_are_refused_in_words() -> None:
    with pytest.raises(ConfigError, match="'fly'"):
        with_keys(COMMANDS, {"fly": ["x"]})
