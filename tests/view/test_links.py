from collections.abc import Callable
from pathlib import Path

import pytest

from reader.view.drawing.linked import Links
from reader.view.opening import open_link
from tests.view.articles import OpenArticle, open_article
from tests.view.conftest import Reader

__all__ = ["open_article"]

TEXT = """Harvest in Mosul

The ministry said so on its page, https://ministry.example/harvest?year=2017, on Friday [1].
The rest is at https://\u0430pple.example/.

Write to --option, file:///etc/passwd or mailto:press@ministry.example for more.

[1] https://institute.example/report
"""
MANY = "Head\n\n" + "\n\n".join(f"See https://example.org/{n} for more." for n in range(20_000))


class Browser:
    """A program that keeps the arguments it was started with."""

    def __init__(self, folder: Path) -> None:
        self._kept, self.path = folder / "arguments", folder / "browser"
        self.path.write_text(
            "#!/bin/sh\n"
            f'printf "%s\\n" "$@" > {self._kept}.part && mv {self._kept}.part {self._kept}\n'
        )
        self.path.chmod(0o700)

    @property
    def was_started(self) -> bool:
        return self._kept.exists()

    async def arguments(self, reader: Reader) -> list[str]:
        while not self.was_started:
            await reader._pilot.pause(0.01)
        return self._kept.read_text().splitlines()


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """The reader's browser."""
    browser = Browser(tmp_path)
    monkeypatch.setenv("BROWSER", f"{browser.path} --new-tab %s")
    return browser


async def test_links_are_numbered_beside_the_text(open_article: OpenArticle) -> None:
    async with open_article(TEXT, 120, 36) as reader:
        shown = " ".join("\n".join(reader.lines()).split())

        assert "/harvest?year=2017[2], on Friday [1]." in shown
        assert "[5]" not in shown
        assert reader.main.reading.text == TEXT.strip()


async def test_o_asks_which_of_the_links_in_view_to_open(
    open_article: OpenArticle, browser: Browser
) -> None:
    async with open_article(TEXT, 160, 36) as reader:
        await reader.press("o")
        assert "Open: 2 ministry.example  1 institute.example" in reader.lines()[-1]
        assert "3 xn--pple-43d.example (\u0430pple.example)" in reader.lines()[-1]

        await reader.press("2", "enter")

        link = "https://ministry.example/harvest?year=2017"
        assert await browser.arguments(reader) == ["--new-tab", link]
        assert "Opened ministry.example" in reader.lines()[-1]


async def test_escape_opens_nothing(open_article: OpenArticle, browser: Browser) -> None:
    async with open_article(TEXT) as reader:
        await reader.press("o", "escape")

        assert reader.app.screen is reader.main
        assert not browser.was_started


async def test_a_number_that_no_link_has_is_said(
    open_article: OpenArticle, browser: Browser
) -> None:
    async with open_article(TEXT) as reader:
        await reader.press("o", "9", "9", "enter")

        assert "There is no link 99 here" in reader.lines()[-1]
        assert not browser.was_started


async def test_a_click_on_a_link_opens_it(open_article: OpenArticle, browser: Browser) -> None:
    async with open_article(TEXT) as reader:
        y, line = next(
            (y, line) for y, line in enumerate(reader.lines()) if "https://ministry" in line
        )
        x = line.index("https://") - reader.main.headlines.size.width
        await reader._pilot.click(reader.main.reading, offset=(x + 3, y - 2))

        link = "https://ministry.example/harvest?year=2017"
        assert await browser.arguments(reader) == ["--new-tab", link]


async def test_an_article_without_any_address_says_so(open_article: OpenArticle) -> None:
    async with open_article("Head\n\nNo address is here.\n") as reader:
        await reader.press("o")

        assert "has an address to open" in reader.lines()[-1]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "file:///etc/passwd", "--option", "https://", "https://-x/",
        "https://a b/", "https://user:secret@bank.example/", "mailto:", "\x1b]52;c;AAAA\x07",
        "data:text/html,x", "https://example.org/\u202egpj.exe",
    ],
)  # fmt: skip
def test_what_is_no_link_is_refused_in_words(url: str) -> None:
    started: list[object] = []

    words = open_link(url, {"BROWSER": "true"}, started.append)

    assert words.startswith("Not opened: ")
    assert words.isprintable()
    assert started == []


def test_a_link_is_one_argument_whatever_it_holds() -> None:
    started: list[object] = []
    url = "https://example.org/;touch$IFS/tmp/x&'`"[:-1]

    words = open_link(url, {"BROWSER": "no-such-program:sh -c %s", "PATH": "/bin"}, started.append)

    assert started == [["sh", "-c", url]]
    assert words == "Opened example.org"


def test_no_browser_and_one_that_does_not_start_are_said() -> None:
    def broken(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    assert "set BROWSER" in open_link("https://example.org/", {"PATH": ""})
    words = open_link("https://example.org/", {"BROWSER": "sh", "PATH": "/bin"}, broken)
    assert words == "sh could not be started: Permission denied"


def test_links_are_looked_for_only_as_far_as_one_reads() -> None:
    links = Links(MANY)

    first = links.numbered(0, 100)

    assert [number for _, number in first] == [1, 2, 3]
    assert len(links._written) < 2_500


def test_a_link_far_on_has_the_number_that_it_always_has() -> None:
    links = Links(MANY)

    last, number = links.numbered(len(MANY) - 40, len(MANY))[-1]

    assert (last.url, number) == ("https://example.org/19999", 20_000)
    assert Links(MANY).url(20_000) == last.url
    assert Links(MANY).url(20_001) is None
    assert links.at(last.start) == last.url


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_asking_for_a_link(
    open_article: OpenArticle, size: tuple[int, int], check_screen: Callable[..., None]
) -> None:
    async with open_article(TEXT, *size) as reader:
        await reader.press("o")

        check_screen(reader.app)
