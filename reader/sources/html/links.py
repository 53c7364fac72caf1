"""Links in plain text: a number where they stand, their addresses at its end."""

from urllib.parse import urljoin

from reader.articles.link import safe_link

MOST = 1000
"""So many links of a text are numbered; a page with more is a list of links."""


class Links:
    """The links of one text, in the order in which they are met.

    A link reads "the institute [1]", and the text's last paragraph is the list of them,
    a line each: "[1] https://example.org/institute". What may not be opened gets none.

    Args:
        page: Where the text stands; relative addresses lead on from there.
    """

    def __init__(self, page: str | None = None) -> None:
        self._page = page
        self._numbers: dict[str, int] = {}

    def mark(self, address: str, shown: str) -> str:
        """What to write after the words of a link: "[1]", or nothing.

        Args:
            address: Where it leads, as the text has it.
            shown: The words; an address that is shown is not listed as well.
        """
        address = address.strip()
        if not address or address.startswith("#"):
            return ""
        try:
            link = safe_link(urljoin(self._page, address) if self._page else address)
        except ValueError:  # no address at all, as "http://["
            return ""
        if link is None or link == shown.strip():
            return ""
        if link not in self._numbers and len(self._numbers) >= MOST:
            return ""
        return f"[{self._numbers.setdefault(link, len(self._numbers) + 1)}]"

    def listed(self) -> str:
        """The list of addresses; "" where there are none."""
        return "\n".join(f"[{number}] {link}" for link, number in self._numbers.items())
