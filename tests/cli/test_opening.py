from pathlib import Path

from tests.cli.conftest import OnTerminal, Run, Spawn

SEED_LINE = "   1  no date    ●  seeds             Iraqi forces launch anti-IS offensive"


def test_without_a_terminal_the_list_is_printed(spawn: Spawn) -> None:
    done = spawn()

    assert done.returncode == 0
    assert done.stdout.decode().startswith(SEED_LINE)
    assert done.stderr == b""


def test_what_is_named_is_added_first(newsreader: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Report\n", encoding="utf-8")

    done = newsreader(path)

    assert done.status == 0
    assert len(done.out.splitlines()) == 2


def test_what_cannot_be_added_is_named_beside_what_can(newsreader: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Report\n", encoding="utf-8")

    done = newsreader(path, tmp_path / "none")

    assert done.status == 1
    assert len(done.out.splitlines()) == 2
    assert done.err == f"newsreader: {tmp_path}/none: there is no such file (any more)\n"


def test_a_misspelt_command_is_not_taken_for_a_file(newsreader: Run) -> None:
    done = newsreader("serach")

    assert done.status == 1
    assert done.out == ""
    assert done.err.splitlines()[1] == (
        'newsreader: "serach" is no command; search is (newsreader --help lists them)'
    )


def test_a_terminal_that_cannot_be_drawn_on_gets_the_list(on_terminal: OnTerminal) -> None:
    done = on_terminal(environ={"TERM": "dumb"})

    assert done.status == 0
    assert done.raw.decode().startswith(SEED_LINE)
    assert b"\x1b" not in done.raw


def test_a_folder_without_articles_is_told(newsreader: Run, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()

    done = newsreader(tmp_path / "pictures")

    assert done.status == 1
    assert done.err == (
        f"newsreader: {tmp_path}/pictures holds nothing to read; "
        "newsreader --help tells what is read\n"
    )


def test_an_address_is_refused_in_words(newsreader: Run) -> None:
    done = newsreader("https://example.org/feed")

    assert done.status == 1
    assert done.err == (
        "newsreader: https://example.org/feed: an address; newsreader reads files and folders\n"
    )
