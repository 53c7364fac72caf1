"""What the commands do by which the reader puts names right, and watches them."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from reader.articles.mention import Mention
from reader.errors import StoreError
from reader.view.screens.listing import Change
from reader.view.screens.main import Action, MainScreen

if TYPE_CHECKING:
    from reader.articles.correction import Correction

_PUNCTUATION = " \n\t.,;:!?\"'()[]“”‘’«»"


async def _correct(screen: MainScreen) -> None:
    """Say what the name in focus is, or the words that are selected."""
    from reader.articles.judging import Words  # noqa: PLC0415 -- not at the start
    from reader.view.screens.correcting import CorrectingScreen  # noqa: PLC0415 -- as above

    reading = screen.reading
    article, focus, selection = reading.article, reading.focus_name, reading.selection
    if article is None or (focus is None and selection is None):
        screen.status.say("Go to a name with ], or mark words with v, first")
        return
    mentions = list(reading.mentions or ())
    if selection is not None:
        start, end = _bare(article.text, *selection)
        mention = _mention_at(mentions, start, end)
        words = Words(text=article.text, start=start, end=end, mention=mention)
    else:
        assert focus is not None  # noqa: S101 -- one of both is there
        mention = focus.mention
        words = Words(text=article.text, start=mention.start, end=mention.end, mention=mention)
    number = article.headline.id

    def said(correction: "Correction | None") -> None:
        screen.make_correction(number, correction)

    glyphs = screen.headlines.glyphs
    screen.app.push_screen(CorrectingScreen(screen.library, words, mentions, glyphs), said)


async def _undo(screen: MainScreen, *, is_again: bool) -> None:
    """Take the last change back, or make the last correction again."""
    changes = screen.changes
    if changes and not is_again and changes.pop() is Change.OF_SEARCH:
        await _undo_search(screen)
        return
    from reader.view.correction_words import told  # noqa: PLC0415 -- not at the start

    corrections = screen.library.names.corrections
    try:
        made = await asyncio.to_thread(corrections.redo if is_again else corrections.undo)
    except StoreError as error:
        screen.status.say(str(error), is_alert=True)
        return
    if made is None:
        screen.status.say("There is nothing to do again" if is_again else "Nothing to undo")
        return
    words = told(made.correction)
    if is_again:
        changes.append(Change.OF_NAME)
    screen.status.say(f"Again: {words}" if is_again else f"Taken back: {words}")
    screen.follow_rulings()


async def _undo_search(screen: MainScreen) -> None:
    """Bring back the saved search that was last removed or replaced."""
    try:
        saved = await asyncio.to_thread(screen.library.searches.undo)
    except StoreError as error:
        screen.changes.append(Change.OF_SEARCH)
        screen.status.say(str(error), is_alert=True)
        return
    if saved is not None:
        screen.status.say(f'Taken back: "{saved.name}" is saved as it was')
    if screen.aside is not None:
        screen.aside.load_again()


async def _watch(screen: MainScreen) -> None:
    """Watch the name in focus, or whose page it is, or no longer."""
    from reader.store.watches import Watch  # noqa: PLC0415 -- not at the start

    subject = screen.subject
    if subject is None:
        screen.status.say("Go to a name with ] first")
        return
    watch = Watch(subject.entity, subject.name, subject.label)
    try:
        is_watched = await asyncio.to_thread(screen.library.names.watches.turn, watch)
    except StoreError as error:
        screen.status.say(str(error), is_alert=True)
        return
    screen.show_watched()
    screen.learn_again()
    screen.status.say(
        f"{subject.name} is watched: marked in the list, counted under F"
        if is_watched
        else f"{subject.name} is no longer watched"
    )


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Selected words without the punctuation at their ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(_PUNCTUATION))
    return start, max(start + 1, start + len(words.strip(_PUNCTUATION)))


def _mention_at(mentions: list[Mention], start: int, end: int) -> Mention | None:
    """The name that some words are, to the letter."""
    return next((one for one in mentions if (one.start, one.end) == (start, end)), None)


JUDGING: dict[str, Action] = {
    "correct": _correct,
    "undo": partial(_undo, is_again=False),
    "redo": partial(_undo, is_again=True),
    "watch": _watch,
}
"""By command id."""
