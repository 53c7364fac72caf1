"""What a library tells of an entity: names, times, company, near misses, articles."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.articles.article import Article, ArticleId
from reader.articles.entity import entity_key
from reader.articles.mention import Kind, Label, Mention, kind_of
from reader.library import Library
from reader.store.database import Database
from reader.store.finding import Finder
from reader.store.index_file import remove_index
from reader.store.profiles import Profiles
from reader.store.ruler import note_new_rulings
from reader.store.sightings import Sightings
from tests.archive import store

STATE = "organisation:islamic state"
NAMES: dict[str, tuple[str, Label]] = {
    "Islamic State": ("Islamic State", "ORG"),
    "ISIS": ("Islamic State", "ORG"),
    "Daesh": ("Daesh", "ORG"),
    "Islamic Jihad": ("Islamic Jihad", "ORG"),
    "Islamic State of Iraq": ("Islamic State of Iraq", "ORG"),
    "Islamic Stale": ("Islamic Stale", "ORG"),
    "ISM": ("ISM", "ORG"),
    "Iraqi State Museum": ("Iraqi State Museum", "ORG"),
    "State Department": ("State Department", "ORG"),
    "Mosul": ("Mosul", "GPE"),
    "Angela Merkel": ("Angela Merkel", "PERSON"),
    "Angela Davis": ("Angela Davis", "PERSON"),
    "Thursday": ("Thursday", "DATE"),
}


class Wire:
    """A library that is told which names are where."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._told = 0

    @property
    def profiles(self) -> Profiles:
        return self.library.names.profiles

    def tell(self, day: str | None, *names: str) -> ArticleId:
        """Take in an article of a day that holds these names, each as often as it is given."""
        self._told += 1
        published = None
        if day is not None:
            published = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
        text = f"Story {self._told}\n\n" + " , ".join(names)
        (number,) = store(
            self.library.folder, [Article(text=text, source="wire", published=published)]
        )
        mentions, at = [], text.index("\n\n") + 2
        for name in names:
            mentions.append(mention(at, name))
            at += len(name) + 3
        self.library.names.keep_mentions(
            number, self.library.article(number).digest, "model/1", mentions
        )
        return number

    def near(self, key: str) -> list[str]:
        known = self.profiles.known(key)
        assert known is not None
        return [one.name for one in self.profiles.near_misses(known)]


def mention(start: int, surface: str) -> Mention:
    name, label = NAMES[surface]
    return Mention(
        start=start,
        end=start + len(surface),
        label=label,
        entity=entity_key(kind_of(label), name),
        name=name,
        confidence=0.9,
        origin="model",
    )


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    with Library.open(tmp_path / "library") as library:
        yield Wire(library)


def test_names_are_told_the_most_frequent_first(wire: Wire) -> None:
    wire.tell("2017-11-03", "ISIS", "Islamic State", "Islamic State")
    wire.tell("2017-11-04", "Islamic State")

    known = wire.profiles.known(STATE)

    assert known is not None
    assert (known.name, known.kind) == ("Islamic State", Kind.ORGANISATION)
    assert [(one.surface, one.mentions) for one in known.aliases] == [
        ("Islamic State", 3), ("ISIS", 1),
    ]  # fmt: skip
    assert [one.is_in_capitals_only for one in known.aliases] == [False, True]
    assert (known.mentions, known.articles) == (4, 2)


def test_nobody_is_told_of_who_was_never_mentioned(wire: Wire) -> None:
    assert wire.profiles.known("person:nobody") is None


def make_one(wire: Wire, part: str, whole: str) -> None:
    """Say, as the user does, that one entity means another."""
    with (
        closing(Database(wire.library.folder / "news.db", "write")) as news,
        news.writing() as all_,
    ):
        all_.execute(
            "INSERT INTO correction(made, verdict, scope, surface, entity, label, target, name,"
            " start, before, after)"
            " VALUES(0, 'same', 'everywhere', '', ?, 'ORG', ?, ?, -1, '', '')",
            (part, whole, "The Islamic State"),
        )
        note_new_rulings(all_)


def test_several_that_are_one_are_told_of_as_one(wire: Wire) -> None:
    wire.tell("2017-11-03", "Islamic State", "Daesh")
    wire.tell("2017-12-03", "Daesh", "Mosul")
    make_one(wire, "organisation:daesh", STATE)

    for entity in (STATE, "organisation:daesh"):
        known, seen = wire.profiles.known(entity), wire.profiles.seen(entity)
        assert known is not None
        assert (known.entity, known.name, known.mentions) == (STATE, "The Islamic State", 3)
        assert [one.surface for one in known.aliases] == ["Daesh", "Islamic State"]
        assert seen.articles == 2
        assert [one.name for one in wire.profiles.companions(entity, most=9)] == ["Mosul"]
        assert len(wire.profiles.articles(entity)) == 2


def test_months_run_from_the_first_to_the_last_and_add_up(wire: Wire) -> None:
    for day in ("2017-11-30", "2017-12-01", "2018-02-28", "2018-02-01", None):
        wire.tell(day, "Islamic State")
    wire.tell("2016-01-01", "Mosul")

    seen = wire.profiles.seen(STATE)

    assert seen.months == (("2017-11", 1), ("2017-12", 1), ("2018-01", 0), ("2018-02", 2))
    assert (seen.articles, seen.undated) == (5, 1)
    assert datetime.fromtimestamp(seen.first or 0, UTC).date().isoformat() == "2017-11-30"
    assert datetime.fromtimestamp(seen.last or 0, UTC).date().isoformat() == "2018-02-28"


