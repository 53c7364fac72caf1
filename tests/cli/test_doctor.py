from pathlib import Path

import pytest

from reader.entities.recognizer import DEFAULT_ID
from tests.cli.conftest import OnTerminal, Run


def findings(out: str) -> dict[str, tuple[str, str]]:
    split = [line.split(maxsplit=2) for line in out.splitlines()]
    return {name: (state, words) for state, name, words in split}


def test_a_new_library_is_well(newsreader: Run, library: Path) -> None:
    done = newsreader("doctor")

    found = findings(done.out)
    assert done.status == 0
    assert done.err == ""
    assert {state for state, _ in found.values()} == {"ok"}
    assert found["library"] == ("ok", str(library))
    assert found["names"] == ("ok", f"{DEFAULT_ID} finds them")
    assert {"newsreader", "settings", "SQLite", "news.db", "terminal", "characters"} <= {*found}


def test_a_damaged_library_is_told_and_left_alone(newsreader: Run, library: Path) -> None:
    library.mkdir()
    (library / "news.db").write_bytes(b"no library" * 1000)

    done = newsreader("doctor")

    assert done.status == 1
    assert findings(done.out)["library"][0] == "BAD"
    assert findings(done.out)["names"][0] == "ok"
    assert (library / "news.db").read_bytes() == b"no library" * 1000


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("colour = 3\n", "'colour'"),
        ('theme = "newsreader-drak"\n', "newsreader-dark"),
        ('[keys]\nfly = ["x"]\n', "'fly'"),
    ],
)
def test_settings_that_cannot_be_understood_are_told(
    newsreader: Run, tmp_path: Path, settings: str, told: str
) -> None:
    (tmp_path / "config.toml").write_text(settings, encoding="utf-8")

    done = newsreader("doctor", "--config", tmp_path / "config.toml")

    assert done.status == 1
    verdict, words = findings(done.out)["settings"]
    assert verdict == "BAD"
    assert told in words


def test_the_terminal_is_told(on_terminal: OnTerminal) -> None:
    done = on_terminal("doctor")

    assert findings(done.raw.decode())["terminal"] == ("ok", "xterm-256color, 80 by 24")


def test_a_terminal_that_cannot_be_drawn_on_is_told(on_terminal: OnTerminal) -> None:
    done = on_terminal("doctor", environ={"TERM": "dumb"})

    assert done.status == 1
    assert findings(done.raw.decode())["terminal"][0] == "BAD"


def test_a_damaged_library_is_salvaged(newsreader: Run, library: Path, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Rain in Spain\n\nIt stays in the plain.\n", encoding="utf-8")
    newsreader("add", "--tag", "weather", story)
    damaged = b"\0" * 16_384 + (library / "news.db").read_bytes()[16_384:]
    (library / "news.db").write_bytes(damaged)
    advice = newsreader("list").err

    done = newsreader("doctor", "--salvage")

    assert "newsreader doctor --salvage" in advice
    assert done.status == 0
    assert done.out == (
        f"2 articles saved: 2 from the damaged file, 0 from the backup {library}/backup/news.db\n"
        "1 of them are read, starred or tagged\n"
        "no article is known to be lost\n"
        f"the damaged file is kept as {library}/news.damaged-1.db\n"
    )
    assert (library / "news.damaged-1.db").read_bytes() == damaged
    assert "Rain in Spain" in newsreader("search", "plain").out
    assert newsreader("doctor").status == 0


def test_a_whole_library_is_not_salvaged(newsreader: Run, library: Path) -> None:
    newsreader("list")

    done = newsreader("doctor", "--salvage")

    assert done.status == 0
    assert done.out == f"nothing to salvage: the library in {library} is whole\n"


def test_where_there_is_no_library_nothing_is_salvaged_or_made(
    newsreader: Run, library: Path
) -> None:
    done = newsreader("doctor", "--salvage")

    assert done.status == 1
    assert "there is no library" in done.err
    assert not library.exists()
