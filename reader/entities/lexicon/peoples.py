"""Which people are of which place: Iraqi and Iraq.

Told by three lists: ``countries.tsv`` names the people beside the country, ``groups.tsv`` and
``peoples.tsv`` the place beside the people. The last is built from open data; see build.py.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


def place_of(group: str) -> str | None:
    """The place whose people a group is, by its canonical name; None where it is none's.

    Args:
        group: a people's name as written, in any of its forms: "Iraqi", "Iraqis", "Scotsman".
    """
    places = _places()
    return places.get(group) or places.get(group.removesuffix("s"))


def people_of(place: str) -> str | None:
    """The canonical name of a place's people: "Iraqi" for "Iraq"; None where none is known."""
    return _peoples().get(place)


@cache
def _places() -> dict[str, str]:
    """Places by the forms of their people's name, the plural in s left out."""
    places: dict[str, str] = {}
    for place, forms in _ties():
        for form in forms:
            places.setdefault(form, place)
    return places


@cache
def _peoples() -> dict[str, str]:
    peoples: dict[str, str] = {}
    for place, forms in _ties():
        peoples.setdefault(place, forms[0])
    return peoples


def _ties() -> Iterator[tuple[str, list[str]]]:
    """Each place that has a people, and the forms of the people's name."""
    for _, name, _, people in _rows("countries.tsv"):
        if people:
            yield name.lstrip("*"), people.split("|")
    for file in ("groups.tsv", "peoples.tsv"):
        for _, name, aliases, place in _rows(file):
            if place:
                yield place, [name, *filter(None, aliases.split("|"))]


def _rows(file: str) -> Iterator[list[str]]:
    for line in (_FOLDER / file).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield [*line.split("\t"), "", "", ""][:4]
