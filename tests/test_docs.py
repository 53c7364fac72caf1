import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from reader.articles.fields import FIELDS, OTHER_NAMES
from reader.articles.nodes import State
from reader.articles.query import Sort
from reader.view.commands import COMMANDS, Command, key_shown

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8") if (ROOT / "README.md").exists() else ""
QUOTED = [span.replace("\\|", "|") for span in re.findall(r"`+([^`]+)`+", README)]
LINES = [line.strip() for line in README.splitlines()]


def help_of(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "reader", *command, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    return done.stdout


def commands() -> list[str]:
    listed = re.search(r"\{([a-z,-]+)\}", help_of())
    assert listed is not None
    return listed[1].split(",")


def test_readme_starts_newsreader_with_one_line() -> None:
    pattern = r"python3 -m venv \S+ && .*pip install .* && \S+/bin/newsreader"

    assert len([line for line in LINES if re.fullmatch(pattern, line)]) == 1


def test_readme_runs_the_tests_with_one_line() -> None:
    pattern = r"python3 -m venv \S+ && .*pip install .*\[test\].* && \S+/bin/python -m pytest.*"

    assert len([line for line in LINES if re.fullmatch(pattern, line)]) == 1


def test_files_that_readme_shows_exist() -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)|(?:src|href)=\"([^\"#]+)", README)
    local = [one or other for one, other in targets if "://" not in (one or other)]

    assert local
    assert [target for target in local if not (ROOT / target).exists()] == []


def test_every_command_and_option_is_documented() -> None:
    known = set(re.findall(r"[\w-]+", " ".join(QUOTED + LINES)))
    needed = {command: {command} for command in commands()}
    for command in needed:
        needed[command] |= set(re.findall(r"(?<![\w-])--[a-z][\w-]+", help_of(command)))
    needed["newsreader"] = set(re.findall(r"(?<![\w-])--[a-z][\w-]+", help_of()))

    missing = {command: words - known for command, words in needed.items() if words - known}

    assert missing == {}


def test_every_field_of_a_query_and_its_other_names_are_documented() -> None:
    quoted = " ".join(QUOTED)

    missing = [name for name in (*FIELDS, *OTHER_NAMES) if f"{name}:" not in quoted]

    assert missing == []


def test_every_state_and_order_of_a_query_is_documented() -> None:
    needed = [f"is:{state}" for state in get_args(State)]
    needed += [f"sort:{sort}" for sort in get_args(Sort)]

    missing = {*needed} - {word for span in QUOTED for word in span.split()}

    assert missing == set()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_default_keys_are_documented(command: Command) -> None:
    quoted = {word for span in QUOTED for word in span.split()}

    missing = [key for key in command.keys if not {key, key_shown(key)} & quoted]

    assert missing == []
