"""Every command of the app: the one table behind keys, hints, palette and help."""

from enum import StrEnum
from typing import NamedTuple


class Where(StrEnum):
    """Where a command applies."""

    ANYWHERE = "anywhere"
    LIST = "list"
    ARTICLE = "article"
    SEARCH = "search"
    SELECTION = "selection"
    ASIDE = "aside"
    SEARCHES = "searches"
    SAVED = "saved"
    NAMES = "names"
    PAGE = "page"


class Command(NamedTuple):
    """One thing a reader can do."""

    id: str
    """In kebab case; names it in the settings' keymap."""
    title: str
    """Imperative, as the palette shows it."""
    help: str
    """What it does, in one line."""
    keys: tuple[str, ...]
    """Default keys, the one to show first; names as Textual has them."""
    group: str
    """Heading in the help."""
    where: Where = Where.ANYWHERE
    """Where it applies."""


def _move(id: str, title: str, help: str, *keys: str) -> Command:
    return Command(id=id, title=title, help=help, keys=keys, group="Move")


def _name(id: str, title: str, help: str, *keys: str) -> Command:
    return Command(id=id, title=title, help=help, keys=keys, where=Where.ARTICLE, group="Names")


def _find(id: str, title: str, help: str, *keys: str) -> Command:
    return Command(id=id, title=title, help=help, keys=keys, group="Find and act")


COMMANDS: tuple[Command, ...] = (
    _move("down", "Down", "Next headline, or the next line of the article", "j", "down"),
    _move("up", "Up", "Previous headline, or the previous line", "k", "up"),
    _move("next-article", "Next article", "Open the next article from anywhere", "J"),
    _move("previous-article", "Previous article", "Open the previous article from anywhere", "K"),
    _move("page-down", "Page down", "A page on; at an article's end the next unread one",
          "space", "pagedown"),
    _move("page-up", "Page up", "A page back", "b", "pageup"),
    _move("top", "Top", "The first headline, or the top of the article", "g", "home"),
    _move("bottom", "Bottom", "The last headline, or the end of the article", "G", "end"),
    _move("switch-pane", "Switch pane", "From the list to the article and back", "tab"),
    _move("focus-list", "To the list", "Go to the list of headlines", "h", "left"),
    _move("focus-article", "To the article", "Go to the article", "l", "right"),
    _move("open", "Open", "Read the article under the cursor", "enter"),
    _move("back", "Back", "One layer back: name, article, search; never quits", "escape"),
    _move("quit", "Quit", "Leave; everything is kept", "q"),
    _name("next-name", "Next name", "To the next name in the article", "]"),
    _name("previous-name", "Previous name", "To the previous name in the article", "["),
    _name("next-same", "Next same", "Next mention of this name, or match of the search",
          "n"),
    _name("previous-same", "Previous same", "Previous mention of it, or match", "N"),
    _name("card", "Card", "Who the name in focus is; again, no longer", "i"),
    _name("entity-page", "Page of a name", "All that is known of it: articles, months, company",
          "E"),
    _name("names-here", "Names here", "This article's names by count; again, the headlines", "e"),
    _name("density", "How much is lit", "All, names only, first mentions only, nothing", "0"),
    _name("toggle-people", "People", "Light people, or not", "1"),
    _name("toggle-organisations", "Organisations", "Light organisations, or not", "2"),
    _name("toggle-places", "Places", "Light places, or not", "3"),
    _name("toggle-groups", "Groups", "Light peoples, faiths and parties, or not", "4"),
    _name("toggle-dates", "Dates", "Light dates and times, or not", "5"),
    _name("dates", "Dates on a line", "The article's dates on a line; say when it appeared", "T"),
    _name("correct", "Put right", "Say what this name is, or that it is none", "c"),
    _name("watch", "Watch", "Watch this name, or no longer", "w"),
    _name("undo", "Undo", "Take the last correction or removed search back", "u"),
    _name("redo", "Redo", "Make the correction again that was taken back", "ctrl+r"),
    _find("search", "Search", "Search titles and texts as you type", "/"),
    _find("only-unread", "Only unread", "Only unread articles, or all again", "U"),
    _find("only-name", "Only this name", "Only articles with the name in focus", "f"),
    _find("without-name", "Without this name", "Only articles without it", "-"),
    _find("facets", "Facets", "Names, sources and months of what was found", "|"),
    _find("searches", "Searches and sources", "Saved searches and sources", "F"),
    _find("save-search", "Save search", "Keep this search under a name", "S"),
    _find("note", "Note", "Write a note on the article; is:noted finds it", "a"),
    _find("tag", "Tag", "Tag the article; tag: finds it", "t"),
    _find("copies", "Copies", "List the copies of an article too, or fold them under it", "d"),
    _find("add", "Add", "Take in a file or a folder", "+"),
    _find("mark-read", "Mark read or unread", "Mark the article read, or unread", "m"),
    _find("star", "Star", "Star the article, or take its star away", "s"),
    _find("mark-words", "Mark words",
          "Mark words: h l by word, j k by line, Enter copies", "v"),
    _find("copy", "Copy", "Copy what is selected, or the article with its source", "y"),
    _find("export", "Export", "Write the article, or all listed, to a file", "X"),
    _find("open-link", "Open in browser", "Open the article's address, or a link in it", "o"),
    _find("zoom", "Article only", "Show the article alone, or beside the list", "z"),
    _find("next-theme", "Next theme", "Change the colours: dark, light, and more", "f2"),
    _find("palette", "Command", "Every command by name", ":"),
    _find("help", "Keys", "All keys, and what the colours mean", "?", "f1"),
)  # fmt: skip

BY_ID = {command.id: command for command in COMMANDS}
"""The commands by their ids."""

_SHOWN = {
    "escape": "Esc", "enter": "Enter", "space": "Space", "tab": "Tab", "down": "↓", "up": "↑",
    "f1": "F1", "f2": "F2", "left": "←", "right": "→", "pagedown": "PgDn", "pageup": "PgUp",
    "home": "Home", "end": "End", "ctrl+r": "^r",
}  # fmt: skip


def key_shown(key: str) -> str:
    """A key as a reader knows it: ``escape`` is Esc."""
    return _SHOWN.get(key, key)
