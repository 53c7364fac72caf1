import os
import sys
from pathlib import Path

import pytest

from reader import __version__
from reader.cli.commands import COMMANDS, Command
from reader.cli.main import carry_out
from tests.cli.conftest import Run, Spawn

HEAVY = ["textual", "rich", "numpy", "asyncio", "spacy"]


def test_the_version_is_told(newsreader: Run) -> None:
    done = newsreader("--version")

    assert (done.status, done.out) == (0, f"newsreader {__version__}\n")


def test_help_lists_every_command(newsreader: Run) -> None:
    done = newsreader("--help")

    assert done.status == 0
    assert all(f"  {command.name:<10}{command.summary}\n" in done.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_of_a_command_has_examples_that_can_be_understood(
    newsreader: Run, command: Command
) -> None:
    name = command.name

    done = newsreader(name, "--help")

    examples = done.out.partition("examples:\n")[2].splitlines()
    assert done.status == 0
    assert examples
    assert all(example.startswith(f"  newsreader {name}") for example in examples)


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--limit", "0"],
        ["list", "--limit", "-3"],
        ["list", "--limit", "many"],
        ["list", "--sort", "size"],
        ["search"],
        ["search", "--colour", "x"],
        ["show"],
        ["names", "--jobs", "0"],
        ["names", "all"],
        ["add"],
        ["--libary", "x"],
        ["--library"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_told_in_one_line(newsreader: Run, arguments: list[str]) -> None:
    done = newsreader(*arguments)

    assert done.status == 2
    assert done.out == ""
    assert done.err.startswith("newsreader")
    assert done.err.count("\n") == 1


def test_a_file_that_is_no_library_is_told_in_one_line(newsreader: Run, library: Path) -> None:
    library.mkdir()
    (library / "news.db").write_bytes(b"Dear diary, " * 1000)

    done = newsreader("list")

    assert done.status == 1
    assert done.out == ""
    assert done.err.startswith("newsreader: ")
    assert done.err.count("\n") == 1
    assert (library / "news.db").read_bytes() == b"Dear diary, " * 1000


def test_a_setting_that_cannot_be_understood_is_told_in_one_line(
    newsreader: Run, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text("colour = 3\n", encoding="utf-8")

    done = newsreader("--config", tmp_path / "config.toml")

    assert done.status == 1
    assert "there is no setting 'colour'" in done.err
    assert done.err.count("\n") == 1


def test_a_defect_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def understood(_: object) -> None:
        raise KeyError("\x1b[31mred")

    monkeypatch.setattr("reader.cli.arguments.understood", understood)

    status = carry_out(["list"])

    err = capsys.readouterr().err
    assert status == 1
    assert err.startswith("newsreader: a defect: KeyError at test_main.py:")
    assert "\x1b" not in err
    assert err.count("\n") == 1


def test_ctrl_c_is_quiet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def understood(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reader.cli.arguments.understood", understood)

    status = carry_out(["list"])

    assert status == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "arguments", ["--version", "--help", "list", "list --json", "search mosul"]
)
def test_quick_commands_load_nothing_heavy(spawn: Spawn, arguments: str) -> None:
    script = (
        "import sys\n"
        "from reader.cli.main import carry_out\n"
        f"status = carry_out({arguments.split()})\n"
        f"print(status, *[name for name in {HEAVY} if name in sys.modules], file=sys.stderr)\n"
    )

    done = spawn("-c", script, argv=[sys.executable])

    assert done.stderr.decode().split() == ["0"]


def test_the_version_needs_no_library(spawn: Spawn, library: Path) -> None:
    script = (
        "import sys\n"
        "from reader.cli.main import carry_out\n"
        "carry_out(['--version'])\n"
        "print('apsw' in sys.modules, file=sys.stderr)\n"
    )

    done = spawn("-c", script, argv=[sys.executable])

    assert done.stderr == b"False\n"
    assert not library.exists()


def test_a_reader_that_goes_away_ends_it_quietly(spawn: Spawn, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for number in range(800):
        (news / f"{number}.txt").write_text(f"{'Long title ' * 30}{number}\n", encoding="utf-8")
    spawn("add", news)

    done = spawn(
        "-c",
        'set -o pipefail; "$0" -m reader list | head -1; echo "${PIPESTATUS[@]}"',
        sys.executable,
        argv=["bash"],
    )

    assert done.stderr == b""
    assert done.stdout.splitlines()[1] == b"141 0"


def test_an_export_that_can_go_nowhere_has_failed(spawn: Spawn) -> None:
    command = 'exec "$0" -m reader export articles >&-'

    done = spawn("-c", command, sys.executable, argv=["sh"])

    assert done.returncode == 1
    assert done.stderr == b"newsreader: standard output is closed; name a file with --output\n"


@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-"])
def test_closed_streams_do_no_harm(spawn: Spawn, closed: str) -> None:
    done = spawn("-c", f'exec "$0" -m reader list {closed}', sys.executable, argv=["sh"])

    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")  # noqa: PTH110
def test_a_full_disk_is_told_in_one_line(spawn: Spawn) -> None:
    done = spawn("-c", 'exec "$0" -m reader list > /dev/full', sys.executable, argv=["sh"])

    assert done.returncode == 1
    assert done.stderr == b"newsreader: cannot go on: no space left on device\n"
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_any_locale_gets_legible_text_and_json_in_utf_8(spawn: Spawn, locale: str) -> None:
    environ = {"LANG": locale, "LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}

    plain = spawn("list", environ=environ)
    record = spawn("show", "1", "--json", environ=environ)

    assert plain.returncode == record.returncode == 0
    assert plain.stdout.startswith(b"   1  no date    *  seeds  ")
    assert b"Siniyah" in record.stdout.decode("utf-8").encode()
