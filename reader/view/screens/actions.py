"""What each command of the table does on the main screen."""

from functools import partial

from reader.articles.mention import Kind
from reader.view.commands import Where
from reader.view.screens.dating import DATING
from reader.view.screens.doors import DOORS, with_doors
from reader.view.screens.finding import FINDING
from reader.view.screens.judging import JUDGING
from reader.view.screens.main import Action, MainScreen
from reader.view.screens.taking import TAKING, with_marking
from reader.view.themes import THEMES


async def _move(screen: MainScreen, step: int) -> None:
    where = screen.where
    if where is Where.ARTICLE:
        screen.reading.scroll_lines(step)
    elif where is Where.LIST:
        screen.rows.move(step)
    else:
        screen.search.recall(step)


async def _page(screen: MainScreen, step: int) -> None:
    if screen.where is not Where.ARTICLE:
        screen.rows.move(step * screen.rows.page_rows)
    elif not screen.reading.scroll_page(step) and step > 0 and not screen.headlines.next_unread():
        screen.status.say("No more unread articles")


async def _end(screen: MainScreen, *, is_start: bool) -> None:
    if screen.where is Where.ARTICLE:
        screen.reading.scroll_to_end(is_start=is_start)
        return
    if not is_start:
        await screen.find_rest()
    screen.rows.go(0 if is_start else screen.rows.count - 1)


async def _article(screen: MainScreen, step: int) -> None:
    if screen.headlines.move(step):
        screen.open_current()
    else:
        screen.status.say("The last article" if step > 0 else "The first article")


async def _focus(screen: MainScreen, where: Where) -> None:
    if where is Where.ARTICLE and screen.reading.article is None:
        return
    if where is not screen.where:
        screen.focus_pane(where)


async def _open(screen: MainScreen) -> None:
    if screen.where is Where.SEARCH and screen.meant is not None:
        screen.search.put(screen.meant)
    elif screen.where is Where.SEARCH:
        screen.search.remember()
        screen.focus_pane(Where.LIST)
    elif screen.where is Where.LIST and screen.aside is not None:
        screen.aside.choose()
    else:
        await _focus(screen, Where.ARTICLE)


async def _switch_pane(screen: MainScreen) -> None:
    await _focus(screen, Where.LIST if screen.where is Where.ARTICLE else Where.ARTICLE)


async def _back(screen: MainScreen) -> None:
    """One layer back: name, article, search."""
    if screen.where is not Where.SEARCH and screen.reading.clear_focus():
        return
    if screen.where is Where.LIST and screen.aside is not None:
        await screen.cover(None)
    elif screen.where is Where.LIST:
        screen.search.clear()
    elif screen.where is Where.SEARCH:
        screen.search.clear()
        screen.focus_pane(screen.searched_from)
    else:
        screen.focus_pane(Where.LIST)


async def _quit(screen: MainScreen) -> None:
    await screen.marking.settle()
    screen.app.exit()


async def _density(screen: MainScreen) -> None:
    screen.reading.change_density(screen.reading.density.following())
    screen.show_status()


async def _toggle(screen: MainScreen, kind: Kind) -> None:
    screen.reading.toggle_kind(kind)
    shown = "no longer lit" if kind in screen.reading.hidden else "lit"
    screen.status.say(f"Names of kind {kind.value} are {shown}")


async def _mark_read(screen: MainScreen) -> None:
    if screen.reading.article is not None:
        screen.keep(screen.marking.mark_read(screen.reading.article.headline.id))


async def _star(screen: MainScreen) -> None:
    if screen.reading.article is not None:
        screen.keep(screen.marking.turn_star(screen.reading.article.headline.id))


async def _zoom(screen: MainScreen) -> None:
    is_zoomed = not screen.has_class("-zoomed")
    screen.zoom(is_zoomed=is_zoomed)
    if is_zoomed:
        screen.focus_pane(Where.ARTICLE)


async def _next_theme(screen: MainScreen) -> None:
    names = [theme.name for theme in THEMES]
    shown = names.index(screen.app.theme) if screen.app.theme in names else -1
    screen.app.theme = names[(shown + 1) % len(names)]
    screen.status.say(f"Theme: {screen.app.theme}")


async def _palette(screen: MainScreen) -> None:
    screen.app.action_command_palette()


async def _help(screen: MainScreen) -> None:
    from reader.view.screens.help import HelpScreen  # noqa: PLC0415 (rarely seen)

    screen.app.push_screen(HelpScreen(list(screen.commands.values())))


ACTIONS: dict[str, Action] = with_doors(
    with_marking(
        {
            **TAKING,
            **FINDING,
            **DATING,
            **JUDGING,
            **DOORS,
            "down": partial(_move, step=1),
            "up": partial(_move, step=-1),
            "next-article": partial(_article, step=1),
            "previous-article": partial(_article, step=-1),
            "page-down": partial(_page, step=1),
            "page-up": partial(_page, step=-1),
            "top": partial(_end, is_start=True),
            "bottom": partial(_end, is_start=False),
            "switch-pane": _switch_pane,
            "focus-list": partial(_focus, where=Where.LIST),
            "focus-article": partial(_focus, where=Where.ARTICLE),
            "open": _open,
            "back": _back,
            "quit": _quit,
            "density": _density,
            "toggle-people": partial(_toggle, kind=Kind.PERSON),
            "toggle-organisations": partial(_toggle, kind=Kind.ORGANISATION),
            "toggle-places": partial(_toggle, kind=Kind.PLACE),
            "toggle-groups": partial(_toggle, kind=Kind.GROUP),
            "toggle-dates": partial(_toggle, kind=Kind.DATE),
            "search": partial(_focus, where=Where.SEARCH),
            "mark-read": _mark_read,
            "star": _star,
            "zoom": _zoom,
            "next-theme": _next_theme,
            "palette": _palette,
            "help": _help,
        }
    )
)
"""By command id; every command of `reader.view.commands` has one."""
