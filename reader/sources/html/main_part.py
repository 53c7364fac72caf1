"""Which part of a web page is the article.

Pages say it (an `articleBody`, an `article`, a `main`), or it is where the prose is: words
count for what holds their paragraph, words of links do not. Menus, asides, forms and what
is named like one are taken out first.
"""

import re
from collections import defaultdict
from collections.abc import Container

from lxml import etree

from reader.sources.html.tree import is_hidden

_AROUND = frozenset(("nav", "aside", "footer", "form", "dialog"))
_NAMED_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|sidebar|footer|toolbar|shar(?:e|ing)"
    r"|social|related|recommend(?:ed|ations?)|recirc|most-read|popular|trending|newsletter"
    r"|subscri(?:be|ption)|sign-?up|promo|advert(?:s|isement)?|ads?|sponsor(?:ed)?|outbrain"
    r"|taboola|cookies?|consent|comments?|disqus|popup|modal|paywall|skip-link|sr-only"
    r"|screen-reader-text|visually-hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HALF = 0.5
"""What is named like a menu but holds more of a page's prose is none."""
_SAID_SHARE = 0.3
"""What a page says is its article, and holds less of its prose, is a teaser."""
_LEAST_SHARE = 0.4
"""With less of a page's prose in one place, all of the page is read."""
_SMALL = 1500
"""Code points of prose; a page with less is read whole."""
_LONGEST_NAMES = 300
_HOLDERS = frozenset(("div", "td", "section", "article", "main", "body"))
_SHORTEST = 25
"""Code points; shorter paragraphs are buttons and labels."""
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "br", "cite", "code", "em", "font", "i", "img", "mark", "q", "s")
) | frozenset(("small", "span", "strong", "sub", "sup", "time", "u", "wbr"))


def main_part(root: etree._Element) -> tuple[etree._Element, set[etree._Element]]:
    """The element of a page that holds its article, and what is to be left out of it.

    Args:
        root: Of the whole page.
    """
    prose = _Prose(root, frozenset())
    around = {one for one in prose.around if prose.within[one] < _HALF * prose.whole}
    if around:
        prose = _Prose(root, around)
    said = _said(prose)
    return (prose.densest(root) if said is None else said), around


def _said(prose: "_Prose") -> etree._Element | None:
    """What the page says is its article, if most of what it says so is in there."""
    for said in (prose.bodies, prose.articles, prose.mains):
        best = max(said, key=prose.within.__getitem__, default=None)
        least = max(
            _SAID_SHARE * prose.whole,
            # Several alike are the parts of a whole: what holds them all is looked for.
            _HALF * sum(prose.within[one] for one in said),
        )
        if best is not None and prose.within[best] > least:
            return best
    return None


class _Prose:
    """How much prose there is in the elements of a page, in code points without links."""

    def __init__(self, root: etree._Element, around: Container[etree._Element]) -> None:
        self._left_out = around
        self.whole = 0
        self.within: dict[etree._Element, int] = {}
        """Of the elements below."""
        self.around: list[etree._Element] = []
        self.bodies: list[etree._Element] = []
        self.articles: list[etree._Element] = []
        self.mains: list[etree._Element] = []
        self._direct: dict[etree._Element, int] = defaultdict(int)
        """Of elements that are no part of a line, what stands in their own lines."""
        self._walk(root)

    def densest(self, root: etree._Element) -> etree._Element:
        """The element with the most prose of its own and of its parts, whose half counts."""
        if self.whole < _SMALL:
            return root
        scores: dict[etree._Element, float] = defaultdict(float)
        for element, size in self._direct.items():
            if size < _SHORTEST:
                continue
            parent = element.getparent()
            holder = element if parent is None or element.tag in _HOLDERS else parent
            scores[holder] += size
            above = holder.getparent()
            if above is not None:
                scores[above] += size / 2
        best = max(scores, key=scores.__getitem__, default=root)
        return best if scores[best] > _LEAST_SHARE * self.whole else root

    def _walk(self, root: etree._Element) -> None:
        lines: list[etree._Element] = []
        starts: list[int] = []
        links = 0
        events = etree.iterwalk(root, events=("start", "end"))
        for event, element in events:
            if element in self._left_out or is_hidden(element):
                if event == "start":
                    events.skip_subtree()
            elif event == "start":
                if element.tag not in _INLINE:
                    lines.append(element)
                links += element.tag == "a"
                starts.append(self.whole)
                if not links:
                    self._count(element.text, lines)
            else:
                if element.tag not in _INLINE:
                    lines.pop()
                links -= element.tag == "a"
                self._sort(element, self.whole - starts.pop())
            if event == "end" and not links:
                self._count(element.tail, lines)

    def _count(self, text: str | None, lines: list[etree._Element]) -> None:
        size = len(text.strip()) if text else 0
        if size and lines:
            self.whole += size
            self._direct[lines[-1]] += size

    def _sort(self, element: etree._Element, size: int) -> None:
        if element.tag in _AROUND or _NAMED_AROUND.search(_names(element)):
            self.around.append(element)
        elif "articleBody" in (element.get("itemprop") or ""):
            self.bodies.append(element)
        elif element.tag == "article":
            self.articles.append(element)
        elif element.tag == "main" or element.get("role") == "main":
            self.mains.append(element)
        else:
            return
        self.within[element] = size


def _names(element: etree._Element) -> str:
    """What a page calls an element; what is called much is a programmer's affair."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAMES]
