"""What the commands do that follow a name: to its card, its page, its other articles."""

import asyncio
from collections.abc import Sequence
from functools import partial

from reader.articles.article import ArticleId
from reader.errors import StoreError
from reader.view.commands import Where
from reader.view.screens.main import Action, MainScreen

_ON_PAGE = frozenset((
    "down", "up", "page-down", "page-up", "top", "bottom", "watch", "next-theme", "palette", "help",
    "quit",
))  # fmt: skip
"""Commands that do on the page what they do in any list."""
_LEAVING = frozenset((
    "search", "only-unread", "only-name", "without-name", "facets", "searches", "add",
))  # fmt: skip
"""Commands that leave the page and then do what they do."""
_TABS = {
    "toggle-people": "1", "toggle-organisations": "2", "toggle-places": "3", "toggle-dates": "5",
}  # fmt: skip
"""Commands whose keys choose what the page lists."""


async def _card(screen: MainScreen) -> None:
    await screen.turn_card()


async def _page(screen: MainScreen) -> None:
    """Show the page of the name in focus, or of the first in view."""
    subject = screen.subject_in_view
    if subject is None:
        screen.status.say("Go to a name with ] first")
    else:
        await screen.open_page(subject)


async def _names_here(screen: MainScreen) -> None:
    """Cover the headlines with the article's names, or uncover them."""
    from reader.view.panes.names_here import NamesHere  # noqa: PLC0415 (not at the start)

    if isinstance(screen.aside, NamesHere):
        await screen.cover(None)
        return
    if screen.reading.article is None:
        return
    names = NamesHere(screen.headlines.glyphs, id="names-here")
    focus = screen.reading.focus_name
    await screen.cover(names)
    names.show_names(screen.reading.mentions)
    if focus is not None:
        names.go_to(focus.mention.entity)


async def _name(screen: MainScreen, step: int) -> None:
    """To the next name, at the article's end on in the next article."""
    reading = screen.reading
    if reading.step_name(step):
        if screen.shape.is_narrow:
            screen.focus_pane(Where.ARTICLE)
        return
    if reading.article is None:
        screen.status.say("No article is open")
    elif reading.mentions is None:
        screen.status.say(screen.names_awaited or "The names are still being found")
    elif not reading.names.has_lit:
        screen.status.say("No names are lit here")
    elif not screen.headlines.move(step):
        screen.status.say(
            "No more names: this is the last article"
            if step > 0
            else "No more names: this is the first article"
        )
    else:
        screen.open_current()
        if not _focus_end(screen, step):
            screen.status.say("No names are lit in this article")


async def _same(screen: MainScreen, step: int) -> None:
    """To the next mention of the same, or match, at the article's end on in the next."""
    reading = screen.reading
    focus = reading.focus_name
    if reading.step_same(step):
        return
    if focus is not None:
        await _same_elsewhere(screen, focus.mention.entity, focus.mention.name, step)
    elif screen.query_shown.root is None:
        screen.status.say("Go to a name with ] or search with / first")
    elif screen.headlines.move(step):
        screen.open_current()
        if step < 0:
            reading.focus_last_match()
    else:
        screen.status.say("No more matches")


async def _same_elsewhere(screen: MainScreen, entity: str, name: str, step: int) -> None:
    """To the next article of the list that mentions an entity; else round in this one."""
    headlines, reading = screen.headlines, screen.reading
    hits = headlines.hits
    ids = hits.first if hits is not None else ()
    try:
        row = await asyncio.to_thread(_next_row, screen, entity, ids, headlines.cursor, step)
    except StoreError as error:
        screen.status.say(str(error), is_alert=True)
        return
    if row is not None:
        headlines.go(row)
        screen.open_current()
    else:
        direction = "below" if step > 0 else "above"
        screen.status.say(f"No article {direction} in the list mentions {name}")
    those = reading.names.of(entity)
    if those:
        reading.go_to_name(those[0 if step > 0 else -1])


def _next_row(
    screen: MainScreen, entity: str, ids: Sequence[int], cursor: int, step: int
) -> int | None:
    """The next row of a list whose article mentions an entity."""
    its = frozenset(screen.library.names.profiles.articles(entity).whole().first)
    listed = ids[:]  # an array: in a folded list each is looked for
    rows = range(cursor + 1, len(ids)) if step > 0 else range(cursor - 1, -1, -1)
    return next((row for row in rows if listed[row] in its), None)


