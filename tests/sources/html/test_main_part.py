import pytest

from reader.sources.html.main_part import main_part
from reader.sources.html.rendering import rendered
from reader.sources.html.tree import tree_of

PROSE = [
    f"Paragraph {number} of the story tells what happened in the town on that day, and why."
    for number in range(30)
]
STORY = "".join(f"<p>{line}</p>" for line in PROSE)
TEASERS = "".join(
    f"<div><a href='/{n}'>Another story about number {n}</a></div>" for n in range(20)
)


def main_text(page: str) -> str:
    tree = tree_of(page)
    assert tree is not None
    part, left_out = main_part(tree)
    return rendered(part, left_out=left_out)


@pytest.mark.parametrize(
    "page",
    [
        f"<nav>Home World</nav><article>{STORY}</article><aside>More</aside>{TEASERS}",
        f"<div id=top>{TEASERS}</div><div itemprop=articleBody>{STORY}</div><p>Sign up today</p>",
        f"<main>{STORY}</main><footer>All rights reserved by somebody</footer>",
        f"<div role=main>{STORY}</div><div class='site-footer'>Imprint and contact</div>",
        f"<div><div class=a>{TEASERS}</div><div class=b>{STORY}</div><div>{TEASERS}</div></div>",
        f"<div class=x>{STORY}<div class='social share-bar'>Share this</div></div>{TEASERS}",
        f"<form>{STORY}</form><div>Some few words that stand below the text</div>",
    ],
)
def test_the_story_is_found_among_what_is_around_it(page: str) -> None:
    assert main_text(f"<html><body>{page}</body></html>").split("\n\n") == PROSE


def test_a_story_in_parts_is_read_whole() -> None:
    parts = "".join(f"<section><p>{line}</p></section>" for line in PROSE)

    assert main_text(f"{TEASERS}<div class=story>{parts}</div>{TEASERS}").split("\n\n") == PROSE


def test_a_short_page_is_read_whole() -> None:
    page = "<h1>Head</h1><div>One short line.</div><div><p>And one more.</p></div>"

    assert main_text(page) == "## Head\n\nOne short line.\n\nAnd one more."


def test_several_articles_are_all_read() -> None:
    page = "".join(f"<article><p>{line}</p></article>" for line in PROSE)

    assert main_text(page).split("\n\n") == PROSE
