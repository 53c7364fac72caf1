"""Articles kept as records: fields with names, as in JSON and in tables."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Literal, TypeVar

from reader.articles.article import Article
from reader.articles.clean import clean_line
from reader.articles.link import safe_link
from reader.errors import SourceError
from reader.sources.dates import moment
from reader.sources.formats.drafting import draft
from reader.sources.formats.format import Origin, Reading
from reader.sources.formats.keys import Keys, refusal
from reader.sources.languages import declared_language

Role = Literal["title", "text", "summary", "date", "source", "url", "author", "language", "id"]
Value = TypeVar("Value")

# For each role its fields by their usual names, in letters and figures; the likelier first.
_NAMES: dict[Role, str] = {
    "title": """title headline articletitle newstitle newsheadline storytitle webtitle documenttitle
        heading head hed hl1 subject""",
    "text": """text body content article articlebody articletext fulltext maintext bodytext
        storybody story textcontent contenttext plaintext cleantext newstext newscontent
        articlecontent documenttext rawtext document contenthtml bodyhtml html contents""",
    "summary": "description summary abstract leadparagraph lead excerpt snippet shortdescription",
    "date": """published publishedat datepublished publishdate publisheddate publishedon pubdate
        publicationdate datepublication datepublish publishtime publishedtime webpublicationdate
        firstpublished firstpublicationdate displaydate date datetime articledate newsdate
        timestamp time issued createdat created datecreated creationdate versioncreated""",
    "source": """sourcename source publisher publication publicationname outlet newspaper journal
        provider agency site sitename medium feed sourcedomain domain""",
    "url": "url link articleurl weburl permalink canonicalurl pageurl storyurl href uri guid",
    "author": "author authors byline authorname creator writer reporter journalist by",
    "language": "language lang languagecode inlanguage locale",
    "id": "id uuid guid articleid docid documentid newsid storyid",
}
_WITHIN = frozenset(("_source", "fields"))
"""Fields in which some search engines and services keep the record itself."""

_LONGEST_NAME = 60
_SIGNS = re.compile(r"[\W_]+")
_MARKUP = re.compile(r"</(?:p|div|li|a|h[1-6])\s*>|<br\s*/?>", re.IGNORECASE)
_BY = re.compile(r"\Aby(?:\s*:\s*|\s+)", re.IGNORECASE)
_LISTED = re.compile(r"""\[(?:'[^']*+'|"[^"]*+"|[,\s])*+\]""")
_QUOTED = re.compile(r"""'([^']*+)'|"([^"]*+)\"""")

# Of a value that is itself a record: where its words are.
_INNER = ("name", "title", "rendered", "main", "text", "plain", "value", "content", "html", "$date")
_DEEPEST = 3
_SHOWN = 8


class Record:
    """An article's fields, told by their names.

    Args:
        fields: Values by name, as they were parsed: of any kind.
    """

    def __init__(self, fields: Mapping[str, object]) -> None:
        self._names = [*fields]
        self._given: dict[Role, list[tuple[int, object]]] = {}
        self._take(fields)
        for within in _WITHIN & fields.keys():
            inner = fields[within]
            if isinstance(inner, Mapping):
                self._take(inner)

    @property
    def has_article(self) -> bool:
        """Whether any field is called as an article's title or text may be."""
        return not self._given.keys().isdisjoint(("title", "text"))

    @property
    def key(self) -> str:
        """Its id, else its address; "" where it has neither."""
        return self._first("id", lambda value: _words(value).strip()) or self.url or ""

    @cached_property
    def url(self) -> str | None:
        """Its address, if it may be opened."""
        return self._first("url", lambda value: safe_link(_words(value)))

    @property
    def title(self) -> str:
        """Its headline; "" where it has none."""
        return self._first("title", _words) or ""

    def article(self, origin: Origin, text: str = "") -> Article:
        """The article in it.

        Args:
            origin: Where it comes from.
            text: Plain text without the headline, where it is not among the fields.

        Raises:
            SourceError: There is none, in words.
        """
        title = self.title
        if not text:
            title, text = self._title_and_text(title)
        if not title and not text:
            names = ", ".join(clean_line(name, 30) for name in self._names[:_SHOWN])
            raise SourceError(f"no text in it; its fields: {names}" if names else "no text in it")
        return draft(
            origin,
            title=title,
            body=text,
            source=self._first("source", _words) or "",
            author=self._first("author", _authors) or "",
            url=self.url,
            published=self._first("date", _when),
            language=self._first("language", lambda value: declared_language(_words(value))),
        )

    def _title_and_text(self, title: str) -> tuple[str, str]:
        text = self._first("text", _paragraphs)
        if text is None and title:
            text = self._first("summary", _paragraphs)
        if text and "<" in text and _MARKUP.search(text):
            from reader.sources.html.rendering import plain_text  # noqa: PLC0415 -- loads lxml

            return plain_text(title), plain_text(text, self.url)
        return title, text or ""

    def _take(self, fields: Mapping[str, object]) -> None:
        for name, value in fields.items():
            if value is None or value == "" or name in _WITHIN:
                continue
            for role, rank in _roles(name[:_LONGEST_NAME]):
                self._given.setdefault(role, []).append((rank, value))

    def _first(self, role: Role, meaning: Callable[[object], Value | None]) -> Value | None:
        """What the likeliest field of a role means that means anything."""
        given = self._given.get(role, [])
        if len(given) > 1:
            given.sort(key=lambda one: one[0])
        for _, value in given:
            meant = meaning(value)
            if meant is not None and meant != "":
                return meant
        return None


def known(names: Iterable[str]) -> int:
    """How many of a table's columns are called as an article's fields usually are."""
    return sum(bool(_roles(name[:_LONGEST_NAME])) for name in names)


def reading(fields: Mapping[str, object], origin: Origin, keys: Keys, position: int) -> Reading:
    """What comes of one record of a file that holds many."""
    record = Record(fields)
    try:
        article = record.article(origin)
    except SourceError as error:
        return refusal(error, keys, position, record.key)
    return Reading(key=keys.key(record.key), article=article, position=position)


@lru_cache(maxsize=1024)
def _roles(name: str) -> Sequence[tuple[Role, int]]:
    """What a field may be, each with how likely, from 0 on."""
    plain = _SIGNS.sub("", name.casefold())
    return [
        (role, names.split().index(plain))
        for role, names in _NAMES.items()
        if plain in names.split()
    ]


def _words(value: object) -> str:
    return _joined(value, " ", _DEEPEST)


def _paragraphs(value: object) -> str:
    text = _joined(value, "\n\n", _DEEPEST)
    return "" if text.isspace() else text


def _joined(value: object, between: str, depth: int) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        is_number = value == value and not isinstance(value, bool)  # noqa: PLR0124 -- NaN is none
        return str(value) if is_number else ""
    if depth and isinstance(value, Mapping):
        named = (value[name] for name in _INNER if name in value)
        return next(filter(None, (_joined(one, between, depth - 1) for one in named)), "")
    if depth and isinstance(value, Sequence):
        return between.join(filter(None, (_joined(one, between, depth - 1) for one in value)))
    return ""


def _authors(value: object) -> str:
    """Names with commas between; some tables hold lists as Python writes them."""
    text = _BY.sub("", _joined(value, ", ", _DEEPEST).strip())
    if _LISTED.fullmatch(text):
        return ", ".join(first or second for first, second in _QUOTED.findall(text))
    return text


def _when(value: object) -> int | None:
    return moment(_words(value) if isinstance(value, Mapping | list) else value)
