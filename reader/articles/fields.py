"""The fields of the query language and what they are called."""

from typing import Literal, get_args

from reader.articles.mention import Kind

Field = Literal[
    "title", "source", "author", "tag", "lang", "person", "org", "place", "group", "name",
    "date", "before", "after", "is", "sort",
]  # fmt: skip
"""What a query can ask of an article beside its words."""

FIELDS: tuple[Field, ...] = get_args(Field)

OTHER_NAMES: dict[str, Field] = {
    "headline": "title",
    "from": "source",
    "feed": "source",
    "by": "author",
    "tags": "tag",
    "language": "lang",
    "people": "person",
    "organisation": "org",
    "organization": "org",
    "places": "place",
    "groups": "group",
    "names": "name",
}
"""What readers call some of them, too."""

KINDS: dict[Field, Kind | None] = {
    "person": Kind.PERSON,
    "org": Kind.ORGANISATION,
    "place": Kind.PLACE,
    "group": Kind.GROUP,
    "name": None,
}
"""The kind of entity that a field asks for; None: any."""

_NAMED: dict[str, Field] = {**OTHER_NAMES, **{field: field for field in FIELDS}}


def field_named(written: str) -> Field | None:
    """The field of this name, in any case; None if there is none."""
    return _NAMED.get(written.lower())


def field_of(kind: Kind) -> Field:
    """The field that asks for names of a kind; ``name`` where it has none of its own."""
    return next((field for field, asked in KINDS.items() if asked is kind), "name")
