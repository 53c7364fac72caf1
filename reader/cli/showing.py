"""``newsreader show``."""

import argparse
from bisect import bisect_right
from collections.abc import Container, Iterator

from reader.articles.clean import clean_cells, clean_line
from reader.articles.mention import LIT_LABELS, Kind, Mention, kind_of
from reader.articles.named import NamedArticle
from reader.articles.text import reading_minutes, word_count
from reader.cli.items import Items
from reader.cli.output import Manner, Output, cells, standard_output, terminal_width
from reader.exports.records import Record, article_record, date_of, quote_record

_MEASURE_CELLS = 76
_BOLD, _DIM, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_ATTRIBUTES = {
    Kind.PERSON: "1",
    Kind.ORGANISATION: "4",
    Kind.PLACE: "3",
    Kind.GROUP: "4",
    Kind.DATE: "21",
}
# The terminal's own colours: only it knows whether it is dark or light.
_COLOURS = {Kind.PERSON: ";34", Kind.ORGANISATION: ";33", Kind.PLACE: ";32"}
_SIGILS = {Kind.PERSON: "@", Kind.ORGANISATION: "#", Kind.PLACE: "^", Kind.DATE: "~"}


def run(arguments: argparse.Namespace) -> int:
    """Print articles: as JSON, as they are, or on a terminal with their names lit."""
    output = standard_output()
    is_lit = output.is_terminal and not arguments.plain
    items = Items(arguments, has_names=arguments.json or arguments.quotes or is_lit)
    for number, item in enumerate(items):
        if arguments.json:
            output.json(article_record(item) | (_quotes(item) if arguments.quotes else {}))
            continue
        if number:
            output.line()
        if arguments.quotes:
            _print_quotes(output, item)
        elif is_lit:
            _print_lit(output, item)
        else:
            for line in item.article.text.split("\n"):
                output.line(line)
    return 1 if items.failed else 0


def _quotes(item: NamedArticle) -> Record:
    from reader.articles.quotes import quotes

    text = item.article.text
    return {"quotes": [quote_record(text, quote) for quote in quotes(text, item.mentions)]}


def _print_quotes(output: Output, item: NamedArticle) -> None:
    """A line a quote: who is said to have said it, and its words."""
    from reader.articles.quotes import quotes

    text = item.article.text
    output.line(item.article.title)
    for quote in quotes(text, item.mentions):
        by = quote.speaker or (quote.by and text[slice(*quote.by)]) or "?"
        words = " ".join(text[quote.start : quote.end].split())
        output.line(f"{clean_line(by)}: {f'“{words}”' if quote.is_direct else words}")


def _print_lit(output: Output, item: NamedArticle) -> None:
    """The article for a person at a terminal: its headline, what is known of it, its text."""
    text = item.article.text
    width = min(_MEASURE_CELLS, terminal_width())
    mentions = [mention for mention in item.mentions if mention.label in LIT_LABELS]
    has_escapes = output.manner is not Manner.DUMB
    signs = frozenset(
        mention.start
        for mention in mentions
        if output.manner is not Manner.COLOUR and kind_of(mention.label) in _SIGILS
    )
    headline_end = (text + "\n").index("\n")
    bold = _BOLD if has_escapes else ""
    for start, end in _wrapped(text, 0, headline_end, width, signs):
        output.styled(_drawn(text, start, end, mentions, output.manner, base=bold))
    meta = clean_cells(_meta(item))
    output.styled(f"{_DIM}{meta}{_OFF}" if has_escapes else meta)
    start = headline_end + 1
    for line in text[start:].split("\n"):
        for first, last in _wrapped(text, start, start + len(line), width, signs):
            output.styled(_drawn(text, first, last, mentions, output.manner))
        start += len(line) + 1


def _meta(item: NamedArticle) -> str:
    date = date_of(item.article.published)
    words = word_count(item.article.text)
    parts = [
        clean_line(item.article.source),
        clean_line(item.article.author or ""),
        f"{date.day} {date:%b} {date.year}" if date else "no date",
        f"{words:,} words",
        f"{reading_minutes(words)} min",
    ]
    return " · ".join(part for part in parts if part)


def _wrapped(
    text: str, start: int, end: int, width: int, signs: Container[int] = ()
) -> Iterator[tuple[int, int]]:
    """Spans of the lines of at most `width` cells that ``text[start:end]`` is broken into.

    A sign of one cell will stand before each place in `signs`.
    """
    taken = 0
    place = start
    while place < end:
        taken += cells(text[place]) + (place in signs)
        if taken <= width:
            place += 1
            continue
        blank = text.rfind(" ", start + 1, place + 1)
        last = blank if blank > start else place
        yield start, last
        start = place = last + 1 if blank > start else last
        taken = 0
    yield start, end


def _drawn(
    text: str, start: int, end: int, mentions: list[Mention], manner: Manner, *, base: str = ""
) -> str:
    """One line of the text, its mentions lit; `base` is written before all of it."""
    drawn = [base]
    place = start
    for mention in mentions[bisect_right(mentions, start, key=lambda mention: mention.end) :]:
        if mention.start >= end:
            break
        first, last = max(mention.start, start), min(mention.end, end)
        kind = kind_of(mention.label)
        drawn.append(clean_cells(text[place:first]))
        if first == mention.start and manner is not Manner.COLOUR:
            drawn.append(_SIGILS.get(kind, ""))
        light = _light(kind, manner)
        drawn += light, clean_cells(text[first:last]), (_OFF + base if light else "")
        place = last
    return "".join([*drawn, clean_cells(text[place:end]), _OFF if base else ""])


def _light(kind: Kind, manner: Manner) -> str:
    """What sets the type of a mention of this kind."""
    attribute = _ATTRIBUTES.get(kind)
    if manner is Manner.DUMB or attribute is None:
        return ""
    colour = _COLOURS.get(kind, "") if manner is Manner.COLOUR else ""
    return f"\x1b[{attribute}{colour}m"