def _focus_end(screen: MainScreen, step: int) -> bool:
    """Focus an article's first name, or, coming from below, its last."""
    names = screen.reading.names
    text = screen.reading.text
    index = names.following(0) if step > 0 else names.preceding(len(text))
    if index is not None:
        screen.reading.go_to_name(index)
    return index is not None


async def _with_page(screen: MainScreen, command: str, otherwise: Action) -> None:
    """Do on the page what the command means there; while there is none, what it means."""
    page = screen.page_shown
    if page is None:
        await otherwise(screen)
    elif command in _TABS:
        from reader.view.panes.tabs import TABS  # noqa: PLC0415 (as above)

        page.show_tab(TABS[_TABS[command]])
    elif command in _ON_PAGE:
        if command == "bottom":
            await page.find_rest()
        await otherwise(screen)
    elif command in _LEAVING:
        subject = page.subject
        await screen.close_page()
        if command in {"only-name", "without-name"}:
            screen.ask_for(subject, is_excluded=command == "without-name")
        else:
            await otherwise(screen)
    elif command in ON_PAGE:
        await ON_PAGE[command](screen)
    elif command == "correct" and page.lists_articles:
        # What a name is, is said where it stands.
        await _open_chosen(screen)
        await otherwise(screen)
    else:
        screen.status.say("Enter opens the article; Esc leaves the page")


async def _open_chosen(screen: MainScreen) -> None:
    """Read the article under the cursor, at the place that is meant; or show another page."""
    from reader.view.panes.telling import Subject  # noqa: PLC0415 (as above)

    page = screen.page_shown
    chosen = page.chosen if page is not None else None
    if page is None or chosen is None:
        return
    if isinstance(chosen, Subject):
        page.go_to(chosen)
    else:
        _read(screen, *chosen)


def _read(screen: MainScreen, article: ArticleId, offset: int) -> None:
    """Read an article at a place, whether or not it is in the list."""
    subject = screen.subject
    screen.hide_page(opened=article)
    screen.show_article(article)
    screen.focus_pane(Where.ARTICLE)
    names = screen.reading.names
    those = names.of(subject.entity) if subject is not None else []
    at = next((index for index in those if names[index].start == offset), None)
    if at is not None:
        screen.reading.go_to_name(at)
    else:
        screen.reading.reveal(offset)


async def _page_back(screen: MainScreen) -> None:
    page = screen.page_shown
    if page is not None and not page.go_back():
        await screen.close_page()


async def _leaving(screen: MainScreen, otherwise: Action) -> None:
    """Back to the page that the article was opened from; else one layer back."""
    article = screen.reading.article
    is_opened = article is not None and article.headline.id == screen.opened_from_page
    if screen.where is Where.ARTICLE and is_opened and screen.page is not None:
        screen.show_page()
    elif screen.where is not Where.SEARCH and screen.card is not None:
        await screen.turn_card()
    else:
        await otherwise(screen)


async def _close(screen: MainScreen) -> None:
    await screen.close_page()


ON_PAGE: dict[str, Action] = {
    "open": _open_chosen,
    "focus-article": _open_chosen,
    "back": _page_back,
    "focus-list": _page_back,
    "entity-page": _close,
}
"""By command id, what commands do on the page; they find whose it is in `subject`."""

DOORS: dict[str, Action] = {
    "card": _card,
    "entity-page": _page,
    "names-here": _names_here,
    "next-name": partial(_name, step=1),
    "previous-name": partial(_name, step=-1),
    "next-same": partial(_same, step=1),
    "previous-same": partial(_same, step=-1),
}
"""By command id."""


def with_doors(actions: dict[str, Action]) -> dict[str, Action]:
    """The actions, which on the page do what they mean there; back leaves card and page first."""
    leaving: dict[str, Action] = {**actions, "back": partial(_leaving, otherwise=actions["back"])}
    return {
        command: partial(_with_page, command=command, otherwise=action)
        for command, action in leaving.items()
    }