def test_who_is_in_no_dated_article_was_seen_at_no_time(wire: Wire) -> None:
    wire.tell(None, "Islamic State")

    seen = wire.profiles.seen(STATE)

    assert (seen.first, seen.last, seen.months) == (None, None, ())
    assert (seen.articles, seen.undated) == (1, 1)
    assert wire.profiles.seen("person:nobody").articles == 0


def test_a_date_that_no_calendar_has_makes_no_endless_list_of_months(wire: Wire) -> None:
    (number,) = store(wire.library.folder, [Article(text="Far", source="wire", published=1 << 45)])
    stored = wire.library.article(number)
    wire.library.names.keep_mentions(number, stored.digest, "model/1", [])
    wire.tell("0001-02-03", "Islamic State")
    wire.tell("9999-12-31", "Islamic State")

    months = wire.profiles.seen(STATE).months

    assert len(months) == 600
    assert months[-1] == ("9999-12", 1)


def test_company_is_people_organisations_and_places_by_articles(wire: Wire) -> None:
    wire.tell("2017-11-03", "Islamic State", "Mosul", "Mosul", "Angela Merkel", "Thursday")
    wire.tell("2017-11-04", "Islamic State", "Angela Merkel", "Thursday")
    wire.tell("2017-11-05", "Mosul", "Islamic Jihad")

    company = wire.profiles.companions(STATE, most=9)

    assert [(one.name, one.articles) for one in company] == [("Angela Merkel", 2), ("Mosul", 1)]
    assert [one.name for one in wire.profiles.companions(STATE, most=1)] == ["Angela Merkel"]


def test_articles_are_listed_newest_first_and_again_while_more_come(wire: Wire) -> None:
    undated = wire.tell(None, "Islamic State")
    old, new = wire.tell("2016-01-01", "ISIS"), wire.tell("2017-01-01", "Islamic State")
    wire.tell("2018-01-01", "Mosul")

    hits = wire.profiles.articles(STATE)
    wire.tell("2019-01-01", "Islamic State")

    assert [hit.headline.id for hit in hits.rows(0, 9)] == [new, old, undated]
    assert len(wire.profiles.articles(STATE)) == 4


def test_near_misses_share_weighty_words_or_initials_or_all_but_a_letter(wire: Wire) -> None:
    wire.tell("2017-01-01", *NAMES)
    wire.tell("2017-01-02", "Islamic Jihad")

    near = wire.near(STATE)

    assert near[:2] == ["Islamic Stale", "Islamic State of Iraq"]
    assert "Islamic Jihad" in near
    assert "State Department" in near
    assert not {"Islamic State", "Mosul", "Daesh"} & {*near}
    assert wire.near("organisation:ism") == ["Iraqi State Museum"]
    assert "ISM" in wire.near("organisation:iraqi state museum")


def test_a_first_name_in_common_makes_no_near_miss(wire: Wire) -> None:
    wire.tell("2017-01-01", "Angela Merkel", "Angela Davis")

    assert wire.near("person:angela merkel") == []


def test_members_are_no_near_misses_of_what_they_are_part_of(wire: Wire) -> None:
    wire.tell("2017-01-01", "Islamic State", "Islamic State of Iraq")
    make_one(wire, "organisation:islamic state of iraq", STATE)

    assert wire.near(STATE) == []


def test_names_are_told_also_where_there_is_no_index(wire: Wire) -> None:
    wire.tell("2017-11-03", "ISIS", "Islamic State")
    remove_index(wire.library.folder / "index.db")

    known = wire.profiles.known(STATE)

    assert known is not None
    assert [one.surface for one in known.aliases] == ["ISIS", "Islamic State"]
    assert not (wire.library.folder / "index.db").exists()


def test_others_are_told_by_their_keys_in_order_and_the_unknown_left_out(wire: Wire) -> None:
    wire.tell("2017-11-03", "Mosul", "ISIS")

    others = wire.profiles.others([STATE, "place:nowhere", "place:mosul"])

    assert [(one.name, one.articles) for one in others] == [("Islamic State", 1), ("Mosul", 1)]


def test_what_is_told_costs_what_is_told_and_not_what_the_archive_holds(wire: Wire) -> None:
    for day in range(1, 9):
        wire.tell(f"2017-11-{day:02}", "Islamic State", "Mosul")
    before = steps(wire)
    numbers = store(
        wire.library.folder,
        [Article(text=f"Other {n}", source="wire", published=n * 90_000) for n in range(2_000)],
    )
    stored = [wire.library.article(number) for number in numbers]
    wire.library.names.keep([(one, [mention(0, "Mosul")]) for one in stored], "model/1")

    after = steps(wire)

    assert wire.profiles.seen(STATE).articles == 8
    assert {what: after[what] <= 2 * before[what] + 20 for what in before} == dict.fromkeys(
        before, True
    )


def steps(wire: Wire) -> dict[str, int]:
    """How many tens of instructions SQLite carries out for each question on Islamic State."""
    questions: dict[str, Callable[[Sightings], object]] = {
        "seen": Sightings.seen,
        "company": lambda sightings: sightings.companions(9),
        "articles": lambda sightings: sightings.ids(50),
    }
    taken: dict[str, int] = dict.fromkeys(questions, 0)
    for what, question in questions.items():

        def count(what: str = what) -> bool:
            taken[what] += 1
            return False

        def ask(
            finder: Finder,
            question: Callable[[Sightings], object] = question,
            count: Callable[[], bool] = count,
        ) -> None:
            finder.connection.set_progress_handler(count, 10)
            question(Sightings(finder.connection, STATE, finder.ruled))
            finder.connection.set_progress_handler(None)

        wire.library.hits("story")
        wire.library._search.ask(ask)
    return taken
