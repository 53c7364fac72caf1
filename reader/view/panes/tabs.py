"""What a page can list, and the line that says which of it is listed."""

from enum import Enum

from reader.view.drawing.line import Piece


class Tab(Enum):
    """What the list of a page shows."""

    ARTICLES = "articles"
    SAID_BY = "said by"
    SAID_ABOUT = "said about"
    COMPANY = "together with"


TABS: dict[str, Tab] = {
    "1": Tab.ARTICLES, "2": Tab.SAID_BY, "3": Tab.SAID_ABOUT, "5": Tab.COMPANY,
}  # fmt: skip
"""By the key that shows it."""


def tab_pieces(shown: Tab) -> list[Piece]:
    """All of them with their keys, the one that is shown lit."""
    pieces: list[Piece] = []
    for key, tab in TABS.items():
        part = "same" if tab is shown else "quiet"
        pieces += [Piece(" "), Piece(f" {key} {tab.value} ", part)]
    return pieces
