"""What the commands do that find articles, and that bring new ones in."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from reader.articles.article import ArticleId
from reader.errors import StoreError
from reader.view.commands import Where
from reader.view.screens.main import Action, MainScreen


async def _unread(screen: MainScreen) -> None:
    _turn(screen, "is:unread")


async def _name(screen: MainScreen, *, is_excluded: bool) -> None:
    """Only the articles that mention the name in focus, or those that do not."""
    subject = screen.subject
    if subject is not None:
        screen.ask_for(subject, is_excluded=is_excluded)
    elif screen.where is Where.LIST and screen.aside is not None:
        screen.aside.choose(is_excluded=is_excluded)
    else:
        screen.status.say("Go to a name with ] first")


def _turn(screen: MainScreen, asked: str) -> None:
    """Ask for something beside all else, or no longer."""
    from reader.articles.rewriting import stance, with_term, without_term  # noqa: PLC0415 (as above)

    text = screen.search.query_text
    is_asked = stance(text, asked) == "included"
    screen.search.put(
        without_term(text, asked, is_typing=True)
        if is_asked
        else with_term(text, asked, is_typing=True)
    )


async def _aside(screen: MainScreen, *, is_facets: bool) -> None:
    """Cover the headlines with what can be asked for, or uncover them."""
    from reader.view.panes.aside import Aside, Content  # noqa: PLC0415 (as above)

    content = Content.FACETS if is_facets else Content.SEARCHES
    if isinstance(screen.aside, Aside) and screen.aside.content is content:
        await screen.cover(None)
        return
    hits = screen.headlines.hits
    if hits is not None:
        aside = Aside(screen.library, screen.headlines.glyphs, id="aside")
        await screen.cover(aside)
        aside.show_content(content, hits)


async def _save(screen: MainScreen) -> None:
    """Keep the present search under a name."""
    query = screen.search.query_text.strip()
    if not query:
        screen.status.say("Search with / first; then the search can be saved")
        return
    _ask(screen, "Save this search as:", query, partial(screen.save_search, query))


async def _copies(screen: MainScreen) -> None:
    """Unfold the copies of an article, or fold them."""
    if not await screen.turn_copies():
        screen.status.say("This article has no copies in the list")


async def _add(screen: MainScreen) -> None:
    _ask(screen, "Add a file or a folder:", "", lambda place: screen.add([place]))


async def _note(screen: MainScreen) -> None:
    """Write a note on the article, change it, or take it away."""
    notes = screen.library.notes
    _ask_of_article(screen, "Note on this article:", notes.get, screen.keep_note)


async def _tag(screen: MainScreen) -> None:
    """Say the tags of the article, change them, or take them away."""
    notes = screen.library.notes

    def keep(number: ArticleId, line: str) -> None:
        screen.run_worker(_keep_tags(screen, number, line.split(",")), group="marks")

    _ask_of_article(
        screen, "Tags, with commas between:", lambda number: ", ".join(notes.tags(number)), keep
    )


def _ask_of_article(
    screen: MainScreen,
    question: str,
    known: Callable[[ArticleId], str],
    keep: Callable[[ArticleId, str], object],
) -> None:
    """Ask for one line on the article, with what is known of it; a blank one is meant, too."""
    article = screen.reading.article
    if article is None:
        return
    number = article.headline.id
    try:
        answer = known(number)
    except StoreError as error:
        screen.status.say(str(error), is_alert=True)
    else:
        _ask(screen, question, answer, partial(keep, number), is_blank_meant=True)


async def _keep_tags(screen: MainScreen, number: ArticleId, tags: Sequence[str]) -> None:
    from reader.articles.rewriting import term  # noqa: PLC0415 (as above)

    try:
        kept = await asyncio.to_thread(screen.library.notes.keep_tags, number, tags)
    except StoreError as error:
        screen.status.say(str(error), is_alert=True)
        return
    reading = screen.reading
    if reading.article is not None and reading.article.headline.id == number:
        screen.open_current(offset=reading.reading_offset)
    finds = f"; {term('tag', kept[0])} finds it" if kept else ""
    screen.status.say(f"Tagged {', '.join(kept)}{finds}" if kept else "No tags any more")


def _ask(
    screen: MainScreen,
    question: str,
    answer: str,
    carry_out: Callable[[str], object],
    *,
    is_blank_meant: bool = False,
) -> None:
    """Ask for one line, and go on with it unless it is blank."""
    from reader.view.screens.prompt import Prompt  # noqa: PLC0415 (as above)

    def answered(line: str | None) -> None:
        if line or (is_blank_meant and line is not None):
            carry_out(line)

    screen.app.push_screen(Prompt(question, answer), answered)


FINDING: dict[str, Action] = {
    "only-unread": _unread,
    "only-name": partial(_name, is_excluded=False),
    "without-name": partial(_name, is_excluded=True),
    "facets": partial(_aside, is_facets=True),
    "searches": partial(_aside, is_facets=False),
    "save-search": _save,
    "copies": _copies,
    "note": _note,
    "tag": _tag,
    "add": _add,
}
"""By command id."""
