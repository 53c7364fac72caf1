"""A tree of HTML as plain text with marks, close to Markdown.

Headings begin with "##", items with "- " or their number, quotations with ">"; *emphasis*,
**strong words**, `code`, rows of tables with "|" between their cells, [captions], and links
with numbers (see `reader.sources.html.links`). The tree is walked once, however deep it is.
"""

import re
from collections.abc import Container
from html import unescape

from lxml import etree

from reader.sources.html.links import Links
from reader.sources.html.tree import is_hidden, tree_of
from reader.sources.html.words import Words

_BLOCK_NAMES = """
    address article aside body center dd details dialog div dl dt fieldset figcaption figure
    footer form header hgroup html legend main nav p section summary table tbody thead tfoot tr
    caption li ul ol menu dir blockquote pre listing xmp plaintext hr h1 h2 h3 h4 h5 h6"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HEADINGS = {"h1": "## ", "h2": "## ", "h3": "### ", "h4": "#### ", "h5": "#### ", "h6": "#### "}
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_VERBATIM = frozenset(("pre", "listing", "xmp", "plaintext"))
_CELLS = frozenset(("td", "th"))
_CAPTIONS = frozenset(("figcaption", "caption"))
_MARKS = {"em": "*", "i": "*", "cite": "*", "strong": "**", "b": "**"} | dict.fromkeys(
    ("code", "kbd", "samp", "tt"), "`"
)
_UNFIT_FOR_CELLS = frozenset(("table", "pre", "blockquote", "figure", *_HEADINGS, *_LISTS))
_DEEPEST = 8
"""Lists and quotations are set in no deeper than this."""
_CELL_SIZE = 200
"""Code points; a cell with a paragraph of more is a part of a page, not of a table."""


def plain_text(markup: str, page: str | None = None) -> str:
    """HTML as plain text with marks; the last paragraph is the list of links.

    Args:
        markup: A page or a piece of one.
        page: Its address, from where relative links lead on.
    """
    tree = tree_of(markup)
    return "" if tree is None else rendered(tree, page)


def rendered(
    root: etree._Element,
    page: str | None = None,
    left_out: Container[etree._Element] = frozenset(),
) -> str:
    """A part of a tree as plain text; see `plain_text`.

    Args:
        root: The part.
        page: The address of the page.
        left_out: Elements that are not written, with all that is in them.
    """
    rendering = _Rendering(page)
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if element.tag is etree.Entity:
            rendering.write(unescape(element.text or "") if event == "start" else None)
        elif element in left_out or is_hidden(element):
            if event == "start":
                events.skip_subtree()
        elif event == "start":
            rendering.start(element)
            rendering.write(element.text)
        else:
            rendering.end(element)
        if event == "end" and element is not root:
            rendering.write(element.tail)
    return rendering.text()


class _Table:
    """A table that is being written; one that only arranges a page turns into blocks."""

    def __init__(self) -> None:
        self.is_layout = False
        self.is_in_cell = False
        self.row: list[str] = []


class _Rendering:
    """What has been written of a tree."""

    def __init__(self, page: str | None) -> None:
        self._links = Links(page)
        self._words = Words()
        self._written: list[str] = []
        self._group: object = None
        """The list or table that the last line belongs to; its lines stand close."""
        self._heading = ""
        self._quotes = self._verbatim = self._captions = self._captioned = 0
        """How many of these are open."""
        self._lists: list[int | None] = []
        """The number of the next item of each open list; None where items have none."""
        self._list: object = None
        """The outermost open list."""
        self._item = ""
        """The mark of an item that has no line yet."""
        self._tables: list[_Table] = []

    def text(self) -> str:
        """All of it, with the list of links."""
        self._end_paragraph()
        links = self._links.listed()
        return "".join(self._written) + (f"\n\n{links}" if links else "")

    def write(self, text: str | None) -> None:
        """Write words."""
        if text:
            self._words.add(text, is_verbatim=bool(self._verbatim))

    def start(self, element: etree._Element) -> None:
        """An element begins."""
        tag = element.tag
        if tag == "a" or tag in _MARKS:
            self._words.open(_MARKS.get(tag, tag))
        elif tag == "br":
            self._words.break_line()
        elif tag == "q":
            self._words.add("“")
        elif tag == "img":
            self._image(element)
        elif tag in _CELLS and self._tables:
            self._begin_cell(self._tables[-1])
        elif tag in _BLOCKS:
            self._part_from(tag)
            self._begin_block(tag, element)

    def end(self, element: etree._Element) -> None:
        """An element ends."""
        tag = element.tag
        if tag in _MARKS:
            mark = "" if self._heading or self._verbatim else _MARKS[tag]
            self._words.close(_MARKS[tag], lambda words: f"{mark}{words}{mark}")
        elif tag == "a":
            self._words.close("a", lambda words: self._linked(words, element.get("href")))
        elif tag == "q":
            self._words.add("”")
        elif tag in _CELLS and self._tables:
            self._end_cell(self._tables[-1])
        elif tag in _BLOCKS:
            self._part_from(tag)
            self._end_block(tag)

    def _linked(self, words: str, address: str | None) -> str:
        mark = self._links.mark(address or "", words)
        return f"{words} {mark}" if mark else words

    def _image(self, element: etree._Element) -> None:
        shown = " ".join((element.get("alt") or "").split())
        if not any(map(str.isalnum, shown)):
            self._words.add(shown)  # a smiley
        elif not self._captioned:
            self._words.add(f" [image: {shown}] ")

    def _begin_block(self, tag: str, element: etree._Element) -> None:
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag in _LISTS:
            self._list = self._list or object()
            self._lists.append(_number(element.get("start")) if tag == "ol" else None)
        elif tag == "li":
            self._item = self._next_item()
        elif tag == "table":
            self._tables.append(_Table())
        elif tag == "blockquote":
            self._quotes += 1
        elif tag in _VERBATIM:
            self._verbatim += 1
        elif tag in _CAPTIONS:
            self._captions += 1
        elif tag == "figure":
            has_caption = self._captioned or next(element.iter("figcaption"), None) is not None
            self._captioned += bool(has_caption)
        elif tag == "hr":
            self._put("* * *", None)

    def _end_block(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._heading = ""
        elif tag in _LISTS and self._lists:
            self._lists.pop()
            self._list = self._list if self._lists else None
        elif tag == "li":
            self._item = ""
        elif tag in {"tr", "table"} and self._tables:
            self._end_row(self._tables[-1])
            if tag == "table":
                self._tables.pop()
        elif tag == "blockquote":
            self._quotes -= 1
        elif tag in _VERBATIM:
            self._verbatim -= 1
        elif tag in _CAPTIONS:
            self._captions -= 1
        elif tag == "figure":
            self._captioned -= bool(self._captioned)

    def _next_item(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "

    def _begin_cell(self, table: _Table) -> None:
        self._end_paragraph()
        table.is_in_cell = not table.is_layout

    def _end_cell(self, table: _Table) -> None:
        if table.is_in_cell:
            table.row.append(" ".join(" ".join(self._words.take()).split()))
            table.is_in_cell = False
        else:
            self._end_paragraph()

    def _end_row(self, table: _Table) -> None:
        if any(table.row):
            self._put(" | ".join(table.row), table)
        table.row.clear()

    def _part_from(self, tag: str) -> None:
        """What is before a block is parted from it; in the cell of a table, by a blank."""
        table = self._tables[-1] if self._tables else None
        if table is None or not table.is_in_cell:
            self._end_paragraph()
        elif tag in _UNFIT_FOR_CELLS or self._words.size > _CELL_SIZE:
            table.is_layout, table.is_in_cell = True, False
            for cell in table.row:
                self._put(cell, None)
            table.row.clear()
            self._end_paragraph()
        else:
            self._words.add(" ")

    def _end_paragraph(self) -> None:
        for paragraph in self._words.take(is_verbatim=bool(self._verbatim)):
            if self._verbatim:
                text = f"```\n{paragraph}\n```"
            elif self._captions:
                text = f"[{paragraph}]"
            else:
                text = self._heading + paragraph
            self._put(text, self._list)

    def _put(self, text: str, group: object) -> None:
        """Write lines, after a blank one unless they go on in the same list or table."""
        if self._written:
            self._written.append("\n" if group is not None and group is self._group else "\n\n")
        self._group = group
        quotes = "> " * min(self._quotes, _DEEPEST)
        depth = min(len(self._lists), _DEEPEST)
        indent = quotes + "  " * (depth - 1)
        later = f"\n{indent}{'  ' if depth else ''}"
        first = indent + (self._item or ("  " if depth else ""))
        self._item = ""
        self._written.append(first + text.replace("\n", later))


def _number(written: str | None) -> int:
    """Where a list begins to count."""
    return int(written) if written and re.fullmatch(r"\d{1,6}", written) else 1
