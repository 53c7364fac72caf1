"""What the commands do that take something out of the article: mark, copy, open."""

from collections.abc import Callable
from functools import partial

from rich.cells import cell_len

from reader.articles.article import StoredArticle
from reader.articles.clean import clean_line, clean_text
from reader.view.commands import Where
from reader.view.drawing.cells import fit
from reader.view.drawing.dates import day
from reader.view.panes.reading import Reading
from reader.view.screens.main import Action, MainScreen

_ANSWER_CELLS = 8
"""Room for the number that is typed after the question which link to open."""


async def _mark_words(screen: MainScreen) -> None:
    """Begin to mark words: at the name in focus, else at the top line."""
    reading = screen.reading
    if reading.article is None:
        return
    focus = None if reading.is_marking else reading.focus_name
    screen.focus_pane(Where.ARTICLE)
    reading.mark((focus.mention.start, focus.mention.end) if focus is not None else None)


async def _copy(screen: MainScreen) -> None:
    """Copy what is selected, else the article with its source."""
    reading = screen.reading
    if reading.article is None:
        screen.status.say("There is no article to copy")
        return
    selected = reading.selected_text
    text = selected or with_source(reading.article)
    screen.app.copy_to_clipboard(clean_text(text))
    reading.clear_selection()
    words = len(text.split())
    count = "1 word" if words == 1 else f"{words:,} words"
    screen.status.say(f"{count} copied" if selected else f"The article copied, {count}")


def with_source(article: StoredArticle) -> str:
    """An article as it is quoted: headline, source, date and link, a blank line, the text."""
    headline = article.headline
    first, _, rest = article.text.partition("\n")
    facts = [first, headline.source, day(headline.published), headline.url or ""]
    return "\n".join(fact for fact in facts if fact) + f"\n\n{rest.strip()}\n"


async def _export(screen: MainScreen) -> None:
    """Ask where to, and write the article there, or from the list all that are listed."""
    from reader.articles.rewriting import write  # noqa: PLC0415 -- rarely asked
    from reader.view.screens.prompt import Prompt  # noqa: PLC0415 -- as above

    article, found = screen.reading.article, screen.found
    if article is None or found is None:
        screen.status.say("There is no article to export")
        return
    asked = str(article.headline.id)
    question, answer = "Export this article to:", f"article-{asked}.md"
    if screen.where is not Where.ARTICLE:
        # As it was understood: the last word may have been the beginning of one.
        asked = write(found.query.root, found.query.sort)
        if asked.replace(" ", "").isdecimal():
            asked = f"({asked})"  # else it would be articles' numbers
        count = f"{found.total:,}{'+' * found.is_capped} article{'s' * (found.total != 1)}"
        question, answer = f"Export {count} to:", "articles.md"

    def export(place: str | None) -> None:
        if place:
            screen.run_worker(_exported(screen, asked, place), group="export")

    screen.app.push_screen(Prompt(question, answer), export)


async def _exported(screen: MainScreen, asked: str, place: str) -> None:
    from reader.view.exporting import export  # noqa: PLC0415 -- rarely asked

    screen.show_work("exporting…")
    words = await export(screen.library.folder, asked, place)
    screen.show_work("")
    screen.status.say(clean_line(words, len(words)))


async def _open_link(screen: MainScreen) -> None:
    """Open the article's own address, or ask which of the links on the screen."""
    reading = screen.reading
    if reading.article is None:
        return
    own = reading.article.headline.url
    links = reading.links.listed(*reading.span_in_view)
    if links:
        _ask_for_link(screen, links, own)
    elif own is not None:
        reading.post_message(Reading.LinkChosen(own))
    else:
        screen.status.say("Neither the article nor what is shown of it has an address to open")


def _ask_for_link(screen: MainScreen, links: list[tuple[int, str]], own: str | None) -> None:
    from reader.articles.link import host_shown  # noqa: PLC0415 -- rarely asked
    from reader.view.screens.prompt import Prompt  # noqa: PLC0415 -- as above

    choices = ["0 this article"] if own is not None else []
    choices += [f"{number} {host_shown(url)}" for number, url in links]
    question = "Open: " + "  ".join(choices)
    room = max(10, screen.app.size.width - _ANSWER_CELLS)
    answer = "0" if own is not None else str(links[0][0])
    screen.app.push_screen(
        Prompt(fit(question, min(room, cell_len(question))), answer),
        partial(_open_answer, screen),
    )


def _open_answer(screen: MainScreen, answer: str | None) -> None:
    reading = screen.reading
    if not answer or reading.article is None:
        return
    number = int(answer) if answer.isascii() and answer.isdigit() and len(answer) < 8 else -1
    url = reading.links.url(number) if number else reading.article.headline.url
    if url is None:
        screen.status.say(f"There is no link {answer} here")
    else:
        reading.post_message(Reading.LinkChosen(url))


async def _marking(
    screen: MainScreen, otherwise: Action, mark: Callable[[Reading], object]
) -> None:
    """Do something with the words that are being marked; while none are, something else."""
    if screen.reading.is_marking and screen.where is Where.ARTICLE:
        mark(screen.reading)
    else:
        await otherwise(screen)


async def _copying(screen: MainScreen, otherwise: Action) -> None:
    """Copy the words that are being marked; while none are, something else."""
    is_marking = screen.reading.is_marking and screen.where is Where.ARTICLE
    await (_copy if is_marking else otherwise)(screen)


async def _leaving(screen: MainScreen, otherwise: Action) -> None:
    """Select nothing; while nothing is selected, something else."""
    if screen.where is Where.SEARCH or not screen.reading.clear_selection():
        await otherwise(screen)


TAKING: dict[str, Action] = {
    "mark-words": _mark_words,
    "copy": _copy,
    "export": _export,
    "open-link": _open_link,
}
"""By command id."""


def with_marking(actions: dict[str, Action]) -> dict[str, Action]:
    """The actions, of which those that move and go back do so for words that are marked."""
    moves: dict[str, Callable[[Reading], object]] = {
        "down": partial(Reading.mark_lines, step=1),
        "up": partial(Reading.mark_lines, step=-1),
        "focus-list": partial(Reading.mark_words, step=-1),
        "focus-article": partial(Reading.mark_words, step=1),
    }
    marking = {
        name: partial(_marking, otherwise=actions[name], mark=mark) for name, mark in moves.items()
    }
    return {
        **actions,
        **marking,
        "open": partial(_copying, otherwise=actions["open"]),
        "back": partial(_leaving, otherwise=actions["back"]),
    }
