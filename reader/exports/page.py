"""HTML: one page of articles, their names marked, that needs nothing else and runs nothing."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from html import escape

from reader.articles.link import safe_link
from reader.articles.mention import LIT_LABELS, kind_of
from reader.articles.named import NamedArticle
from reader.articles.text import paragraphs, soft_breaks
from reader.exports.plain import facts

_NEWLINE, _BREAK = "\n", "<br>\n"
_STYLE = """
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 Georgia, serif;
  color: #1a1a1a; background: #fff; }
article + article { margin-top: 3rem; border-top: 1px solid #ccc; padding-top: 1rem; }
.facts { color: #666; font-size: .9rem; }
.person { color: #0c3797; font-weight: bold; }
.organisation { color: #62430a; text-decoration: underline; }
.place { color: #12866d; font-style: italic; }
.group { text-decoration: underline; }
.date { text-decoration: underline double; }
@media (prefers-color-scheme: dark) {
  body { color: #d8d8d8; background: #121212; }
  .facts { color: #999; }
  .person { color: #9dbcf7; } .organisation { color: #f1be55; } .place { color: #31956f; }
}
"""
_HEAD = f"""<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Articles</title>
<style>{_STYLE}</style>
</head>
<body>
"""


def page(articles: Iterable[NamedArticle]) -> Iterator[str]:
    """The page: its head, a piece an article, its end."""
    yield _HEAD
    for one in articles:
        yield _article(one)
    yield "</body>\n</html>\n"


def _article(named: NamedArticle) -> str:
    article = named.article
    headline_end = (article.text + "\n").index("\n")
    known = " · ".join(escape(fact) for fact in facts(article) if fact != article.url)
    link = safe_link(article.url or "")
    if article.url:
        address = escape(article.url)
        shown = f'<a href="{escape(link)}" rel="noreferrer">{address}</a>' if link else address
        known += f" · {shown}"
    parts = [
        f'<article id="{named.id or ""}">\n<h1>{_marked(named, 0, headline_end)}</h1>\n',
        f'<p class="facts">{known}</p>\n',
    ]
    for start, end in paragraphs(article.text):
        is_wrapped = bool(soft_breaks(article.text, start, end))
        marked = _marked(named, start, end)
        parts.append(f"<p>{marked if is_wrapped else marked.replace(_NEWLINE, _BREAK)}</p>\n")
    return "".join([*parts, "</article>\n"])


def _marked(named: NamedArticle, start: int, end: int) -> str:
    """A piece of the text, its names marked."""
    text = named.article.text
    parts: list[str] = []
    place = bisect_right(named.mentions, start, key=lambda mention: mention.end)
    while place < len(named.mentions) and (mention := named.mentions[place]).start < end:
        place += 1
        if mention.label not in LIT_LABELS:
            continue
        first, last = max(mention.start, start), min(mention.end, end)
        parts += [
            escape(text[start:first]),
            f'<span class="{kind_of(mention.label)}" title="{escape(mention.name)}">',
            escape(text[first:last]),
            "</span>",
        ]
        start = last
    return "".join([*parts, escape(text[start:end])])
