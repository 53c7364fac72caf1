"""What the command does that shows an article's dates."""

from functools import partial
from typing import TYPE_CHECKING

from reader.articles.mention import Kind, kind_of
from reader.entities.recognizer import DEFAULT_ID
from reader.view.commands import Where
from reader.view.screens.main import Action, MainScreen

if TYPE_CHECKING:
    from reader.view.screens.dates import Left


async def _dates(screen: MainScreen) -> None:
    """Show the dates of the article on a line, from the one in focus on."""
    from reader.view.screens.dates import DatesScreen  # noqa: PLC0415 -- not at the start

    reading = screen.reading
    article, focus = reading.article, reading.focus_name
    if article is None:
        screen.status.say("There is no article to tell the dates of")
        return
    number = article.headline.id
    is_date = focus is not None and kind_of(focus.mention.label) is Kind.DATE
    dates = DatesScreen(
        screen.library,
        article,
        lambda: screen.library.names.mentions_as_read(number, DEFAULT_ID),
        screen.headlines.glyphs,
        offset=focus.mention.start if focus is not None and is_date else None,
    )
    screen.app.push_screen(dates, partial(_back, screen))


def _back(screen: MainScreen, left: "Left | None") -> None:
    """Show what has changed, and the place that was chosen."""
    if left is None:
        return
    if left.is_redated:
        screen.open_current(offset=screen.reading.reading_offset)
        screen.search.ask(is_same=True)
    if left.offset is not None:
        screen.focus_pane(Where.ARTICLE)
        reading = screen.reading
        reading.step_name(1, left.offset)
        focus = reading.focus_name
        if focus is None or focus.mention.start != left.offset:  # dates are not lit
            reading.clear_focus()
            reading.reveal(left.offset)


DATING: dict[str, Action] = {"dates": _dates}
"""By command id."""
