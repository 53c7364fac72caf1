"""brat standoff: an article's text, and beside it its names by their offsets.

Source: https://brat.nlplab.org/standoff.html
"""

from collections.abc import Iterator, Sequence

from reader.articles.mention import LABELS, Mention

CONFIGURATION = "annotation.conf"
"""Name of the file that tells brat which labels there are."""

CONFIGURED = "\n".join(["[entities]", *LABELS, "[relations]", "[events]", "[attributes]", ""])
"""What it says."""


def standoff(text: str, mentions: Sequence[Mention]) -> str:
    """The annotations of a text: a line a mention, and a note with the key of its entity.

    Args:
        text: The article's.
        mentions: In order of start.
    """
    return "".join(_annotation(number, text, one) for number, one in enumerate(mentions, 1))


def _annotation(number: int, text: str, mention: Mention) -> str:
    parts = list(_parts(text, mention.start, mention.end))
    spans = ";".join(f"{start} {end}" for start, end in parts)
    words = " ".join(text[start:end] for start, end in parts)
    key = " ".join(mention.entity.split())
    return (
        f"T{number}\t{mention.label} {spans}\t{words}\n#{number}\tAnnotatorNotes T{number}\t{key}\n"
    )


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans that a mention has on each line: a line of the file can hold no newline."""
    for line in text[start:end].split("\n"):
        if line:
            yield start, start + len(line)
        start += len(line) + 1
